"""Tables for people, drawn by rich: titled, aligned, and never with a broken number."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich.box import Box
from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleRenderable, Group
from rich.table import Table
from rich.text import Text

from lacli.matrix import Matrix
from lacli.render import Style
from lacli.render._align import aligned, number
from lacli.render._terminal import printable
from lacli.result import Part, Result

MAX_ROWS = 20
MAX_COLUMNS = 60
BAR = 16
_FRAME = Box("╭──╮\n│  │\n├──┤\n│  │\n├──┤\n├──┤\n│  │\n╰──╯\n")
_GAP = 3
_PADDING = 3
"""What a column is wider than its text: a blank on each side, and one between columns."""


def render(result: Result, style: Style) -> Iterator[bytes]:
    """The parts of a result as tables, side by side where they fit; a number alone stays bare."""
    pages = [_Page(name, part, result, style) for name, part in result.parts.items()]
    if len(pages) == 1 and not isinstance(pages[0].part, Matrix):
        yield f"{number(pages[0].part, style.precision)}\n".encode()
        return
    blocks = [Group(*page.lines()) for page in pages]
    console = _console(style, max(style.width, *(page.width for page in pages)))
    widths = [console.measure(block).maximum for block in blocks]
    with console.capture() as capture:
        if len(pages) > 1:
            console.print(Text(_plain(printable(result.title), style), style="bold"))
        for i, line in enumerate(_lines(widths, style.width)):
            if i or len(pages) > 1:
                console.print()
            console.print(_beside([blocks[k] for k in line]))
    for drawn in capture.get().splitlines():
        yield f"{drawn.rstrip()}\n".encode(style.encoding, "replace")


def _console(style: Style, width: int) -> Console:
    return Console(
        file=io.TextIOWrapper(io.BytesIO(), encoding=style.encoding),
        width=width,
        force_terminal=style.colour,
        color_system="auto" if style.colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        legacy_windows=False,
    )


def _lines(widths: list[int], width: int) -> Iterator[list[int]]:
    """The indices of the blocks that go on each line, as many as fit."""
    line: list[int] = []
    for k, w in enumerate(widths):
        if line and sum(widths[j] + _GAP for j in line) + w > width:
            yield line
            line = []
        line.append(k)
    yield line


def _beside(blocks: list[ConsoleRenderable]) -> ConsoleRenderable:
    if len(blocks) == 1:
        return blocks[0]
    grid = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
    for _ in blocks:
        grid.add_column(no_wrap=True)
    grid.add_row(*blocks)
    return grid


class _Page:
    """One part: its title, and its columns in as many tables as the width asks for."""

    def __init__(self, name: str, part: Part, result: Result, style: Style) -> None:
        self.name = name
        self.part = part
        self.style = style
        self.title = _plain(printable(name or result.title), style)
        self.bars = (
            result.bars.removeprefix(f"{name}.") if result.bars.startswith(f"{name}.") else ""
        )
        self.width = 0
        """The width that its widest table needs, which a narrow terminal may not have."""

    def lines(self) -> list[ConsoleRenderable]:
        """The title and the tables, one above the other."""
        if not isinstance(self.part, Matrix):
            value = number(self.part, self.style.precision)
            return [Text.assemble((self.title, "bold"), f" = {value}")]
        size = _plain(f" · {self.part.size}", self.style)
        return [Text.assemble((self.title, "bold"), (size, "dim")), *self._tables(self.part)]

    def _tables(self, A: Matrix) -> Iterator[ConsoleRenderable]:
        rows, rows_left_out = _cut(A.shape[0], MAX_ROWS, self.style)
        cols, cols_left_out = _cut(A.shape[1], MAX_COLUMNS, self.style)
        labels = self._labels(A, rows)
        largest = float(abs(A.values).max())
        columns = [self._column(A, rows, j, largest) for j in cols]
        for block in _blocks(labels, columns, self.style.width):
            shown = [columns[k] for k in block]
            if len(block) < len(columns):
                yield Text(self._which(cols, block, A.shape[1]), style="dim")
            self.width = max(self.width, _width(labels, shown))
            yield self._table(
                labels, shown, self._bar_cells(A, rows, [cols[k] for k in block], labels, shown)
            )
        for count, total, what in (
            (rows_left_out, A.shape[0], "rows"),
            (cols_left_out, A.shape[1], "columns"),
        ):
            if count:
                yield Text(f"{count} of {total} {what} left out; --all shows them", style="dim")

    def _which(self, cols: list[int], block: list[int], total: int) -> str:
        first, last = cols[block[0]] + 1, cols[block[-1]] + 1
        which = f"column {first}" if first == last else f"columns {first}–{last}"
        return _plain(f"{which} of {total}", self.style)

    def _table(self, labels: list[str], columns: list[list[str]], bars: list[str]) -> Table:
        """A table of columns of texts, the first of each its header."""
        headed = any(column[0] for column in columns)
        table = Table(box=_FRAME, show_header=headed, header_style="dim", border_style="dim")
        if labels:
            table.add_column(Text(labels[0]), style="dim", no_wrap=True)
        for column in columns:
            table.add_column(Text(column[0]), justify="right", no_wrap=True)
        if bars:
            table.add_column("", style="cyan", no_wrap=True)
        sides = [side for side in (labels, *columns, bars) if side]
        for cells in list(zip(*sides, strict=True))[1:]:
            table.add_row(*map(Text, cells))
        return table

    def _labels(self, A: Matrix, rows: list[int]) -> list[str]:
        """The names of the rows under an empty header; none where rows have no names."""
        if not A.rows:
            return []
        room = max(8, self.style.width // 3)
        names = A.rows
        return ["", *(self._dots if i < 0 else self._fit(names[i], room) for i in rows)]

    def _column(self, A: Matrix, rows: list[int], j: int, largest: float) -> list[str]:
        """The name of column j and its numbers, aligned; negative indices stand for what is cut."""
        if j < 0:
            return ["", *(["…" if self._unicode else "..."] * len(rows))]
        shown = A.values[[i for i in rows if i >= 0], j].tolist()
        numbers = iter(aligned(shown, largest, self.style.precision))
        cells = [self._dots if i < 0 else next(numbers) for i in rows]
        room = max(16, *map(cell_len, cells))
        name = self._fit(A.cols[j], min(room, self.style.width // 2)) if A.cols else ""
        return [name, *cells]

    def _bar_cells(
        self, A: Matrix, rows: list[int], cols: list[int], labels: list[str], shown: list[list[str]]
    ) -> list[str]:
        """Bars for the shares in the column that has them, if it is shown and there is room."""
        room = self.style.width - _width(labels, shown)
        if not A.cols or self.bars not in A.cols or room < BAR + _PADDING:
            return []
        j = A.cols.index(self.bars)
        if j not in cols:
            return []
        return ["", *("" if i < 0 else self._bar(float(A.values[i, j])) for i in rows)]

    def _bar(self, share: float) -> str:
        if not self._unicode:
            return "#" * round(share * BAR)
        eighths = round(share * BAR * 8)
        return "█" * (eighths // 8) + " ▏▎▍▌▋▊▉"[eighths % 8].strip()

    def _fit(self, name: str, room: int) -> str:
        name = _plain(printable(name), self.style)
        if cell_len(name) <= room:
            return name
        dots = "…" if self._unicode else "..."
        return set_cell_size(name, room - len(dots)).rstrip() + dots

    @property
    def _unicode(self) -> bool:
        return self.style.encoding.lower().startswith("utf")

    @property
    def _dots(self) -> str:
        return "⋮" if self._unicode else ":"


def _width(labels: list[str], columns: list[list[str]]) -> int:
    """The width of a framed table of these columns."""
    sides = [labels, *columns] if labels else columns
    return 1 + sum(_PADDING + max(map(cell_len, side)) for side in sides)


def _blocks(labels: list[str], columns: list[list[str]], width: int) -> Iterator[list[int]]:
    """The indices of the columns that go into each table, as many as there is room for."""
    block: list[int] = []
    for k, column in enumerate(columns):
        if block and _width(labels, [*(columns[j] for j in block), column]) > width:
            yield block
            block = []
        block.append(k)
    yield block


def _cut(count: int, limit: int, style: Style) -> tuple[list[int], int]:
    """The indices to show, with -1 for those left out in the middle, and how many those are."""
    if style.everything or count <= limit:
        return list(range(count)), 0
    half = limit // 2
    return [*range(half), -1, *range(count - half, count)], count - 2 * half


def _plain(text: str, style: Style) -> str:
    """A text in which an old terminal's encoding has every sign."""
    if style.encoding.lower().startswith("utf"):
        return text
    return text.replace("×", "x").replace("·", "-").replace("–", "-")
