"""trace: the sum of the diagonal entries."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.commands._each import measured, of_each
from lacli.matrix import Matrix
from lacli.registry import Argument, command
from lacli.shape import square


@command(panel="Measure", title="trace of {A}{more}", exact=True)
def trace(
    A: Annotated[Matrix, Argument(help="The n×n matrix A.")],
    *more: Annotated[Matrix, Argument(help="Further matrices, a line for each.")],
) -> float | complex | Matrix:
    """Add the diagonal entries of A.

    The sum is that of the eigenvalues too. Of several matrices there is a line for each.

        $ lacli trace '1 2; 3 4'
        5
    """
    matrices = [square(M) for M in (A, *more)]
    return of_each(matrices, measured(matrices, compute.trace))
