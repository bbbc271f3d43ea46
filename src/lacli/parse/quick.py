"""The quick way to read large JSON texts: the same values as the careful way, or none."""

from __future__ import annotations

import re
from itertools import chain
from typing import Any

from lacli.matrix import Array
from lacli.parse.lines import may_vanish
from lacli.parse.streams import RUN

_FOREIGN = (b'"', b"{", b"u", b"f")
"""What stands in JSON that is no number and no array: text, objects, true, null and false."""
_FLOATS = (b".", b"e", b"E")
_BLANKS = b" \t\r\n"
_BEHIND = re.compile(rb"[ \t\r\n]*(?:,|\Z)")
"""What stands behind a row: a comma, or nothing more."""
_DIGITS = bytes.maketrans(b"123456789 \t\r\n[:-", b"000000000,,,,,,,")
"""Turns digits into 0 and what may stand before a number into a comma."""
_LONG = b"," + b"0" * 19
"""How a number begins that may be an integer of more than 64 bits, which orjson rounds."""
_FAR = 2.0**63
"""What no shorter one reaches."""


def value(data: bytes) -> Any:
    """The value of a JSON text in UTF-8; None where the careful way would say anything else.

    So it is for what is not JSON, for integers that would be rounded and numbers that might vanish,
    and where a key might come twice in an object, of which orjson would keep the last. A matrix is
    an array.
    """
    rows = _matrix(data)
    return _loads(data) if rows is None else rows


def _matrix(data: bytes) -> Array | None:
    """The matrix in a text of nothing but rows of numbers; None for others, and integers alone.

    Some rows at a time are read, so that what is made of them stays in the processor's cache: it
    takes half as long.
    """
    at, end = data.find(b"[") + 1, data.rfind(b"]")
    around = data[: at - 1] + data[end + 1 :] if at else data
    if around.strip(_BLANKS) or any(mark in data for mark in _FOREIGN):
        return None
    if not any(mark in data for mark in _FLOATS):
        return None
    import numpy as np

    pieces: list[Array] = []
    while at < end:
        cut = data.find(b"]", at + RUN, end) + 1 or end
        rows, behind = _rows(data[at:cut]), _BEHIND.match(data, cut, end)
        if rows is None or not behind or (pieces and rows.shape[1] != pieces[0].shape[1]):
            return None
        pieces.append(rows)
        at = behind.end()
    return np.concatenate(pieces) if pieces and data[at - 1 : at] != b"," else None


def _rows(text: bytes) -> Array | None:
    """The numbers in some rows, without the brackets around these; None for anything else."""
    import numpy as np
    import orjson

    try:
        rows = orjson.loads(b"[%b]" % text)
        m, n = len(rows), len(rows[0])
        values = np.fromiter(chain.from_iterable(rows), float, m * n).reshape(m, n)
    except (orjson.JSONDecodeError, IndexError, TypeError, ValueError):
        return None
    if (
        not values.size
        or any(len(row) != n for row in rows)
        or (not values.all() and may_vanish(text))
    ):
        return None
    return None if np.abs(values).max() >= _FAR and _has_long(text) else values


def _loads(data: bytes) -> Any:
    import orjson

    if _has_long(data) or may_vanish(data):
        return None
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(value, list | dict):
        return None
    return value if b'"' not in data or _has_every_key(value, data) else None


def _has_long(data: bytes) -> bool:
    """Whether there may be an integer in a text that would be rounded."""
    return _LONG in data.translate(_DIGITS)


def _has_every_key(value: list[Any] | dict[str, Any], data: bytes) -> bool:
    """Whether each colon in a text belongs to a key of an object: of the value, or right in it.

    There are at least as many as keys, so that none came twice.
    """
    objects = [x for x in (value if isinstance(value, list) else value.values()) if type(x) is dict]
    if isinstance(value, dict):
        objects.append(value)
    return data.count(b":") == sum(map(len, objects))
