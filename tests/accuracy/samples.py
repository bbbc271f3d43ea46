"""Random matrices of every kind and scaling, the same each time.

They are of the types that LAPACK tests itself with (Blackford and Dongarra, LAPACK Working Note
41), and some that are scaled worse.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from classical import Classical
from gallery import growth
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]

BAD = math.sqrt(0.1 * 2**53), 0.1 * 2**53
"""The condition numbers of LAPACK's badly conditioned matrices."""
SQUARES = (1, 2, 3, 5, 10, 30)
RECTANGLES = ((1, 7), (7, 1), (2, 3), (12, 5), (5, 12), (40, 25), (25, 40))


class Case(NamedTuple):
    """A matrix to be tried, and what kind of matrix it is."""

    kind: str
    A: Array


def square() -> Iterator[Case]:
    """Matrices n×n of every kind."""
    for n in SQUARES:
        for unit in (1, 1j):
            yield from _general((n, n), unit)
            A = normal((n, n), unit, 1)
            yield Case("diagonal", np.diag(A.diagonal()))
            yield Case("upper triangular", np.triu(A))
            yield Case("lower triangular", np.tril(A))
            yield Case("banded", np.triu(np.tril(A, 2), -1))
            yield Case(
                "graded both ways", 10.0 ** _graded(n, 60)[:, None] * A / 10.0 ** _graded(n, 60)
            )
            yield Case("singular: last column 0", A * (np.arange(n) < n - 1))
            yield Case("singular: first row 0", A * (np.arange(n) > 0)[:, None])


def rectangular() -> Iterator[Case]:
    """Matrices m×n of every kind, square ones among them."""
    for shape in (*RECTANGLES, (10, 10), (30, 30)):
        for unit in (1, 1j):
            yield from _general(shape, unit)


def hermitian() -> Iterator[Case]:
    """Symmetric and Hermitian matrices, definite ones among them."""
    for kind, A in square():
        with np.errstate(over="ignore"):
            yield Case(kind, np.tril(A, -1) + np.tril(A, -1).conj().T + np.diag(A.diagonal().real))
    yield from definite()


def definite() -> Iterator[Case]:
    """Hermitian positive definite matrices, those of large condition numbers among them."""
    for n in SQUARES:
        for unit in (1, 1j):
            for name, cond in (("", 2.0), (", κ √(0.1/ε)", BAD[0]), (", κ 0.01/ε", BAD[1] / 10)):
                Q = np.linalg.qr(normal((n, n), unit, 2))[0]
                A = _hermitian_part((Q * cond ** -np.linspace(0, 1, n)) @ Q.conj().T)
                yield Case(f"definite{name}", A)
                yield Case(f"definite near overflow{name}", A * 1e300)
                yield Case(f"definite near underflow{name}", A * 1e-290)
            units = 10.0 ** _graded(n, 50)
            A = _hermitian_part(Q * np.linspace(1, 2, n) @ Q.conj().T)
            A = np.triu(A * units[:, None] * units)
            yield Case("definite graded", np.triu(A, 1).conj().T + A)


def systems() -> Iterator[Case]:
    """Square matrices that have an inverse."""
    for kind, A in square():
        if not kind.startswith(("singular", "zero", "rank deficient")):
            yield Case(kind, A)
    for n in (30, 60):
        yield Case("growth of elements", Classical("", growth(n)).array)


def real() -> Iterator[Case]:
    """The real ones of the square matrices."""
    return (case for case in square() if np.isrealobj(case.A))


def normal(shape: tuple[int, int], unit: complex, seed: int) -> Array:
    """Normally distributed entries, the same each time; complex where the unit is."""
    random = np.random.default_rng([seed, *shape, np.iscomplexobj(unit)])
    A = random.normal(size=shape)
    return A + unit * random.normal(size=shape) if np.iscomplexobj(unit) else A


def _general(shape: tuple[int, int], unit: complex) -> Iterator[Case]:
    """LAPACK's types of general matrices: of given singular values, and scaled."""
    m, n = shape
    r = min(shape)
    A = normal(shape, unit, 0)
    U, V = np.linalg.qr(normal((m, r), unit, 3))[0], np.linalg.qr(normal((n, r), unit, 4))[0]
    yield Case("ordinary", A)
    yield Case("zero", 0 * A)
    for name, cond in (("κ 2", 2.0), ("κ √(0.1/ε)", BAD[0]), ("κ 0.1/ε", BAD[1])):
        yield Case(name, (U * cond ** -np.linspace(0, 1, r)) @ V.conj().T)
    yield Case("near overflow", A / np.abs(A).max() * 1e305)
    yield Case("near underflow", A / np.abs(A).max() * 1e-290)
    yield Case("1e150", A * 1e150)
    yield Case("1e-150", A * 1e-150)
    yield Case("rows graded", 10.0 ** _graded(m, 100)[:, None] * A)
    yield Case("columns graded", A * 10.0 ** _graded(n, 100))
    low = max(r // 2, 1)
    yield Case("rank deficient", normal((m, low), unit, 5) @ normal((low, n), unit, 6))


def _graded(n: int, digits: int) -> Array:
    """Exponents of 10 from −digits to digits."""
    return np.linspace(-digits, digits, n) if n > 1 else np.zeros(1)


def _hermitian_part(A: Array) -> Array:
    return A / 2 + A.conj().T / 2
