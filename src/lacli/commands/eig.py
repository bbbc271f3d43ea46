"""eig: eigenvalues and eigenvectors."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from lacli import compute
from lacli.matrix import Matrix
from lacli.registry import Argument, command
from lacli.shape import square


class Eig(NamedTuple):
    values: Matrix
    vectors: Matrix


@command(panel="Factor", title="eigenvalues and eigenvectors of {A}")
def eig(A: Annotated[Matrix, Argument(help="The n×n matrix A.")]) -> Eig:
    """Find the eigenvalues of A and its eigenvectors.

    In descending order: by value if all are real, else by modulus. The columns of `vectors` have
    unit length and belong to the rows of `values`.

        $ lacli eig '2 1; 1 2' --part values
        3
        1

        $ lacli eig '0 -1; 1 0' --part values
        0+1j
        0-1j
    """
    values, vectors = compute.eig(square(A))
    return Eig(Matrix(values), Matrix(vectors, rows=A.cols))
