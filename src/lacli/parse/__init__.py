"""Text → Matrix: reads what an argument of the command line stands for."""

from __future__ import annotations

import re
from importlib import import_module

from lacli.errors import InputError
from lacli.matrix import Matrix
from lacli.parse import inline
from lacli.parse.grid import Grid, NotThisFormat
from lacli.parse.reading import Reading
from lacli.parse.source import Source

__all__ = ["Reading", "Source", "is_stdin", "read", "read_source"]

FORMATS = {".csv": "csv", ".tsv": "csv", ".json": "json", ".npy": "npy"}
"""The module that reads files with a suffix. Other files are known by how they begin."""
UNREAD = (".npz", ".mtx", ".mat", ".xls", ".xlsx", ".ods", ".parquet", ".safetensors", ".h5")
"""Suffixes of files that hold matrices which must not be mistaken for text."""


_JSON_OBJECT = re.compile(r'\{\s*["}]')


def read(argument: str, parameter: str, reading: Reading) -> Matrix:
    """The matrix that an argument stands for: standard input, inline text or a file.

    `parameter` is what the command calls it, and so what messages call inline text. Raises
    InputError where it cannot be read, UsageError for columns and delimiters that are none.
    """
    if argument.startswith(" -"):  # the blank that kept a negative number from being an option
        argument = argument[1:]
    if not argument.strip():
        raise InputError(f"{parameter} is empty", hint="a matrix is written '1 2; 3 4'")
    if is_stdin(argument):
        return read_source(Source.stdin(part=argument[2:]), reading)
    mistake = None
    if inline.plausible(argument):
        try:
            grid = inline.parse(argument, reading.decimal).grid(parameter)
            return grid.matrix(reading, parameter)
        except inline.NotAMatrix as error:
            mistake = error
    if source := Source.file(argument):
        return read_source(source, reading)
    if mistake and inline.intended(argument):
        raise mistake
    raise Source.not_found(argument)


def is_stdin(argument: str) -> bool:
    """Whether an argument stands for standard input, or for a part of it."""
    return argument.strip() == "-" or argument.lstrip().startswith("-:")


def read_source(source: Source, reading: Reading) -> Matrix:
    """The matrix in a file or in standard input; raises as `read` does."""
    try:
        grid = _parsed(source, reading, _format(source))
    except NotThisFormat:
        beginning = _beginning(source)
        if source.suffix in FORMATS or beginning.lstrip()[:1] == "{" or '"' in beginning:
            raise
        inline_text = inline.starts_like_one(beginning)
        grid = _parsed(source, reading, "plain" if inline_text else "csv")
    return grid.matrix(reading, source.name)


def _parsed(source: Source, reading: Reading, name: str) -> Grid:
    parser = import_module(f"lacli.parse.{name}")
    if source.part and not parser.HAS_PARTS:
        raise InputError(f"{source.name}: no part '{source.part}': it holds one matrix")
    grid: Grid = parser.parse(source, reading)
    return grid


def _format(source: Source) -> str:
    """The name of the module that reads a source, by its suffix, else by how it begins.

    What begins with a bracket may be JSON or a matrix as MATLAB or NumPy print it: JSON is tried.
    """
    if source.suffix in FORMATS:
        return FORMATS[source.suffix]
    if source.suffix in UNREAD:
        raise InputError(
            f"{source.name}: {source.suffix} files are not read",
            hint=f"save the matrix as {', '.join(FORMATS)}",
        )
    if source.head().startswith(b"\x93NUMPY"):
        return "npy"
    text = _beginning(source)
    if not text.strip():
        raise InputError(f"{source.name}: empty")
    if text.lstrip().startswith("[") or _JSON_OBJECT.match(text.lstrip()):
        return "json"
    return "plain" if inline.starts_like_one(text) else "csv"


def _beginning(source: Source) -> str:
    return source.head().decode("utf-8-sig", errors="replace").lstrip("\r\n")
