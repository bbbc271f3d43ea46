"""How a CSV file is written: its delimiter, header and row names, found from its first lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from lacli.errors import UsageError
from lacli.parse.number import is_number
from lacli.parse.reading import Reading

_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]*,[0-9]+")
_DELIMITERS = {
    "tab": "\t", "\\t": "\t", "semicolon": ";", "pipe": "|", "comma": ",",
    "blank": " ", "blanks": " ", "space": " ",
}  # fmt: skip


class Dialect(NamedTuple):
    """How to read a file; `width` counts its columns, that of the row names included."""

    delimiter: str
    decimal: str
    width: int
    names: list[str] | None
    labels: int | None
    trailing: bool
    """Whether every line ends in a delimiter, which is no column."""

    @classmethod
    def of(cls, lines: Sequence[str], reading: Reading) -> Dialect:
        """The dialect of a file that begins with these lines."""
        delimiter = _delimiter(lines, reading)
        split = splitter(delimiter)
        records = [split(line) for line in lines]
        trailing = len(records[0]) > 1 and all(len(r) > 1 and not r[-1] for r in records)
        if trailing:
            records = [record[:-1] for record in records]
        numeric = _numeric_with(reading.decimal)
        names = _header(records, reading.header, numeric)
        body = records[1:] if names is not None else records
        if names is not None and body and len(names) == len(body[0]) - 1:
            names = ["", *names]  # as R's write.table does above row names
        width = len(records[0] if names is None else names)
        return cls(
            delimiter, reading.decimal, width, names, _labels(names, body, numeric), trailing
        )

    def split(self, line: str) -> list[str]:
        """The cells of a line, quotes kept: a number in quotes is a name where names may be."""
        cells = splitter(self.delimiter)(line)
        return cells[:-1] if self.trailing and not cells[-1] else cells

    def number_text(self, cell: str) -> str:
        """The text of a cell with a decimal point."""
        text = unquoted(cell)
        return text if self.decimal == "." else text.replace(self.decimal, ".")


def splitter(delimiter: str) -> Callable[[str], list[str]]:
    """The function that parts a line into its cells, quotes kept, blanks around them removed."""
    if delimiter == " ":
        pattern = re.compile(r'(?:"(?:[^"]|"")*"|[^\s"])+')
        return pattern.findall
    mark = re.escape(delimiter)
    blanks = " " if delimiter == "\t" else r"\s"
    pattern = re.compile(rf'{blanks}*((?:"(?:[^"]|"")*"|[^{mark}])*?){blanks}*(?:{mark}|$)')

    def split(line: str) -> list[str]:
        if '"' not in line:
            return [cell.strip() for cell in line.split(delimiter)]
        cells = pattern.findall(line + delimiter)
        return cells[:-1]

    return split


def unquoted(cell: str) -> str:
    """A cell without its quotes."""
    return cell[1:-1].replace('""', '"') if is_quoted(cell) else cell


def is_quoted(cell: str) -> bool:
    """Whether a cell is in quotes."""
    return len(cell) > 1 and cell[0] == cell[-1] == '"'


def is_decimal_comma(cell: str) -> bool:
    """Whether a cell is a number if the comma is a decimal mark."""
    return _DECIMAL_COMMA.fullmatch(cell) is not None


def _delimiter(lines: Sequence[str], reading: Reading) -> str:
    """The delimiter that was asked for, else the first that parts all lines into equally many."""
    if reading.delimiter is not None:
        delimiter = _DELIMITERS.get(reading.delimiter, reading.delimiter)
        if len(delimiter) != 1:
            raise UsageError(
                f"a delimiter is one character, not '{delimiter}'",
                hint="or one of tab, comma, semicolon, pipe, blank",
            )
        return delimiter
    bare = [_QUOTED.sub("", line) for line in lines]
    candidates = [
        mark for mark in "\t;|," if mark != reading.decimal and any(mark in b for b in bare)
    ]
    for mark in candidates:
        counts = {line.count(mark) for line in bare}
        if len(counts) == 1 or (
            len(counts) == 2 and len({line.count(mark) for line in bare[1:]}) == 1
        ):
            return mark
    if candidates:
        return max(candidates, key=lambda mark: sum(mark in line for line in bare))
    return " " if any(len(line.split()) > 1 for line in bare) else ","


def _numeric_with(decimal: str) -> Callable[[str], bool]:
    def numeric(cell: str) -> bool:
        return is_number(unquoted(cell).replace(decimal, "."))

    return numeric


def _header(
    records: list[list[str]], asked: bool | None, numeric: Callable[[str], bool]
) -> list[str] | None:
    """The names in the first record, if it is a header."""
    first, body = records[0], records[1:]
    names = [unquoted(cell) for cell in first]
    if asked is not None:
        return names if asked else None
    if not body:
        return None if any(map(numeric, first)) or any(map(is_decimal_comma, first)) else names
    if len(first) == len(body[0]) - 1:
        return None if any(map(numeric, first)) else names
    for j, cell in enumerate(first):
        below = [record[j] for record in body if j < len(record)]
        numbers = [x for x in below if numeric(x)]
        if cell and numbers and not numeric(cell):
            return names
        if is_quoted(cell) and any(not is_quoted(x) for x in numbers):
            return names
        if j == 0 and not unquoted(cell) and below and not numbers:
            return names
    return None


def _labels(
    names: list[str] | None, body: list[list[str]], numeric: Callable[[str], bool]
) -> int | None:
    """The first column, if it names the rows: it is text, in quotes, or under an empty name."""
    first = [record[0] for record in body if len(record) > 1]
    if not first:
        return None
    if names is not None and names[0] == "":
        return 0
    text = not any(numeric(cell) or is_decimal_comma(cell) for cell in first)
    quoted = all(map(is_quoted, first)) and not all(is_quoted(record[1]) for record in body)
    return 0 if text or quoted else None
