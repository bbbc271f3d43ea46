"""The option --tol: which singular values count as 0."""

from __future__ import annotations

from lacli.errors import UsageError
from lacli.registry import Option

TOLERANCE = Option(
    "--tol",
    metavar="S",
    help="Singular values up to S times the largest count as 0. Unless given, max(m, n) times "
    "the precision of floating point, of A with its rows and columns scaled to about 1.",
)


def share(tol: float | None) -> float | None:
    """The tolerance itself; raises UsageError if it is no share of the largest singular value."""
    if tol is not None and not 0 <= tol < 1:
        raise UsageError(f"--tol is a share of the largest singular value, below 1, not {tol}")
    return tol
