"""What data must be for its columns to be divided by their standard deviations."""

from __future__ import annotations

from lacli import compute
from lacli.errors import MathError, ShapeError
from lacli.matrix import Matrix


def varying(X: Matrix) -> Matrix:
    """X itself if it has two rows or more and no column is constant.

    Raises ShapeError, and MathError with the name of a column that is.
    """
    if X.shape[0] < 2:
        raise ShapeError(f"{X.name} is a single row: standard deviations need two or more")
    if constant := compute.constant_columns(X):
        raise MathError(
            f"{X.name}: {X.col(constant[0])} is constant: its standard deviation is 0",
            hint="leave it out with --columns",
        )
    return X
