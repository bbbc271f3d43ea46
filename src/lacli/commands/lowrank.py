"""lowrank: the best approximation of low rank."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from lacli import compute
from lacli.errors import ShapeError
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command


class LowRank(NamedTuple):
    approximation: Matrix
    spectral: float
    frobenius: float
    energy: float


@command(panel="Factor", title="approximation of {A} of low rank")
def lowrank(
    A: Annotated[Matrix, Argument(help="The m×n matrix A.")],
    k: Annotated[int, Option("-k", min=1, metavar="K", help="The rank of the approximation.")],
) -> LowRank:
    """Find the matrix of rank K that is nearest to A.

    The `approximation` keeps the K largest singular values. `spectral` and `frobenius` are those
    norms of what it leaves out, which no matrix of rank K makes less (Eckart, Young and Mirsky);
    `energy` is the share of the squared Frobenius norm that it keeps.

        $ lacli lowrank '3 0; 0 4' -k 1
        # approximation
        0,0
        0,4

        # spectral
        3

        # frobenius
        3

        # energy
        0.64
    """
    if k > min(A.shape):
        raise ShapeError(f"{A.name} is {A.dimensions}: its rank is at most {min(A.shape)}, not {k}")
    approximation, *measures = compute.lowrank(A, k=k)
    return LowRank(Matrix(approximation, rows=A.rows, cols=A.cols), *measures)
