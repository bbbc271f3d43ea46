"""Files and pipes that hold inline text, as MATLAB, NumPy and people write a matrix."""

from __future__ import annotations

from lacli.errors import InputError
from lacli.parse import inline
from lacli.parse.grid import Grid
from lacli.parse.reading import Reading
from lacli.parse.source import Source

HAS_PARTS = True


def parse(source: Source, reading: Reading) -> Grid:
    """The grid of the numbers in a text, or in the part of it that is meant."""
    try:
        text = _part(source, inline.parts(source.text()))
        return inline.parse(text, reading.decimal).grid(source.name)
    except inline.NotAMatrix as error:
        error.message = f"{source.name}: {error.message}"
        raise


def _part(source: Source, parts: dict[str, str]) -> str:
    """The text of the part that is meant; raises InputError where it is not there, or not said."""
    if source.part:
        if source.part not in parts:
            has = ", ".join(filter(None, parts)) or "one matrix, without a name"
            raise InputError(f"{source.name}: no part '{source.part}': there is {has}")
        return parts[source.part]
    if len(parts) > 1:
        where = "-" if source.name == "stdin" else source.name
        raise InputError(
            f"{source.name}: holds several matrices: {', '.join(parts)}",
            hint=f"say which: {where}:{next(iter(parts))}",
        )
    [text] = parts.values()
    return text
