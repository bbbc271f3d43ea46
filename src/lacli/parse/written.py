"""Written: what a text says: rows of numbers, names of rows and columns, a right-hand side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lacli.number import Number
from lacli.parse.grid import Grid


class Written(NamedTuple):
    """Rows of numbers, of one length; `bar` is the number of columns left of a `|`."""

    rows: list[list[Number]]
    bar: int | None = None
    labels: Sequence[str] | None = None
    names: Sequence[str] | None = None

    def grid(self, name: str) -> Grid:
        """The grid of it, called `name` in messages."""
        return Grid.of_rows(self.rows, name, self.labels, self.names)._replace(bar=self.bar)
