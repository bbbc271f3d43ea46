"""Products of matrices, and of vectors."""

from __future__ import annotations

from functools import cache

import numpy as np

from lacli.compute.dense.accuracy import note
from lacli.compute.dense.scaling import ldexp, scaled
from lacli.matrix import Array

WORTH_SAYING = 2
"""How many times dearer the order from left to right must be for a remark on the other."""


def matmul(*factors: Array) -> Array:
    """The product of two or more matrices that fit, in the order that takes fewest operations.

    The order is found as in Cormen et al., Introduction to Algorithms, 4th ed., §14.2, and remarked
    on where it saves much. Powers of 2 are taken out, so that no product on the way overflows.
    """
    sizes = (*(len(F) for F in factors), factors[-1].shape[1])

    @cache
    def cheapest(i: int, j: int) -> tuple[int, int]:
        """The multiplications for the factors i to j, and the last factor of the left half."""
        if i == j:
            return 0, i
        return min(
            (cheapest(i, k)[0] + cheapest(k + 1, j)[0] + sizes[i] * sizes[k + 1] * sizes[j + 1], k)
            for k in range(i, j)
        )

    def product(i: int, j: int) -> tuple[Array, int, str]:
        """The product of the factors i to j: an array, an exponent of 2, and how it was made."""
        if i == j:
            return *scaled(factors[i]), _letter(i)
        k = cheapest(i, j)[1]
        left, e, how = product(i, k)
        right, f, then = product(k + 1, j)
        P, g = scaled(left @ right)
        return P, e + f + g, f"({how}·{then})"

    last = len(factors) - 1
    P, exponent, how = product(0, last)
    from_left = sum(sizes[0] * sizes[k] * sizes[k + 1] for k in range(1, last + 1))
    if (saved := from_left / cheapest(0, last)[0]) > WORTH_SAYING:
        note(f"multiplied as {how[1:-1]}: {saved:.3g} times fewer operations than left to right")
    return ldexp(P, exponent) if exponent else P


def _letter(i: int) -> str:
    return chr(ord("A") + i) if i < 26 else f"[{i + 1}]"


def kron(A: Array, B: Array) -> Array:
    """The Kronecker product of A (m×n) and B (p×q), of shape mp×nq (GVL §12.3.1)."""
    return np.kron(A, B)


def cross(u: Array, v: Array) -> Array:
    """The cross product of u and v, columns of three entries."""
    a, b, c = u[:, 0]
    x, y, z = v[:, 0]
    return np.array([b * z - c * y, c * x - a * z, a * y - b * x])
