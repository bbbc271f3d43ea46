"""What the formats of text have in common: entries as text, and one part after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lacli.matrix import Matrix
from lacli.number import Number, in_full, shortest
from lacli.render import Style
from lacli.result import Part, Result, Text


def parts(
    result: Result, heading: str, pieces: Callable[[Part], Iterable[bytes]]
) -> Iterator[bytes]:
    """The text of each part; parts that have names stand under them, an empty line between.

    `heading` is the format of a name, such as `# {}`.
    """
    for i, (name, part) in enumerate(result.parts.items()):
        if name:
            yield f"{'' if i == 0 else chr(10)}{heading.format(name)}\n".encode()
        yield from pieces(part)


def ended(lines: Iterable[str]) -> Iterator[bytes]:
    """Lines with their ends."""
    return (f"{line}\n".encode() for line in lines)


def lines_of(part: str | Text) -> Text:
    """The lines of a part that is text."""
    return (part,) if isinstance(part, str) else part


def entries(part: Part, style: Style) -> Iterator[list[str]]:
    """The texts of the entries of a part, row by row; numbers and lines are rows of one entry."""
    if isinstance(part, str | tuple):
        yield from ([" ".join(line.split())] for line in lines_of(part))
    elif isinstance(part, Matrix):
        kind = (lambda x: x) if part.is_real else complex
        for row in part:
            yield [number(kind(x), style) for x in row]
    else:
        yield [number(part, style)]


def named_entries(part: Matrix, style: Style) -> Iterator[tuple[str, list[str]]]:
    """The name of each row, of which all have one, and the texts of its entries, in one pass."""
    if not part.tall:
        yield from zip(part.rows or (), entries(part, style), strict=True)
        return
    for values, names in part.blocks(last=True):
        for name, row in zip(names or (), values.tolist(), strict=True):
            yield name, [number(x, style) for x in row]


def number(x: Number, style: Style) -> str:
    """The text of a number."""
    return in_full(x) if style.in_full else shortest(x, style.precision)
