"""What the condition number says of an answer: refuse it, warn of it, or let it pass."""

from __future__ import annotations

import math
import warnings

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.dense.scaling import EPS, equilibrated
from lacli.errors import AccuracyWarning, Note
from lacli.matrix import Array

LOST = 1e-8
"""The relative error from which digits count as lost: half of them."""


def condition(A: Array) -> float:
    """The condition number of A (n×n), once equilibrated, in the 1-norm; infinite if singular."""
    B = equilibrated(A).B
    try:
        return norm1(B) * norm1(np.linalg.inv(B))
    except LinAlgError:
        return math.inf


def warn_digits(cond: float, residual: float = 0.0) -> None:
    """Warns where the condition number takes half of the sixteen digits or more.

    The relative error of a backward stable method is about cond·ε (Higham, Accuracy and Stability
    of Numerical Algorithms, 2nd ed., SIAM 2002, §1.6); that of least squares is so times
    1 + cond·ρ, where ρ is the residual relative to ‖A‖‖x‖ (§20.1).
    """
    error = cond * (1 + cond * residual) * EPS
    digits = max(math.floor(-math.log10(error)), 0) if error < 1 else 0
    if digits < 8:
        with_residual = " and a large residual" if cond * residual > 1 else ""
        warn(
            f"condition number {magnitude(cond)}{with_residual}: "
            f"about {digits} of 16 digits can be trusted"
        )


def magnitude(x: float) -> str:
    """A large number as messages show it."""
    return f"{x:.1e}" if math.isfinite(x) else "above 1e308"


def warn(message: str) -> None:
    """Warns that digits of the answer cannot be trusted."""
    warnings.warn(message, AccuracyWarning, stacklevel=2)


def note(message: str) -> None:
    """Remarks how the answer was found."""
    warnings.warn(message, Note, stacklevel=2)


def norm1(A: Array) -> float:
    """The largest column sum of moduli."""
    return float(np.abs(A).sum(axis=0).max())
