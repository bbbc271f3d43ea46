"""Tables for people, drawn by rich: titled, aligned, and never with a broken number."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich.box import Box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from lacli.matrix import Matrix
from lacli.render import Style
from lacli.render._align import scalar
from lacli.render._layout import Block, Layout
from lacli.result import Part, Result
from lacli.terminal import cell_width, plain, printable

_FRAME = Box("╭──╮\n│  │\n├──┤\n│  │\n├──┤\n├──┤\n│  │\n╰──╯\n")
_GAP = 3
"""The blanks between tables side by side."""


def render(result: Result, style: Style) -> Iterator[bytes]:
    """The parts of a result as tables, side by side where they fit; a number alone stays bare."""
    pages = [_Page(name, part, result, style) for name, part in result.parts.items()]
    if len(pages) == 1 and not isinstance(pages[0].part, Matrix):
        yield f"{scalar(pages[0].part, style.precision)}\n".encode()
        return
    pen = _Pen(style, max(style.width, *(page.table_width for page in pages)))
    if len(pages) > 1:
        yield from pen.draw(Text(_shown(result.title, style), style="bold"))
    for i, line in enumerate(_lines(pages, style.width)):
        if i or len(pages) > 1:
            yield b"\n"
        if len(line) > 1:
            yield from pen.draw(_beside([page.renderables() for page in line]))
        else:
            for renderable in line[0].renderables():
                yield from pen.draw(renderable)


class _Pen:
    """A console whose lines are handed on as bytes."""

    def __init__(self, style: Style, width: int) -> None:
        self._encoding = style.encoding
        self._console = Console(
            file=io.TextIOWrapper(io.BytesIO(), encoding=style.encoding),
            width=width,
            force_terminal=style.colour,
            color_system="standard" if style.colour else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def draw(self, renderable: RenderableType) -> Iterator[bytes]:
        """The lines of a renderable."""
        with self._console.capture() as capture:
            self._console.print(renderable)
        for line in capture.get().splitlines():
            yield f"{line.rstrip()}\n".encode(self._encoding, "replace")


class _Page:
    """One part: its title and its tables."""

    def __init__(self, name: str, part: Part, result: Result, style: Style) -> None:
        self.part = part
        self._style = style
        self._title = _shown(name or result.title, style)
        bars = result.bars.removeprefix(f"{name}.") if result.bars.startswith(f"{name}.") else ""
        self._layout = Layout(part, style, bars) if isinstance(part, Matrix) else None

    @property
    def table_width(self) -> int:
        """The width of its widest table, which a narrow terminal may not have."""
        return max((block.width for block in self._layout.blocks), default=0) if self._layout else 0

    @property
    def width(self) -> int:
        """The width of the whole."""
        notes = self._layout.notes if self._layout else ()
        return max(self.table_width, cell_width(self._heading().plain), *map(cell_width, notes), 0)

    def renderables(self) -> Iterator[RenderableType]:
        """The title, the tables and what is left out, one below the other."""
        yield self._heading()
        if self._layout:
            for block in self._layout.blocks:
                if block.caption:
                    yield Text(block.caption, style="dim")
                yield _table(block)
            for note in self._layout.notes:
                yield Text(note, style="dim")

    def _heading(self) -> Text:
        if isinstance(self.part, Matrix):
            size = plain(f" · {self.part.dimensions}", self._style.encoding)
            return Text.assemble((self._title, "bold"), (size, "dim"))
        return Text.assemble(
            (self._title, "bold"), f" = {scalar(self.part, self._style.precision)}"
        )


def _table(block: Block) -> Table:
    headed = any(column.texts[0].strip() for column in block.columns)
    table = Table(box=_FRAME, show_header=headed, header_style="dim", border_style="dim")
    if block.labels:
        table.add_column(Text(block.labels.texts[0]), style="dim", no_wrap=True)
    for column in block.columns:
        table.add_column(Text(column.texts[0]), no_wrap=True)
    if block.bars:
        table.add_column("", style="cyan", no_wrap=True, min_width=block.bars.width)
    sides = [side.texts for side in (block.labels, *block.columns, block.bars) if side]
    for cells in list(zip(*sides, strict=True))[1:]:
        table.add_row(*map(Text, cells))
    return table


def _lines(pages: list[_Page], width: int) -> Iterator[list[_Page]]:
    """The pages that go on each line, as many as fit."""
    line: list[_Page] = []
    for page in pages:
        if line and sum(other.width + _GAP for other in line) + page.width > width:
            yield line
            line = []
        line.append(page)
    yield line


def _beside(pages: list[Iterator[RenderableType]]) -> Table:
    grid = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
    for _ in pages:
        grid.add_column(no_wrap=True)
    grid.add_row(*(Group(*page) for page in pages))
    return grid


def _shown(text: str, style: Style) -> str:
    return plain(printable(text), style.encoding)
