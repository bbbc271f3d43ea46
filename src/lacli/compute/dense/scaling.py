"""Scaling by powers of 2, which is exact, so that nothing overflows on the way to an answer."""

from __future__ import annotations

import math

import numpy as np

from lacli.matrix import Array

EPS = float(np.finfo(np.float64).eps)
SAFE = (1e-100, 1e100)
"""Moduli whose squares, and sums of many, are neither 0 nor infinite."""


def scaled(A: Array) -> tuple[Array, float]:
    """A / s and s, a power of 2 about as large as the largest modulus in A.

    s is 1, and A is not copied, where A is 0 or of ordinary size already.
    """
    largest = float(np.abs(A).max())
    if largest == 0 or SAFE[0] < largest < SAFE[1]:
        return A, 1.0
    scale = math.ldexp(1.0, max(math.frexp(largest)[1], -1021) - 1)
    return A / scale, scale
