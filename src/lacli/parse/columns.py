"""Which columns are meant by a name, a number or a range."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from lacli.errors import UsageError
from lacli.pattern import pattern

_RANGE = pattern(r"([0-9]*)-([0-9]*)")


def choose(spec: str, names: Sequence[str] | None, width: int) -> list[int]:
    """The columns, counted from 0, of a list such as `x,3,5-7,10-,a-c`, in its order.

    Raises UsageError for one that is not there.
    """
    chosen: list[int] = []
    for item in [spec] if spec in (names or ()) else spec.split(","):
        chosen += _item(item.strip(), names or (), width)
    return chosen


def find(item: str, names: Sequence[str] | None, width: int) -> int:
    """The column, counted from 0, of that name or number; raises UsageError if there is none."""
    names = names or ()
    if names.count(item) > 1:
        raise UsageError(f"{names.count(item)} columns are called '{item}': give its number")
    if item in names:
        return names.index(item)
    if item.isascii() and item.isdigit() and 1 <= int(item[:9]) <= width:
        return int(item) - 1
    if item.isascii() and item.isdigit():
        raise UsageError(f"no column {item}: there are {width}")
    close = get_close_matches(item, names, 1)
    hint = f"did you mean {close[0]}?" if close else ""
    if names and not hint:
        shown = ", ".join(name for name in names[:12] if name)
        hint = f"the columns are {shown}{', …' if len(names) > 12 else ''}"
    raise UsageError(f"no column '{item}'", hint or "without a header, columns go by number")


def _item(item: str, names: Sequence[str], width: int) -> list[int]:
    if item in names:
        return [find(item, names, width)]
    for dash in re.finditer("-", item):
        first, last = item[: dash.start()], item[dash.end() :]
        if first in names and last in names:
            return _span(find(first, names, width), find(last, names, width))
    if (match := _RANGE.fullmatch(item)) and item != "-":
        return _span(find(match[1] or "1", (), width), find(match[2] or str(width), (), width))
    return [find(item, names, width)]


def _span(first: int, last: int) -> list[int]:
    step = 1 if first <= last else -1
    return list(range(first, last + step, step))


def ranges(columns: Sequence[int]) -> str:
    """Columns, counted from 0, as people write them: `1-4,6`."""
    spans: list[list[int]] = []
    for j in columns:
        if spans and j == spans[-1][1] + 1:
            spans[-1][1] = j
        else:
            spans.append([j, j])
    return ",".join(f"{a + 1}" if a == b else f"{a + 1}-{b + 1}" for a, b in spans)
