"""hessenberg: Hessenberg form."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from lacli import compute
from lacli.matrix import Matrix
from lacli.names import self_named
from lacli.registry import Argument, command
from lacli.shape import square


class Hessenberg(NamedTuple):
    H: Matrix
    Q: Matrix


@command(panel="Factor", title="Hessenberg form of {A}")
def hessenberg(A: Annotated[Matrix, Argument(help="The n×n matrix A.")]) -> Hessenberg:
    """Factor A into Q · H · Qᴴ, with H almost triangular.

    H is zero below the diagonal under its main one, where its entries are not negative; Q is
    orthogonal (unitary), and its first column is that of the identity. H has the eigenvalues of A,
    and is tridiagonal where A is symmetric. Needs SciPy: pip install 'lacli[scipy]'.

        $ lacli hessenberg '1 2; -3 4'
        # H
        1,-2
        3,4

        # Q
        1,0
        0,-1
    """
    names = self_named(square(A))
    H, Q = compute.hessenberg(A)
    return Hessenberg(Matrix(H), Matrix(Q, rows=names))
