"""project: the nearest vector in the span of columns."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from lacli import compute
from lacli.matrix import Matrix
from lacli.names import common
from lacli.registry import Argument, command
from lacli.system import right_hand_side


class Projection(NamedTuple):
    projection: Matrix
    residual: Matrix


@command(panel="Solve and span", title="projection of {b} onto the span of {A}", exact=True)
def project(
    A: Annotated[Matrix, Argument(help="The m×n matrix A, whose columns span the space.")],
    b: Annotated[Matrix, Argument(help="The vector to project, or several as columns.")],
) -> Projection:
    """Project b onto the span of A's columns: the nearest vector there.

    `projection` is the combination of A's columns that is nearest to b; `residual`, b less that,
    is perpendicular to every column of A. The columns may be dependent.

        $ lacli project '1; 1' '3; 1'
        # projection
        2
        2

        # residual
        1
        -1
    """
    b = right_hand_side(A, b)
    rows = common((A, "row"), (b, "row"))
    parts = compute.project(A, b)
    return Projection(*(Matrix(part, rows=rows, cols=b.cols) for part in parts))
