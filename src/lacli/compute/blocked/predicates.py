"""How far a tall matrix is from having a property."""

from __future__ import annotations

import numpy as np

from lacli.compute.blocked.summary import Summary, summary
from lacli.compute.dense.predicates import Defect, orthonormal_columns
from lacli.errors import InputError
from lacli.tall import Tall


def defect(X: Tall, kind: str) -> Defect:
    """How far X (m×n) is from being of a kind; where it is worst is not told.

    Raises InputError for a kind that one pass does not tell of.
    """
    if kind not in KINDS:
        raise InputError(f"{X.name} is too large for memory, and for that")
    return KINDS[kind](summary(X, last=True))


def _relative(size: float, found: Summary) -> Defect:
    largest = float(max(np.abs(found.low).max(), np.abs(found.high).max()))
    return Defect(size / largest if size else 0.0)


KINDS = {
    "diagonal": lambda found: _relative(found.off_diagonal, found),
    "nonnegative": lambda found: _relative(max(-float(found.low.min()), 0.0), found),
    "orthonormal_columns": lambda found: orthonormal_columns(found.plain),
    "stochastic": lambda found: Defect(max(found.off_one, -float(found.low.min()))),
}
"""What a matrix with more rows than columns may be."""
