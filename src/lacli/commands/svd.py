"""svd: singular value decomposition."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from lacli import compute
from lacli.commands._certificate import CERTIFICATE, certified
from lacli.errors import ShapeError, UsageError
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command


class SVD(NamedTuple):
    U: Matrix
    S: Matrix
    Vh: Matrix


class CertifiedSVD(NamedTuple):
    U: Matrix
    S: Matrix
    Vh: Matrix
    certificate: Matrix


@command(panel="Factor", title="singular value decomposition of {A}")
def svd(
    A: Annotated[Matrix, Argument(help="The m×n matrix A.")],
    full: Annotated[
        bool, Option("--full", help="U of m×m and Vh of n×n, not the reduced ones.")
    ] = False,
    rank: Annotated[
        int | None, Option("--rank", min=1, metavar="K", help="Only the K largest singular values.")
    ] = None,
    certificate: Annotated[bool, CERTIFICATE] = False,
) -> SVD | CertifiedSVD:
    """Factor A into U · diag(S) · Vh.

    The singular values S come in descending order; each column of U has its largest entry positive.
    Where --rank asks for few of many, random vectors find them, and a note tells their error.

        $ lacli svd '3 0; 0 -2' --part S
        3
        2

    With --certificate, `certificate` tells how good they are: by how much, relative to rounding,
    the factors miss A and orthonormal columns, the ratio of the largest singular value to the
    smallest, which is the condition number, and how many digits of the smallest, which has the
    fewest, are right.

        $ lacli svd '3 0; 0 -2' --certificate --part certificate
        "residual",0
        "condition number",1.5
        "trusted digits",16
    """
    if full and rank:
        raise UsageError("--full and --rank exclude each other")
    U, S, Vh = compute.svd(A, full=full, rank=rank)
    if rank and rank > len(S):
        raise ShapeError(f"{A.name} is {A.dimensions}: it has {len(S)} singular values, not {rank}")
    parts = Matrix(U, rows=A.rows), Matrix(S), Matrix(Vh, cols=A.cols)
    if certificate:
        return CertifiedSVD(*parts, certified(compute.svd_certificate(A, *parts)))
    return SVD(*parts)
