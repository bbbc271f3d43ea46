"""What is measured of each of several matrices, as `wc` counts each of several files."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import TypeVar

from lacli.errors import LacliError, UsageError
from lacli.matrix import Matrix

T = TypeVar("T")


def measured(matrices: Sequence[Matrix], measure: Callable[[Matrix], T]) -> list[T]:
    """What is measured of each; of several, remarks and errors begin with the name of theirs."""
    if len(matrices) == 1:
        return [measure(matrices[0])]
    return [_named(A, measure) for A in matrices]


def _named(A: Matrix, measure: Callable[[Matrix], T]) -> T:
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            answer = measure(A)
    except LacliError as error:
        if A.name not in error.message:
            error.message = f"{A.name}: {error.message}"
        raise
    for entry in caught:
        warnings.warn(f"{A.name}: {entry.message}", entry.category, stacklevel=3)
    return answer


def of_each(
    matrices: Sequence[Matrix], numbers: Sequence[float | complex]
) -> float | complex | Matrix:
    """What was measured of one matrix; of several, a row for each that bears its name.

    Raises UsageError where each is a single number, for then quotes were forgotten.
    """
    if len(matrices) == 1:
        return numbers[0]
    if all(A.shape == (1, 1) for A in matrices):
        raise UsageError(
            f"{len(matrices)} matrices of one number each",
            hint="a matrix is one argument, in quotes: '1 2; 3 4'",
        )
    return Matrix([[x] for x in numbers], rows=[A.name for A in matrices])
