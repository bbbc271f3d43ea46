"""quadratic: a quadratic form and its gradient."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from lacli import compute
from lacli.matrix import Matrix
from lacli.names import common
from lacli.registry import Argument, command
from lacli.shape import like, square
from lacli.system import coefficients


class Quadratic(NamedTuple):
    value: float | complex
    gradient: Matrix


@command(panel="Measure", title="quadratic form of {A} at {x}")
def quadratic(
    A: Annotated[Matrix, Argument(help="The n×n matrix A.")],
    x: Annotated[Matrix, Argument(help="The vector x of n entries, a row or a column.")],
) -> Quadratic:
    """Compute the quadratic form xᵀA x and its gradient in x.

    The `value` is xᵀA x, and the `gradient` (A + Aᵀ)x, a row or a column as x is. Where A or x is
    complex, the conjugate transpose stands for the transpose, and the gradient is that of the real
    part.

        $ lacli quadratic '2 1; 1 3' '1 2'
        # value
        18

        # gradient
        8,14
    """
    column = coefficients(square(A), x)
    names = common((A, "column"), (A, "row"), (column, "row"))
    value, gradient = compute.quadratic(A, column)
    return Quadratic(value, like(x, Matrix(gradient, rows=names)))
