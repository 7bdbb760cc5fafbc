"""The lines that belong to each item of a list or key of a section, with its own comments.

A comment belongs to what it stands beside, or right above; one that is indented like the inside
of an item and follows it is that item's, too. Blank lines and other comments lie in the gaps
between chunks and stay where they are.
"""

import re
from typing import NamedTuple

from yaml.nodes import CollectionNode, MappingNode, Node

from .splices import line_start

_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n]|\Z)")
_COMMENT = re.compile(r"([ \t]*)#[^\r\n]*(?:\r\n|[\r\n]|\Z)")
_BELOW = re.compile(r"(?:[ \t]*(?:\r\n|[\r\n]))*([ \t]*)#[^\r\n]*(?:\r\n|[\r\n]|\Z)")
_ANCHORED = re.compile(r"&\S+(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|[\r\n]))+( *)-")
_ALIAS = re.compile(r"\s*[-:]?\s*\*[^\s,\]}]+")


class Chunk(NamedTuple):
    """Indexes into the text: where the chunk starts, where its dash or key is, where it ends.

    It starts at the start of a line, unless a dash stands before it, and ends after a line break
    or at the end of the text.
    """

    start: int
    head: int
    end: int


def chunks_of(text: str, node: CollectionNode) -> list[Chunk]:
    """The chunks of a list's items or a section's entries, in block style, in their order."""
    chunks: list[Chunk] = []
    column, at = column_of(text, node), node.start_mark.index
    for child in node.value:
        if isinstance(node, MappingNode):
            key, value = child
            head = key.start_mark.index
            content = content_end(text, value, key.end_mark.index)
        else:
            head = _dash(text, at, column)
            content = content_end(text, child, head)
        floor = chunks[-1].end if chunks else 0
        at = _end(text, content, column)
        chunks.append(Chunk(_start(text, head, floor, column), head, at))
    return chunks


def column_of(text: str, node: CollectionNode) -> int:
    """The column of the dashes of a list, or keys of a section, in block style."""
    if isinstance(node, MappingNode):
        column: int = node.value[0][0].start_mark.column
        return column
    anchored = _ANCHORED.match(text, node.start_mark.index)
    return len(anchored[1]) if anchored else node.start_mark.column


def _dash(text: str, at: int, column: int) -> int:
    """The next dash of a list, only blank lines and comments being before it."""
    if text.startswith("-", at):
        return at
    found = re.compile(rf"(?<![^\r\n]) {{{column}}}-(?=\s|\Z)").search(text, at)
    assert found is not None
    return found.end() - 1


def content_end(text: str, node: Node, after: int) -> int:
    """Where the content of a node ends; `after` is the dash, or the end of the key, before it.

    The marks of block collections and block scalars go on to whatever comes next.
    """
    if node.start_mark.index < after:  # an alias has the marks of its anchor
        alias = _ALIAS.match(text, after)
        assert alias is not None
        return alias.end()
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        if isinstance(node, MappingNode):
            return content_end(text, last[1], last[0].end_mark.index)
        *_, chunk = chunks_of(text, node)
        return content_end(text, last, chunk.head)
    start, end = node.start_mark.index, node.end_mark.index
    return max(start + len(text[start:end].rstrip()), after)


def _start(text: str, head: int, floor: int, column: int) -> int:
    """The start of the comments right above, or of the line, or the head itself after a dash.

    Comments that are indented deeper belong to what is above them.
    """
    start = line_start(text, head)
    if text[start:head].strip():
        return head
    while start > floor:
        above = line_start(text, start - 1)
        comment = _COMMENT.fullmatch(text, above, start)
        if comment is None or len(comment[1]) > column:
            break
        start = above
    return start


def _end(text: str, content: int, column: int) -> int:
    """The end of the line, and of comments below it that are indented deeper than the column."""
    line = _LINE.match(text, content)
    assert line is not None
    end = line.end()
    while (comment := _BELOW.match(text, end)) and len(comment[1]) > column:
        end = comment.end()
    return end


def is_above_comment(text: str, end: int, indent: int) -> bool:
    """Whether the line of a character has a comment below it that is indented so far.

    A text in block style would swallow that.
    """
    line = _LINE.match(text, end)
    assert line is not None
    comment = _BELOW.match(text, line.end())
    return comment is not None and len(comment[1]) >= indent
