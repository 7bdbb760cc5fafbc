"""The files that are derived from the model; `python -m tests.derived` writes them again."""

import json
from pathlib import Path

from deckapp.deck import code_tables, field_tables, json_schema
from deckapp.paths import resources
from deckapp.printing import find_layouts
from deckapp.printing.layout_format import LayoutFile

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "resources" / "deck.schema.json"
FORMAT_DOC = ROOT / "docs" / "deck-format.md"
LAYOUTS_DOC = ROOT / "docs" / "layouts.md"


def schema_text() -> str:
    """What resources/deck.schema.json must hold."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def format_doc_text(present: str) -> str:
    """What docs/deck-format.md must hold, given what stands in it around the tables."""
    return _with_part(_with_part(present, "fields", field_tables()), "codes", code_tables())


def layouts_doc_text(present: str) -> str:
    """What docs/layouts.md must hold, given what stands in it around the tables."""
    return _with_part(
        _with_part(present, "fields", field_tables(LayoutFile)), "layouts", _layouts()
    )


def _layouts() -> str:
    """The layouts that ship, with their stock."""
    layouts, _ = find_layouts([resources() / "layouts"])
    rows = [f"| `{layout.id}` | {layout.title} | {layout.stock} |" for layout in layouts]
    return "\n".join(["| layout | is | stock |", "| --- | --- | --- |", *rows, ""])


def _with_part(text: str, name: str, part: str) -> str:
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}\n\n{part}\n{end}{after}"


def main() -> None:
    SCHEMA.write_text(schema_text(), encoding="utf-8", newline="\n")
    present = FORMAT_DOC.read_text(encoding="utf-8")
    FORMAT_DOC.write_text(format_doc_text(present), encoding="utf-8", newline="\n")
    present = LAYOUTS_DOC.read_text(encoding="utf-8")
    LAYOUTS_DOC.write_text(layouts_doc_text(present), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
