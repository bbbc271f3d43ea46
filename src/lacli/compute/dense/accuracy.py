"""What the condition number says of an answer: refuse it, warn of it, or let it pass."""

from __future__ import annotations

import math
import warnings

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.dense.scaling import EPS, scaled
from lacli.errors import AccuracyWarning, MathError, Remark
from lacli.matrix import Array

PSEUDOINVERSE = "lacli pinv gives the pseudoinverse"


def condition(A: Array) -> float:
    """The condition number of A (n×n) in the 1-norm, ‖A‖₁‖A⁻¹‖₁; infinity where A is singular."""
    B, _ = scaled(A)
    try:
        return norm1(B) * norm1(np.linalg.inv(B))
    except LinAlgError:
        return math.inf


def trusted_inverse(A: Array) -> Array:
    """The inverse of A (n×n, of ordinary size), by LU with partial pivoting (LAPACK gesv).

    Raises MathError where A is singular or its condition number in the 1-norm is above 1/ε; warns
    where digits are lost.
    """
    try:
        inverse: Array = np.linalg.inv(A)
    except LinAlgError:
        raise MathError("singular: there is no inverse", PSEUDOINVERSE) from None
    cond = norm1(A) * norm1(inverse)
    if not cond <= 1 / EPS:
        raise MathError(
            f"singular to working precision: condition number {cond:.1e}", PSEUDOINVERSE
        )
    warn_digits(cond)
    return inverse


def warn_digits(cond: float) -> None:
    """Warns where the condition number takes half of the sixteen digits or more.

    The relative error of a backward stable method is about cond·ε (Higham, Accuracy and Stability
    of Numerical Algorithms, 2nd ed., SIAM 2002, §1.6).
    """
    digits = math.floor(-math.log10(cond * EPS))
    if digits < 8:
        warn(f"condition number {cond:.1e}: about {max(digits, 0)} of 16 digits can be trusted")


def warn(message: str) -> None:
    """Warns that digits of the answer cannot be trusted."""
    warnings.warn(message, AccuracyWarning, stacklevel=2)


def tell(message: str) -> None:
    """Remarks how the answer was found."""
    warnings.warn(message, Remark, stacklevel=2)


def norm1(A: Array) -> float:
    """The largest column sum of moduli."""
    return float(np.abs(A).sum(axis=0).max())
