"""How a CSV file is written: its delimiter, header and row names, found from its first lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from lacli.errors import InputError, UsageError
from lacli.numeral import is_almost_number, is_number, says_missing
from lacli.parse.reading import Reading

_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_YEAR = re.compile(r"(?:1[5-9]|20|21)[0-9]{2}")
_DELIMITERS = {
    "tab": "\t", "\\t": "\t", "semicolon": ";", "pipe": "|", "comma": ",",
    "blank": " ", "blanks": " ", "space": " ",
}  # fmt: skip
_DECIMAL_COMMA = str.maketrans(",.", ".,")

Record = list[str]


class Dialect(NamedTuple):
    """How to read a file; `width` counts its columns, that of the row names included."""

    delimiter: str
    decimal: str
    width: int
    header: bool
    names: list[str] | None
    labels: int | None
    trailing: bool
    """Whether every line ends in a delimiter, which is no column."""

    @classmethod
    def of(cls, lines: Sequence[str], reading: Reading) -> Dialect:
        """The dialect of a file that begins with these lines.

        Raises InputError where the first may be a header or not, UsageError for a delimiter that
        is none.
        """
        delimiter = _delimiter(lines, reading)
        records = [*map(splitter(delimiter), lines)]
        trailing = len(records[0]) > 1 and all(len(r) > 1 and not r[-1] for r in records)
        if trailing:
            records = [record[:-1] for record in records]
        sample = _Sample(records, delimiter, reading.decimal)
        header = sample.has_header() if reading.header is None else reading.header
        names = [unquoted(cell) for cell in records[0]] if header else None
        labels = sample.labels(header)
        if names is not None and sample.lacks_corner:
            names = ["", *names]  # as R's write.table does above row names
        width = len(records[0] if names is None else names)
        if header and _is_index(records[0][labels is not None and not sample.lacks_corner :]):
            names = None  # pandas counts the columns that have no names
        return cls(delimiter, reading.decimal, width, header, names, labels, trailing)

    def split(self, line: str) -> Record:
        """The cells of a line, quotes kept."""
        cells = splitter(self.delimiter)(line)
        return cells[:-1] if self.trailing and not cells[-1] else cells

    def number_text(self, cell: str) -> str:
        """The text of a cell, its decimal mark a point."""
        return _with_point(unquoted(cell), self.decimal)


class _Sample:
    """The first records of a file, the first of which may be a header.

    A cell in quotes is text, though it has only digits, unless all cells of the file are in quotes.
    """

    def __init__(self, records: list[Record], delimiter: str, decimal: str) -> None:
        self.first, self.body = records[0], records[1:]
        self.quotes_tell = not all(is_quoted(x) for record in self.body or records for x in record)
        self.delimiter = delimiter
        self.decimal = decimal
        shorter = bool(self.body) and len(self.first) == len(self.body[0]) - 1
        named = all(map(self.is_text, self.first))
        r_would = delimiter in "\t " or all(map(is_quoted, self.first))
        self.lacks_corner = shorter and named and r_would
        """Whether the header has no cell above the row names."""

    def is_text(self, cell: str) -> bool:
        """Whether a cell is a name, not a number or missing."""
        return self.quotes_make_text(cell) or not self.is_number(cell)

    def quotes_make_text(self, cell: str) -> bool:
        """Whether a cell is in quotes that it does not need, as the number "1,5" does."""
        needed = self.delimiter in cell and is_almost_number(unquoted(cell))
        return self.quotes_tell and is_quoted(cell) and not needed

    def is_almost_number(self, cell: str) -> bool:
        """Whether a cell is neither a name nor a number, but meant as one: 1,5 or 10%."""
        return not self.quotes_make_text(cell) and is_almost_number(unquoted(cell))

    def is_number(self, cell: str) -> bool:
        """Whether a cell, quotes or not, is a number or missing."""
        return is_number(_with_point(unquoted(cell), self.decimal))

    def below(self, j: int) -> Record:
        """The cells of column j under the first."""
        return [record[j] for record in self.body if j < len(record)]

    def has_header(self) -> bool:
        """Whether the first record names the columns: it is text over numbers, or has a corner."""
        if not self.body:
            return not any(self.is_number(x) or self.is_almost_number(x) for x in self.first)
        if self.lacks_corner or self._has_corner():
            return True
        text = [j for j, cell in enumerate(self.first) if self._is_text_over_numbers(j, cell)]
        numbers = [cell for cell in self.first if cell and not self.is_text(cell)]
        if (text and numbers) or self._has_years():
            name = self.first[text[0] if text else 0]
            raise InputError(
                f"'{unquoted(name)}' is text and '{numbers[0]}' a number: a header, or data?",
                hint="--header or --no-header says which",
            )
        return bool(text)

    def _is_text_over_numbers(self, j: int, cell: str) -> bool:
        numbers = [x for x in self.below(j) if not self.is_text(x)]
        of_numbers = len(numbers) == len(self.below(j)) or not all(map(says_missing, numbers))
        named = self.is_text(cell) and not self.is_almost_number(cell)
        return bool(cell and numbers) and named and of_numbers

    def _has_corner(self) -> bool:
        """Whether an empty first cell stands over names, or over an index as pandas writes it."""
        if not self._is_empty(self.first[0]) or len(self.first) < 2:
            return False
        below = self.below(0)
        counted = _is_index(below) and (len(below) > 1 or _is_index(self.first[1:]))
        named = all(x and self.is_text(x) for x in below)
        over_names = all(x and self.is_text(x) for x in self.first[1:])
        if not (counted or named or over_names) and all(below):
            raise InputError(
                "the first cell is empty: a header above row names, or a missing value?",
                hint="--header or --no-header says which",
            )
        return counted or named

    def _has_years(self) -> bool:
        """Whether text and then years stand over row names: a header such as country,2019,2020."""
        years = self.first[1:]
        rising = len(years) > 1 and all(map(_YEAR.fullmatch, years)) and years == sorted(set(years))
        return rising and all(map(self.is_text, [self.first[0], *self.below(0)]))

    def _is_empty(self, cell: str) -> bool:
        return not cell or (not self.quotes_tell and not unquoted(cell))

    def labels(self, header: bool) -> int | None:
        """The first column, if it names the rows: it is text, or stands under an empty corner."""
        body = self.body if header else [self.first, *self.body]
        names = [record[0] for record in body if len(record) > 1]
        if not names:
            return None
        under_corner = header and (self.lacks_corner or self._is_empty(self.first[0]))
        return 0 if under_corner or all(self._is_name(x, header) for x in names) else None

    def _is_name(self, cell: str, header: bool) -> bool:
        """Whether a cell names a row; a column of quoted numbers that has a name is data."""
        if self.is_number(cell):
            return self.quotes_make_text(cell) and not header
        return not self.is_almost_number(cell)


@cache
def splitter(delimiter: str) -> Callable[[str], Record]:
    """The function that parts a line into its cells, quotes kept, blanks around them removed."""
    if delimiter == " ":
        words = re.compile(r'"(?:[^"]|"")*"(?=\s|$)|\S+')
        return words.findall
    mark, blank = re.escape(delimiter), "[ ]" if delimiter == "\t" else r"\s"
    cell = re.compile(rf'{blank}*("(?:[^"]|"")*"){blank}*{mark}|([^{mark}]*){mark}')

    def split(line: str) -> Record:
        if '"' not in line:
            return [cell.strip() for cell in line.split(delimiter)]
        return [match[1] or match[2].strip() for match in cell.finditer(line + delimiter)]

    return split


def unquoted(cell: str) -> str:
    """A cell without its quotes."""
    return cell[1:-1].replace('""', '"') if is_quoted(cell) else cell


def is_quoted(cell: str) -> bool:
    """Whether a cell is in quotes."""
    return len(cell) > 1 and cell[0] == cell[-1] == '"'


def _with_point(text: str, decimal: str) -> str:
    """A number's text with a decimal point; a point where the mark is a comma makes it none."""
    return text if decimal == "." else text.translate(_DECIMAL_COMMA)


