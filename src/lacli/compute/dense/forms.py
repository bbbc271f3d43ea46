"""Quadratic functions of a vector, and their gradients."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lacli.compute.dense.accuracy import warn
from lacli.compute.dense.norms import sum_of_squares, vector_norm
from lacli.compute.dense.scaling import EPS, is_hermitian, ldexp, scaled
from lacli.errors import MathError
from lacli.matrix import Array


class Form(NamedTuple):
    value: float | complex
    gradient: Array


def quadratic(A: Array, x: Array) -> Form:
    """The value xᴴA x for A (n×n) and x (n×1), and the gradient (A + Aᴴ)x (n×1) of its real part.

    The value is real where A is Hermitian. Raises MathError where it is too small for floating
    point; warns where terms cancel. (Boyd and Vandenberghe, Convex Optimization, 2004, §A.4.)
    """
    B, e = scaled(A)
    y, f = scaled(x)
    terms = y.conj() * (B @ y)
    raw = terms.sum()
    size = (np.abs(y) * (np.abs(B) @ np.abs(y))).sum()
    value = ldexp(np.asarray(raw.real if is_hermitian(A) else raw), e + 2 * f).item()
    if raw != 0 and value == 0:
        raise MathError("the value is too small for floating point", hint="scale x first")
    _warn_cancelled(abs(raw), len(A) * float(size), "the terms of the value cancel")
    gradient = ldexp(B @ y + B.conj().T @ y, e + f)
    return Form(value, gradient)


def mse(X: Array, w: Array, y: Array) -> Form:
    """‖X w − y‖²/m for X (m×n), w (n×1) and y (m×1), and its gradient 2/m·Xᴴ(X w − y) (n×1).

    Warns where X w and y agree so closely that the residual is rounding. (Goodfellow, Bengio and
    Courville, Deep Learning, 2016, §5.1.4.)
    """
    m, n = X.shape
    residual = X @ w - y
    sizes = np.abs(X) @ np.abs(w) + np.abs(y)
    _warn_cancelled(
        float(vector_norm(residual, order=2)),
        n * float(vector_norm(sizes, order=2)),
        "X w and y hardly differ",
    )
    value = float(sum_of_squares(residual) / m)
    return Form(value, X.conj().T @ residual * 2 / m)


def _warn_cancelled(result: float, size: float, why: str) -> None:
    """Warns where a result that is not 0 has lost half of its digits, its terms being larger."""
    if 0 < result < np.sqrt(EPS) * size:
        warn(f"{why}: about {max(int(-np.log10(EPS * size / result)), 0)} of 16 digits are left")
