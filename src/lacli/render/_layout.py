"""The layout of tables: which rows and columns are shown, as texts, in how many tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lacli.matrix import Matrix
from lacli.number import nearest
from lacli.render import Style
from lacli.render._align import aligned, largest
from lacli.terminal import cell_width, fitted, plain, printable

MAX_ROWS = 20
MAX_COLUMNS = 60
BAR = 16
PADDING = 3
"""What a column is wider than its text: a blank on each side, and one between columns."""


class Column(NamedTuple):
    """A column of texts, the first of them its header."""

    texts: list[str]
    width: int

    @classmethod
    def of(cls, texts: list[str]) -> Column:
        """The column of these texts, as they are."""
        return cls(texts, max(map(cell_width, texts)))

    @classmethod
    def of_numbers(cls, texts: list[str]) -> Column:
        """The column of these texts, moved to the right; blanks at their end, which align, stay."""
        width = max(map(cell_width, texts))
        return cls([" " * (width - cell_width(text)) + text for text in texts], width)


class Block(NamedTuple):
    """A table: its caption, the names of its rows, its columns, and bars for the shares in one."""

    caption: str
    labels: Column | None
    columns: list[Column]
    bars: Column | None

    @property
    def width(self) -> int:
        """The width of the table with its frame."""
        sides = [side for side in (self.labels, *self.columns, self.bars) if side]
        return 1 + sum(PADDING + side.width for side in sides)


class Layout:
    """A matrix as one or more tables, as many as its width asks for; `bars` names shares of one."""

    def __init__(self, A: Matrix, style: Style, bars: str = "") -> None:
        self._shape = A.shape
        self._style = style
        self._cols, self._cols_left_out = _cut(A.width, MAX_COLUMNS, style)
        self._rows, self._rows_left_out = _cut(A.height, MAX_ROWS, style)
        if A.tall:
            A = _ends(A, self._rows)
            self._rows = _renumbered(self._rows)
        self._A = A
        self.blocks = list(self._blocks(bars))

    @property
    def notes(self) -> Iterator[str]:
        """What is left out."""
        m, n = self._shape
        for count, total, what in (
            (self._rows_left_out, m, "rows"),
            (self._cols_left_out, n, "columns"),
        ):
            if count:
                yield f"{count} of {total} {what} left out; --all shows them"

    def _blocks(self, bars: str) -> Iterator[Block]:
        columns = [self._column(j) for j in self._cols]
        labels = self._labels(self._style.width)
        if Block("", labels, columns, None).width > self._style.width:
            labels = self._labels(max(8, self._style.width // 3))
        room = self._style.width - Block("", labels, [], None).width
        for block in _packed([column.width + PADDING for column in columns], room):
            caption = self._caption(block) if len(block) < len(columns) else ""
            table = Block(caption, labels, [columns[k] for k in block], None)
            yield table._replace(bars=self._bars(bars, block, self._style.width - table.width))

    def _caption(self, block: list[int]) -> str:
        first, last = self._cols[block[0]] + 1, self._cols[block[-1]] + 1
        which = f"column {first}" if first == last else f"columns {first}–{last}"
        return plain(f"{which} of {self._shape[1]}", self._style.encoding)

    def _labels(self, room: int) -> Column | None:
        """The names of the rows under an empty header."""
        names = self._A.rows
        if not names:
            return None
        return Column.of(
            ["", *(self._gap if i < 0 else self._name(names[i], room) for i in self._rows)]
        )

    def _column(self, j: int) -> Column:
        """The name of column j and its numbers, aligned; negative indices stand for what is cut."""
        if j < 0:
            return Column.of_numbers(["", *[self._gap] * len(self._rows)])
        column = self._A.entries_of(j)
        if not self._A.is_real:
            column = [complex(x) for x in column]
        shown = [column[i] for i in self._rows if i >= 0]
        numbers = iter(aligned(shown, largest(column), self._style))
        cells = [self._gap if i < 0 else next(numbers) for i in self._rows]
        room = min(max(16, *map(len, cells)), self._style.width // 2)
        name = self._name(self._A.cols[j], room) if self._A.cols else ""
        return Column.of_numbers([name, *cells])

    def _bars(self, name: str, block: list[int], room: int) -> Column | None:
        """Bars for the shares in the column of that name, if it is shown and there is room."""
        cols = self._A.cols or ()
        if not name or name not in cols or room < BAR + PADDING:
            return None
        j = cols.index(name)
        if j not in [self._cols[k] for k in block]:
            return None
        shares = self._A.entries_of(j)
        bars = ["" if i < 0 else self._bar(nearest(shares[i]).real) for i in self._rows]
        return Column(["", *bars], BAR)

    def _bar(self, share: float) -> str:
        if not self._style.unicode:
            return "#" * round(share * BAR)
        eighths = round(share * BAR * 8)
        return "█" * (eighths // 8) + " ▏▎▍▌▋▊▉"[eighths % 8].strip()

    def _name(self, name: str, room: int) -> str:
        return fitted(plain(printable(name), self._style.encoding), room)

    @property
    def _gap(self) -> str:
        return plain("⋮", self._style.encoding)


def _ends(A: Matrix, rows: list[int]) -> Matrix:
    """The rows to show of a matrix that comes block by block.

    Raises InputError where they are all, and memory does not hold them.
    """
    if all(i >= 0 for i in rows):
        return Matrix(A.values, A.rows and tuple(A.rows), A.cols)
    wanted = {i for i in rows if i >= 0}
    values, names, at = [], [], 0
    for block in A.blocks():
        here = [i for i in range(len(block.values)) if at + i in wanted]
        values += [block.values[i].tolist() for i in here]
        names += [block.rows[i] for i in here] if block.rows else []
        at += len(block.values)
    return Matrix(values, names or None, A.cols)


def _renumbered(rows: list[int]) -> list[int]:
    """The same places among those rows alone."""
    count = iter(range(len(rows)))
    return [next(count) if i >= 0 else i for i in rows]


def _packed(widths: list[int], room: int) -> Iterator[list[int]]:
    """The indices of the columns that go into each table, as many as there is room for."""
    block: list[int] = []
    used = 0
    for k, width in enumerate(widths):
        if block and used + width > room:
            yield block
            block, used = [], 0
        block.append(k)
        used += width
    yield block


def _cut(count: int, limit: int, style: Style) -> tuple[list[int], int]:
    """The indices to show, with -1 for those left out in the middle, and how many those are."""
    if style.everything or count <= limit:
        return list(range(count)), 0
    half = limit // 2
    return [*range(half), -1, *range(count - half, count)], count - 2 * half
