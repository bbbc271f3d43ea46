"""Matrices, data frames and vectors as R prints them, also broken into blocks of columns.

R puts the right ends of a column's cells and of its name above each other. That tells where a cell
ends, whatever blanks the names have.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lacli.number import Number
from lacli.numeral import is_number, number
from lacli.parse.tokens import NotAMatrix, excerpt
from lacli.parse.written import Written
from lacli.pattern import pattern

_VECTOR = pattern(r"\s*\[1\] +[-0-9A-Z]")
_COUNTED = pattern(
    r"\s*\[,1\](?: +\[,[0-9]+\])*\s*(?:\n|\Z)"  # over rows, whatever they are called
    r"|[^\n]+\n *\[1,\] "
)
_NAMED = pattern(r" +[^\s,;|][^\n\t,;|]*\n[^\s,;|{}=\[]")
_COLUMN = pattern(r"\[,([0-9]+)\]")
_ROW = pattern(r"\s*\[([0-9]+),\]")
_INDEX = pattern(r"^\s*\[([0-9]+)\]", re.MULTILINE)


class _Block(NamedTuple):
    labels: list[str]
    names: list[str]
    rows: list[list[Number]]


def begins(text: str) -> bool:
    """Whether a text begins as what R prints."""
    return bool(_VECTOR.match(text) or _COUNTED.match(text)) or _is_table(text)


def is_plain_table(text: str) -> bool:
    """Whether a text has names above and left of it that a reader of CSV understands."""
    if not _is_table(text):
        return False
    lines = [line.split() for line in text.splitlines() if line.strip()]
    if len(lines) > 2 and not text.endswith("\n"):
        lines.pop()  # which may be cut off
    widths = {len(line) for line in lines[1:]}
    return widths in ({len(lines[0])}, {len(lines[0]) + 1})


def parse(text: str) -> Written:
    """The matrix, its names kept unless R only counted; raises NotAMatrix."""
    if _VECTOR.match(text):
        return _vector(text)
    first, *others = [_block(lines) for lines in _blocks(text)]
    rows, names = first.rows, first.names
    for block in others:
        if block.labels != first.labels:
            raise NotAMatrix("the blocks of columns have different rows")
        rows = [[*row, *more] for row, more in zip(rows, block.rows, strict=True)]
        names = [*names, *block.names]
    return Written(rows, None, _names(first.labels, _ROW), _names(names, _COLUMN))


def _is_table(text: str) -> bool:
    """Whether a line that begins with a blank and holds no number stands above named rows."""
    if '"' in text or not _NAMED.match(text):
        return False
    head, _, rest = text.partition("\n")
    words = rest.partition("\n")[0].split()
    return not any(map(is_number, head.split())) and len(words) > 1 and is_number(words[-1])


def _vector(text: str) -> Written:
    """The row of a vector's numbers, whose lines begin with the place of the first: [26]."""
    row: list[Number] = []
    for line in filter(str.strip, text.splitlines()):
        place = _INDEX.match(line)
        if not place or int(place[1]) != len(row) + 1:
            raise NotAMatrix(f"expected [{len(row) + 1}]", excerpt=excerpt(line, 0))
        words = re.finditer(r"\S+", line[place.end() :])
        row += [_number(word[0], line, place.end() + word.end()) for word in words]
    return Written([row])


def _blocks(text: str) -> list[list[str]]:
    """The lines of each block of columns; the first of a block holds the names."""
    blocks: list[list[str]] = []
    for line in filter(str.strip, text.expandtabs().splitlines()):
        heads = line[0] == " " and not _ROW.match(line)
        if heads or not blocks:
            blocks.append([])
        blocks[-1].append(line.rstrip())
    return blocks


def _block(lines: list[str]) -> _Block:
    """The names and numbers of a block, whose lines are of one length."""
    head, *body = lines
    if not body:
        raise NotAMatrix("no row below the names", excerpt=excerpt(head, 0))
    width = len(body[0])
    head = head.strip().rjust(width)  # what was pasted may have lost the blanks in front
    for line in [head, *body]:
        if len(line) != width:
            raise NotAMatrix(
                "ragged: as R prints it, every line is as long as the others",
                excerpt=excerpt(line, min(len(line), width)),
            )
    ends = _ends(head).intersection(*map(_ends, body))
    spans = [*zip([0, *sorted(ends)], sorted(ends), strict=False)]
    labels, rows = [], []
    for line in body:
        cells = [line[start:end].split()[-1:] for start, end in spans]
        label = line[: spans[0][1]].removesuffix(cells[0][0]).rstrip()
        alone = all(len(line[start:end].split()) == 1 for start, end in spans[1:])
        if not label or not alone or head[: len(label) + 1].strip():
            raise NotAMatrix("the cells do not stand below the names", excerpt=excerpt(line, 0))
        labels.append(label.strip())
        rows.append([_number(cell, line, spans[j][1]) for j, [cell] in enumerate(cells)])
    return _Block(labels, [head[start:end].strip() for start, end in spans], rows)


def _ends(line: str) -> set[int]:
    """Where words end in a line."""
    return {match.end() for match in re.finditer(r"\S+", line)}


def _number(word: str, line: str, end: int) -> Number:
    """The number of a word that ends there in the line."""
    at = end - len(word)
    try:
        value = number(word)
    except OverflowError as error:
        raise NotAMatrix(str(error), excerpt=excerpt(line, at)) from None
    if value is None:
        raise NotAMatrix(f"not a number: '{word}'", excerpt=excerpt(line, at))
    return value


def _names(names: list[str], counted: re.Pattern[str]) -> list[str] | None:
    """The names, or None where R counts 1, 2, 3, …, or pandas 0, 1, 2, …, for want of them."""
    places = [counted.fullmatch(name) for name in names]
    if all(place and int(place[1]) == i for i, place in enumerate(places, 1)):
        return None
    if any(places):
        raise NotAMatrix(f"rows or columns are missing near '{names[0]}'")
    return None if names == [str(i) for i in range(len(names))] else names
