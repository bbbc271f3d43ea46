"""Products of matrices, and of vectors."""

from __future__ import annotations

from lacli.compute.exact.entrywise import product
from lacli.compute.exact.integers import Ints, Result, Rows, over_one_denominator, quotients
from lacli.compute.exact.systems import inv, inv_in_fractions
from lacli.errors import MathError
from lacli.number import Number


def matmul(*factors: Rows) -> Result:
    """The product of two or more matrices that fit, from left to right."""
    P, q = over_one_denominator(factors[0])
    for F in factors[1:]:
        N, d = over_one_denominator(F)
        P, q = _product(P, N), q * d
    return quotients(P, q)


def power(A: Rows, N: int) -> Result:
    """`power_in_fractions`, where N is negative after A was judged as `inv` judges it."""
    return power_in_fractions(inv(A), -N) if N < 0 else power_in_fractions(A, N)


def power_in_fractions(A: Rows, N: int) -> Result:
    """Aᴺ for A (n×n) and any integer N, by repeated squaring; negative N through the inverse.

    Raises Singular where N is negative and A singular.
    """
    base, q = over_one_denominator(inv_in_fractions(A) if N < 0 else A)
    result = [[int(i == j) for j in range(len(A))] for i in range(len(A))]
    for bit in f"{abs(N):b}":
        result = _checked(_product(result, result))
        if bit == "1":
            result = _product(result, base)
    return quotients(result, q ** abs(N))


def trace(A: Rows) -> Number:
    """The sum of the diagonal entries of A (n×n)."""
    [value] = matmul([[row[i] for i, row in enumerate(A)]], [[1]] * len(A))[0]
    return value


def dot(u: Rows, v: Rows) -> Number:
    """The inner product uᴴv of u and v (n×1)."""
    [[value]] = matmul([[x.conjugate() for [x] in u]], v)
    return value


def outer(u: Rows, v: Rows) -> Result:
    """The outer product u·vᴴ of u (m×1) and v (n×1)."""
    return matmul(u, [[x.conjugate() for [x] in v]])


def kron(A: Rows, B: Rows) -> Result:
    """The Kronecker product of A (m×n) and B (p×q), of shape mp×nq (GVL §12.3.1)."""
    return [[product(a, b) for a in row for b in other] for row in A for other in B]


def _checked(P: Ints) -> Ints:
    """P itself; raises MathError where its numbers are longer than anything that can be printed."""
    if max(max(abs(x.real), abs(x.imag)).bit_length() for row in P for x in row) > 10**6:
        raise MathError("a number on the way has more than 300000 digits")
    return P


def _product(A: Ints, B: Ints) -> Ints:
    columns = list(zip(*B, strict=True))
    return [[sum(x * y for x, y in zip(row, col, strict=True)) for col in columns] for row in A]
