"""cholesky: Cholesky's factor."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.matrix import Matrix
from lacli.names import self_named
from lacli.registry import Argument, command
from lacli.shape import square


@command(panel="Factor", title="Cholesky factor of {A}")
def cholesky(A: Annotated[Matrix, Argument(help="The symmetric, or Hermitian, A.")]) -> Matrix:
    """Factor a positive definite A into L · Lᴴ, and give L.

    L is lower triangular with a positive diagonal; Lᴴ is its transpose, conjugate where it is
    complex. Only symmetric (Hermitian) matrices all of whose eigenvalues are positive have one, so
    that this is the quickest test whether A is positive definite. Entries across the diagonal may
    differ in their last digits; `lacli check --posdef` allows for more, up to its --tol.

        $ lacli cholesky '4 2; 2 10'
        2,0
        1,3
    """
    names = self_named(square(A))
    return Matrix(compute.cholesky(A), rows=names)
