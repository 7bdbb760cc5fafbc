#!/bin/sh
# Puts a built bundle into a Debian package and prints its path; build.sh calls it.
# Usage: packaging/linux/deb.sh BUILD VERSION OUT   (BUILD holds deckapp/, manual/ and icons/)
set -eu
build=$1 version=$2 out=$3
here=$(cd "$(dirname "$0")" && pwd)
source=$here/../..
architecture=$(dpkg --print-architecture)
package=$out/deckapp_${version}_$architecture.deb
root=$build/deb
share=$root/usr/share
bundle=$root/opt/deckapp

rm -rf "$root"
mkdir -p "$root/DEBIAN" "$root/opt" "$root/usr/bin" "$share/icons" "$share/doc/deckapp" "$share/lintian/overrides"
cp -R "$build/deckapp" "$bundle"
ln -s /opt/deckapp/deckapp "$root/usr/bin/deckapp"
install -D -m 644 "$build/manual/deckapp.1" "$share/man/man1/deckapp.1"
install -D -m 644 "$build/manual/deckapp.bash" "$share/bash-completion/completions/deckapp"
install -D -m 644 "$build/manual/deckapp.zsh" "$share/zsh/vendor-completions/_deckapp"
install -D -m 644 "$build/manual/deckapp.fish" "$share/fish/vendor_completions.d/deckapp.fish"
install -D -m 644 "$here/desktop/deckapp.desktop" "$share/applications/deckapp.desktop"
install -D -m 644 "$here/desktop/deckapp.xml" "$share/mime/packages/deckapp.xml"
install -D -m 644 "$here/desktop/org.example.deckapp.metainfo.xml" "$share/metainfo/org.example.deckapp.metainfo.xml"
cp -R "$build/icons/hicolor" "$share/icons/hicolor"
install -m 644 "$here/debian/copyright" "$share/doc/deckapp/copyright"
install -m 644 "$here/debian/lintian-overrides" "$share/lintian/overrides/deckapp"
install -m 644 "$source/CHANGELOG.md" "$share/doc/deckapp/CHANGELOG.md"
cat > "$share/doc/deckapp/changelog" <<END
deckapp ($version) stable; urgency=medium

  * Version $version; CHANGELOG.md tells what is new.

 -- The deckapp authors <deckapp@example.org>  $(date --utc --rfc-email --date="@$SOURCE_DATE_EPOCH")
END
gzip --best --no-name "$share/man/man1/deckapp.1" "$share/doc/deckapp/changelog" "$share/doc/deckapp/CHANGELOG.md"
# Libraries are loaded, not run.
find "$root" -type f -name '*.so*' -exec chmod 644 {} +

# What the bundle leaves to the system. CUPS is looked for by a plugin, which does without.
libraries=$(find "$bundle" -type f \( -name '*.so' -o -name '*.so.*' -o -name deckapp \) ! -name libcupsprintersupport.so)
mkdir -p "$build/control/debian"
printf 'Source: deckapp\n\nPackage: deckapp\nArchitecture: any\n' > "$build/control/debian/control"
folders=$(for library in $libraries; do dirname "$library"; done | sort -u | sed 's/^/-l/')
brought=$(sed -n 's/.*"name": "\(lib[^"]*\)".*/-x\1/p' "$bundle/_internal/deckapp/_data/licences/components.json")
# shellcheck disable=SC2086  # lists of paths without blanks
if ! depends=$(cd "$build/control" && dpkg-shlibdeps -O --ignore-missing-info $brought $folders $libraries 2>"$build/shlibdeps.log"); then
    cat "$build/shlibdeps.log" >&2
    exit 1
fi

sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@DEPENDS@/${depends#shlibs:Depends=}/" \
    -e "s/@SIZE@/$(du --summarize --apparent-size --block-size=1K "$root" | cut -f1)/" "$here/debian/control" > "$root/DEBIAN/control"
(cd "$root" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | sort -z | xargs -0 md5sum > DEBIAN/md5sums)
find "$root" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --build --root-owner-group --threads-max=1 -Zxz -z9 "$root" "$package" >/dev/null
echo "$package"
