"""What comes from Word, mail or a spreadsheet: as clean text, and as the cards it offers.

Pasted matter is untrusted. Nothing here raises, and the time it takes grows with its length; that
is why HTML is not read with `html.parser`, which needs minutes for some megabytes.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from itertools import chain
from unicodedata import combining, normalize

from .characters import SUSPICIOUS
from .fields import Kind, specs
from .model import Card, FollowUp
from .values import MAX_TEXT

_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_OUT = re.compile(
    f"{SUSPICIOUS.pattern}|[\u00ad\u034f\uf020-\uf0ff\ufffc\ud800-\udfff\U000e0000-\U000e007f]"
)
"""What is suspicious, soft hyphens, Word's bullets and pictures, half characters, hidden tags."""

_JOINED = "\u0590-\u167f\u1681-\u1dff\u2600-\u27ff\u2e80-\u2fff\u3001-\U0010ffff"
_LOOSE_JOINER = re.compile(
    f"(?<![{_JOINED}\u200c\u200d])[\u200c\u200d]+|[\u200c\u200d]++(?![{_JOINED}])"
)
"""Joiners where nothing is joined: emoji, Persian and Indian scripts need theirs."""

_SPACE = re.compile(
    "[\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]"
    r"|(?<![«§№])[\u00a0\u2007\u202f](?![»:;!?%—]|(?<=\d.)\d)"
)
"""Spaces that become plain; no-break ones stay in « », after § and №, in 10 000, before ;:!?%—"""

_HEAP = re.compile(b"[^\\0]{31,}")

_BULLETS = r"[•◦▪▫●○■□‣⁃]\s*|[-–*·](?:\s+|$)|o\t+"
_BULLET = re.compile(rf"\A(?:{_BULLETS})++")
_MARK = re.compile(rf"\A(?:>\s*|{_BULLETS})++")


def clean_text(text: str) -> str:
    """Pasted text as it belongs in a field; cleaning it once more changes nothing.

    Tabs and odd spaces are plain spaces. Bullets, and the ">" of mail, go when every line has
    one: a lone line keeps its ">", which may mean "more than".
    """
    return _tidied(_plain(text))


def _plain(text: str) -> str:
    """The text without what cannot be seen; tabs, and lines as they are, stay."""
    text = _OUT.sub("", _BREAK.sub("\n", text).replace("\x1e", "-"))  # Word's no-break hyphen
    text = _composed(_LOOSE_JOINER.sub("", _composed(text)))
    return _SPACE.sub(" ", text)


def _composed(text: str) -> str:
    """The text in NFC; of heaps of accents, which would take it minutes, thirty stay."""
    if text.isascii():
        return text
    pieces, at = [], 0
    for heap in _HEAP.finditer(bytes(map(combining, text))):
        pieces.append(text[at : heap.start() + 30])
        at = heap.end()
    return normalize("NFC", "".join([*pieces, text[at:]]))


def _tidied(plain: str) -> str:
    lines = _unmarked(plain)
    text = "\n".join(line.replace("\t", " ") for line in lines)
    return re.sub("\n{3,}", "\n\n", text).strip("\n")


def _unmarked(plain: str) -> list[str]:
    """The lines, without space around them and without bullets and quoting that all have."""
    lines = [line.strip() for line in plain.split("\n")]
    filled = [line for line in lines if line]
    mark = _MARK if len(filled) > 1 else _BULLET
    return [mark.sub("", line) for line in lines] if all(map(mark.match, filled)) else lines


