"""Quadratic functions of a vector, and their gradients."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from lacli.compute.dense.extended import precision, residual
from lacli.compute.dense.norms import sum_of_squares, vector_norm
from lacli.compute.dense.scaling import EPS, is_hermitian
from lacli.compute.dense.sums import EXACT, exact_sum, rounded
from lacli.compute.remarks import LOST, warn
from lacli.matrix import Array


class Form(NamedTuple):
    value: float | complex
    gradient: Array


def quadratic(A: Array, x: Array) -> Form:
    """The value xᴴA x for A (n×n) and x (n×1), and the gradient (A + Aᴴ)x (n×1) of its real part.

    The value is real where A is Hermitian; it is exact, then rounded, where n is small, else terms
    that cancel are warned of. Raises MathError where it is too small for floating point. (Boyd and
    Vandenberghe, Convex Optimization, 2004, §A.4.)
    """
    if A.size <= EXACT:
        value = _exact_form(A, x)
    else:
        terms = x.conj() * (A @ x)
        value = terms.sum().item()
        size = float((np.abs(x) * (np.abs(A) @ np.abs(x))).sum())
        _warn_cancelled(abs(value), len(A) * size * EPS, "the terms of the value cancel")
    gradient = A @ x + A.conj().T @ x
    return Form(value.real if is_hermitian(A) else value, gradient)


def _exact_form(A: Array, x: Array) -> float | complex:
    """xᴴA x, rounded once."""
    rows, entries = A.tolist(), x.ravel().tolist()
    terms = (
        (a.conjugate(), b, c)
        for a, row in zip(entries, rows, strict=True)
        for b, c in zip(row, entries, strict=True)
    )
    return rounded(exact_sum(terms))[0]


def mse(X: Array, w: Array, y: Array) -> Form:
    """‖X w − y‖²/m for X (m×n), w (n×1) and y (m×1), and its gradient 2/m·Xᴴ(X w − y) (n×1).

    The residual is computed in twice the precision where that is affordable. Warns where X w and y
    agree so closely that it is rounding. (Goodfellow, Bengio and Courville, Deep Learning, 2016,
    §5.1.4.)
    """
    m, n = X.shape
    error = -residual(X, w, y)
    unit = precision(X, w)
    sizes = np.abs(X) @ np.abs(w) + np.abs(y)
    _warn_cancelled(
        float(vector_norm(error, order=2)),
        n * float(vector_norm(sizes, order=2)) * unit,
        "X w and y hardly differ",
    )
    value = float(sum_of_squares(error) / m)
    return Form(value, X.conj().T @ error * 2 / m)


def _warn_cancelled(result: float, rounding: float, why: str) -> None:
    """Warns where a result that is not 0 has lost half of its digits to rounding of that size."""
    if 0 < result < rounding / LOST:
        digits = max(int(math.log10(result / rounding)), 0) if result > rounding else 0
        warn(f"{why}: about {digits} of 16 digits are left")
