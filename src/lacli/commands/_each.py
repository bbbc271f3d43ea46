"""One number for each of several matrices, as `wc` has one for each of several files."""

from __future__ import annotations

from collections.abc import Sequence

from lacli.errors import UsageError
from lacli.matrix import Matrix


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
