"""Classical test matrices, with the determinants, inverses and spectra that are known of them.

From Gregory and Karney, A Collection of Matrices for Testing Computational Algorithms, Wiley 1969,
and Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., SIAM 2002, chapter 28, and The
Test Matrix Toolbox for MATLAB, Manchester 1995. All entries are rational.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb, factorial, prod

import mpmath
from classical import PLACES, Classical, Known, made, product, transposed


def hilbert(n: int) -> Known:
    """1/(i + j − 1); its inverse has integer entries (Higham §28.1)."""

    def inverse(i: int, j: int) -> int:
        return (
            (-1) ** (i + j) * (i + j - 1) * comb(n + i - 1, n - j) * comb(n + j - 1, n - i)
            * comb(i + j - 2, i - 1) ** 2
        )  # fmt: skip

    c = [prod(factorial(k) for k in range(m)) for m in (n, 2 * n)]
    return Known(
        made(n, lambda i, j: Fraction(1, i + j - 1)), Fraction(c[0] ** 4, c[1]), made(n, inverse)
    )


def pascal(n: int) -> Known:
    """C(i + j − 2, i − 1), which is L·Lᵀ with the binomial coefficients in L (Higham §28.4)."""
    L = made(n, lambda i, j: (-1) ** (i + j) * comb(i - 1, j - 1))
    A = made(n, lambda i, j: comb(i + j - 2, i - 1))
    return Known(A, Fraction(1), product(transposed(L), L))


def frank(n: int) -> Known:
    """n + 1 − max(i, j) from the subdiagonal on, with sensitive small eigenvalues (Frank 1958)."""
    A = made(n, lambda i, j: n + 1 - max(i, j) if i <= j + 1 else 0)
    return Known(A, Fraction(1))


def clement(n: int) -> Known:
    """Tridiagonal with a zero diagonal and the eigenvalues ±(n − 1), ±(n − 3), … (Clement 1959)."""
    A = made(n, lambda i, j: n - i if j == i + 1 else i - 1 if j == i - 1 else 0)
    values = list(range(1 - n, n, 2))
    return Known(A, Fraction(prod(values)), eigenvalues=values)


def wilkinson(n: int) -> Known:
    """W21+ is of size 21: its largest eigenvalues agree in pairs to fourteen digits (Wilkinson)."""
    diagonal = [abs(Fraction(n + 1, 2) - i) for i in range(1, n + 1)]
    A = made(n, lambda i, j: diagonal[i - 1] if i == j else abs(i - j) == 1)
    return Known(A, continuant(diagonal, 1))


def continuant(diagonal: list[Fraction], products: int) -> Fraction:
    """The determinant of a tridiagonal matrix; `products` are those of its off-diagonal entries."""
    before, det = Fraction(0), Fraction(1)
    for d in diagonal:
        before, det = det, d * det - products * before
    return det


def kahan(n: int) -> Known:
    """Upper triangular, nearer to singular than its diagonal shows (Kahan 1966); cos θ = 5/13."""
    s, c = Fraction(12, 13), Fraction(5, 13)
    A = made(n, lambda i, j: s ** (i - 1) * (1 if i == j else -c if i < j else 0))

    def inverse(i: int, j: int) -> Fraction:
        unit = c * (1 + c) ** (j - i - 1) if i < j else Fraction(i == j)
        return unit / s ** (j - 1)

    return Known(A, s ** (n * (n - 1) // 2), made(n, inverse))


def vandermonde(n: int) -> Known:
    """The powers of 1, 2, …, n from 0 on; the inverse has Lagrange's polynomials as its columns."""
    A = made(n, lambda i, j: i ** (j - 1))
    det = Fraction(prod(j - i for j in range(1, n + 1) for i in range(1, j)))
    return Known(A, det, transposed([_lagrange(n, j) for j in range(1, n + 1)]))


def _lagrange(n: int, j: int) -> list[Fraction]:
    """The polynomial, x⁰ first, that is 1 at j and 0 at the other integers from 1 to n."""
    p, zero = [Fraction(1)], [Fraction(0)]
    for k in range(1, n + 1):
        if k != j:
            p = [(a - k * b) / (j - k) for a, b in zip(zero + p, p + zero, strict=True)]
    return p


def moler(n: int) -> Known:
    """UᵀU for U with −1 above a diagonal of ones: one eigenvalue is small (Higham, Toolbox)."""
    A = made(n, lambda i, j: i if i == j else min(i, j) - 2)
    V = made(n, lambda i, j: 2 ** (j - i - 1) if i < j else i == j)
    return Known(A, Fraction(1), product(V, transposed(V)))


def grcar(n: int) -> Known:
    """Ones on the diagonal and three above it, −1 below: sensitive eigenvalues (Grcar 1989)."""
    A = made(n, lambda i, j: -1 if i == j + 1 else 0 <= j - i <= 3)
    dets = [Fraction(1)]
    for _ in range(n):
        dets.append(sum(dets[:-5:-1], Fraction(0)))
    return Known(A, dets[n])


def rosser() -> Known:
    """Of size 8, with two equal, two nearly equal, two opposite, a zero and a small eigenvalue."""
    A = [
        [611, 196, -192, 407, -8, -52, -49, 29],
        [196, 899, 113, -192, -71, -43, -8, -44],
        [-192, 113, 899, 196, 61, 49, 8, 52],
        [407, -192, 196, 611, 8, 44, 59, -23],
        [-8, -71, 61, 8, 411, -599, 208, 208],
        [-52, -43, 49, 44, -599, 411, 208, 208],
        [-49, -8, 8, 59, 208, 208, 99, -911],
        [29, -44, 52, -23, 208, 208, -911, 99],
    ]
    with mpmath.workdps(PLACES):
        large, small = 10 * mpmath.sqrt(10405), 100 * mpmath.sqrt(26)
        values = [large, 1020, 510 + small, 1000, 1000, 510 - small, 0, -large]
    return Known([[Fraction(x) for x in row] for row in A], Fraction(0), eigenvalues=values)


def second_difference(n: int) -> Known:
    """Tridiagonal −1, 2, −1, with the eigenvalues 2 − 2 cos(kπ/(n + 1)) (Higham §28.5)."""
    A = made(n, lambda i, j: 2 if i == j else -(abs(i - j) == 1))
    inverse = made(n, lambda i, j: Fraction(min(i, j) * (n + 1 - max(i, j)), n + 1))
    with mpmath.workdps(PLACES):
        values = [4 * mpmath.sin(k * mpmath.pi / (2 * n + 2)) ** 2 for k in range(1, n + 1)]
    return Known(A, Fraction(n + 1), inverse, values)


def growth(n: int) -> Known:
    """−1 below a diagonal of ones, and ones in the last column, on which the pivots of LU double.

    Partial pivoting never interchanges rows, and loses n bits (Higham §9.3).
    """
    A = made(n, lambda i, j: 1 if j in (i, n) else -(i > j))
    return Known(A, Fraction(2 ** (n - 1)))


MATRICES = [
    Classical("Hilbert 5", hilbert(5)),
    Classical("Hilbert 10", hilbert(10)),
    Classical("Pascal 10", pascal(10)),
    Classical("Frank 12", frank(12)),
    Classical("Clement 12", clement(12)),
    Classical("Wilkinson 21", wilkinson(21)),
    Classical("Kahan 20", kahan(20)),
    Classical("Vandermonde 10", vandermonde(10)),
    Classical("Moler 12", moler(12)),
    Classical("Grcar 20", grcar(20)),
    Classical("Rosser 8", rosser()),
    Classical("second difference 20", second_difference(20)),
]
