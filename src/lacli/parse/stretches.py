"""Many lines of a CSV file: as one array, or block by block where memory does not hold that."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from lacli import machine, memory
from lacli.ahead import ahead
from lacli.errors import Note, NotFinite
from lacli.matrix import Array, Matrix
from lacli.parse.blocks import Line, Run, data_runs, numbered
from lacli.parse.grid import Loaded, missing, refuse_infinite, settled
from lacli.parse.lines import Plain, Rows
from lacli.parse.pieces import Lines, halved
from lacli.parse.record import unquoted
from lacli.parse.sample import is_index
from lacli.parse.settling import DROP, no_means, not_in_blocks, some_left
from lacli.progress import progress
from lacli.tall import ENTRIES, Block, Tall

if TYPE_CHECKING:
    from lacli.parse.csv import Table

NARROW = 256
"""Up to so many columns reading takes longer than the QR factors of what was read."""
CAREFULLY = 2**14
"""How many cells the careful way takes at a time: a megabyte of Python's numbers."""
SLACK = 1.02
"""By how much more rows than the beginning lets expect room is made at first."""


class Stretches:
    """The lines of a table below its header, many at a time, of which columns are kept."""

    def __init__(self, table: Table, keep: list[int], labels: int | None) -> None:
        self._table = table
        self._keep = keep
        self._labels = labels
        self._plain = Plain(table.dialect, keep, labels)
        self._expected = self._estimate()
        self._index: _Index | None = None

    def _estimate(self) -> int | None:
        """How many rows there are, about, by the length of the first; None where no end is seen."""
        source, sample = self._table.source, self._table.sample
        if source.size is None:
            return None
        length = sum(len(line.encode()) + 1 for _, line in sample) / len(sample)
        return int(source.size / length * SLACK) + len(sample)

    @property
    def wanted(self) -> bool:
        """Whether they are to be read block by block: where memory does not hold them."""
        return self._table.reading.takes_blocks(self._expected, len(self._keep))

    def in_memory(self) -> Loaded | Tall | None:
        """All of them as one array, NaN for what is missing; None where a number is complex.

        They come block by block after all where there are more of them than the first let expect.
        """
        reading, name, width = self._table.reading, self._table.source.name, len(self._keep)
        import numpy as np

        values: Array = np.empty((self._expected or 1, width))
        names: list[str] = []
        lines = Lines(name, self._keep)
        count = 0
        for stretch, quick in self._read_below():
            rows = quick or self._slow(stretch)
            if rows is None:
                return None
            end = count + len(rows.values)
            lines.add(count, stretch, plain=quick is not None)
            if end > len(values):
                if reading.takes_blocks(end, width):
                    return self.in_blocks()
                memory.check(memory.COPIES * 8 * end * width, name)
                values = np.concatenate([values[:count], np.empty((end, width))])
            values[count:end] = rows.values
            names += rows.names
            count = end
        return Loaded(values[:count], self._table.row_names(names), lines.address)

    def in_blocks(self) -> Tall:
        """All of them, block by block; in each, missing values are settled and no number infinite.

        Row names are there or not by the first lines, for which 0, 1, 2, … is an index; where
        others follow, that is remarked.
        """
        from lacli.spool import Spool  # few matrices need it

        if len(self._keep) <= NARROW:
            machine.one_thread()
        source = self._table.source
        no_means(self._table.reading)
        first = [self._table.dialect.split(line) for _, line in self._table.sample]
        first = first[int(self._table.dialect.header) :]
        j = self._labels
        named = j is not None and not is_index([row[j] for row in first if j < len(row)])
        spool = Spool(
            lambda: self._blocks(named), len(self._keep), source.name, again=not source.is_endless
        )
        return Tall(spool, len(self._keep), source.label, named=named)

    def _blocks(self, named: bool) -> Iterator[Block]:
        """The blocks, which a thread reads from a file while others are computed with.

        Not from a pipe: a thread that waits for one could not be ended.
        """
        blocks, source = self._read(named), self._table.source
        return some_left(ahead(blocks) if source.is_file else blocks, source.name)

    def _read(self, named: bool) -> Iterator[tuple[Block, int]]:
        """The blocks, and how many rows were left out before each."""
        import numpy as np

        source = self._table.source
        values: list[Array] = []
        names: list[str] = []
        size = left_out = 0
        self._index = None if named or self._labels is None else _Index(source.name)
        with progress(source.label, source.size) as tell:
            for stretch, quick in self._read_below():
                for rows, dropped in self._settled(stretch, quick):
                    left_out += dropped
                    values.append(rows.values)
                    names += map(unquoted, rows.names) if named else ()
                    size += rows.values.size
                    tell(len(rows.values), 0)
                tell(0, _size(stretch))
                if size >= ENTRIES:
                    yield Block(np.concatenate(values), names or None), left_out
                    values, names, size, left_out = [], [], 0, 0
            if size or left_out:
                yield Block(np.concatenate(values), names or None), left_out

    def _below(self) -> Iterator[Run | list[Line]]:
        """The lines below the header."""
        stretches = data_runs(self._table.source)
        if self._table.dialect.header and (below := _without_first(next(stretches, (0, b"")))):
            yield below
        yield from stretches

    def _read_below(self) -> Iterator[tuple[Run | list[Line], Rows | None]]:
        """Those lines with what they say; where some are not plain, few are left with None."""
        below = self._below()
        waiting: list[Run | list[Line]] = []
        while stretch := waiting.pop() if waiting else next(below, None):
            rows = self._quick(stretch)
            if rows is None and (halves := halved(stretch)):
                waiting += reversed(halves)
            else:
                yield stretch, rows

    def _quick(self, stretch: Run | list[Line]) -> Rows | None:
        """What is plain in some lines; None where it is not."""
        if isinstance(stretch, list):
            data = "\n".join(line for _, line in stretch).encode(errors="surrogateescape")
        else:
            _, data = stretch
        return self._plain.read(data)

    def _slow(self, stretch: Run | list[Line]) -> Rows | None:
        """What lines say that are not plain, NaN for what is missing; None for complex numbers.

        Raises InputError as the careful way does, and where nothing may be missing or infinite.
        """
        loaded = self._table.cells(self._lines(stretch), self._keep, self._labels)
        reading = self._table.reading
        if reading.missing is None and not reading.gaps:
            settled(loaded, reading, self._table.source.name)
            refuse_infinite(loaded)
        values = self._values(loaded.cells)
        return None if values is None else Rows(values, [*(loaded.rows or ())])

    def _lines(self, stretch: Run | list[Line]) -> Iterable[Line]:
        """The lines of a stretch one by one, but empty ones."""
        if isinstance(stretch, list):
            return stretch
        return numbered(*stretch, self._table.source.name)

    def _values(self, cells: Any) -> Array | None:
        """The array of cells, of which all rows may have been left out; None of complex numbers."""
        found = Matrix(cells)
        return found.values.reshape(-1, len(self._keep)) if found.is_real else None

    def _settled(self, stretch: Run | list[Line], rows: Rows | None) -> Iterator[tuple[Rows, int]]:
        """What some lines say, and how many of them were left out for missing values.

        Raises InputError as the careful way does, and for complex numbers.
        """
        if rows:
            if self._index:
                self._index.see(rows.names)
            yield rows, 0
            return
        lines = iter(self._lines(stretch))
        while some := list(islice(lines, max(CAREFULLY // self._table.dialect.width, 1))):
            yield self._carefully(some)

    def _carefully(self, lines: list[Line]) -> tuple[Rows, int]:
        cells, names, where = self._table.cells(lines, self._keep, self._labels)
        if self._index and names:
            self._index.see(names)
        gaps = missing(cells)
        if gaps and self._table.reading.missing is None:
            raise NotFinite(f"{where(*gaps[0])}: missing value", DROP)
        left_out = {i for i, _ in gaps}
        keep = [i for i in range(len(cells)) if i not in left_out]
        kept = [cells[i] for i in keep]
        refuse_infinite(Loaded(kept, None, lambda i, j: where(keep[i], j)))
        values = self._values(kept)
        if values is None:
            raise not_in_blocks(self._table.source.name)
        return Rows(values, [names[i] for i in keep] if names else []), len(left_out)


class _Index:
    """The names of rows that are not kept, for they count 0, 1, 2, …; the first that does not."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._count = 0
        self._goes_on = True

    def see(self, names: Sequence[str]) -> None:
        """Looks at further names; remarks the first that is another."""
        end = self._count + len(names)
        expected = [*map(str, range(self._count, end))] if self._goes_on else names
        if names != expected:
            pairs = enumerate(zip(names, expected, strict=True), self._count + 1)
            row, name = next((i, name) for i, (name, number) in pairs if name != number)
            warnings.warn(
                f"{self._name}: row names are left out, for the first are 0, 1, 2, … as of an "
                f"index; row {row} is '{unquoted(name)}', and --engine memory keeps them all",
                Note,
                stacklevel=2,
            )
            self._goes_on = False
        self._count = end


def _without_first(stretch: Run | list[Line]) -> Run | list[Line] | None:
    """The lines behind the first, if there are any."""
    if isinstance(stretch, list):
        return stretch[1:] or None
    number, data = stretch
    _, _, rest = data.partition(b"\n")
    return (number + 1, rest) if rest else None


def _size(stretch: Run | list[Line]) -> int:
    """How many bytes lines have."""
    if isinstance(stretch, list):
        return sum(len(line) + 1 for _, line in stretch)
    return len(stretch[1])
