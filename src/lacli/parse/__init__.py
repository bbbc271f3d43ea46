"""Text → Matrix: reads what an argument of the command line stands for."""

from __future__ import annotations

import re
from importlib import import_module

from lacli.errors import InputError
from lacli.matrix import Matrix
from lacli.parse import inline
from lacli.parse.grid import Grid
from lacli.parse.reading import Reading
from lacli.parse.source import Source

__all__ = ["Reading", "Source", "read", "read_source"]

FORMATS = {".csv": "csv", ".tsv": "csv", ".json": "json", ".npy": "npy"}
"""The module that reads files with a suffix. Other files are known by how they begin."""
UNREAD = (".npz", ".mtx", ".mat", ".xls", ".xlsx", ".ods", ".parquet", ".safetensors", ".h5")
"""Suffixes of files that hold matrices which must not be mistaken for text."""


_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*\{|\[\s*\[?\s*")')


def read(argument: str, parameter: str, reading: Reading) -> Matrix:
    """The matrix that an argument stands for: standard input, inline text or a file.

    `parameter` is what the command calls it, and so what messages call inline text. Raises
    InputError where it cannot be read, UsageError where the options do not fit it.
    """
    argument = argument.strip(" ") or argument
    if argument == "-" or argument.startswith("-:"):
        return read_source(Source.stdin(part=argument[2:]), reading)
    mistake = None
    if inline.plausible(argument):
        try:
            grid = Grid.of_rows(inline.parse(argument, reading.decimal), parameter)
            return grid.matrix(reading, parameter)
        except inline.NotAMatrix as error:
            mistake = error
    if source := Source.file(argument):
        return read_source(source, reading)
    if mistake and inline.intended(argument):
        raise mistake
    raise Source.not_found(argument)


def read_source(source: Source, reading: Reading) -> Matrix:
    """The matrix in a file or in standard input; raises as `read` does."""
    parser = import_module(f"lacli.parse.{_format(source)}")
    if source.part and not parser.HAS_PARTS:
        raise InputError(f"{source.name}: no part '{source.part}': it holds one matrix")
    grid: Grid = parser.parse(source, reading)
    return grid.matrix(reading, source.name)


def _format(source: Source) -> str:
    """The name of the module that reads a source, by its suffix, else by how it begins."""
    if source.suffix in FORMATS:
        return FORMATS[source.suffix]
    if source.suffix in UNREAD:
        raise InputError(
            f"{source.name}: {source.suffix} files are not read",
            hint=f"save the matrix as {', '.join(FORMATS)}",
        )
    head = source.head()
    if not head.strip():
        raise InputError(f"{source.name}: empty")
    if head.startswith(b"\x93NUMPY"):
        return "npy"
    text = head.decode("utf-8-sig", errors="replace").lstrip()
    if _JSON.match(text) or (text.startswith("[") and _is_json(source)):
        return "json"
    return "plain" if inline.starts_like_one(text) else "csv"


def _is_json(source: Source) -> bool:
    """Whether a text that begins with a bracket is JSON, not what MATLAB or NumPy print."""
    import json

    try:
        json.loads(source.text())
    except (ValueError, RecursionError):
        return False
    return True
