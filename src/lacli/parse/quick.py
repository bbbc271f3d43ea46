"""The quick way to read large JSON texts: the same values as the careful way, or none."""

from __future__ import annotations

from typing import Any

_DIGITS = bytes.maketrans(b"123456789 \t\r\n[:-", b"000000000,,,,,,,")
"""Turns digits into 0 and what may stand before a number into a comma."""
_LONG = b"," + b"0" * 19
"""How a number begins that may be an integer of more than 64 bits, which orjson rounds."""


def loads(data: bytes) -> Any:
    """The value of a JSON text in UTF-8; None where the careful way would say anything else.

    So it is for what is not JSON, for integers that would be rounded, and where a key might come
    twice in an object, of which orjson would keep the last.
    """
    import orjson

    if _LONG in data.translate(_DIGITS):
        return None
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(value, list | dict):
        return None
    return value if b'"' not in data or _has_every_key(value, data) else None


def _has_every_key(value: list[Any] | dict[str, Any], data: bytes) -> bool:
    """Whether each colon in a text belongs to a key of an object: of the value, or right in it.

    There are at least as many as keys, so that none came twice.
    """
    objects = [x for x in (value if isinstance(value, list) else value.values()) if type(x) is dict]
    if isinstance(value, dict):
        objects.append(value)
    return data.count(b":") == sum(map(len, objects))
