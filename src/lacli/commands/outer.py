"""outer: the outer product."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.matrix import Matrix
from lacli.registry import Argument, command
from lacli.shape import vector


@command(panel="Combine", title="outer product of {u} and {v}", exact=True)
def outer(
    u: Annotated[Matrix, Argument(help="The vector u, of m entries.")],
    v: Annotated[Matrix, Argument(help="The vector v, of n entries.")],
) -> Matrix:
    """Multiply each entry of one vector by each of another.

    The m×n matrix u·vᵀ, of rank 1 unless u or v is 0; a complex v is conjugated.

        $ lacli outer '1 2 3' '10 20'
        10,20
        20,40
        30,60
    """
    a, b = vector(u), vector(v)
    return Matrix(compute.outer(a, b), rows=a.rows, cols=b.rows)
