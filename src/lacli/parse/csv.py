"""CSV and its kin: TSV, `;`, `|` and blanks between cells; quotes, comments, headers, row names.

Larger files go through `lines`, which knows plain numbers only and no addresses; where it finds
anything else, the careful way begins again. What memory does not hold is read block by block.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from lacli import memory
from lacli.errors import InputError
from lacli.memory import OF_A_LIST, OF_A_NUMBER
from lacli.number import Number
from lacli.numeral import is_number, number
from lacli.parse.blocks import Line, data_lines, samples
from lacli.parse.columns import ranges
from lacli.parse.dialect import Dialect
from lacli.parse.grid import Grid, Loaded, counted
from lacli.parse.reading import Reading
from lacli.parse.record import unquoted
from lacli.parse.source import Source
from lacli.pattern import pattern
from lacli.tall import Tall

HAS_PARTS = True
_DECIMAL_COMMA = pattern(r"[+-]?[0-9.]*,[0-9]+")
_TWO_NUMBERS = pattern(r"[0-9.]+\s+[-+]?[0-9.]+")
SAMPLE = 64
"""How many lines the dialect is found from; files of no more are read without NumPy."""


def parse(source: Source, reading: Reading) -> Grid:
    """The grid of a CSV file, of the block of it that is meant."""
    sample = list(islice(data_lines(source), SAMPLE + 1))
    if not sample:
        raise InputError(f"{source.name}: empty")
    dialect = _dialect(source, sample, reading)
    if dialect.header and len(sample) == 1:
        raise InputError(f"{source.name}: only a header, no numbers: {sample[0][1]}")
    table = Table(source, dialect, sample, reading)
    return Grid(dialect.width, dialect.names, dialect.labels, table.load)


def contents(source: Source, reading: Reading) -> dict[str, tuple[int, ...]]:
    """The shape of each block under `# NAME`, but of text, in which few words are numbers.

    Of a pipe that memory does not hold none is told, for which all of it would have to be read.
    """
    shapes: dict[str, tuple[int, ...]] = {}
    if source.is_endless:
        return shapes
    for name, (sample, lines) in samples(source, SAMPLE).items():
        dialect = _dialect(source, sample, reading)
        names = int(dialect.labels is not None)
        rows = [dialect.split(line) for _, line in sample[int(dialect.header) :]]
        cells = [cell for row in rows for j, cell in enumerate(row) if j != dialect.labels]
        numbers = sum(is_number(dialect.number_text(cell)) for cell in cells)
        if numbers * 2 >= max(len(cells), 1):
            shapes[name] = (lines - int(dialect.header), dialect.width - names)
    return shapes


def _dialect(source: Source, sample: Sequence[Line], reading: Reading) -> Dialect:
    if source.suffix == ".tsv" and reading.delimiter is None:
        reading = reading._replace(delimiter="tab")
    try:
        return Dialect.of([line for _, line in sample[:SAMPLE]], reading)
    except InputError as error:
        error.message = f"{source.name}:{sample[0][0]}: {error.message}"
        raise


class Table:
    """How to load columns of a file that begins with these lines."""

    def __init__(
        self, source: Source, dialect: Dialect, sample: list[Line], reading: Reading
    ) -> None:
        self.source = source
        self.dialect = dialect
        self.sample = sample
        self.reading = reading
        self.quick = len(sample) > SAMPLE and not reading.exact
        self.room = memory.ceiling()

    def load(self, keep: list[int], labels: int | None) -> Loaded | Tall:
        """The numbers in the columns to keep, and the names of the rows in the column of labels."""
        if self.quick:
            from lacli.parse.stretches import Stretches  # which a small file does not need

            stretches = Stretches(self, keep, labels)
            if stretches.wanted:
                return stretches.in_blocks()
            if loaded := stretches.in_memory():
                return loaded
        self.source.hold()  # `_lines` has no more than the beginning of a pipe that never ends
        return self.carefully(self._lines(), keep, labels)

    def _lines(self) -> Iterator[Line]:
        """The lines below the header."""
        return islice(data_lines(self.source), int(self.dialect.header), None)

    def _check_memory(self, taken: int) -> None:
        if taken > self.room:
            memory.check(taken, self.source.name)

    # The careful way.

    def carefully(self, below: Iterable[Line], keep: list[int], labels: int | None) -> Loaded:
        """What all lines below the header say; raises as `cells` does."""
        loaded = self.cells(below, keep, labels)
        return loaded._replace(rows=self.row_names(loaded.rows or ()))

    def cells(self, below: Iterable[Line], keep: list[int], labels: int | None) -> Loaded:
        """What lines say, with all cells of the column of labels for names.

        Raises InputError with the address of what is amiss.
        """
        names: list[str] = []
        lines: list[int] = []
        cells: list[list[Number]] = []
        row = OF_A_LIST + OF_A_NUMBER * len(keep)
        for line, text in below:
            self._check_memory(row * (len(cells) + 1))
            record = self.dialect.split(text)
            self._check_width(record, line)
            cells.append([self._number(record[j], line, j) for j in keep])
            lines.append(line)
            if labels is not None:
                names.append(record[labels])
        return Loaded(cells, names, lambda i, j: self._address(lines[i], keep[j]))

    def _check_width(self, record: list[str], line: int) -> None:
        if len(record) != self.dialect.width:
            found, width = counted(len(record)), self.dialect.width
            mark = _delimiter_name(self.dialect.delimiter)
            raise InputError(
                f"{self.source.name}:{line}: ragged: {found}, not {width}",
                hint=f"the cells seem parted by {mark}; --delimiter says otherwise",
            )

    def _number(self, cell: str, line: int, j: int) -> Number:
        text = self.dialect.number_text(cell)
        try:
            value = number(text)
        except OverflowError as error:
            message = f"{error}: '{unquoted(cell)}'"
            raise InputError(f"{self._address(line, j)}: {message}") from None
        if value is None:
            raise InputError(
                f"{self._address(line, j)}: not a number: '{unquoted(cell)}'{self._called(j)}",
                self._way_out(cell, j) or self._header_hint(line),
            )
        return value

    def _header_hint(self, line: int) -> str:
        first = line == self.sample[0][0] and not self.dialect.header
        return "if the first line names the columns, add --header" if first else ""

    def _address(self, line: int, j: int) -> str:
        return f"{self.source.name}:{line}:{j + 1}"

    def _called(self, j: int) -> str:
        return f" (column '{self.dialect.names[j]}')" if self.dialect.names else ""

    def _way_out(self, cell: str, bad: int) -> str:
        """The hint for a cell that is no number."""
        if self.dialect.decimal == "." and _DECIMAL_COMMA.fullmatch(cell):
            return "if the comma is a decimal mark, add --decimal ,"
        if self.dialect.delimiter == "," and _TWO_NUMBERS.fullmatch(cell):
            return "if blanks part the cells and the comma is a decimal mark, add --decimal ,"
        if not self.reading.first:
            return ""
        body = [self.dialect.split(text) for _, text in islice(self._lines(), SAMPLE)]
        numeric = [
            j
            for j in range(self.dialect.width)
            if j != self.dialect.labels
            and all(j < len(r) and is_number(self.dialect.number_text(r[j])) for r in body)
        ]
        if bad in numeric or not numeric:
            return ""
        names, text = self.dialect.names, [r[bad] for r in body if bad < len(r)]
        hint = f"to leave the column out, use --columns {ranges(numeric)}"
        alone = bad > 0 and len(numeric) == self.dialect.width - 1
        if alone and not any(is_number(self.dialect.number_text(cell)) for cell in text):
            known = names and names[bad] and names.count(names[bad]) == 1
            label = shlex.quote(names[bad]) if names and known else str(bad + 1)
            hint += f", or --labels {label} to name the rows by it"
        return hint

    def row_names(self, cells: Sequence[str]) -> list[str] | None:
        """The names in the cells of the label column; 0, 1, 2, … is an index, not names."""
        if not cells or all(cell == str(i) for i, cell in enumerate(cells)):
            return None
        return [unquoted(cell) for cell in cells]


def _delimiter_name(delimiter: str) -> str:
    return {"\t": "tabs", " ": "blanks"}.get(delimiter, f"'{delimiter}'")
