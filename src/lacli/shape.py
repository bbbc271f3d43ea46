"""What commands ask of one matrix or two: each function returns what it checked, or refuses it."""

from __future__ import annotations

from itertools import pairwise

from lacli.errors import ShapeError
from lacli.matrix import Matrix
from lacli.names import common


def square(A: Matrix) -> Matrix:
    """A itself if it has as many rows as columns; raises ShapeError otherwise."""
    m, n = A.shape
    if m != n:
        row = f"it was read as one row of {n} cells; rows are separated by ';' or a new line"
        raise ShapeError(f"{A.name} is {A.dimensions}, not square", hint=row if m == 1 else "")
    return A


def vector(v: Matrix) -> Matrix:
    """The vector v as a column, however it was written; raises ShapeError if it is none."""
    if not v.is_vector:
        raise ShapeError(f"{v.name} is {v.dimensions}, not a vector: one row or one column")
    return v if v.shape[1] == 1 else v.T


def like(v: Matrix, column: Matrix) -> Matrix:
    """A column as a row, if the vector v is one."""
    return column.T if v.shape[0] == 1 else column


def vectors(u: Matrix, v: Matrix) -> tuple[Matrix, Matrix]:
    """Two vectors as columns with the same number of entries; raises ShapeError otherwise."""
    a, b = vector(u), vector(v)
    if a.shape != b.shape:
        raise ShapeError(
            f"{u.name} has {a.shape[0]} entries, {v.name} has {b.shape[0]}: they need as many"
        )
    common((a, "row"), (b, "row"))
    return a, b


def factors(*chain: Matrix) -> tuple[Matrix, ...]:
    """The factors of a matrix product, each with as many columns as the next has rows.

    Raises ShapeError where two do not fit, or name what they share otherwise.
    """
    for A, B in pairwise(chain):
        n, k = A.width, B.height
        if n != k:
            raise ShapeError(
                f"{A.name} is {A.dimensions}, {B.name} is {B.dimensions}: "
                f"the inner dimensions {n} and {k} differ",
                hint=_transposing(A, B),
            )
        common((A, "column"), (B, "row"))
    return chain


def _transposing(A: Matrix, B: Matrix) -> str:
    """What would make A and B factors of a product, if transposing one does."""
    if (1, 1) in (A.shape, B.shape):
        return "lacli mul multiplies by a number"
    if A.shape[1] == B.shape[1]:
        return f"did you mean `lacli matmul {A.name} -` after `lacli transpose {B.name}`?"
    if A.shape[0] == B.shape[0]:
        return f"did you mean `lacli matmul - {B.name}` after `lacli transpose {A.name}`?"
    return ""
