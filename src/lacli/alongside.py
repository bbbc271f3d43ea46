"""Alongside: the rows of one tall matrix beside those of another."""

from __future__ import annotations

from collections.abc import Sequence

from lacli.errors import ShapeError
from lacli.tall import Array, Block, Tall


class Cursor:
    """The rows of a matrix, as many at a time as another one's blocks have."""

    def __init__(self, B: Tall, last: bool) -> None:
        self._name = B.name
        self._blocks = B.blocks(last)
        self._rest = Block([], None)  # type: ignore[arg-type]  # nothing yet
        self._count = 0

    def take(self, k: int, names: Sequence[str] | None, name: str) -> Array:
        """The next k rows, which stand beside those that a matrix called `name` names so.

        Raises ShapeError where there are fewer, or one is named otherwise.
        """
        import numpy as np

        pieces = []
        while k:
            if not len(self._rest.values):
                if (block := next(self._blocks, None)) is None:
                    raise uneven(name, self._name, self._count)
                self._rest = block
            values, rows = self._rest
            pieces.append(values[:k])
            taken = len(pieces[-1])
            if rows and names:
                same_names(names[:taken], rows[:taken], self._count, name, self._name)
            self._rest = Block(values[taken:], rows and rows[taken:])
            names, k = names and names[taken:], k - taken
            self._count += taken
        return pieces[0] if len(pieces) == 1 else np.concatenate(pieces)

    def end(self, A: Tall) -> None:
        """Raises ShapeError where rows are left that have none of A beside them."""
        if len(self._rest.values) or next(self._blocks, None) is not None:
            raise uneven(self._name, A.name, A.height)


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
