"""charpoly: the characteristic polynomial."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.matrix import Matrix
from lacli.registry import Argument, command
from lacli.shape import square


@command(panel="Factor", title="characteristic polynomial of {A}", exact=True)
def charpoly(A: Annotated[Matrix, Argument(help="The n×n matrix A.")]) -> Matrix:
    """Compute the coefficients of the characteristic polynomial of A.

    It is det(λI − A), whose roots are the eigenvalues. The highest power, the coefficient of which
    is 1, comes first; the second is minus the trace, the last the determinant or, where n is odd,
    minus the determinant. Those of integers are integers.

        $ lacli charpoly '2 1; 1 3'
        1,-5,5
    """
    return Matrix(compute.charpoly(square(A))).T
