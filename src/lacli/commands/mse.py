"""mse: the mean squared error of a linear model, and its gradient."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from lacli import compute
from lacli.matrix import Matrix
from lacli.names import common
from lacli.registry import Argument, command
from lacli.shape import like, vector
from lacli.system import coefficients, right_hand_side


class MSE(NamedTuple):
    value: float
    gradient: Matrix


@command(panel="Measure", title="mean squared error of {X} {w} against {y}")
def mse(
    X: Annotated[Matrix, Argument(help="The data: m rows of n features.")],
    w: Annotated[Matrix, Argument(help="The n weights, a row or a column.")],
    y: Annotated[Matrix, Argument(help="The m targets, a row or a column.")],
) -> MSE:
    """Compute the mean squared error of X w against y.

    The `value` is ‖X w − y‖²/m, and the `gradient`, named as the columns of X, is that in w,
    2/m · Xᵀ(X w − y): a step against it lessens the error, and where it is 0 the error is least.
    It is a row or a column as w is. Of complex data the transpose is the conjugate one.

        $ lacli mse '1 0; 1 1; 1 2' '1 1' '1 2 6'
        # value
        3

        # gradient
        -2,-4
    """
    column = coefficients(X, w)
    y = right_hand_side(X, vector(y))
    value, gradient = compute.mse(X, column, y)
    names = common((X, "column"), (column, "row"))
    return MSE(value, like(w, Matrix(gradient, rows=names)))
