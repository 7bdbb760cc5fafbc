"""Paths of fields within a section: joining them, and what they are called."""

from deckapp.deck.fields import Kind, specs


def path_below(step: str, path: str) -> str:
    """A path within something as seen from what that is a step of."""
    return f"{step}.{path}" if path else step


def label_at(type_: type, path: str) -> str:
    """The labels on a path within a section of this type: “Follow-ups: if-pressed: We answer”."""
    name, _, rest = path.partition(".")
    spec = specs(type_)[name]
    labels = [spec.label]
    if spec.kind is not Kind.RECORD:
        entry, _, rest = rest.partition(".")
        labels.append(entry)
    if rest and spec.record:
        labels.append(label_at(spec.record, rest))
    return ": ".join(filter(None, labels))
