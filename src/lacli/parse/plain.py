"""Files and pipes that hold inline text, as MATLAB, NumPy and people write a matrix."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from lacli.parse import inline
from lacli.parse.grid import Grid
from lacli.parse.parts import chosen
from lacli.parse.reading import Reading
from lacli.parse.source import Source

HAS_PARTS = True
OF_A_TOKEN = 200
"""Bytes; a character may be one."""


def parse(source: Source, reading: Reading) -> Grid:
    """The grid of the numbers in a text, or in the part of it that is meant."""
    with _addressed(source.name):
        parts = inline.parts(source.text(OF_A_TOKEN))
        text = parts[chosen(source, list(parts))]
        return inline.parse(text, reading.decimal).grid(source.name)


def contents(source: Source, reading: Reading) -> dict[str, tuple[int, ...]]:
    """The shapes of the matrices that have names."""
    with _addressed(source.name):
        parts = {name: text for name, text in inline.parts(source.text(OF_A_TOKEN)).items() if name}
        written = {name: inline.parse(text, reading.decimal) for name, text in parts.items()}
        return {name: (len(w.rows), len(w.rows[0])) for name, w in written.items()}


@contextmanager
def _addressed(name: str) -> Iterator[None]:
    """Says of a text that is no matrix where it stands."""
    try:
        yield
    except inline.NotAMatrix as error:
        error.message = f"{name}: {error.message}"
        raise
