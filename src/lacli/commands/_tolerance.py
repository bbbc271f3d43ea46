"""Tolerances: which share of the largest counts as 0."""

from __future__ import annotations

from typing import Any

from lacli.errors import UsageError
from lacli.registry import Option


def cutoff(option: str, *, of: str = "") -> Any:
    """The option by which small singular values count as 0, `of` A unless that says otherwise."""
    return Option(
        option,
        metavar="S",
        help="Singular values up to S times the largest count as 0. Unless given, max(m, n) times "
        f"the precision of floating point{of}.",
    )


def share(value: float | None, option: str = "--tol", of: str = "singular value") -> float | None:
    """The value of an option itself; raises UsageError if it is no share of the largest."""
    if value is not None and not 0 <= value < 1:
        raise UsageError(f"{option} is a share of the largest {of}, below 1, not {value}")
    return value


CUTOFF_SCALED = cutoff("--tol", of=", of A with its rows and columns scaled to about 1")
