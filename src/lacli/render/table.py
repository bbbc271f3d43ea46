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
from lacli.render._card import bare, card
from lacli.render._layout import Block, Layout
from lacli.result import Part, Result
from lacli.terminal import cell_width, plain, printable

_FRAME = Box("╭──╮\n│  │\n├──┤\n│  │\n├──┤\n├──┤\n│  │\n╰──╯\n")
_GAP = 3
"""The blanks between tables side by side."""


def render(result: Result, style: Style) -> Iterator[bytes]:
    """The parts of a result as tables, side by side where they fit; a number alone stays bare."""
    if "" in result.parts and not isinstance(result.parts[""], Matrix):
        for line in bare(result.parts[""], style):
            yield f"{line}\n".encode(style.encoding, "replace")
        return
    pages = list(_pages(result, style))
    pen = _Pen(style, max(style.width, *(page.table_width for page in pages)))
    if "" not in result.parts:
        yield from pen.draw(Text(_shown(result.title, style), style="bold"))
    for i, row in enumerate(_lines(pages, style.width)):
        if i or (len(pages) > 1 and not isinstance(pages[0], _Card)):
            yield b"\n"
        if len(row) > 1:
            yield from pen.draw(_beside([page.renderables() for page in row]))
        else:
            for renderable in row[0].renderables():
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
    """A matrix: its title and its tables."""

    def __init__(self, name: str, part: Matrix, result: Result, style: Style) -> None:
        if part.tall:
            part.tall.counted()
        size = plain(f" · {part.dimensions}", style.encoding)
        title = _shown(name or result.title, style)
        self._heading = Text.assemble((title, "bold"), (size, "dim"))
        bars = result.bars.removeprefix(f"{name}.") if result.bars.startswith(f"{name}.") else ""
        self._layout = Layout(part, style, bars)

    @property
    def table_width(self) -> int:
        """The width of its widest table, which a narrow terminal may not have."""
        return max(block.width for block in self._layout.blocks)

    @property
    def width(self) -> int:
        """The width of the whole."""
        texts = [self._heading.plain, *self._layout.notes]
        return max(self.table_width, *map(cell_width, texts))

    def renderables(self) -> Iterator[RenderableType]:
        """The title, the tables and what is left out, one below the other."""
        yield self._heading
        for block in self._layout.blocks:
            if block.caption:
                yield Text(block.caption, style="dim")
            yield _table(block)
        for note in self._layout.notes:
            yield Text(note, style="dim")


class _Card:
    """Numbers and text, each beside its name."""

    def __init__(self, parts: dict[str, Part], style: Style) -> None:
        self._block = card(parts, style)

    @property
    def width(self) -> int:
        """The width of the table."""
        return self._block.width

    table_width = width

    def renderables(self) -> Iterator[RenderableType]:
        """The table."""
        yield _table(self._block)


def _pages(result: Result, style: Style) -> Iterator[_Page | _Card]:
    """Each matrix, and what stands between two of them as one card."""
    together: dict[str, Part] = {}
    for name, part in result.parts.items():
        if not isinstance(part, Matrix):
            together[name] = part
            continue
        if together:
            yield _Card(together, style)
            together = {}
        yield _Page(name, part, result, style)
    if together:
        yield _Card(together, style)


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


def _lines(pages: list[_Page | _Card], width: int) -> Iterator[list[_Page | _Card]]:
    """The pages that go on each line, as many as fit; a card has a line of its own."""
    line: list[_Page | _Card] = []
    for page in pages:
        alone = any(isinstance(other, _Card) for other in (page, *line))
        if line and (alone or sum(other.width + _GAP for other in line) + page.width > width):
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
