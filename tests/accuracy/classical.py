"""A matrix of rational entries, with what is known of it and what can be found exactly."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

import mpmath
import numpy as np
from numpy.typing import NDArray

Rows: TypeAlias = list[list[Fraction]]

PLACES = 60
"""The decimal places of the oracle."""


class Known(NamedTuple):
    """What the literature gives of a matrix: None where it has no closed form."""

    A: Rows
    det: Fraction
    inverse: Rows | None = None
    eigenvalues: list[Any] | None = None


class Classical:
    """A classical matrix, what is known of it, and what rational arithmetic and mpmath find."""

    def __init__(self, name: str, known: Known) -> None:
        self.name = name
        self.A, self.det, self.known_inverse, self.known_eigenvalues = known

    @property
    def text(self) -> str:
        """It as one writes it in a shell: 1 1/2; 1/2 1/3."""
        return "; ".join(" ".join(map(str, row)) for row in self.A)

    @property
    def array(self) -> NDArray[Any]:
        """Its entries rounded to floating point."""
        return np.array(self.A, dtype=float)

    @property
    def is_integral(self) -> bool:
        """Whether its entries are integers, which floating point holds as they are."""
        return all(x.denominator == 1 for row in self.A for x in row)

    @property
    def is_symmetric(self) -> bool:
        """Whether it is its own transpose."""
        return self.A == transposed(self.A)

    @property
    def charpoly(self) -> list[Fraction]:
        """The coefficients of det(λI − A), that of λⁿ first."""
        return self._faddeev[0]

    @property
    def inverse(self) -> Rows | None:
        """The inverse, or None where there is none."""
        p, adjugate = self._faddeev
        return [[-x / p[-1] for x in row] for row in adjugate] if p[-1] else None

    @cached_property
    def _faddeev(self) -> tuple[list[Fraction], Rows]:
        """The characteristic polynomial p and the M with A·M = −p(0)·I.

        By Faddeev and Leverrier: Gantmacher, The Theory of Matrices I, Chelsea 1959, §IV.5.
        """
        n = len(self.A)
        p, AM = [Fraction(1)], made(n, lambda _i, _j: 0)
        for k in range(1, n + 1):
            M = [[x + p[-1] * (i == j) for j, x in enumerate(row)] for i, row in enumerate(AM)]
            AM = product(self.A, M)
            p.append(-sum((AM[i][i] for i in range(n)), Fraction(0)) / k)
        return p, M

    @cached_property
    def singular_values(self) -> list[mpmath.mpf]:
        """The singular values of the array, descending."""
        with mpmath.workdps(PLACES):
            return sorted(mpmath.svd_r(mpmath.matrix(self.array), compute_uv=False), reverse=True)

    @cached_property
    def spectrum(self) -> list[tuple[Any, float]]:
        """The eigenvalues of the array, each with its condition number ‖w‖‖v‖/|wᴴv| (GVL §7.2.2).

        They are those of the literature where it knows them and the array is the matrix.
        """
        A = mpmath.matrix(self.array)
        with mpmath.workdps(PLACES):
            if self.is_symmetric:
                found = [(value, 1.0) for value in mpmath.eigsy(A, eigvals_only=True)]
            else:
                values, W, V = mpmath.eig(A, left=True, right=True)
                found = [(value, _sensitivity(W[i, :], V[:, i])) for i, value in enumerate(values)]
            if self.known_eigenvalues is None or not self.is_integral:
                return found
            return [(_nearest(self.known_eigenvalues, value), s) for value, s in found]


def paired(found: list[Any], spectrum: list[tuple[Any, float]]) -> list[tuple[Any, Any, float]]:
    """Each eigenvalue that was found beside the one it stands for, and how sensitive that is.

    The least sensitive choose first what is nearest to them.
    """
    left, pairs = list(found), []
    for known, sensitivity in sorted(spectrum, key=lambda pair: pair[1]):
        nearest = _nearest(left, known)
        left.remove(nearest)
        pairs.append((nearest, known, sensitivity))
    return pairs


def _sensitivity(w: mpmath.matrix, v: mpmath.matrix) -> float:
    """The condition number of an eigenvalue with the left eigenvector w and the right one v."""
    return float(mpmath.norm(w) * mpmath.norm(v) / abs((w * v)[0]))


def _nearest(values: list[Any], x: Any) -> Any:
    return min(values, key=lambda value: abs(value - x))


def transposed(A: Rows) -> Rows:
    """The transpose."""
    return [list(column) for column in zip(*A, strict=True)]


def product(A: Rows, B: Rows) -> Rows:
    """The matrix product."""
    columns = transposed(B)
    return [[_dot(row, column) for column in columns] for row in A]


def _dot(x: list[Fraction], y: list[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(x, y, strict=True) if a and b), Fraction(0))


def made(n: int, entry: Any) -> Rows:
    """The n×n matrix with the entries `entry(i, j)`, i and j from 1."""
    return [[Fraction(entry(i, j)) for j in range(1, n + 1)] for i in range(1, n + 1)]
