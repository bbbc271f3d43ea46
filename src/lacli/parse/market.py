"""What a Matrix Market file declares: its layout, its field, its symmetry and its size."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from lacli.errors import InputError
from lacli.parse.source import Source
from lacli.pattern import pattern

VALUES = {"real": 1, "double": 1, "integer": 1, "unsigned-integer": 1, "complex": 2, "pattern": 0}
"""How many numbers say an entry, by the field; an entry of a pattern is 1."""
MIRRORS: dict[str, Callable[[Any], Any]] = {
    "symmetric": lambda x: x,
    "skew-symmetric": operator.neg,
    "hermitian": lambda x: x.conjugate(),
}
"""What stands above the diagonal for x below it; there only x is stored."""
SIZE = pattern(r"[0-9]{1,18}")
"""The text of a size or an index."""

Line = tuple[int, list[str]]
"""The words of a line, and its number in the file."""


class Header(NamedTuple):
    """What a file declares; `line` is its last line, and `stored` the number of entries below."""

    sparse: bool
    values: int
    symmetry: str
    m: int
    n: int
    stored: int
    line: int

    @classmethod
    def of(cls, source: Source) -> Header:
        """The header of a file; raises InputError where a line of it is not as it should be."""
        lines = source.lines()
        layout, field, symmetry = _kind(next(lines, ""), f"{source.name}:1")
        for line, size in data_words(enumerate(lines, 2)):
            header = cls(layout == "coordinate", VALUES[field], symmetry, 0, 0, 0, line)
            return _sized(header, size, f"{source.name}:{line}")
        raise InputError(f"{source.name}: the line that says the size is missing")

    @property
    def first(self) -> int:
        """By how much the first row stored of a column lies below the diagonal."""
        return int(self.symmetry == "skew-symmetric")


def data_words(numbered: Iterator[tuple[int, str]]) -> Iterator[Line]:
    """The lines that are neither comment nor empty."""
    for line, text in numbered:
        if (words := text.split()) and not words[0].startswith("%"):
            yield line, words


def _kind(line: str, where: str) -> tuple[str, str, str]:
    """The layout, the field and the symmetry that the first line says."""
    words = line.lower().split()
    if words[:1] != ["%%matrixmarket"] or len(words) != 5:
        raise InputError(
            f"{where}: not the first line of a Matrix Market file",
            hint="that is like: %%MatrixMarket matrix coordinate real general",
        )
    choices = (("matrix",), ("array", "coordinate"), tuple(VALUES), ("general", *MIRRORS))
    for word, choice in zip(words[1:], choices, strict=True):
        if word not in choice:
            raise InputError(f"{where}: '{word[:40]}' is not one of {', '.join(choice)}")
    _, _, layout, field, symmetry = words
    patterns = ("general", "symmetric") if layout == "coordinate" else ()
    if (field == "pattern" and symmetry not in patterns) or (
        symmetry == "hermitian" and field != "complex"
    ):
        raise InputError(f"{where}: no matrix is {layout} {field} {symmetry}")
    return layout, field, symmetry


def _sized(header: Header, size: list[str], where: str) -> Header:
    """The header with the numbers in the line of sizes."""
    names = ("rows", "columns", "entries") if header.sparse else ("rows", "columns")
    if len(size) != len(names) or not all(map(SIZE.fullmatch, size)):
        raise InputError(f"{where}: not the numbers of {', '.join(names)}: {' '.join(size)[:80]}")
    m, n, *count = map(int, size)
    if header.symmetry != "general" and m != n:
        raise InputError(f"{where}: {header.symmetry}, but {m}×{n}")
    every = m * n if header.symmetry == "general" else n * (n + 1) // 2 - n * header.first
    return header._replace(m=m, n=n, stored=count[0] if count else every)
