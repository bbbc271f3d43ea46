"""The largest singular values of a large matrix, by random vectors: where few are wanted.

Block Krylov iteration from a random start (Musco and Musco, NeurIPS 2015, algorithm 2; Halko,
Martinsson and Tropp, SIAM Review 53, 2011, pp. 217–288), until residuals say that they are right.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.linalg import LinAlgError

from lacli.errors import MathError
from lacli.matrix import Array

LARGE = 500
"""Rows and columns from which on products with few vectors are much less work than an SVD."""
MORE = 10
"""How many random vectors there are more than singular values wanted: none of these is missed,
but for a chance of about 1e-10 (Halko, Martinsson and Tropp, §10.3)."""
SPAN = 4
"""The span grows to one in so many of the rows or columns at most."""
RIGHT = 1e-10
"""The residual over the largest singular value with which they are right."""
SEED = 20_111_217
"""The same matrix has the same answer each time."""


class Leading(NamedTuple):
    """The k largest singular values S of A (m×n), with U (m×k) and Vh (k×n)."""

    U: Array
    S: Array
    Vh: Array
    error: float
    """The largest ‖A v − σ u‖ over σ₁: within so much of each of S there is one of A's."""


def pays(shape: tuple[int, ...], k: int | None) -> bool:
    """Whether it is worth trying for the k largest singular values of an m×n matrix."""
    return k is not None and min(shape) >= LARGE and 3 * SPAN * (k + MORE) <= min(shape)


def leading(A: Array, k: int) -> Leading | None:
    """The k largest singular values of A (m×n); None where the span grows large before it has them.

    That it does where many are nearly as large as the k-th, as in a matrix of noise.
    """
    rng = np.random.default_rng(SEED)
    new = np.linalg.qr(A @ rng.standard_normal((A.shape[1], k + MORE))).Q
    Q, B = new, np.empty((0, A.shape[1]))
    before, steps = np.inf, 0
    while True:
        rows = new.conj().T @ A
        B = np.vstack([B, rows])
        found = _within(A, Q, B, k)
        left = (min(A.shape) / SPAN - len(B)) // len(new.T)
        if found.error <= RIGHT:
            return found
        steps += 1
        hopeless = steps > 3 and found.error * (found.error / before) ** left > RIGHT
        if left < 1 or hopeless:
            return None
        before = found.error
        new = A @ rows.conj().T
        for _ in range(2):  # twice is enough (GVL §10.3.5)
            new = new - Q @ (Q.conj().T @ new)
            new = np.linalg.qr(new).Q
        Q = np.hstack([Q, new])


def _within(A: Array, Q: Array, B: Array, k: int) -> Leading:
    """The k largest of the singular values that A has on the span of Q, where B = QᴴA."""
    try:
        W, S, Vh = np.linalg.svd(B, full_matrices=False)
    except LinAlgError:
        raise MathError("the singular values did not converge") from None
    U, S, Vh = Q @ W[:, :k], S[:k], Vh[:k]
    residuals = np.linalg.norm(A @ Vh.conj().T - U * S, axis=0)
    return Leading(U, S, Vh, float(residuals.max() / S[0]) if S[0] else 0.0)
