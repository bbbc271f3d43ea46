"""Large matrices as products of triangular ones, by the routine that suits them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.dense.elimination import cholesky_in_place, eliminate_in_place
from lacli.compute.dense.scaling import (
    SAFE,
    equilibrated,
    largest_parts,
    ldexp,
    moduli_times,
    row_blocks,
)
from lacli.compute.dense.structure import structure
from lacli.compute.dense.triangle import Triangle
from lacli.matrix import Array


class Scaled(NamedTuple):
    """B, of which A = 2^units · B · 2^cols, n×n, without an array of its own."""

    A: Array
    units: Array
    cols: Array

    def times(self, v: Array) -> Array:
        """B v (n×k)."""
        return self._between(lambda x: np.asarray(self.A @ x), v)

    def moduli_times(self, v: Array) -> Array:
        """|B| v (n×k)."""
        return self._between(lambda x: moduli_times(self.A, x), v)

    def _between(self, product: Callable[[Array], Array], v: Array) -> Array:
        return ldexp(product(ldexp(v, -self.cols[:, None])), -self.units[:, None])

    @property
    def size(self) -> float:
        """The Frobenius norm of B."""
        squares = np.zeros(len(self.A))
        weights = np.ldexp(1.0, -2 * self.cols)
        for part in row_blocks(self.A):
            squares[part] = np.abs(self.A[part]) ** 2 @ weights
        return math.sqrt(float(ldexp(squares, -2 * self.units).sum()))


class Factors(NamedTuple):
    """B, once its rows are in that order, as a product of triangles."""

    B: Scaled
    triangles: tuple[Triangle, ...]
    order: Array
    sign: int
    """The sign of that permutation."""

    @property
    def pivots(self) -> list[Array]:
        """The diagonals whose entries multiply to the determinant of B[order]."""
        return [_diagonal(T) for T in self.triangles if not T.unit]

    @property
    def is_triangular(self) -> bool:
        """Whether A is its own factor, with no rounding at all."""
        return self.triangles[0].array is self.B.A

    @property
    def is_singular(self) -> bool:
        """Whether there is a 0 among them."""
        return not all(d.all() for d in self.pivots)

    def solve(self, b: Array) -> Array:
        """The x (n×k) with B x = b (n×k)."""
        x = b[self.order]
        for T in self.triangles:
            x = T.solve(x)
        return x

    def adjoint_solve(self, b: Array) -> Array:
        """The x (n×k) with Bᴴx = b (n×k)."""
        for T in reversed(self.triangles):
            b = T.adjoint.solve(b)
        x = np.empty_like(b)
        x[self.order] = b
        return x

    def error(self, v: Array) -> Array:
        """What the factors differ by from B, times v (n×k)."""
        product = v
        for T in reversed(self.triangles):
            product = T.times(product)
        found = self.B.times(v)
        found[self.order] -= product
        return found


def factored(A: Array) -> Factors:
    """The factors of A (n×n): A itself where it is triangular, Cholesky's where it is definite.

    Else by LU with partial pivoting, within the band if there is one. One copy of A is made, where
    its own triangle does not do.
    """
    n, kind = len(A), structure(A)
    order, nothing = np.arange(n), np.zeros(n, dtype=int)
    if kind.is_triangular:
        return Factors(Scaled(A, nothing, nothing), (Triangle(A, lower=kind.upper == 0),), order, 1)
    B, rows, cols = equilibrated(A)
    if kind.may_be_definite and not kind.is_band and np.array_equal(rows, cols):
        try:
            cholesky_in_place(B)
        except LinAlgError:
            del B
            B, rows, cols = equilibrated(A)
        else:
            L = Triangle(B, lower=True).prepared()
            return Factors(Scaled(A, rows, cols), (L, L.adjoint), order, 1)
    packed, order, sign = eliminate_in_place(B, kind.lower, kind.upper)
    L, U = Triangle(packed, lower=True, unit=True), Triangle(packed, lower=False)
    triangles = (L.prepared(), U.prepared()) if packed.diagonal().all() else (L, U)
    return Factors(Scaled(A, rows, cols), triangles, order, sign)


def product(numbers: Array, start: complex) -> tuple[complex, int]:
    """The product of start and those numbers, as one of about 1 and an exponent of 2."""
    exponents = np.frexp(largest_parts(numbers))[1]
    mantissa, exponent = start, int(exponents.sum())
    for number in ldexp(numbers, -exponents).tolist():
        mantissa *= number
        if not SAFE[0] < (size := abs(mantissa)) < SAFE[1]:
            far = math.frexp(size)[1]
            mantissa, exponent = mantissa * 2.0**-far, exponent + far
    shift = math.frexp(abs(mantissa))[1]
    return ldexp(np.asarray(mantissa), -shift).item(), exponent + shift


def _diagonal(T: Triangle) -> Array:
    diagonal = T.array.diagonal()
    return diagonal.conj() if T.conjugate else diagonal
