"""solve: systems of linear equations."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.errors import ShapeError
from lacli.matrix import Matrix
from lacli.registry import Argument, command


@command(panel="Solve", title="solution of {A} x = {b}")
def solve(
    A: Annotated[Matrix, Argument(help="The m×n matrix A: a row for each equation.")],
    b: Annotated[Matrix, Argument(help="The right-hand side, or several as columns.")],
) -> Matrix:
    """Solve A x = b.

    Square: the one solution. More equations than unknowns: the least-squares solution. Fewer: the
    solution of least norm. The rows of x are named by A's columns.

        $ lacli solve '2 1; 1 3' '3 5'
        0.8
        1.4

        $ lacli solve '1 0; 1 1; 1 2' '6; 0; 0' --precision 6
        5
        -3
    """
    b = _right_hand_side(A, b)
    m, n = A.shape
    x = compute.solve(A, b) if m == n else compute.lstsq(A, b)
    return Matrix(x, rows=A.cols, cols=b.cols)


def _right_hand_side(A: Matrix, b: Matrix) -> Matrix:
    """b with a row for each row of A; one that was written as a single row is turned."""
    m = A.shape[0]
    if b.shape == (1, m) and m > 1:
        b = b.T
    if b.shape[0] != m:
        raise ShapeError(
            f"{A.name} is {A.dimensions} and {b.name} is {b.dimensions}: "
            f"{b.name} needs a row for each of the {m} of {A.name}"
        )
    if A.rows and b.rows and A.rows != b.rows:
        i = next(i for i in range(m) if A.rows[i] != b.rows[i])
        raise ShapeError(
            f"row {i + 1} is '{A.rows[i]}' in {A.name} and '{b.rows[i]}' in {b.name}",
            hint="bring the rows into the same order, with the same names",
        )
    return b
