"""dot: the inner product."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.matrix import Matrix
from lacli.registry import Argument, command
from lacli.shape import vectors


@command(panel="Combine", title="inner product of {u} and {v}", exact=True)
def dot(
    u: Annotated[Matrix, Argument(help="The vector u.")],
    v: Annotated[Matrix, Argument(help="The vector v, with as many entries.")],
) -> float | complex:
    """Multiply two vectors into a number, the inner product.

    It is the sum of the products of their entries, and 0 where u and v are orthogonal. The entries
    of a complex u are conjugated.

        $ lacli dot '1 2 3' '4 5 6'
        32
    """
    return compute.dot(*vectors(u, v))
