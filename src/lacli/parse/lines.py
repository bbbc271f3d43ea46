"""Lines of plain numbers → an array, at once: the quick way to read a CSV file.

Whatever is not plain it leaves to the careful way, which decides what a line says; this one only
says the same sooner. It hands the lines to a reader of JSON, as one flat array in which `null` ends
each row: no other reads so many numbers so fast, and none but numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lacli.matrix import Array
from lacli.parse.dialect import Dialect

_FOREIGN = (b"u", b"f", b'"', b"[", b"{")
"""What stands in JSON that is no number: true, null, false, text, arrays and objects."""
_VANISHING = (rb"e-[0-9]{3}", rb"E-[0-9]{3}", b"0" * 200)
"""What a number has that floating point may not tell from 0."""
_QUOTED = re.compile(rb'\s*("(?:[^"]++|"")*+")\s*')
"""A cell in quotes, and the blanks around it."""
_NO_BLANKS = re.compile(rb"[\x0b\x0c]")
"""White space that parts no cells."""


class Rows(NamedTuple):
    """The numbers of some lines, and the cell of each that names its row."""

    values: Array
    names: list[str]


class Plain:
    """How to read lines of a dialect of which columns are kept, and one may name the rows."""

    def __init__(self, dialect: Dialect, keep: Sequence[int], labels: int | None) -> None:
        self._mark = dialect.delimiter.encode()
        self._decimal = dialect.decimal.encode()
        self._trailing = dialect.trailing
        mark = re.escape(self._mark)
        self._quotes = rb'(?<![^%b\n])"([^"%b\n]*)"(?![^%b\r\n])' % (mark, mark, mark)
        self._width = dialect.width
        self._keep = list(keep)
        self._labels = labels
        rest = [j for j in range(dialect.width) if j != labels]
        self._in_order = self._keep == rest and labels in (None, 0)

    def read(self, data: bytes) -> Rows | None:
        """What whole lines say; None where anything in them is not plain."""
        foreign = b"." if self._decimal == b"," else b"," if self._mark != b"," else None
        data = data.rstrip(b"\r\n")
        if foreign and foreign in data:
            return None
        names: list[bytes] = []
        if self._in_order and self._labels is None and not self._trailing and self._mark != b" ":
            rest: bytes | None = data
        else:
            lines = [line.rstrip() for line in data.split(b"\n")]
            rest = self._rest(lines, names)
        values = None if rest is None else self._numbers(rest)
        try:
            return None if values is None else Rows(values, [name.decode() for name in names])
        except UnicodeDecodeError:
            return None

    def _rest(self, lines: list[bytes], names: list[bytes]) -> bytes | None:
        """The cells to keep of each line; that of the label is added to `names`."""
        if self._trailing:
            if not all(line.endswith(self._mark) for line in lines):
                return None
            lines = [line.removesuffix(self._mark) for line in lines]
        if not self._in_order or self._mark == b" ":
            found = self._picked(lines, names)
        else:
            found = lines if self._labels is None else self._after_names(lines, names)
        return None if found is None else b"\n".join(found)

    def _after_names(self, lines: list[bytes], names: list[bytes]) -> list[bytes] | None:
        """The lines without their first cells."""
        found = []
        for line in lines:
            if quoted := _QUOTED.match(line):
                name, mark, rest = quoted[1], line[quoted.end() :][:1], line[quoted.end() + 1 :]
            else:
                name, mark, rest = line.partition(self._mark)
            if mark != self._mark or (b'"' in name and not quoted):
                return None
            names.append(name.strip())
            found.append(rest)
        return found

    def _picked(self, lines: list[bytes], names: list[bytes]) -> list[bytes] | None:
        """The lines with no cells but those to keep, in their order."""
        found = []
        blank = self._mark == b" "
        for line in lines:
            cells = line.split() if blank else line.split(self._mark)
            if len(cells) != self._width or b'"' in line or (blank and _NO_BLANKS.search(line)):
                return None
            found.append(self._mark.join([cells[j] for j in self._keep]))
            if self._labels is not None:
                names.append(cells[self._labels].strip())
        return found

    def _numbers(self, data: bytes) -> Array | None:
        """The numbers in lines of as many cells as are kept; whole cells may be in quotes."""
        import numpy as np
        import orjson

        if b'"' in data:
            data = re.sub(self._quotes, rb"\1", data)
        if self._decimal == b",":
            data = data.replace(b",", b".")
        if self._mark != b",":
            data = data.replace(self._mark, b",")
        if any(mark in data for mark in _FOREIGN):
            return None
        width = len(self._keep)
        try:
            flat = orjson.loads(b"[" + data.replace(b"\n", b",null,") + b",null]")
            rows, odd = divmod(len(flat), width + 1)
            if odd or flat[width :: width + 1].count(None) != rows:
                return None
            del flat[width :: width + 1]
            values = np.fromiter(flat, float, len(flat)).reshape(rows, width)
        except (orjson.JSONDecodeError, TypeError):  # NaN, infinity; a row that ends elsewhere
            return None
        return values if values.all() or not may_vanish(data) else None


def may_vanish(data: bytes) -> bool:
    """Whether a number may be there which floating point does not tell from 0: it is refused."""
    return any(re.search(pattern, data) for pattern in _VANISHING)
