"""NumPy's `.npy` files."""

from __future__ import annotations

import math
import tokenize
from contextlib import suppress
from io import BufferedReader
from typing import IO, Any, NamedTuple

from lacli.errors import InputError
from lacli.matrix import Array
from lacli.parse import slabs
from lacli.parse.array import as_matrix, grid
from lacli.parse.grid import Grid
from lacli.parse.reading import Reading
from lacli.parse.source import Source

HAS_PARTS = False
HEADER_ERRORS = (
    ArithmeticError, AttributeError, EOFError, LookupError, OSError, RecursionError, SyntaxError,
    TypeError, ValueError, tokenize.TokenError,
)  # fmt: skip
"""What NumPy raises for headers that are not what they should be."""
LONGEST_HEADER = 10_000
"""Bytes; NumPy refuses longer ones, though only after it has read them."""
MAPPED = 1 << 20
"""From so many bytes on the array in a file is not read but mapped: loaded where it is used."""


class Header(NamedTuple):
    """What an array in `.npy` says of itself."""

    shape: tuple[int, ...]
    dtype: Any
    by_columns: bool

    @property
    def of_numbers(self) -> bool:
        """Whether the entries are integers, or real or complex numbers."""
        return self.dtype.kind in "iufc"

    @property
    def is_tall(self) -> bool:
        """Whether it is a matrix of real numbers that can be read row by row."""
        by_rows = len(self.shape) == 2 and 0 not in self.shape and not self.by_columns
        return by_rows and self.dtype.kind in "iuf"


def parse(source: Source, reading: Reading) -> Grid:
    """The grid of an array of numbers of up to two dimensions; one dimension is a row."""
    with source.open() as stream:
        size = stream.seek(0, 2)
        stream.seek(0)
        declared = header(stream, size, source.name)
        if source.is_file and declared.is_tall:
            m, n = declared.shape
            if reading.takes_blocks(m, n):
                return slabs.grid(source, stream.tell(), (m, n), declared.dtype, reading)
        stream.seek(0)
        return grid(load(stream, size, source.name), source.name)


def load(stream: IO[bytes], size: int, name: str) -> Array:
    """The array of numbers in a stream of so many bytes, called `name` in messages.

    Raises InputError for what `header` refuses, and before memory is taken for what is no matrix.
    """
    from numpy.lib import format as npy

    declared = header(stream, size, name)
    dtype = declared.dtype
    if dtype.hasobject:
        raise InputError(f"{name}: holds Python objects, which are not read")
    if not declared.of_numbers:
        raise InputError(f"{name}: an array of {dtype}, not of numbers")
    as_matrix(declared.shape, name)
    try:
        if isinstance(stream, BufferedReader) and size >= MAPPED:
            with suppress(OSError):  # a file system from which nothing can be mapped
                return _mapped(stream, declared)
        stream.seek(0)
        return npy.read_array(stream, allow_pickle=False)
    except HEADER_ERRORS:
        raise _damaged(name) from None


def _mapped(file: BufferedReader, declared: Header) -> Array:
    """The array whose bytes begin where a file is, in pages that are read when they are used.

    The header was held against the size of the file. Who cuts the file off after that, while we
    compute, ends us with SIGBUS, as with every mapped file; one that is replaced, by ourselves
    too, stays what it was for as long as we have it.
    """
    import mmap

    import numpy as np

    pages = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    count, start = math.prod(declared.shape), file.tell()
    entries = np.frombuffer(pages, declared.dtype, count, start)
    return entries.reshape(declared.shape, order="F" if declared.by_columns else "C")


def header(stream: IO[bytes], size: int, name: str) -> Header:
    """The header at the beginning of a stream, held against the bytes that follow it.

    Raises InputError where there is none, or where it declares more or fewer bytes.
    """
    from numpy.lib import format as npy

    try:
        version = npy.read_magic(stream)
        if _length(stream, 2 if version == (1, 0) else 4) > LONGEST_HEADER:
            raise _damaged(name)
        read = {(1, 0): npy.read_array_header_1_0}.get(version, npy.read_array_header_2_0)
        shape, by_columns, dtype = read(stream)
        rest = size - stream.tell()
        declared = math.prod(shape) * dtype.itemsize
    except (*HEADER_ERRORS, MemoryError):  # that is what Python's parser says of deep nesting
        raise _damaged(name) from None
    if dtype.subdtype is not None or not all(type(size) is int and size >= 0 for size in shape):
        raise _damaged(name)
    if declared != rest and not dtype.hasobject:
        raise InputError(f"{name}: damaged: {rest} of {declared} bytes of data")
    return Header(shape, dtype, by_columns)


def _length(stream: IO[bytes], size: int) -> int:
    """The number in the next bytes, so many, which remain to be read."""
    start = stream.tell()
    length = int.from_bytes(stream.read(size), "little")
    stream.seek(start)
    return length


def _damaged(name: str) -> InputError:
    return InputError(f"{name}: not an .npy file, or a damaged one")
