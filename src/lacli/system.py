"""Systems A x = b: which matrices make one, and how an augmented matrix is parted into them."""

from __future__ import annotations

from lacli.errors import ShapeError, UsageError
from lacli.matrix import Matrix
from lacli.names import common
from lacli.shape import vector


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
        return parted(A)
    for M, other in ((A, b), (b, A)):
        if M.bar is not None:
            raise UsageError(
                f"{M.name} has a right-hand side behind '|', and {other.name} is given too",
                hint=f"leave {other.name} out, or the part behind '|'",
            )
    if A.tall or b.tall:  # whose rows are counted, and their names compared, as they are read
        is_row = b.tall is None and b.height == 1 < b.width
        return A.streamed(), (b.T if is_row else b).streamed()
    return A, right_hand_side(A, b)


def parted(M: Matrix) -> tuple[Matrix, Matrix]:
    """The A and b of an augmented matrix [A b]: its columns before and behind its bar.

    Without a bar b is the last column. Raises ShapeError where that leaves no column for A.
    """
    n = M.shape[1] - 1 if M.bar is None else M.bar
    if not 0 < n < M.shape[1]:
        raise ShapeError(
            f"{M.name} is {M.dimensions}: it needs a column for an unknown and one for the "
            "right-hand side"
        )
    return (
        M.columns(range(n)),
        M.columns(range(n, M.shape[1])),
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
