"""Rows of numbers as lines of text, many at once where there are many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from lacli.matrix import Array, Matrix
from lacli.render import Style
from lacli.render._text import entries, number
from lacli.result import Part

MANY = 1 << 14
"""From so many numbers on orjson saves more time than loading it takes."""
POSITIONAL = 1e-4, 1e16
"""Numbers below, or not below, Python writes with an exponent, and orjson in ways of its own."""

Spelling = Callable[[str], str]


class Lines(NamedTuple):
    """Lines that follow each other, without the last end, and the names of their rows."""

    text: bytes
    rows: Sequence[str] | None


def lines(part: Part, style: Style, between: str, spelled: Spelling = str) -> Iterator[Lines]:
    """The entries of a part, row by row, as `spelled` has their texts, with `between` in between.

    An array comes some rows at a time, without being asked how many there are.
    """
    if isinstance(part, Matrix) and part.is_array and not style.in_full:
        for values, rows in part.blocks(last=True):
            yield Lines(_of_block(values, style, between, spelled), rows)
        return
    names = part.rows if isinstance(part, Matrix) else None
    for i, cells in enumerate(entries(part, style)):
        yield Lines(between.join(map(spelled, cells)).encode(), names and names[i : i + 1])


def _of_block(values: Array, style: Style, between: str, spelled: Spelling) -> bytes:
    if values.dtype.kind == "f" and style.precision is None and values.size >= MANY:
        return _quickly(values, between.encode(), spelled)
    texts = ([spelled(number(x, style)) for x in row] for row in values.tolist())
    return "\n".join(map(between.join, texts)).encode()


def _quickly(values: Array, between: bytes, spelled: Spelling) -> bytes:
    """What the same numbers are one by one.

    What orjson would write in another way, or not at all, it is given as NaN, for which it writes
    `null`; the text that is meant is put there.
    """
    import numpy as np
    import orjson

    with np.errstate(invalid="ignore"):  # a signalling NaN
        numbers = np.add(values, 0.0, order="C")  # a copy; + 0.0 makes -0.0 a plain 0
    size = np.abs(numbers)
    apart = (size < POSITIONAL[0]) & (size > 0) | ~(size < POSITIONAL[1])
    others = [spelled(repr(x)).encode() for x in numbers[apart].tolist()]
    numbers[apart] = np.nan
    text = orjson.dumps(numbers, option=orjson.OPT_SERIALIZE_NUMPY)[2:-2].replace(b"],[", b"\n")
    text = text.replace(b".0,", b",").replace(b".0\n", b"\n").removesuffix(b".0")
    if between != b",":
        text = text.replace(b",", between)
    if not others:
        return text
    return b"".join(chain.from_iterable(zip(text.split(b"null"), [*others, b""], strict=True)))
