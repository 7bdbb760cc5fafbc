#!/bin/sh
# Writes packaging/constraints.txt: the newest versions of all that deckapp needs, with every extra, for every system and Python.
# Usage: make constraints; then make test, which installs and tests just these versions.
set -eu
cd "$(dirname "$0")/.."
list=packaging/constraints.txt
new=$(.venv/bin/uv pip compile --quiet --universal --upgrade --python-version 3.11 --all-extras --no-annotate --no-header --no-emit-index-url pyproject.toml)
{
    echo '# The exact versions that are tested and packed: pip install --constraint packaging/constraints.txt .'
    echo '# Written by `make constraints`.'
    echo "$new"
} > "$list"
git --no-pager diff --stat -- "$list"
