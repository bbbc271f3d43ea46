"""Safetensors, as neural networks are kept: a JSON header that says where each tensor's bytes are.

The format: https://huggingface.co/docs/safetensors
"""

from __future__ import annotations

import math
from typing import Any, BinaryIO, NamedTuple

from lacli.errors import InputError
from lacli.matrix import Array
from lacli.parse.array import as_matrix, grid
from lacli.parse.grid import Grid, NotThisFormat
from lacli.parse.json import decoded
from lacli.parse.parts import chosen
from lacli.parse.reading import Reading
from lacli.parse.source import Source

HAS_PARTS = True
DTYPES = {
    "F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2", "I64": "<i8", "I32": "<i4",
    "I16": "<i2", "I8": "<i1", "U64": "<u8", "U32": "<u4", "U16": "<u2", "U8": "<u1",
}  # fmt: skip
"""The kinds of numbers that are read, as NumPy calls them; BF16 is made from its bits."""
LONGEST_HEADER = 100_000_000
"""Bytes; what the format allows."""


class Tensor(NamedTuple):
    """What a header says of a tensor; its bytes begin and end there in the file."""

    dtype: str
    shape: tuple[int, ...]
    begin: int
    end: int


def parse(source: Source, reading: Reading) -> Grid:
    """The grid of the tensor that is meant, the only one whose bytes are read."""
    with source.open() as stream:
        tensors = _tensors(stream, source)
        name = chosen(source, list(tensors))
        label = source.at(name).label
        return grid(_numbers(stream, tensors[name], label), label)


def contents(source: Source, reading: Reading) -> dict[str, tuple[int, ...]]:
    """The shapes of the tensors, from the header; truth values are no numbers."""
    with source.open() as stream:
        tensors = _tensors(stream, source)
    return {name: tensor.shape for name, tensor in tensors.items() if tensor.dtype != "BOOL"}


def _tensors(stream: BinaryIO, source: Source) -> dict[str, Tensor]:
    """The tensors of a file by name; raises InputError unless each byte is of one of them."""
    entries, start, size = _header(stream, source.name)
    tensors = {
        name: _tensor(entry, start, size, source.at(name).label) for name, entry in entries.items()
    }
    end = start
    for name, tensor in sorted(tensors.items(), key=lambda item: item[1][2:]):
        if tensor.begin != end:
            begins, due = tensor.begin - start, end - start
            raise InputError(
                f"{source.at(name).label}: damaged: its bytes begin at {begins}, not at {due}"
            )
        end = tensor.end
    if end != size:
        raise InputError(f"{source.name}: damaged: {size - end} bytes of no tensor at the end")
    return tensors


def _header(stream: BinaryIO, name: str) -> tuple[dict[str, Any], int, int]:
    """The entries of the tensors, where the bytes of all begin, and the size of the file."""
    damaged = InputError(f"{name}: not a .safetensors file, or a damaged one")
    size = stream.seek(0, 2)
    stream.seek(0)
    length = int.from_bytes(stream.read(8), "little")
    if not 2 <= length <= min(size - 8, LONGEST_HEADER):
        raise damaged
    header = stream.read(length)
    if not header.startswith(b"{"):
        raise damaged
    try:
        entries = decoded(header.decode(), f"{name}: header")
    except (UnicodeDecodeError, NotThisFormat):
        raise damaged from None
    entries.pop("__metadata__", None)
    if not entries:
        raise InputError(f"{name}: empty: there is no tensor in it")
    return entries, 8 + length, size


def _tensor(entry: Any, start: int, size: int, name: str) -> Tensor:
    """What an entry of the header says, held against itself and the size of the file."""
    try:
        dtype, shape, (begin, end) = (entry[key] for key in ("dtype", "shape", "data_offsets"))
    except (KeyError, TypeError, ValueError):
        raise _damaged(name, "its dtype, shape and data_offsets") from None
    if not isinstance(dtype, str):
        raise _damaged(name, "its dtype")
    if not isinstance(shape, list) or not all(map(_is_count, shape)):
        raise _damaged(name, "its shape")
    if not (_is_count(begin) and _is_count(end) and begin <= end <= size - start):
        raise _damaged(name, "its data_offsets")
    if dtype in DTYPES:
        declared = math.prod(shape) * int(DTYPES[dtype][-1])
        if declared != end - begin:
            raise InputError(f"{name}: damaged: {end - begin} of {declared} bytes of data")
    return Tensor(dtype, tuple(shape), start + begin, start + end)


def _is_count(x: Any) -> bool:
    return type(x) is int and x >= 0


def _damaged(name: str, what: str) -> InputError:
    return InputError(f"{name}: damaged: the header does not say {what} as it should")


def _numbers(stream: BinaryIO, tensor: Tensor, name: str) -> Array:
    import numpy as np

    if tensor.dtype not in DTYPES:
        raise InputError(
            f"{name}: a tensor of {tensor.dtype}, which is not read",
            hint=f"what is read: {', '.join(DTYPES)}",
        )
    as_matrix(tensor.shape, name)
    stream.seek(tensor.begin)
    data = stream.read(tensor.end - tensor.begin)
    numbers = np.frombuffer(data, DTYPES[tensor.dtype]).reshape(tensor.shape)
    if tensor.dtype == "BF16":  # the upper half of the bits of a float32
        return (numbers.astype("u4") << 16).view("f4")
    return numbers
