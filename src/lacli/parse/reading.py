"""Reading: how the user wants inputs to be read."""

from __future__ import annotations

from typing import Literal, NamedTuple

from lacli import memory


class Reading(NamedTuple):
    """The input options; None leaves the decision to what is found in the file."""

    delimiter: str | None = None
    decimal: str = "."
    header: bool | None = None
    labels: str | None = None
    columns: str | None = None
    missing: Literal["drop", "mean"] | None = None
    first: bool = True
    """Whether this is the first matrix, or like the first: `labels` and `columns` are for such."""
    exact: bool = False
    """Whether decimals are kept as they are written however many there are."""
    gaps: bool = False
    """Whether cells without a number become NaN, and do not refuse the matrix."""
    engine: Literal["memory", "blocked", "dask"] | None = None
    """Where tall matrices are to be: in memory, on disk or on a cluster; None is where they fit.

    But for "memory", this is of the first matrix, and "dask" of others in several files.
    """
    scheduler: str | None = None
    """The address of the cluster; None is one on this machine."""

    def takes_blocks(self, m: int | None, n: int, entry: int = 8) -> bool:
        """Whether an m×n matrix is to be read block by block; None is one that may never end.

        So it is where that was asked for, and where memory does not hold it with room to compute,
        as so many bytes for each entry.
        """
        if self.engine is not None:
            return self.engine == "blocked"
        return m is None or memory.COPIES * entry * m * n > memory.ceiling()
