"""Reading: how the user wants inputs to be read."""

from __future__ import annotations

from typing import Literal, NamedTuple


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
    in_blocks: bool = False
    """Whether what can be read block by block is, though memory may hold it."""
