"""reshape: the same entries in other rows and columns."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.errors import ShapeError
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command


@command(panel="Reshape and make", title="{A}, reshaped", exact=True)
def reshape(
    A: Annotated[Matrix, Argument(help="The matrix A.")],
    M: Annotated[int, Argument(help="The number of rows, or -1 for as many as it takes.")],
    N: Annotated[int, Argument(help="The number of columns, or -1 for as many as it takes.")],
    by_columns: Annotated[
        bool, Option("--by-columns", help="Take and put the entries column by column.")
    ] = False,
) -> Matrix:
    """Arrange the entries of a matrix in M rows and N columns.

    They are taken and put row by row, as NumPy does. Names are dropped, for they fit no more.

        $ lacli reshape '1 2 3 4 5 6' 2 3
        1,2,3
        4,5,6

        $ lacli reshape '1 2; 3 4' 1 -1 --by-columns
        1,3,2,4
    """
    m, n = _sizes(A, M, N)
    return Matrix(compute.reshape(A, M=m, N=n, by_columns=by_columns))


def _sizes(A: Matrix, M: int, N: int) -> tuple[int, int]:
    """The rows and columns that are meant; raises ShapeError where the entries do not fill them."""
    count = A.shape[0] * A.shape[1]
    m, n = M, N
    if M == -1 and N > 0:
        m = count // N
    elif N == -1 and M > 0:
        n = count // M
    if m < 1 or n < 1 or m * n != count:
        raise ShapeError(
            f"{A.name} is {A.dimensions}: its {count} entries do not fill {M} rows of {N}"
        )
    return m, n
