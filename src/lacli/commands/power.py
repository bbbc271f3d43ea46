"""power: integer powers of a matrix."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.commands._relations import explained
from lacli.errors import Singular
from lacli.matrix import Matrix
from lacli.names import self_named
from lacli.registry import Argument, command
from lacli.shape import square


@command(panel="Combine", title="power of {A}", exact=True)
def power(
    A: Annotated[Matrix, Argument(help="The n×n matrix A.")],
    N: Annotated[int, Argument(help="The exponent, any whole number.")],
) -> Matrix:
    """Raise a matrix to a power: A · A · … · A.

    A negative power is one of the inverse, which a singular A has not; the power 0 is the identity.
    Rows and columns that have names must have the same.

        $ lacli power '1 1; 1 0' 10
        89,55
        55,34

        $ lacli power '2 0; 0 4' -1
        0.5,0
        0,0.25
    """
    A = square(A)
    rows, cols = (A.cols, A.rows) if N < 0 else (A.rows, A.cols)
    if abs(N) != 1:
        rows = cols = self_named(A)
    try:
        return Matrix(compute.power(A, N=N), rows=rows, cols=cols)
    except Singular as error:
        raise explained(A, error) from None
