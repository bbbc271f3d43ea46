"""The first records of a CSV file, and what they say of a header and of row names."""

from __future__ import annotations

from collections.abc import Sequence

from lacli.errors import InputError
from lacli.numeral import is_almost_number, is_number, says_missing
from lacli.parse.record import Record, is_quoted, unquoted, with_point
from lacli.pattern import pattern

_YEAR = pattern(r"(?:1[5-9]|20|21)[0-9]{2}")


class Sample:
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
        return is_number(with_point(unquoted(cell), self.decimal))

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
        if not cell or not self.is_text(cell) or self.is_almost_number(cell):
            return False
        numbers = [x for x in self.below(j) if not self.is_text(x)]
        of_numbers = len(numbers) == len(self.below(j)) or not all(map(says_missing, numbers))
        return bool(numbers) and of_numbers

    def _has_corner(self) -> bool:
        """Whether an empty first cell stands over names, or over an index as pandas writes it."""
        if not self._is_empty(self.first[0]) or len(self.first) < 2:
            return False
        below = self.below(0)
        counted = is_index(below) and (len(below) > 1 or is_index(self.first[1:]))
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


def is_index(cells: Sequence[str]) -> bool:
    """Whether cells count 0, 1, 2, …, as pandas does for want of names."""
    return bool(cells) and all(cell == str(i) for i, cell in enumerate(cells))
