"""The characteristic polynomial."""

from __future__ import annotations

import math

import numpy as np

from lacli.compute.dense.accuracy import warn
from lacli.compute.dense.scaling import EPS, is_hermitian, ldexp, scaled
from lacli.errors import MathError
from lacli.matrix import Array

EXACT = 40
"""The size up to which integers are reckoned with exactly, in about half a second."""
WHOLE = 2**53
"""Below this a float64 that is an integer may be meant as one."""


def charpoly(A: Array) -> Array:
    """The n + 1 coefficients of det(λI − A) for A (n×n), that of λⁿ, which is 1, first.

    By the division-free algorithm of Samuelson and Berkowitz (Inf. Process. Lett. 18, 1984), in
    exact arithmetic where A is small and of integers, else in extended precision. Raises MathError
    for coefficients too small for floating point; warns where digits are lost.
    """
    n = len(A)
    if n <= EXACT and np.isrealobj(A) and (A == np.rint(A)).all() and np.abs(A).max() < WHOLE:
        integers = np.array([[int(x) for x in row] for row in A.tolist()], dtype=object)
        return np.array([_float(x) for x in _berkowitz(integers)])
    B, exponent = scaled(A)
    wide = _berkowitz(B.astype(np.result_type(B, np.longdouble)))
    if is_hermitian(A):
        wide = wide.real
    p = wide.astype(A.dtype if np.iscomplexobj(wide) else np.float64)
    _warn_digits(p, np.abs(wide - _berkowitz(B)))
    coefficients = ldexp(p, exponent * np.arange(n + 1))
    vanished = np.flatnonzero((wide != 0) & (coefficients == 0))
    if vanished.size:
        raise MathError(
            f"the coefficient of degree {n - vanished[0]} is too small for floating point",
            hint="scale A first: the coefficients of c·A are those of A times 1, c, c², …",
        )
    return coefficients


def _berkowitz(A: Array) -> Array:
    """The coefficients of the characteristic polynomial of A, in the arithmetic of its entries."""
    p = np.array([1], dtype=A.dtype)
    for k in range(len(A)):
        M, r, v = A[:k, :k], A[k, :k], A[:k, k]
        toeplitz = [p[0], -A[k, k]]  # its first column: 1, −a, −r·v, −r·M·v, −r·M²·v, …
        for _ in range(k):
            toeplitz.append(-(r @ v))
            v = M @ v
        column = np.array(toeplitz, dtype=A.dtype)
        longer = np.zeros(k + 2, dtype=A.dtype)
        for i in range(k + 1):
            longer[i:] += column[: k + 2 - i] * p[i]
        p = longer
    return p


def _warn_digits(p: Array, difference: Array) -> None:
    """Warns where the difference that extended precision made says that it was not enough."""
    gain = float(np.finfo(np.longdouble).eps) / EPS
    wrong = np.divide(difference * gain, np.abs(p), out=np.zeros(len(p)), where=p != 0)
    wrong = np.minimum(np.nan_to_num(wrong, nan=1), 1)
    worst = int(wrong.argmax())
    if wrong[worst] > 1e-8:
        digits = max(math.floor(-math.log10(wrong[worst])), 0)
        warn(
            f"about {digits} of 16 digits of the coefficient of degree {len(p) - 1 - worst} "
            "can be trusted"
        )


def _float(x: int) -> float:
    """The nearest float, infinite where there is none."""
    try:
        return float(x)
    except OverflowError:
        return math.copysign(math.inf, x)
