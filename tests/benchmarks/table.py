"""One line of the benchmark table: ours against a reference, measured in the same run."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, and the most that ours may be as a multiple of the reference.

    `ours` and `reference` are in `unit` (seconds, MiB …), medians of several runs.
    """

    work: str
    ours: float
    reference: float
    unit: str
    bound: float

    @property
    def ratio(self) -> float:
        """Ours divided by the reference."""
        return self.ours / self.reference

    @property
    def held(self) -> bool:
        """Whether the bound is kept."""
        return self.ratio <= self.bound
