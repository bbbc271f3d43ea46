"""Matrix Market: dense arrays and coordinates, with the symmetries that halve them.

The format: https://math.nist.gov/MatrixMarket/formats.html. As with CSV, `numpy.loadtxt` reads long
files quickly, and the careful way reads short ones and finds what is wrong in the others.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lacli.errors import InputError
from lacli.number import Number
from lacli.numeral import number
from lacli.parse.array import as_matrix, grid
from lacli.parse.grid import Grid, Rows, counted
from lacli.parse.lines import may_vanish
from lacli.parse.market import MIRRORS, SIZE, Header, data_words
from lacli.parse.reading import Reading
from lacli.parse.source import Source

HAS_PARTS = False
ZEROS, ZEROS_EACH = 100 << 20, 1 << 15
"""The bytes of a matrix that a file may declare, and more for each entry that it has."""
SHORT = 64
"""Files of no more entries, in a matrix of no more cells, are read without NumPy."""

Entry = tuple[int, int, Number]


def parse(source: Source, reading: Reading) -> Grid:
    """The grid of the matrix, the zeros and the other half of a symmetric one filled in."""
    header = Header.of(source)
    m, n = as_matrix((header.m, header.n), source.name, 16 if header.values == 2 else 8)
    if header.sparse and 8 * m * n > ZEROS + ZEROS_EACH * header.stored:
        raise InputError(
            f"{source.name}: {m}×{n}, {header.stored} of them stored: too sparse, for every "
            "zero takes memory",
            hint="write the part that is wanted, or its rows and columns that are not 0",
        )
    if max(header.stored, m * n) <= SHORT or reading.exact:
        rows: Rows = [[0] * n for _ in range(m)]
        _fill(rows, source, header)
        return Grid.of_rows(rows, source.name)
    array = _quickly(source, header)
    if array is None:
        array = _zeros(header)
        _fill(array, source, header)
    return grid(array, source.name)


def _zeros(header: Header) -> Any:
    import numpy as np

    return np.zeros((header.m, header.n), complex if header.values == 2 else float)


# The careful way.


def _fill(cells: Any, source: Source, header: Header) -> None:
    """Adds the entries to rows of zeros, and then what a symmetry puts above the diagonal."""
    places = set()
    for i, j, x in _entries(source, header):
        cells[i][j] += x
        places.add((i, j))
    if mirror := MIRRORS.get(header.symmetry):
        for i, j in places:
            cells[j][i] = mirror(cells[i][j])


def _entries(source: Source, header: Header) -> Iterator[Entry]:
    """The entries; raises InputError with the line where there is anything else, or too few."""
    numbered = islice(enumerate(source.lines(), 1), header.line, None)
    positions = None if header.sparse else _positions(header)
    found = 0
    for line, words in data_words(numbered):
        where = f"{source.name}:{line}"
        found += 1
        if found > header.stored:
            raise InputError(f"{where}: more entries than the {header.stored} declared")
        indices = 2 if header.sparse else 0
        if len(words) != (due := indices + header.values):
            raise InputError(f"{where}: {counted(len(words), 'number')}, not {due}")
        i, j = next(positions) if positions else _position(words[:2], header, where)
        x = _value(words[indices:], where)
        if header.symmetry == "hermitian" and i == j and x.imag:
            raise InputError(f"{where}: not real, on the diagonal of a Hermitian matrix")
        yield i, j, x
    if found < header.stored:
        raise InputError(f"{source.name}: {found} of {header.stored} entries")


def _positions(header: Header) -> Iterator[tuple[int, int]]:
    """Where the entries of an array stand: column by column."""
    for j in range(header.n):
        start = 0 if header.symmetry == "general" else j + header.first
        for i in range(start, header.m):
            yield i, j


def _position(words: list[str], header: Header, where: str) -> tuple[int, int]:
    i, j = (int(word) - 1 if SIZE.fullmatch(word) else -1 for word in words)
    if not (0 <= i < header.m and 0 <= j < header.n):
        shown = ", ".join(word[:40] for word in words)
        raise InputError(f"{where}: no place ({shown}) in a matrix of {header.m}×{header.n}")
    if header.symmetry != "general" and i < j + header.first:
        side = "above" if i < j else "on"
        raise InputError(f"{where}: {side} the diagonal, though the matrix is {header.symmetry}")
    return i, j


def _value(words: list[str], where: str) -> Number:
    """The number that is 1, x, or x + iy."""
    parts = []
    for word in words:
        try:
            x = number(word)
        except OverflowError as error:
            raise InputError(f"{where}: {error}: '{word[:40]}'") from None
        if x is None or isinstance(x, complex):
            raise InputError(f"{where}: not a number: '{word[:40]}'")
        parts.append(x)
    return complex(*parts) if len(parts) == 2 else parts[0] if parts else 1


# The quick way.


def _quickly(source: Source, header: Header) -> Any:
    """The array, or None where the careful way has to find what is wrong."""
    import numpy as np

    kind = [("i", "i8"), ("j", "i8")] if header.sparse else []
    kind += [(name, "f8") for name in ("x", "y")[: header.values]]
    lines = islice(source.lines(), header.line, None)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # an index that is no integer, or no entry at all
            table = np.loadtxt(lines, kind, comments="%", ndmin=1)
    except (ValueError, Warning):
        return None
    if len(table) != header.stored or not all(np.isfinite(table[name]).all() for name, _ in kind):
        return None
    if not all(table[name].all() for name in ("x", "y")[: header.values]):
        with source.open() as stream:
            if may_vanish(stream.read()):
                return None
    x = np.ones(len(table)) if header.values == 0 else table["x"]
    if header.values == 2:
        x = x + 1j * table["y"]
    if header.sparse:
        i, j = table["i"] - 1, table["j"] - 1
    elif header.symmetry == "general":
        return x.reshape((header.m, header.n), order="F")
    else:
        j, i = np.triu_indices(header.n, header.first)
    return _scattered(header, i, j, x)


def _scattered(header: Header, i: Any, j: Any, x: Any) -> Any:
    """The array with x added at (i, j), and mirrored; None where that is not the place for it."""
    import numpy as np

    outside = (i < 0) | (j < 0) | (i >= header.m) | (j >= header.n)
    mirror = MIRRORS.get(header.symmetry)
    above = mirror is not None and (i < j + header.first).any()
    unreal = header.symmetry == "hermitian" and x.imag[i == j].any()
    if above or unreal or outside.any():
        return None
    A = _zeros(header)
    with np.errstate(over="ignore"):  # infinity is refused with its address
        np.add.at(A.reshape(-1), i * header.n + j, x)
    if mirror is not None:
        A[j, i] = mirror(A[i, j])
    return A
