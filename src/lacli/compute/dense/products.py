"""Products of matrices, and of vectors."""

from __future__ import annotations

from functools import cache

import numpy as np

from lacli.compute.dense.accuracy import note
from lacli.compute.dense.scaling import ldexp, scaled
from lacli.compute.dense.systems import inv
from lacli.errors import MathError
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
    return _unscaled(P, exponent)


def power(A: Array, N: int) -> Array:
    """Aᴺ for A (n×n) and any integer N, by repeated squaring; negative N through the inverse.

    Powers of 2 are taken out, so that no power on the way overflows. Raises MathError where N is
    negative and A singular; warns as `inv`.
    """
    base, exponent = scaled(inv(A) if N < 0 else A)
    result, total = np.eye(len(A)), 0
    for bit in f"{abs(N):b}":
        result, shift = scaled(result @ result)
        total = 2 * total + shift
        if bit == "1":
            result, shift = scaled(result @ base)
            total += exponent + shift
    return _unscaled(result, total)


def _unscaled(P: Array, exponent: int) -> Array:
    """P·2^exponent; raises MathError where that is 0 though P is not."""
    if exponent == 0:
        return P
    product = ldexp(P, max(min(exponent, 5000), -5000))  # beyond, all is 0 or infinite
    if P.any() and not product.any():
        raise MathError("the result is too small for floating point")
    return product


def dot(u: Array, v: Array) -> float | complex:
    """The inner product uᴴv of u and v (n×1), summed in extended precision."""
    (a, e), (b, f) = scaled(u), scaled(v)
    wide = np.result_type(a, b, np.longdouble)
    total = np.asarray((a.conj().astype(wide) * b).sum())
    kind = complex if np.iscomplexobj(total) else float
    product: float | complex = _unscaled(total.astype(kind), e + f).item()
    return product


def outer(u: Array, v: Array) -> Array:
    """The outer product u·vᴴ of u (m×1) and v (n×1)."""
    return matmul(u, v.conj().T)


def _letter(i: int) -> str:
    return chr(ord("A") + i) if i < 26 else f"[{i + 1}]"


def kron(A: Array, B: Array) -> Array:
    """The Kronecker product of A (m×n) and B (p×q), of shape mp×nq (GVL §12.3.1)."""
    return np.kron(A, B)


def cross(u: Array, v: Array) -> Array:
    """The cross product of u and v, both 3×1, or, both 2×1, the third entry of that alone."""
    if len(u) == 2:
        return u[0] * v[1] - u[1] * v[0]
    return u[[1, 2, 0]] * v[[2, 0, 1]] - u[[2, 0, 1]] * v[[1, 2, 0]]
