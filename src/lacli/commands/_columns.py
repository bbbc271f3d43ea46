"""What is said of a column that was to be divided by its standard deviation, and has none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from lacli.errors import Constant, MathError, ShapeError
from lacli.matrix import Matrix


@contextmanager
def varying(X: Matrix) -> Iterator[None]:
    """Has the columns of X vary under it: raises MathError with the name of one that does not."""
    try:
        yield
    except Constant as error:
        raise MathError(
            f"{X.name}: {X.col(error.column)} is constant: its standard deviation is 0",
            hint="leave it out with --columns",
        ) from None
    except ShapeError as error:
        raise ShapeError(f"{X.name}: {error.message}") from None
