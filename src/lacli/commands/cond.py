"""cond: the condition number."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from lacli import compute
from lacli.commands._each import measured, of_each
from lacli.commands._orders import WRITTEN, matrix_order
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command
from lacli.shape import square


@command(panel="Measure", title="condition number of {A}{more}", infinite="")
def cond(
    A: Annotated[Matrix, Argument(help="The n×n matrix A; of order 2 or -2 also m×n.")],
    *more: Annotated[Matrix, Argument(help="Further matrices, a line for each.")],
    ord: Annotated[
        str,
        Option(
            "--ord",
            metavar="ORDER",
            autocompletion=lambda: WRITTEN,
            help="The norm it is of: fro, nuc, 1, 2, inf, -1, -2 or -inf.",
        ),
    ] = "2",
) -> float | complex | Matrix:
    """Compute the condition number of A, by which errors may grow.

    It is the norm of A times that of its inverse: relative errors in b may be so many times as
    large in the solution of A x = b. Of order 2 it is the largest singular value over the least,
    and of order -2 the least over the largest. It is inf if A is singular, also where that cannot
    be told from a number too large for floating point, about 4.5e15. Of several matrices there is
    a line for each.

        $ lacli cond '2 0; 0 1'
        2

        $ lacli cond '1 2; 2 4'
        inf

        $ lacli cond hilbert.csv symmetric.csv --ord 1 --precision 6
        hilbert.csv,943656
        symmetric.csv,12
    """
    order = matrix_order(ord)
    matrices = [M if order in (2, -2) else square(M) for M in (A, *more)]
    return of_each(matrices, measured(matrices, partial(compute.cond, order=order)))
