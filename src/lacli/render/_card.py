"""The layout of cards: numbers and text, each beside its name."""

from __future__ import annotations

from textwrap import wrap

from lacli.matrix import Matrix
from lacli.render import Style
from lacli.render._align import scalar
from lacli.render._layout import Block, Column
from lacli.render._text import lines_of
from lacli.result import Part
from lacli.terminal import plain, printable

NARROWEST = 20
"""The least room, in cells, that a text is broken to."""


def card(parts: dict[str, Part], style: Style) -> Block:
    """A table of two columns, the names and what each is; text is broken where it is too long."""
    names, texts = [""], [""]
    room = style.width - max(map(len, parts)) - len("│  │  │")
    for name, part in parts.items():
        lines = [piece for line in bare(part, style) for piece in wrap(line, max(room, NARROWEST))]
        names += [name, *[""] * (len(lines) - 1)]
        texts += lines
    return Block("", Column.of(names), [Column.of(texts)], None)


def bare(part: Part, style: Style) -> list[str]:
    """The lines of a number or a text."""
    assert not isinstance(part, Matrix)
    if isinstance(part, str | tuple):
        return [plain(printable(line), style.encoding) for line in lines_of(part)]
    return [scalar(part, style)]