_WORDS = {
    "title": "card|topic|заголовок|название|карточка",
    "position": "our position|our line|our point|talking point|we say|позиция|наша позиция"
    "|наш тезис|тезис|мы говорим",
    "short": "short|in one breath|кратко|коротко",
    "counter": "they say|they will say|their line|their counter|counterargument|counter-argument"
    "|они скажут|они говорят|контраргумент|их аргумент|их довод|возражение",
    "rebuttal": "we answer|our answer|our rebuttal|our response|answer|response|наш ответ|ответ"
    "|мы отвечаем|мы ответим",
    "press": "if pressed|if they press|they press|follow-up|follow up|если будут настаивать"
    "|если настаивают|если они настаивают|будут настаивать",  # of a follow-up, no field of a card
    "asks": "ask|we ask|our ask|our asks|просьба|наша просьба|мы просим",
    "red_lines": "red line|our red line|our red lines|красная линия|красные линии",
    "when": "trigger|когда",
    "precondition": "say only if|только если",
    "addressee": "said to|addressee|адресат",
    "notes": "note|примечание|примечания|заметка|заметки",
}
_LISTS = frozenset(name for name, spec in specs(Card).items() if spec.kind is Kind.TEXTS)
_FIELDS = {words: field for field, listed in _WORDS.items() for words in listed.split("|")} | {
    spec.label.casefold(): name
    for name, spec in specs(Card).items()
    if (spec.kind is Kind.TEXT or name in _LISTS) and name != "addressee"  # mails have a "To:"
}
_ALTERNATIVES = "|".join(
    re.escape(words).replace(r"\ ", r"\s+") for words in sorted(_FIELDS, key=len, reverse=True)
)
_LABEL = re.compile(
    r"[ \t*_#•◦▪●○·–-]*+(?:\(?(?:\d{1,3}|[a-zа-я])[.)][ \t]*+)?+[*_]*+"
    rf"(?P<label>{_ALTERNATIVES})[ \xa0\u202f]*+\d{{0,2}}[ \xa0\u202f*_]*+"
    r"(?:[:：](?:[*_]+(?=\s|$))?|\t|$)[ \t]*+(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)


def _label_in(line: str) -> tuple[str, str]:
    """The field that a label at the start of a line names, or "", and the rest of the line."""
    found = _LABEL.match(line)
    field = found and _FIELDS.get(" ".join(found["label"].casefold().split()))
    return (field, found["text"]) if found and field else ("", line)


_MOST_PASTED = 2_000_000
_MOST_PIECES = 20_000
_MOST_TAGS = 100_000
_MOST_CARDS = 1000
_LONGEST_TITLE = 80
_FIRST_WORDS = 60


def cards_in(text: str, html: str = "") -> tuple[Card, ...]:
    """The cards that pasted matter offers; () when it is just text, or over 1,000 cards.

    They may be labelled ("Position: …", "They say: …"), or rows of a table: in HTML, or as lines
    with tabs. A header names the columns. Without one, two columns are position and counter,
    three add the rebuttal, four begin with the title; there are at least two rows, whose
    positions have at least two words, so that lists and figures are not taken for cards.
    A row without a position goes on with the card above. Where a table has no positions at all,
    our answer is what we say, too: it stands as position and as rebuttal.

    Every word is in some field of some card but labels, headers and numbers before labels: text
    before the first label and around a table is in the first card's notes.
    """
    if max(len(text), len(html)) > _MOST_PASTED:
        return ()
    plain = _plain(text)
    tables = [_table_in(html, plain), (_rows(plain), "")]
    offers = chain(
        (_with_header(*table) for table in tables),
        (_labelled(each) for each in [plain]),
        (_without_header(*table) for table in tables),
    )
    return next(filter(None, offers), ())


class _Draft:
    """A card in the making: its texts by field, and its ladder of follow-ups."""

    def __init__(self) -> None:
        self._texts: dict[str, list[str]] = {}
        self._ladder: list[tuple[str, list[str]]] = []

    def add(self, field: str, plain: str) -> None:
        """Add to a field; a second counter is a follow-up, and what we answer answers the last."""
        text = _tidied(plain)
        if not text:
            return
        if field == "press" or (field == "counter" and (self._ladder or field in self._texts)):
            self._ladder.append((text, []))
        elif field == "rebuttal" and self._ladder:
            self._ladder[-1][1].append(text)
        else:
            self._texts.setdefault(field, []).append(text)

    def card(self) -> Card | None:
        """The card; None if there is nothing that we say, or more than a field can hold."""
        texts = {field: "\n".join(said) for field, said in self._texts.items()}
        answer = texts.get("rebuttal", "")
        title, _, more = texts.get("title", "").partition("\n")
        notes = "\n".join(filter(None, [more.strip(), texts.get("notes")]))
        about = texts.get("position") or texts.get("counter") or answer
        values: dict[str, object] = {
            name: tuple(filter(None, (_BULLET.sub("", line) for line in text.split("\n"))))
            if name in _LISTS
            else text
            for name, text in texts.items()
        }
        values |= {
            "title": title or _first_words(about),
            "position": texts.get("position") or answer,
            "notes": notes,
        }
        ladder = [(counter, "\n".join(said)) for counter, said in self._ladder]
        longest = max(map(len, chain(texts.values(), [notes], *ladder)))
        if not values["position"] or longest > MAX_TEXT:
            return None
        follow_ups = [FollowUp(counter=counter, rebuttal=said) for counter, said in ladder]
        return Card(**values, follow_ups=tuple(follow_ups))  # type: ignore[arg-type]


def _first_words(text: str) -> str:
    words = " ".join(text.split())
    if len(words) > _FIRST_WORDS:
        words = words[: _FIRST_WORDS + 1].rpartition(" ")[0] or words[:_FIRST_WORDS]
    return words.rstrip(",.;:–— ") or words


def _cards(drafts: Sequence[_Draft]) -> tuple[Card, ...]:
    """The cards of all drafts, or none: what is missing from one would be lost."""
    if len(drafts) > _MOST_CARDS:
        return ()
    cards = [draft.card() for draft in drafts]
    return () if None in cards else tuple(filter(None, cards))


@dataclass
class _Part:
    """A label and the lines that belong to it; the title above it, if it begins a card."""

    field: str
    lines: list[str]
    title: str = ""
    begins: bool = False


def _labelled(plain: str) -> tuple[Card, ...]:
    """Cards from labelled text, which has at least a position and one more label."""
    parts = [_Part("notes", [])]
    for line in _unmarked(plain) if plain.count("\n") < _MOST_PIECES else ():
        field, text = _label_in(line)
        if field:
            parts.append(_Part(field, []))
        parts[-1].lines.append(text)
    if len(parts) < 3 or all(part.field != "position" for part in parts):
        return ()
    _divide(parts)
    drafts = [_Draft()]
    for part in parts:
        if part.begins:
            drafts.append(_Draft())
        drafts[-1].add("title", part.title)
        drafts[-1].add(part.field, "\n".join(part.lines))
    return _cards(drafts)


def _divide(parts: Sequence[_Part]) -> None:
    """Find where cards begin, and move the titles that stand above them to them."""
    seen: set[str] = set()
    for number, part in enumerate(parts[1:]):
        if part.field == "title":
            part.begins = bool(seen)
        else:
            part.begins = part.field == "position" and "position" in seen
            if part.begins or not number:
                part.title = _title_above(parts[number].lines, is_first=not number)
        seen = {part.field} if part.begins else seen | {part.field}


def _title_above(lines: list[str], *, is_first: bool) -> str:
    """Take the title off the end of lines, if a short one stands there.

    Above a later card it stands in a paragraph of its own, after others.
    """
    last = max((at for at, line in enumerate(lines) if line), default=-1)
    if last < 0 or len(lines[last]) > _LONGEST_TITLE or lines[last][-1] in ".!?:;,…":
        return ""
    if not is_first and (last == 0 or lines[last - 1] or not any(lines[:last])):
        return ""
    title = lines[last]
    del lines[last:]
    return title


_Rows = Sequence[Sequence[str]]
_COLUMNS = {
    2: ("position", "counter"),
    3: ("position", "counter", "rebuttal"),
    4: ("title", "position", "counter", "rebuttal"),
}


def _with_header(rows: _Rows, around: str) -> tuple[Card, ...]:
    """Cards from a table whose first row names its columns."""
    header = [_label_in(cell.strip()) for cell in next(iter(rows), ())]
    fields = [field for field, text in header if not text]
    spoken = {"position"} <= set(fields) or {"counter", "rebuttal"} <= set(fields)
    if len(fields) < 2 or not spoken or max(map(len, rows)) > len(fields):
        return ()
    told = [row for row in rows if [_label_in(cell.strip()) for cell in row] != header]
    return _from_rows(fields, told, around)


def _without_header(rows: _Rows, around: str) -> tuple[Card, ...]:
    """Cards from a table whose columns are known by their number."""
    widths = {len(row) for row in rows}
    fields = _COLUMNS.get(max(widths, default=0), ())
    if not fields or len(rows) < 2 or len(widths) > 1:
        return ()
    positions = [row[fields.index("position")].split() for row in rows]
    return () if any(len(words) == 1 for words in positions) else _from_rows(fields, rows, around)


def _from_rows(fields: Sequence[str], rows: _Rows, around: str) -> tuple[Card, ...]:
    starting = {"title", "position"} & set(fields) or set(fields)
    drafts: list[_Draft] = []
    for row in rows:
        cells = [(field, cell) for field, cell in zip(fields, row, strict=False) if cell.strip()]
        if not drafts or any(field in starting for field, _ in cells):
            drafts.append(_Draft())
        for field, cell in cells:
            drafts[-1].add(field, cell)
    for draft in drafts[:1]:
        draft.add("notes", around)
    return _cards(drafts)


_CELL = re.compile(r'("(?:[^"]++|"")*+"(?=[\t\n]|\Z)|[^\t\n]*+)(\t|\n|\Z)')
"""A cell of a spreadsheet's text, in quotes if it holds a line break, a tab or a quote."""


def _rows(plain: str) -> list[list[str]]:
    """The rows of text with tabs between its cells."""
    if "\t" not in plain or plain.count("\t") + plain.count("\n") > _MOST_PIECES:
        return []
    rows: list[list[str]] = [[]]
    for found in _CELL.finditer(plain):
        rows[-1].append(_unquoted(found[1]))
        if found[2] != "\t":
            rows.append([])
    return [row for row in rows if any(map(str.strip, row))]


def _unquoted(cell: str) -> str:
    inner = cell[1:-1]
    is_quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and re.search('[\t\n]|""', inner)
    return inner.replace('""', '"') if is_quoted else cell


_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<unread>script|style|title)\b[^<>]*+>.*?(?:</(?P=unread)[^<>]*+>|\Z)"
    r"|<!\[CDATA\[|\]\]>|<[!?][^<>]*+>|<(?P<closes>/?)(?P<name>[a-z][a-z0-9:-]*+)[^<>]*+>",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"\w+")
