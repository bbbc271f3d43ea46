"""eig: eigenvalues and eigenvectors."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from lacli import compute
from lacli.commands._certificate import CERTIFICATE, certified
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command
from lacli.shape import square


class Eig(NamedTuple):
    values: Matrix
    vectors: Matrix
    left: Matrix | None


class CertifiedEig(NamedTuple):
    values: Matrix
    vectors: Matrix
    left: Matrix | None
    certificate: Matrix


@command(panel="Factor", title="eigenvalues and eigenvectors of {A}")
def eig(
    A: Annotated[Matrix, Argument(help="The n×n matrix A.")],
    left: Annotated[bool, Option("--left", help="The left eigenvectors too.")] = False,
    certificate: Annotated[bool, CERTIFICATE] = False,
) -> Eig | CertifiedEig:
    """Find the eigenvalues of A and its eigenvectors.

    In descending order: by value if all are real, else by modulus. The columns of `vectors` have
    unit length and belong to the rows of `values`, as do those of `left`, with --left: columns w
    with wᴴA = λwᴴ.

        $ lacli eig '2 1; 1 2' --part values
        3
        1

        $ lacli eig '0 -1; 1 0' --part values
        0+1j
        0-1j

        $ lacli eig '2 1; 0 1' --left --part left --precision 6
        0.707107,0
        0.707107,1

    With --certificate, `certificate` tells how good they are: by how much A would have to change,
    relative to rounding, for the worst vector to be exact, the largest condition number of an
    eigenvalue, by which relative errors in the entries may grow, and how many digits are right,
    counted from the first of the largest modulus: an eigenvalue that is a thousand times smaller
    has three fewer.

        $ lacli eig '2 0; 0 1' --certificate --part certificate
        "residual",0
        "condition number",1
        "trusted digits",16
    """
    values, vectors = (Matrix(part) for part in compute.eig(square(A)))
    others = Matrix(compute.left_eigenvectors(A, values), rows=A.rows) if left else None
    parts = values, Matrix(vectors.values, rows=A.cols), others
    if certificate:
        return CertifiedEig(*parts, certified(compute.eig_certificate(A, values, vectors)))
    return Eig(*parts)
