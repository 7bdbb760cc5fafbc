#!/bin/sh
# Verifies the packages for Linux as users get them: builds the committed sources twice, in two folders, and compares; looks at the
# Debian package; installs it into a bare Debian without Python and without a network, uses it there, and removes it again.
# Usage, as root on Debian: packaging/linux/verify.sh   (make verify)
# Wants debootstrap, lintian, desktop-file-utils, appstream and libxml2-utils. The folder build/verify holds what it made.
set -eu
cd "$(dirname "$0")/../.."
say() { printf '\nverify: %s\n' "$*"; }
die() { printf 'verify: %s\n' "$*" >&2; exit 1; }

[ "$(id -u)" = 0 ] || die "A bare system is made by root: run sudo packaging/linux/verify.sh"
for tool in debootstrap lintian desktop-file-validate appstreamcli xmllint; do
    command -v $tool >/dev/null || missing="${missing:-} $tool"
done
[ -z "${missing:-}" ] || die "Missing:$missing. Type: apt-get install debootstrap lintian desktop-file-utils appstream libxml2-utils"
here=$PWD/packaging/linux
work=$PWD/build/verify
debian=$work/debian
trap 'umount --recursive --quiet "$debian/proc" || true' EXIT
umount --recursive --quiet "$debian/proc" || true
rm -rf "$work"
mkdir -p "$work"

say "Two builds of $(git rev-parse --short HEAD) in two folders"
git clone --quiet . "$work/one"
git clone --quiet "$work/one" "$work/another/further/down" # not from here, where somebody may commit meanwhile
for folder in one another/further/down; do
    "$work/$folder/packaging/linux/build.sh" > "$work/build.log" 2>&1 || { cat "$work/build.log"; die "The build failed."; }
done
(cd "$work/one/dist" && sha256sum -- *) | tee "$work/sums"
(cd "$work/another/further/down/dist" && sha256sum --check --quiet "$work/sums") || die "The builds differ."
echo "The same bytes."
(cd "$work/one/dist" && sha256sum --check --quiet -- *.sha256)

say "Sizes"
bundle=$(ls "$work"/one/dist/*.tar.xz)
package=$(ls "$work"/one/dist/*.deb)
packed=$(stat --format=%s "$bundle")
unpacked=$(xz --decompress --stdout "$bundle" | tar --extract --to-stdout | wc --bytes)
echo "$packed bytes (at most 45 MB), unpacked $unpacked (at most 140 MB)"
if [ "$packed" -gt 45000000 ] || [ "$unpacked" -gt 140000000 ]; then die "That is too large."; fi

say "What desktops and Debian say of it"
dpkg-deb --extract "$package" "$work/package"
share=$work/package/usr/share
desktop-file-validate "$share"/applications/*.desktop
appstreamcli validate --no-net --pedantic "$share"/metainfo/*.xml
xmllint --noout "$share"/metainfo/*.xml "$share"/mime/packages/*.xml "$share"/icons/hicolor/scalable/apps/*.svg
lintian --allow-root --fail-on error,warning "$package"

say "A bare Debian with what the package depends on, an X server and a typist"
depends=$(dpkg-deb --field "$package" Depends | sed 's/([^)]*)//g; s/ //g')
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=$(apt-get indextargets --format '$(SITE)' "Created-By: Packages" "Release: $release" | head -n 1)
debootstrap --variant=minbase --include="$depends,xvfb,xdotool" "$release" "$debian" "$mirror" > "$work/debootstrap.log" ||
    { tail "$work/debootstrap.log"; die "There is no Debian to try it in."; }
! ls "$debian"/usr/bin/python* "$debian"/usr/lib/python3* 2>/dev/null || die "There is a Python in it."
mkdir "$debian/verify"
cp "$package" "$here/verify_inside.sh" "$debian/verify"

say "In it, without a network"
unshare --net --mount --pid --fork --mount-proc="$debian/proc" chroot "$debian" /bin/sh /verify/verify_inside.sh "/verify/$(basename "$package")"
say "All of it holds."
