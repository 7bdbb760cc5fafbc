#!/bin/sh
# Builds the app for macOS in dist/: deckapp-VERSION-macos-MACHINE.dmg, its SHA-256, and what is in it (CycloneDX).
# Usage: packaging/macos/build.sh   (PYTHON=… names the Python to pack). Not tried on a Mac by us.
set -eu
cd "$(dirname "$0")/../.."
export PYTHONHASHSEED=1 PYTHONDONTWRITEBYTECODE=1
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
[ "$(uname -s)" = Darwin ] || { echo "packaging/macos/build.sh runs on macOS only." >&2; exit 2; }

build=$PWD/build/macos
dist=$PWD/dist
python=$build/venv/bin/python
app=$build/image/deckapp.app
rm -rf "$build"
mkdir -p "$build/image" "$dist"

"${PYTHON:-python3}" -m venv "$build/venv"
"$python" -m pip install --disable-pip-version-check --quiet --constraint packaging/constraints.txt '.[spelling,passphrase,bundle]'
"$python" -m PyInstaller --noconfirm --log-level WARN --workpath "$build/work" --distpath "$build" packaging/macos/deckapp.spec
mv "$build/deckapp.app" "$app"
codesign --force --deep --sign - "$app"
codesign --verify --deep --strict "$app"
"$app/Contents/MacOS/deckapp" check decks/moscow-2017.yaml

image=deckapp-$("$python" -c 'import deckapp; print(deckapp.__version__)')-macos-$(uname -m).dmg
ln -s /Applications "$build/image/Applications"
hdiutil create -quiet -ov -format UDZO -volname deckapp -srcfolder "$build/image" "$dist/$image"
"$python" packaging/sbom.py "$dist/$image.cdx.json" "$build/work/deckapp/licences"
(cd "$dist" && shasum -a 256 "$image" > "$image.sha256")
echo "$dist/$image"
