"""How a CSV file is written: its delimiter, header and row names, found from its first lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lacli.errors import UsageError
from lacli.parse.reading import Reading
from lacli.parse.record import Record, splitter, unquoted, with_point
from lacli.parse.sample import Sample, is_index
from lacli.pattern import pattern

_QUOTED = pattern(r'"(?:[^"]++|"")*+"')
_DELIMITERS = {
    "tab": "\t", "\\t": "\t", "semicolon": ";", "pipe": "|", "comma": ",",
    "blank": " ", "blanks": " ", "space": " ",
}  # fmt: skip


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
        sample = Sample(records, delimiter, reading.decimal)
        header = sample.has_header() if reading.header is None else reading.header
        names = [unquoted(cell) for cell in records[0]] if header else None
        labels = sample.labels(header)
        if names is not None and sample.lacks_corner:
            names = ["", *names]  # as R's write.table does above row names
        width = len(records[0] if names is None else names)
        if header and is_index(records[0][labels is not None and not sample.lacks_corner :]):
            names = None  # pandas counts the columns that have no names
        return cls(delimiter, reading.decimal, width, header, names, labels, trailing)

    def split(self, line: str) -> Record:
        """The cells of a line, quotes kept."""
        cells = splitter(self.delimiter)(line)
        return cells[:-1] if self.trailing and not cells[-1] else cells

    def number_text(self, cell: str) -> str:
        """The text of a cell, its decimal mark a point."""
        return with_point(unquoted(cell), self.decimal)


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
    bare = [_QUOTED.sub("", line) if '"' in line else line for line in lines]
    candidates = [m for m in "\t;|," if m != reading.decimal and any(m in b for b in bare)]
    for mark in candidates:
        if len({line.count(mark) for line in bare}) == 1:
            return mark
    for mark in candidates:  # a header may lack the cell above the row names
        if len({line.count(mark) for line in bare[1:] or bare}) == 1 and mark in bare[-1]:
            return mark
    if candidates:
        return max(candidates, key=lambda mark: sum(mark in line for line in bare))
    return " " if any(len(line.split()) > 1 for line in bare) else ","
