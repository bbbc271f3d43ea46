"""The entries of an answer as text."""

from __future__ import annotations

from collections.abc import Iterator

from lacli.matrix import Matrix
from lacli.number import shortest
from lacli.result import Part


def entries(part: Part, precision: int | None) -> Iterator[list[str]]:
    """The texts of the entries of a part, row by row; a number is one row with one entry."""
    if isinstance(part, Matrix):
        for row in part.values:
            yield [shortest(x, precision) for x in row.tolist()]
    else:
        yield [shortest(part, precision)]