_BLOCKS = re.compile("address|blockquote|br|d[dtl]|div|h[1-6r]|li|[ou]l|p|pre|table|t[dhr]")


def _table_in(html: str, plain: str) -> tuple[_Rows, str]:
    """The rows of the tables of some HTML, and what stands around them.

    There are none if the same in plain text has words that are not in them.
    """
    is_likely = "<table" in html.casefold() and html.count("<") < _MOST_TAGS
    outside, source = _taken_apart(html) if is_likely else ([], [])
    if sum(map(len, source)) > _MOST_PIECES:
        return (), ""
    around = _shown(outside)
    rows = [row for cells in source if any(row := [_shown(cell) for cell in cells])]
    told = Counter(_WORD.findall("\n".join(chain([around], *rows))))
    return (rows if Counter(_WORD.findall(plain)) <= told else ()), around


def _taken_apart(html: str) -> tuple[list[str], list[list[list[str]]]]:
    """The pieces of source around tables, and those of each cell of each row.

    A table within a cell is lines of that cell.
    """
    outside: list[str] = []
    rows: list[list[list[str]]] = []
    here, depth, at = outside, 0, 0
    for tag in _TAG.finditer(html):
        here.append(html[at : tag.start()])
        at = tag.end()
        name, opens = (tag["name"] or "").lower(), not tag["closes"]
        if _BLOCKS.fullmatch(name):
            here.append("\v")  # a break that is not the source's own
        if name == "table":
            depth = max(0, depth + (1 if opens else -1))
        if depth == (name != "table") and name in ("table", "tr", "td", "th"):
            here = outside
        if depth == 1 and opens and name in ("table", "tr"):
            rows.append([])
        elif depth == 1 and opens and name in ("td", "th"):
            here = []
            rows[-1].append(here)
    here.append(html[at:])
    return outside, rows


def _shown(pieces: Sequence[str]) -> str:
    """What a browser shows of some text in HTML."""
    text = re.sub(r"&#\d{8,};?", "\ufffd", "".join(pieces))  # no character, and too long for int()
    text = re.sub(r"[ \t\n\r\f]+", " ", unescape(text))
    return _tidied(_plain(text))
