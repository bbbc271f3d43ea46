"""The triangular factor of a tall matrix, by QR of small panels.

R of A = QR is that of the factors of A's pieces, put below one another: TSQR (Demmel, Grigori,
Hoemmen and Langou, SIAM J. Sci. Comput. 34, 2012, pp. A206–A239), as stable as Householder's QR.
"""

from __future__ import annotations

import numpy as np

from lacli.matrix import Array

PANEL = 8
"""How many times as many rows as columns a panel has: few enough to stay in the cache."""
LEAST = 256
"""Rows of a panel at least."""


def triangle(A: Array) -> Array:
    """The upper triangular R (n×n) of A = QR (m×n); with fewer rows than columns, m×n."""
    m, n = A.shape
    height = max(PANEL * n, LEAST)
    while m >= 2 * height:
        count = m // height
        panels = A[: count * height].reshape(count, height, n)
        factors = np.asarray(np.linalg.qr(panels, mode="r"))
        A = np.vstack([factors.reshape(-1, n), A[count * height :]])
        m = len(A)
    return np.asarray(np.linalg.qr(A, mode="r"))


def joined(R: Array, S: Array) -> Array:
    """The factor of two matrices below one another, from theirs."""
    return triangle(np.vstack([R, S]))
