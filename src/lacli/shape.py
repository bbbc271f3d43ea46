"""What commands ask of their matrices: each function returns what it checked, or refuses it."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal, TypeAlias

from lacli.errors import ShapeError, UsageError
from lacli.matrix import Matrix, Names

Side: TypeAlias = Literal["row", "column"]


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


def right_hand_side(A: Matrix, b: Matrix) -> Matrix:
    """The b of A x = b, with a row for each row of A; one written as a single row is turned.

    Raises ShapeError where it has not as many, or names them otherwise.
    """
    m, n = A.shape
    if m == 1 < n and A.shape == b.shape:
        raise ShapeError(
            f"{A.name} and {b.name} are both {A.dimensions}: one equation, {n} right-hand sides",
            hint=f"if {A.name} is a vector, write it as a column: '1; 2; 3'",
        )
    if b.shape == (1, m) and m > 1:
        b = b.T
    if b.shape[0] != m:
        turned = b.is_vector and max(b.shape) == n
        raise ShapeError(
            f"{A.name} is {A.dimensions} and {b.name} is {b.dimensions}: "
            f"{b.name} needs a row for each of the {m} of {A.name}",
            hint=f"if its rows are the vectors, lacli transpose {A.name} makes them columns"
            if turned
            else "",
        )
    common((A, "row"), (b, "row"))
    return b


def system(A: Matrix, b: Matrix | None) -> tuple[Matrix, Matrix]:
    """A and the b of A x = b, which may stand behind the bar of an augmented matrix A.

    Raises UsageError unless there is one of both, ShapeError where b does not fit.
    """
    if b is None and A.bar is None:
        raise UsageError(f"{A.name} has no right-hand side")
    if b is None:
        return augmented(A)
    for M, other in ((A, b), (b, A)):
        if M.bar is not None:
            raise UsageError(
                f"{M.name} has a right-hand side behind '|', and {other.name} is given too",
                hint=f"leave {other.name} out, or the part behind '|'",
            )
    return A, right_hand_side(A, b)


def augmented(M: Matrix) -> tuple[Matrix, Matrix]:
    """The A and b of an augmented matrix [A b]: its columns before and behind its bar.

    Without a bar b is the last column. Raises ShapeError where that leaves no column for A.
    """
    n = M.shape[1] - 1 if M.bar is None else M.bar
    if not 0 < n < M.shape[1]:
        raise ShapeError(
            f"{M.name} is {M.dimensions}: it needs a column for an unknown and one for the "
            "right-hand side"
        )
    before, behind = (None, None) if M.cols is None else (M.cols[:n], M.cols[n:])
    return (
        Matrix(M.values[:, :n], rows=M.rows, cols=before, name=M.name),
        Matrix(M.values[:, n:], rows=M.rows, cols=behind, name=M.name),
    )


def coefficients(A: Matrix, x: Matrix) -> Matrix:
    """The x of A x as a column, with an entry for each column of A; raises ShapeError otherwise."""
    x = vector(x)
    n = A.shape[1]
    if x.shape[0] != n:
        raise ShapeError(
            f"{A.name} is {A.dimensions} and {x.name} has {x.shape[0]} entries: "
            f"{x.name} needs one for each of the {n} columns of {A.name}"
        )
    common((A, "column"), (x, "row"))
    return x


def factors(*chain: Matrix) -> tuple[Matrix, ...]:
    """The factors of a matrix product, each with as many columns as the next has rows.

    Raises ShapeError where two do not fit, or name what they share otherwise.
    """
    for A, B in pairwise(chain):
        n, k = A.shape[1], B.shape[0]
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


def common(*sides: tuple[Matrix, Side]) -> Names:
    """The names of rows or columns that correspond, of those matrices that name them.

    Raises ShapeError where two name them otherwise.
    """
    named = [(A, side, names) for A, side in sides if (names := _names(A, side))]
    for B, other, theirs in named[1:]:
        A, side, ours = named[0]
        for i, (a, b) in enumerate(zip(ours, theirs, strict=True), 1):
            if a != b:
                whose = f"{side} {i} is '{a}' in {A.name}"
                raise ShapeError(
                    f"{whose} and {'' if other == side else f'{other} {i} is '}'{b}' in {B.name}",
                    hint="bring both into the same order, under the same names; "
                    "lacli show --no-names drops names",
                )
    return named[0][2] if named else None


def self_named(A: Matrix) -> Names:
    """The names that the rows and the columns of a square A share, where it takes x to its like.

    Raises ShapeError where its columns are named otherwise than its rows.
    """
    return common((A, "row"), (A, "column"))


def _names(A: Matrix, side: Side) -> Names:
    return A.rows if side == "row" else A.cols
