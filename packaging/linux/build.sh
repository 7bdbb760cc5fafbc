#!/bin/sh
# Builds the bundle for Linux in dist/: deckapp-VERSION-linux-MACHINE.tar.xz, which runs in place, and its SHA-256.
# Two builds of one commit have the same bytes, wherever they are made with the same Python and system.
# Usage: packaging/linux/build.sh   (PYTHON=… names the Python to pack)
set -eu
cd "$(dirname "$0")/../.."
export LC_ALL=C.UTF-8 TZ=UTC PYTHONHASHSEED=1 PYTHONDONTWRITEBYTECODE=1
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
umask 022

build=$PWD/build/linux
dist=$PWD/dist
python=$build/venv/bin/python
rm -rf "$build"
mkdir -p "$build" "$dist"

"${PYTHON:-python3}" -m venv "$build/venv"
"$python" -m pip install --disable-pip-version-check --quiet '.[spelling,passphrase,bundle]'
"$build/venv/bin/pyinstaller" --noconfirm --log-level WARN --workpath "$build/work" --distpath "$build" packaging/linux/deckapp.spec

# Debugging symbols; Qt's libraries come without.
find "$build/deckapp/_internal" -name '*.so*' -type f ! -path '*/PySide6/*' ! -path '*/shiboken6/*' -exec strip --strip-unneeded {} +

name=deckapp-$("$python" -c 'import deckapp; print(deckapp.__version__)')
bundle=$name-linux-$(uname -m).tar.xz
mv "$build/deckapp" "$build/$name"
tar --create --directory "$build" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --format=gnu "$name" |
    xz --threads=1 -9 --extreme > "$dist/$bundle"
(cd "$dist" && sha256sum "$bundle" > "$bundle.sha256")
echo "$dist/$bundle: $(du --bytes "$dist/$bundle" | cut -f1) bytes, $(du --summarize --bytes --apparent-size "$build/$name" | cut -f1) unpacked"
