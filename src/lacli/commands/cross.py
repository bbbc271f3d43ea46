"""cross: the cross product."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.errors import ShapeError
from lacli.matrix import Matrix
from lacli.names import common
from lacli.registry import Argument, command
from lacli.shape import vectors


@command(panel="Combine", title="cross product of {u} and {v}")
def cross(
    u: Annotated[Matrix, Argument(help="The vector u, of three entries or two.")],
    v: Annotated[Matrix, Argument(help="The vector v, with as many.")],
) -> Matrix | float | complex:
    """Find the vector at right angles to two others: the cross product.

    Its length is the area of the parallelogram that u and v span. Of two vectors in the plane it is
    that area as a number, positive where v lies to the left of u. Of complex vectors it is
    conjugated, as inner products ask for.

        $ lacli cross '1 0 0' '0 1 0'
        0,0,1

        $ lacli cross '3 0' '1 2'
        6
    """
    a, b = vectors(u, v)
    n = a.shape[0]
    if n not in (2, 3):
        raise ShapeError(
            f"{u.name} and {v.name} have {n} entries: a cross product is of 3, or of 2"
        )
    product = Matrix(compute.cross(a, b), rows=common((a, "row"), (b, "row")))
    if n == 2:
        return product.values.item()
    return product.T if u.shape[0] == 1 else product
