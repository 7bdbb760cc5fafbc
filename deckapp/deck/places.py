"""Lines and columns of indexes into a text."""


class Places:
    """Line and column, counted from 1, of the character at an index; quick for ascending indexes.

    Lines end with LF, CR LF or CR. `start` is an index whose `line` and `column` are known; those
    asked for do not lie before it.
    """

    def __init__(self, text: str, start: int = 0, line: int = 1, column: int = 1) -> None:
        self._text = text
        self._base = self._last = (start, line, column)

    def of(self, index: int) -> tuple[int, int]:
        """The line and column of the character at `index`."""
        at, line, column = self._last if self._last[0] <= index else self._base
        between = self._text[at:index]
        breaks = between.count("\n") + between.count("\r") - between.count("\r\n")
        if breaks:
            line += breaks
            column = len(between) - max(between.rfind("\n"), between.rfind("\r"))
        else:
            column += len(between)
        self._last = index, line, column
        return line, column
