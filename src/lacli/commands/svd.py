"""svd: singular value decomposition."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from lacli import compute
from lacli.errors import ShapeError, UsageError
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command


class SVD(NamedTuple):
    U: Matrix
    S: Matrix
    Vh: Matrix


@command(panel="Factor", title="singular value decomposition of {A}")
def svd(
    A: Annotated[Matrix, Argument(help="The m×n matrix A.")],
    full: Annotated[
        bool, Option("--full", help="U of m×m and Vh of n×n, not the reduced ones.")
    ] = False,
    rank: Annotated[
        int | None, Option("--rank", min=1, metavar="K", help="Only the K largest singular values.")
    ] = None,
) -> SVD:
    """Factor A into U · diag(S) · Vh.

    The singular values S come in descending order; each column of U has its largest entry positive.

        $ lacli svd '3 0; 0 -2' --part S
        3
        2
    """
    if full and rank:
        raise UsageError("--full and --rank exclude each other")
    if rank and rank > min(A.shape):
        raise ShapeError(
            f"{A.name} is {A.dimensions}: it has {min(A.shape)} singular values, not {rank}"
        )
    U, S, Vh = compute.svd(A, full=full)
    if rank:
        U, S, Vh = U[:, :rank], S[:rank], Vh[:rank]
    return SVD(Matrix(U, rows=A.rows), Matrix(S), Matrix(Vh, cols=A.cols))
