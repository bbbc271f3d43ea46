"""Markdown: a pipe table for each part, as GitHub and most others show them."""

from __future__ import annotations

from collections.abc import Iterator

from lacli.matrix import Matrix
from lacli.render import Style
from lacli.render._text import ended, entries, lines_of, named_entries, parts
from lacli.result import Part, Result

SUFFIX = ".md"


def render(result: Result, style: Style) -> Iterator[bytes]:
    """A table for each part, under its name in bold; a single number stays bare."""
    return parts(result, "**{}**\n", lambda part: ended(_lines(part, style)))


def _lines(part: Part, style: Style) -> Iterator[str]:
    if isinstance(part, str | tuple):
        yield from (_escaped(line) for line in lines_of(part))
        return
    rows = entries(part, style)
    if not isinstance(part, Matrix):
        yield from next(rows)
        return
    labels = [":---"] if part.rows else []
    yield _line([*([""] if part.rows else []), *map(_escaped, part.cols or [""] * part.width)])
    yield _line([*labels, *["---:"] * part.width])
    if part.rows:
        for name, cells in named_entries(part, style):
            yield _line([_escaped(name), *cells])
    else:
        yield from map(_line, rows)


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(name: str) -> str:
    """A name as text: Markdown's signs mean nothing in it."""
    name = " ".join(name.split())
    return "".join(f"\\{c}" if c in "\\`*_[]<>|" else c for c in name)
