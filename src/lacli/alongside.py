"""Alongside: the rows of one tall matrix beside those of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lacli.errors import ShapeError


class Cursor:
    """The rows of a matrix, as many at a time as another one's blocks have."""

    def __init__(self, name: str, blocks: Iterator[tuple[Any, Sequence[str] | None]]) -> None:
        self._name = name
        self._blocks = blocks
        self._values: Any = ()
        """Those of the block that is not taken whole."""
        self._rows: Sequence[str] | None = None
        self._count = 0

    def take(self, k: int, names: Sequence[str] | None, name: str) -> Any:
        """The next k rows, which stand beside those that a matrix called `name` names so.

        Raises ShapeError where there are fewer, or one is named otherwise.
        """
        import numpy as np

        pieces = []
        while k:
            if not len(self._values):
                if (block := next(self._blocks, None)) is None:
                    raise uneven(name, self._name, self._count)
                self._values, self._rows = block
            pieces.append(self._values[:k])
            taken = len(pieces[-1])
            if self._rows and names:
                same_names(names[:taken], self._rows[:taken], self._count, name, self._name)
            self._values, self._rows = self._values[taken:], self._rows and self._rows[taken:]
            names, k = names and names[taken:], k - taken
            self._count += taken
        return pieces[0] if len(pieces) == 1 else np.concatenate(pieces)

    def end(self, name: str) -> None:
        """Raises ShapeError where rows are left that have none of that matrix beside them."""
        if len(self._values) or next(self._blocks, None) is not None:
            raise uneven(self._name, name, self._count)


def same_names(
    names: Sequence[str], others: Sequence[str], start: int, name: str, other: str
) -> None:
    """Raises ShapeError where rows of two matrices, from `start` on, are named otherwise."""
    if list(names) == list(others):
        return
    i, a, b = next((i, a, b) for i, (a, b) in enumerate(zip(names, others, strict=True)) if a != b)
    raise ShapeError(
        f"row {start + i + 1} is '{a}' in {name} and '{b}' in {other}",
        hint="bring both into the same order, under the same names; "
        "lacli show --no-names drops names",
    )


def uneven(longer: str, shorter: str, rows: int) -> ShapeError:
    """The error for two matrices of which one has more rows."""
    return ShapeError(f"{longer} has more rows than {shorter}, which has {rows}")
