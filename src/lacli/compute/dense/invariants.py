"""The trace, the rank and the condition number of a matrix."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.dense.accuracy import (
    norm1,
    numerical_rank,
    rank_in_any_units,
    singular_values,
    warn_of_rank,
)
from lacli.compute.dense.norms import matrix_norm
from lacli.compute.dense.scaling import EPS, ldexp, scaled
from lacli.compute.remarks import magnitude, note, warn, warn_digits
from lacli.matrix import Array


class Condition(NamedTuple):
    value: float
    """Infinite where it is above 1/ε; the reciprocal of order −2 is 0 then."""
    computed: float
    """What came out, of the norms that decide whether that is so: with 16 digits or none."""


def trace(A: Array) -> float | complex:
    """The sum of the diagonal entries of A (n×n), correctly rounded."""
    d, exponent = scaled(A.diagonal()[None])
    total = math.fsum(d.real[0])
    exact = complex(total, math.fsum(d.imag[0])) if np.iscomplexobj(A) else total
    value: float | complex = ldexp(np.asarray(exact), exponent).item()
    return value


def rank(A: Array, tol: float | None = None) -> int:
    """The rank of A (m×n), as `numerical_rank` has it; warns where it hangs on a near decision.

    Unless `tol` was given, it does so where a singular value is not far above the cut-off, and
    where rows or columns so small that their rank counts as 0 have one beside others of their size
    (GVL §5.4.1).
    """
    found = numerical_rank(A, tol)
    r, S, limit = found
    near = tol is None and warn_of_rank(S, limit)
    if tol is None and not near and r < len(S) and (other := rank_in_any_units(A)) > r:
        warn(f"badly scaled: with rows and columns of one size the rank is {other}, not {r}")
    return found.rank


def cond(A: Array, order: str | float = 2) -> float:
    """`condition_number`, with a remark where it is above 1/ε, a warning where digits are lost."""
    return remarked(condition_number(A, order))


def remarked(found: Condition) -> float:
    """The condition number itself, with the remark or the warning of `cond`."""
    value, computed = found
    if computed <= 1 / EPS:
        warn_digits(computed)
    elif math.isfinite(computed) and math.isinf(value):
        note(
            f"singular to working precision: a condition number of {magnitude(computed)}, "
            "above 1/ε, cannot be told from infinity"
        )
    return value


def of_singular_values(S: Array, order: str | float) -> Condition:
    """The condition number of order ±2 of a matrix that has these singular values."""
    computed = float(S[0] / S[-1]) if S[-1] > 0 else math.inf
    value = computed if computed <= 1 / EPS else math.inf
    return Condition(value if order == 2 else 1 / value, computed)


def condition_number(A: Array, order: str | float = 2) -> Condition:
    """‖A‖·‖A⁻¹‖ in the norm of that order (GVL §2.6.2), as `matrix_norm` has them.

    A is n×n; for ±2 it may be m×n, and is the ratio of the largest to the least singular value, or
    its reciprocal. Infinite where A is singular, exactly or to working precision.
    """
    B, _ = scaled(A)
    if order in (2, -2):
        return of_singular_values(singular_values(B), order)
    try:
        inverse = np.linalg.inv(B)
    except LinAlgError:
        return Condition(math.inf, math.inf)
    computed = norm1(B) * norm1(inverse)
    if not computed <= 1 / EPS:
        return Condition(math.inf, math.inf if math.isnan(computed) else computed)
    return Condition(matrix_norm(B, order) * matrix_norm(inverse, order), computed)
