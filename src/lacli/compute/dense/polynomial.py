"""The characteristic polynomial."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from lacli.compute.dense.scaling import EPS, is_hermitian, scaled
from lacli.compute.exact.polynomial import charpoly as exact_charpoly
from lacli.compute.remarks import warn
from lacli.errors import MathError
from lacli.matrix import WHOLE, Array
from lacli.number import nearest, ratio

EXACT = 40
"""The size up to which real matrices are reckoned with exactly, in less than a second."""
LARGEST = 250
"""The size from which the n⁴/4 operations take more than some seconds."""


class Coefficients(NamedTuple):
    p: Array
    error: Array
    """How much they may be wrong by."""
    vanished: Array
    """Which of them are 0 although what they stand for is not."""


def charpoly(A: Array) -> Array:
    """The n + 1 coefficients of det(λI − A) for A (n×n), that of λⁿ, which is 1, first.

    By the division-free algorithm of Samuelson and Berkowitz (Inf. Process. Lett. 18, 1984), in
    integers where A is real and small, else in extended precision. Raises MathError where one is
    too small for floating point, and for A so large that it would take long; warns where digits
    are lost.
    """
    n = len(A)
    if n > LARGEST:
        raise MathError(
            f"the characteristic polynomial of a matrix of more than {LARGEST} rows takes too long",
            hint="lacli eig finds its roots, the eigenvalues",
        )
    exact = n <= EXACT and np.isrealobj(A)
    p, error, vanished = _in_integers(A) if exact else _in_extended_precision(A)
    if vanished.any():
        raise MathError(
            f"the coefficient of degree {n - vanished.argmax()} is too small for floating point",
            hint="scale A first: the coefficients of c·A are those of A times 1, c, c², …",
        )
    _warn_digits(p, error)
    return p


def _in_integers(A: Array) -> Coefficients:
    """The coefficients of a real A, rounded once; with the error that rounded entries may make.

    Of integers there is none. Any other entries may have been rounded, so it is tried out what
    becomes of the coefficients where half of those are less by one unit in the last place.
    """
    p, vanished = _exactly(A)
    if (A == np.rint(A)).all() and np.abs(A).max() < WHOLE:
        return Coefficients(p, np.zeros_like(p), vanished)
    less = A * (1 - EPS * np.random.default_rng(0).integers(2, size=A.shape))
    return Coefficients(p, np.abs(p - _exactly(less)[0]), vanished)


def _exactly(A: Array) -> tuple[Array, Array]:
    """The coefficients of a real A, each rounded once, and which of them that made 0."""
    rows = [[ratio(*x.as_integer_ratio()) for x in row] for row in A.tolist()]
    coefficients = [c for [c] in exact_charpoly(rows)]
    p = np.array([nearest(c) for c in coefficients])
    return p, (p == 0) & [c != 0 for c in coefficients]


def _in_extended_precision(A: Array) -> Coefficients:
    """The coefficients of A, the error judged by what they are in double precision.

    What is too small for one of them may not be for the other: scaled by powers of 2 in double,
    by a wider range of exponents in extended precision.
    """
    wide = _berkowitz(A.astype(np.result_type(A, np.longdouble)))
    if is_hermitian(A):
        wide = wide.real
    p = wide.astype(np.complex128 if np.iscomplexobj(wide) else np.float64)
    B, exponent = scaled(A)
    narrow = _berkowitz(B)
    units = np.ldexp(np.ones(len(p), np.longdouble), exponent * np.arange(len(p)))
    gain = np.finfo(np.longdouble).eps / EPS
    vanished = (p == 0) & ((wide != 0) | ((units == 0) & (narrow != 0)))
    return Coefficients(p, gain * np.abs(wide - narrow * units), vanished)


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


def _warn_digits(p: Array, error: Array) -> None:
    """Warns of the coefficient that has lost most of its digits, if that is half of them."""
    wrong = np.divide(error, np.abs(p), out=np.zeros(len(p)), where=p != 0)
    wrong = np.where(np.isfinite(p), np.nan_to_num(wrong, nan=1), 0)  # the rest is refused
    worst = int(wrong.argmax())
    if wrong[worst] > 1e-8:
        digits = max(math.floor(-math.log10(wrong[worst])), 0)
        warn(
            f"about {digits} of 16 digits of the coefficient of degree {len(p) - 1 - worst} "
            "can be trusted"
        )
