"""Files and pipes that hold inline text, as MATLAB, NumPy and people write a matrix."""

from __future__ import annotations

from lacli.parse import inline
from lacli.parse.grid import Grid
from lacli.parse.reading import Reading
from lacli.parse.source import Source

HAS_PARTS = False


def parse(source: Source, reading: Reading) -> Grid:
    """The grid of the numbers in a text."""
    try:
        return Grid.of_rows(inline.parse(source.text(), reading.decimal), source.name)
    except inline.NotAMatrix as error:
        error.message = f"{source.name}: {error.message}"
        raise
