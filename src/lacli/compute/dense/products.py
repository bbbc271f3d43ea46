"""Products of matrices, and of vectors."""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from lacli.compute.dense.scaling import EPS, ldexp, scaled
from lacli.compute.dense.sums import EXACT, exact_sum, rounded
from lacli.compute.dense.systems import inv
from lacli.compute.remarks import LOST, note, warn
from lacli.errors import MathError
from lacli.matrix import WHOLE, Array

WORTH_SAYING = 2
"""How many times dearer the order from left to right must be for a remark on the other."""


def matmul(*factors: Array) -> Array:
    """The product of two or more matrices that fit, in the order that takes fewest operations.

    The order is found as in Cormen et al., Introduction to Algorithms, 4th ed., §14.2, and remarked
    on where it saves much. Where a product on the way overflows, powers of 2 are taken out.
    """
    if len(factors) == 2:
        return _unscaled(*_product(*factors))
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
            return factors[i], 0, _letter(i)
        k = cheapest(i, j)[1]
        left, e, how = product(i, k)
        right, f, then = product(k + 1, j)
        P, g = _product(left, right)
        return P, e + f + g, f"({how}·{then})"

    last = len(factors) - 1
    P, exponent, how = product(0, last)
    from_left = sum(sizes[0] * sizes[k] * sizes[k + 1] for k in range(1, last + 1))
    if (saved := from_left / cheapest(0, last)[0]) > WORTH_SAYING:
        note(f"multiplied as {how[1:-1]}: {saved:.3g} times fewer operations than left to right")
    return _unscaled(P, exponent)


def power(A: Array, N: int) -> Array:
    """Aᴺ for A (n×n) and any integer N, by repeated squaring; negative N through the inverse.

    Where a power on the way overflows, powers of 2 are taken out. Raises MathError where N is
    negative and A singular; warns as `inv`, and where N roundings, each as large as ε, use up half
    of the digits (Higham, Accuracy and Stability, §18.1). Whole numbers below 2⁵³ have none.
    """
    base = inv(A) if N < 0 else A
    result, total = np.eye(len(A)), 0
    exact = _is_whole(base)
    for bit in f"{abs(N):b}":
        result, shift = _product(result, result)
        total = 2 * total + shift
        if bit == "1":
            result, shift = _product(result, base)
            total += shift
        exact = exact and total == 0 and _is_whole(result)
    if not exact and abs(N) * EPS > LOST:
        digits = max(int(-math.log10(abs(N)) - math.log10(EPS)), 0)
        warn(f"rounding errors grow with N: about {digits} of 16 digits can be trusted")
    return _unscaled(result, total)


def _product(A: Array, B: Array) -> tuple[Array, int]:
    """A·B as an array and an exponent of 2, which is 0 unless the product overflows or vanishes.

    Raises MathError where entries then vanish beside those that are too large.
    """
    P = A @ B
    if np.isfinite(P).all() and (P.any() or not (A.any() and B.any())):
        return P, 0
    (C, e), (D, f) = scaled(A), scaled(B)
    P, g = scaled(C @ D)
    terms = (A != 0).astype(int) @ (B != 0).astype(int)
    if (e or f) and ((P == 0) & (terms > 0)).any():
        raise MathError("the result, or a product on the way, is too large for floating point")
    return P, e + f + g


def _is_whole(A: Array) -> bool:
    """Whether all entries are whole numbers, of a size at which their products are exact."""
    return bool((np.rint(A) == A).all() and np.abs(A).max() < WHOLE)


def _unscaled(P: Array, exponent: int) -> Array:
    """P·2^exponent; raises MathError where that is 0 though P is not."""
    if exponent == 0:
        return P
    product = ldexp(P, max(min(exponent, 5000), -5000))  # beyond, all is 0 or infinite
    if P.any() and not product.any():
        raise MathError("the result is too small for floating point")
    return product


def dot(u: Array, v: Array) -> float | complex:
    """The inner product uᴴv of u and v (n×1): exact, then rounded, where they are not long.

    Longer ones are summed in extended precision.
    """
    if len(u) <= EXACT:
        pairs = zip(u.conj().ravel().tolist(), v.ravel().tolist(), strict=True)
        return rounded(exact_sum(pairs))[0]
    kind = np.result_type(u, v)
    total = (u.conj().astype(np.result_type(kind, np.longdouble)) * v).sum()
    product: float | complex = total.astype(kind).item()
    return product


def outer(u: Array, v: Array) -> Array:
    """The outer product u·vᴴ of u (m×1) and v (n×1); raises MathError as `kron`."""
    return kron(u, v.conj().T)


def _letter(i: int) -> str:
    return chr(ord("A") + i) if i < 26 else f"[{i + 1}]"


def kron(A: Array, B: Array) -> Array:
    """The Kronecker product of A (m×n) and B (p×q), of shape mp×nq (GVL §12.3.1).

    Raises MathError where an entry is too small for floating point.
    """
    K = np.kron(A, B)
    if np.count_nonzero(K) < np.count_nonzero(A) * np.count_nonzero(B):
        raise MathError("an entry of the result is too small for floating point")
    return K


def cross(u: Array, v: Array) -> Array:
    """The cross product of u and v, both 3×1, or, both 2×1, the third entry of that alone.

    That of complex vectors is conjugated, so that its inner products with both are 0. Each entry is
    exact, then rounded.
    """
    x, y = u.conj().ravel().tolist(), v.conj().ravel().tolist()
    planes = [(0, 1)] if len(u) == 2 else [(1, 2), (2, 0), (0, 1)]
    minors = (exact_sum([(x[i], y[j]), (-x[j], y[i])]) for i, j in planes)
    return np.array(rounded(*minors))
