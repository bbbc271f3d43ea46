"""NumPy's `.npz` files: a zip archive with a `.npy` file for each array."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lacli.errors import InputError
from lacli.parse import npy
from lacli.parse.array import grid
from lacli.parse.grid import Grid
from lacli.parse.parts import chosen
from lacli.parse.reading import Reading
from lacli.parse.source import Source

HAS_PARTS = True
DENSEST = {ZIP_STORED: 1, ZIP_DEFLATED: 1032}
"""How many bytes one byte can stand for, by the ways in which NumPy stores them (zlib.net)."""
ENCRYPTED = 0x41
ARCHIVE_ERRORS = (BadZipFile, EOFError, NotImplementedError, OSError, ValueError, struct.error)
"""What zipfile raises for archives that are not what they should be."""


def parse(source: Source, reading: Reading) -> Grid:
    """The grid of the array that is meant; the others are not read."""
    with _opened(source) as (archive, members):
        part = chosen(source, list(members))
        member, name = members[part], source.at(part).label
        with _member(archive, member, name) as stream:
            return grid(npy.load(stream, member.file_size, name), name)


def contents(source: Source, reading: Reading) -> dict[str, tuple[int, ...]]:
    """The shapes of the arrays of numbers, from their headers."""
    shapes = {}
    with _opened(source) as (archive, members):
        for part, member in members.items():
            name = source.at(part).label
            with _member(archive, member, name) as stream:
                header = npy.header(stream, member.file_size, name)
            if header.of_numbers:
                shapes[part] = header.shape
    return shapes


@contextmanager
def _opened(source: Source) -> Iterator[tuple[ZipFile, dict[str, ZipInfo]]]:
    """The archive, and the files in it by the names of their arrays."""
    with source.open() as stream:
        size = stream.seek(0, 2)
        try:
            archive = ZipFile(stream)
        except ARCHIVE_ERRORS:
            raise InputError(f"{source.name}: not an .npz file, or a damaged one") from None
        with archive:
            yield archive, _members(archive, size, source)


def _members(archive: ZipFile, size: int, source: Source) -> dict[str, ZipInfo]:
    members: dict[str, ZipInfo] = {}
    for member in archive.infolist():
        name = member.filename.removesuffix(".npy")
        if name == member.filename:
            raise InputError(f"{source.name}: not an .npz file: '{name}' in it is no .npy file")
        if name in members:
            raise InputError(f"{source.name}: two arrays are called '{name}'")
        if member.header_offset + member.compress_size > size:
            raise InputError(f"{source.at(name).label}: damaged: it ends beyond the file")
        members[name] = member
    if not members:
        raise InputError(f"{source.name}: empty: there is no array in it")
    return members


@contextmanager
def _member(archive: ZipFile, member: ZipInfo, name: str) -> Iterator[IO[bytes]]:
    """The bytes of an array, if what is stored can be as many as are declared."""
    if member.flag_bits & ENCRYPTED:
        raise InputError(f"{name}: encrypted")
    if member.compress_type not in DENSEST:
        raise InputError(
            f"{name}: compressed in a way that is not read",
            hint="numpy.savez and savez_compressed write what is read",
        )
    damaged = InputError(f"{name}: damaged")
    if member.file_size > member.compress_size * DENSEST[member.compress_type]:
        raise damaged
    try:
        stream = archive.open(member)
    except ARCHIVE_ERRORS:
        raise damaged from None
    with stream:
        try:
            yield stream
        except (BadZipFile, zlib.error):  # the bytes are not those that were stored
            raise damaged from None
