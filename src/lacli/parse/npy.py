"""NumPy's `.npy` files."""

from __future__ import annotations

import math
import tokenize
from typing import Any, BinaryIO

from lacli.errors import InputError
from lacli.parse.grid import Grid, Loaded, label, plain_address
from lacli.parse.reading import Reading
from lacli.parse.source import Source

HAS_PARTS = False
HEADER_ERRORS = (
    ArithmeticError, EOFError, OSError, RecursionError, SyntaxError, TypeError, ValueError,
    tokenize.TokenError,
)  # fmt: skip
"""What NumPy raises for headers that are not what they should be."""


def parse(source: Source, reading: Reading) -> Grid:
    """The grid of an array of numbers of up to two dimensions; one dimension is a row."""
    array = _load(source)
    if array.dtype.kind not in "iufc":
        raise InputError(f"{source.name}: an array of {array.dtype}, not of numbers")
    if array.size == 0:
        raise InputError(f"{source.name}: empty: there is no number in it")
    if array.ndim > 2:
        raise InputError(f"{source.name}: an array of {array.ndim} dimensions, not a matrix")
    array = array.reshape((1, -1) if array.ndim < 2 else array.shape)

    def load(keep: list[int], labels: int | None) -> Loaded:
        column = [] if labels is None else array[:, labels].tolist()
        names = [label(x, source.name) for x in column] or None
        return Loaded(array[:, keep], names, plain_address(source.name, keep))

    return Grid(array.shape[1], None, None, load)


def _load(source: Source) -> Any:
    """The array, once the size its header declares was held against the size of the file."""
    import numpy as np
    from numpy.lib import format as npy

    damaged = InputError(f"{source.name}: not an .npy file, or a damaged one")
    with source.open() as stream:
        try:
            version = npy.read_magic(stream)
            read = {(1, 0): npy.read_array_header_1_0}.get(version, npy.read_array_header_2_0)
            shape, _, dtype = read(stream)
            size = _rest(stream)
            declared = math.prod(shape) * dtype.itemsize
        except HEADER_ERRORS:
            raise damaged from None
        if dtype.hasobject:
            raise InputError(f"{source.name}: holds Python objects, which are not read")
        if min(shape, default=1) < 0 or dtype.subdtype is not None:
            raise damaged
        if declared != size:
            raise InputError(f"{source.name}: damaged: {size} of {declared} bytes of data")
        stream.seek(0)
        try:
            return np.load(stream, allow_pickle=False)
        except HEADER_ERRORS:
            raise damaged from None


def _rest(stream: BinaryIO) -> int:
    """How many bytes are left."""
    here = stream.tell()
    return stream.seek(0, 2) - here
