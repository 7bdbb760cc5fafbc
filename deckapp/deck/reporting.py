"""Reporting problems of nodes, with the card and field in which they lie."""

from yaml.nodes import Node

from .problems import Findings, Problem


class Reporter:
    """Knows in which card and field binding is at the moment; both are None outside a card."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self._told: set[tuple[str, int]] = set()
        self.card: str | None = None
        self.field: str | None = None

    def report(self, code: str, message: str, node: Node, hint: str = "") -> None:
        """Report a problem at the start of a node."""
        mark = node.start_mark
        place = mark.line + 1, mark.column + 1
        self.findings.add(Problem(code, message, *place, hint, self.card, self.field))

    def report_twice(self, code: str, first: Node, second: Node, words: tuple[str, str]) -> None:
        """Report that something stands twice, at both places; the first place is told once.

        `words` stand before and after "on line 7" or whatever names the other place.
        """
        before, after = words
        hint = "Change or delete one of them."
        if first is second:
            message = f"{before}through an alias{after}"
            self.report(code, message, second, "Write out what the alias stands for.")
            return
        for node, other in ((first, second), (second, first)):
            if (code, id(node)) not in self._told:
                self._told.add((code, id(node)))
                message = f"{before}on line {other.start_mark.line + 1}{after}"
                self.report(code, message, node, hint)