def _is_index(cells: Sequence[str]) -> bool:
    """Whether cells count 0, 1, 2, …, as pandas does for want of names."""
    return bool(cells) and all(cell == str(i) for i, cell in enumerate(cells))


def _delimiter(lines: Sequence[str], reading: Reading) -> str:
    """The delimiter that was asked for, else the first that parts all lines into equally many."""
    if reading.delimiter is not None:
        delimiter = _DELIMITERS.get(reading.delimiter, reading.delimiter)
        if len(delimiter) != 1:
            raise UsageError(
                f"a delimiter is one character, not '{delimiter}'",
                hint="or one of tab, comma, semicolon, pipe, blank",
            )
        if delimiter == reading.decimal:
            raise UsageError(f"'{delimiter}' cannot be both the delimiter and the decimal mark")
        return delimiter
    bare = [_QUOTED.sub("", line) for line in lines]
    candidates = [m for m in "\t;|," if m != reading.decimal and any(m in b for b in bare)]
    for mark in candidates:
        if len({line.count(mark) for line in bare[1:] or bare}) == 1 and mark in bare[-1]:
            return mark
    if candidates:
        return max(candidates, key=lambda mark: sum(mark in line for line in bare))
    return " " if any(len(line.split()) > 1 for line in bare) else ","
