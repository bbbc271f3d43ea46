"""What was measured, and whether it reaches its limit: a row of a table."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median, quantiles
from typing import NamedTuple

UNKNOWN = "reason not yet known"


class Limit(NamedTuple):
    """What a number may be at most, and why it is more where it is; without a number, no limit."""

    at_most: float | None = None
    reason: str = UNKNOWN


class Spread(NamedTuple):
    """The median of some numbers and their quartiles."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Iterable[float]) -> Spread:
        """The spread of one number or more; quartiles lie between the smallest and the largest."""
        numbers = list(values)
        if len(numbers) == 1:
            return cls(numbers[0], numbers[0], numbers[0])
        low, _, high = quantiles(numbers, n=4, method="inclusive")
        return cls(median(numbers), low, high)


class Row(NamedTuple):
    """One measurement; `found` is text where there is no number."""

    what: str
    against: str
    limit: Limit
    found: Spread | str
    unit: str = ""
    ours: str = ""
    theirs: str = ""

    @property
    def value(self) -> str:
        """The number with its unit, or what happened instead."""
        return self.found if isinstance(self.found, str) else number(self.found.median) + self.unit

    @property
    def spread(self) -> str:
        """The quartiles, where they differ from the number."""
        if isinstance(self.found, str) or self.found.low == self.found.high:
            return ""
        return f"{number(self.found.low)}–{number(self.found.high)}"

    @property
    def bound(self) -> str:
        """The limit."""
        at_most = self.limit.at_most
        return "" if at_most is None else f"≤ {number(at_most)}{self.unit}"

    @property
    def verdict(self) -> str:
        """Whether the limit is met, and if not, why; nothing where there is none."""
        if self.limit.at_most is None:
            return ""
        if isinstance(self.found, Spread) and self.found.median <= self.limit.at_most:
            return "met"
        return f"missed: {self.limit.reason}"

    def __str__(self) -> str:
        """The row as one line of text."""
        measured = " ".join(filter(None, (self.value, self.spread and f"({self.spread})")))
        against = f" / {self.against}" if self.against else ""
        return " ".join(
            filter(None, (f"{self.what}{against}:", measured, self.bound, self.verdict))
        )


def ratios(ours: Iterable[float], theirs: Iterable[float]) -> Spread:
    """The spread of the ratios of pairs; raises ValueError unless all have a partner."""
    return Spread.of(a / b for a, b in zip(ours, theirs, strict=True))


def number(x: float) -> str:
    """A number in three digits, as people write it."""
    return f"{x:.0f}" if abs(x) >= 100 or x == int(x) else f"{x:.3g}"


def seconds(x: float) -> str:
    """A time in three digits."""
    return f"{number(x)} s" if x >= 1 else f"{number(x * 1000)} ms"
