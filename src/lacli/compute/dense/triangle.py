"""Triangular matrices: substitution, products and inverses, a block at a time."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from lacli.matrix import Array

BLOCK = 64
"""The rows of a diagonal block, which LAPACK does, and that take next to no time."""


class Triangle(NamedTuple):
    """The triangular matrix (n×n) that is one triangle of an array."""

    array: Array
    """What is in its other triangle, and with `unit` on its diagonal, is never looked at."""
    lower: bool
    unit: bool = False
    """Whether its diagonal is ones."""
    conjugate: bool = False
    """Whether it is the conjugate of what the array holds."""
    inverses: tuple[Array, ...] = ()
    """Those of the blocks on its diagonal, where they were made."""

    @property
    def adjoint(self) -> Triangle:
        """Its conjugate transpose, of the same array."""
        inverses = tuple(block.T for block in self.inverses)
        return Triangle(self.array.T, not self.lower, self.unit, not self.conjugate, inverses)

    def prepared(self) -> Triangle:
        """Itself, to solve with often: by the inverses of blocks, quicker and not quite as stable.

        Raises LinAlgError where there is a 0 on its diagonal.
        """
        inverses = [np.linalg.inv(self._block(part)) for part in self._in_order()]
        return self._replace(inverses=tuple(inverses if self.lower else inverses[::-1]))

    def solve(self, b: Array) -> Array:
        """The x (n×k) with T x = b (n×k), by substitution (GVL §3.1.4)."""
        conjugate = self.conjugate and np.iscomplexobj(self.array)
        x = np.array(b.conj() if conjugate else b, dtype=np.result_type(self.array, b))
        for part in self._in_order():
            done = slice(0, part.start) if self.lower else slice(part.stop, None)
            x[part] -= self.array[part, done] @ x[done]
            x[part] = self._solve_block(part, x[part])
        return x.conj() if conjugate else x

    def times(self, v: Array) -> Array:
        """T v, for v (n×k)."""
        conjugate = self.conjugate and np.iscomplexobj(self.array)
        w = v.conj() if conjugate else v
        result = np.empty(v.shape, dtype=np.result_type(self.array, v))
        for part in self._in_order():
            rest = slice(0, part.start) if self.lower else slice(part.stop, None)
            result[part] = self._block(part) @ w[part] + self.array[part, rest] @ w[rest]
        return result.conj() if conjugate else result

    def _in_order(self) -> list[slice]:
        """Its rows in blocks, those first whose equations have the fewest unknowns."""
        starts = range(0, len(self.array), BLOCK)
        parts = [slice(start, min(start + BLOCK, len(self.array))) for start in starts]
        return parts if self.lower else parts[::-1]

    def _block(self, part: slice) -> Array:
        """A block of its diagonal, with zeros in the other triangle."""
        block = self.array[part, part]
        block = np.where(_mask(len(block), self.lower), block, 0)
        if self.unit:
            np.fill_diagonal(block, 1)
        return block

    def _solve_block(self, part: slice, b: Array) -> Array:
        """Substitution in one block: LAPACK finds nothing to eliminate where it is upper."""
        if self.inverses:
            return np.asarray(self.inverses[part.start // BLOCK] @ b)
        block = self._block(part)
        if self.lower:
            return np.linalg.solve(block[::-1, ::-1], b[::-1])[::-1]
        return np.linalg.solve(block, b)


@cache
def _mask(n: int, lower: bool) -> Array:
    """Where a triangle (n×n) is."""
    return np.tri(n, dtype=bool) if lower else np.tri(n, dtype=bool).T


def invert_upper(U: Array) -> None:
    """The inverse of the upper triangle of U (n×n) in its place (LAPACK trtri).

    What is below is left as it is. Raises LinAlgError where there is a 0 on the diagonal.
    """
    n = len(U)
    if n <= BLOCK:
        U[...] = np.tril(U, -1) + np.triu(np.linalg.inv(np.triu(U)))
        return
    k = n // 2
    invert_upper(U[:k, :k])
    invert_upper(U[k:, k:])
    corner = U[:k, k:]
    _from_left(U[:k, :k], corner)
    _from_right(corner, U[k:, k:])
    np.negative(corner, out=corner)


def _from_left(U: Array, B: Array) -> None:
    """U B in the place of B, of U (n×n) the upper triangle."""
    n = len(U)
    if n <= BLOCK:
        B[...] = np.triu(U) @ B
        return
    k = n // 2
    _from_left(U[:k, :k], B[:k])
    B[:k] += U[:k, k:] @ B[k:]
    _from_left(U[k:, k:], B[k:])


def _from_right(B: Array, U: Array) -> None:
    """B U in the place of B, of U (n×n) the upper triangle."""
    n = len(U)
    if n <= BLOCK:
        B[...] = B @ np.triu(U)
        return
    k = n // 2
    _from_right(B[:, k:], U[k:, k:])
    B[:, k:] += B[:, :k] @ U[:k, k:]
    _from_right(B[:, :k], U[:k, :k])
