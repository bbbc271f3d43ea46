"""The one place that judges: which singular values are 0, how many digits are right, what to say.

Every rank is decided here, and every digit that is called lost is counted here, so that the
operations, their warnings and their certificates cannot disagree.
"""

from __future__ import annotations

import math
import warnings
from typing import NamedTuple

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.dense.scaling import EPS, equilibrated, ldexp, scaled
from lacli.errors import AccuracyWarning, MathError, Note
from lacli.matrix import Array

UNIT = EPS / 2
"""What rounding changes a number by at most, relatively."""
DIGITS = 16
"""How many decimal digits a double has: −log₁₀ UNIT, rounded."""
HALF = DIGITS // 2
LOST = 1e-8
"""The relative error from which digits count as lost: half of them."""
BELOW, ABOVE = 1 / 2, 1000
"""A singular value so many times the cut-off is near it: it may be rounding, or more than that."""


class Rank(NamedTuple):
    rank: int
    values: Array
    """The singular values, descending."""
    cutoff: float
    """Up to this they count as 0."""


def cutoff(shape: tuple[int, ...]) -> float:
    """The share of the largest singular value of an m×n matrix up to which others count as 0.

    It is max(m, n)·ε, about what rounding the entries may make of a 0, as in MATLAB and NumPy (GVL
    §5.4.1).
    """
    return max(shape) * EPS


def count(S: Array, shape: tuple[int, ...], tol: float | None = None) -> int:
    """How many of the singular values S, descending, of an m×n matrix do not count as 0.

    They are those above `tol`, or else `cutoff`, times the largest.
    """
    return int((S[0] * (cutoff(shape) if tol is None else tol) < S).sum())


def numerical_rank(A: Array, tol: float | None = None) -> Rank:
    """The rank of A (m×n) as it stands: where entries are measured, or in one unit."""
    B, exponent = scaled(A)
    S = singular_values(B)
    limit = S[0] * (cutoff(A.shape) if tol is None else tol)
    return Rank(count(S, A.shape, tol), ldexp(S, exponent), float(ldexp(limit, exponent)))


def rank_in_any_units(A: Array) -> int:
    """The rank of A (m×n) once equilibrated, so that units alone make nothing dependent."""
    return count(singular_values(equilibrated(A).B), A.shape)


def singular_values(A: Array) -> Array:
    """The singular values of A (m×n), descending; raises MathError where LAPACK finds none."""
    try:
        return np.linalg.svd(A, compute_uv=False)
    except LinAlgError:
        raise MathError("the singular values did not converge") from None


def warn_of_rank(S: Array, limit: float) -> bool:
    """Warns, and tells, where the rank hangs on a singular value near the cut-off `limit`."""
    r = int((limit < S).sum())
    if r and S[r - 1] <= ABOVE * limit:
        k, other = r, r - 1
    elif r < len(S) and BELOW * limit < S[r]:
        k, other = r + 1, r + 1
    else:
        return False
    warn(
        f"singular value {k}, {S[k - 1]:.1e}, is near the cut-off {limit:.1e}: "
        f"the rank cannot be told from {other}"
    )
    return True


def condition(A: Array) -> float:
    """The condition number of A (n×n), once equilibrated, in the 1-norm; infinite if singular."""
    B = equilibrated(A).B
    try:
        return norm1(B) * norm1(np.linalg.inv(B))
    except LinAlgError:
        return math.inf


def digits(error: float) -> int:
    """How many of 16 digits are right where the relative error is about that: from 0 to 16."""
    if not error < 1:  # which NaN is not
        return 0
    return min(round(-math.log10(error)), DIGITS) if error > 0 else DIGITS


def warn_digits(cond: float, residual: float = 0.0) -> None:
    """Warns where the condition number takes half of the sixteen digits or more.

    The relative error of a backward stable method is about cond·u (Higham, Accuracy and Stability
    of Numerical Algorithms, 2nd ed., SIAM 2002, §1.6); that of least squares is so times
    1 + cond·ρ, where ρ is the residual relative to ‖A‖‖x‖ (§20.1).
    """
    large = " and a large residual" if cond * residual > 1 else ""
    error = cond * (1 + cond * residual) * UNIT
    warn_lost(digits(error), f"condition number {magnitude(cond)}{large}")


def warn_lost(right: int, because: str) -> None:
    """Warns, with the reason, where only half of the digits or fewer are right."""
    if right <= HALF:
        warn(f"{because}: about {right} of {DIGITS} digits can be trusted")


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
