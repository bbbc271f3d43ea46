"""qr: QR decomposition."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from lacli import compute
from lacli.matrix import Matrix
from lacli.names import reordered
from lacli.registry import Argument, Option, command


class QR(NamedTuple):
    Q: Matrix
    R: Matrix
    P: Matrix | None


@command(panel="Factor", title="QR decomposition of {A}")
def qr(
    A: Annotated[Matrix, Argument(help="The m×n matrix A.")],
    full: Annotated[
        bool, Option("--full", help="Q of m×m and R of m×n, not the reduced ones.")
    ] = False,
    pivot: Annotated[
        bool, Option("--pivot", help="Take the columns largest first, and P with A · P = Q · R.")
    ] = False,
) -> QR:
    """Factor A into Q · R: orthonormal columns and a triangle.

    The columns of Q are orthonormal and R is upper triangular; its diagonal is real and not
    negative, which leaves no choice where the columns of A are independent. With --pivot each step
    takes the column of which most is left, and the permutation P tells which: A · P = Q · R.

        $ lacli qr '0 2; 3 1' --part R
        3,1
        0,2

        $ lacli qr '1 0; 0 4' --pivot --part P
        0,1
        1,0
    """
    Q, R, P, order = compute.qr(A, full=full, pivot=pivot)
    names = reordered(A.cols, order)
    taken = Matrix(P, rows=A.cols, cols=names) if pivot else None
    return QR(Matrix(Q, rows=A.rows), Matrix(R, cols=names), taken)
