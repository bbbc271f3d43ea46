"""What a terminal can show: colour, signs, widths, and no character that would control it."""

from __future__ import annotations

import os
import unicodedata

_OLD = str.maketrans({"×": "x", "·": "-", "–": "-", "…": ".", "⋮": ":", "—": "-"})


def wants_colour(to_terminal: bool) -> bool:
    """Whether to colour text, by NO_COLOR, FORCE_COLOR and TERM."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return to_terminal and os.environ.get("TERM") not in (None, "", "dumb", "unknown")


def knows_unicode(encoding: str) -> bool:
    """Whether an encoding has all signs."""
    return encoding.lower().startswith("utf")


def printable(text: str) -> str:
    """A text with its control, format and line-breaking characters escaped."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c.isprintable() or _joins(c) else _escape(c) for c in text)


def plain(text: str, encoding: str) -> str:
    """A text in which a terminal of an old encoding knows our own signs."""
    return text if knows_unicode(encoding) else text.translate(_OLD)


def cell_width(text: str) -> int:
    """How many cells of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(_width(c) for c in text)


def fitted(text: str, room: int) -> str:
    """A text cut to so many cells, an ellipsis at its end, if it is longer."""
    if cell_width(text) <= room:
        return text
    while text and cell_width(text) > room - 1:
        text = text[:-1]
    return text.rstrip() + "…" * (room > 0)


def _width(c: str) -> int:
    if unicodedata.combining(c) or _joins(c):
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1


def _joins(c: str) -> bool:
    """Whether a format character is one that scripts and emoji need: the zero-width joiners."""
    return c in "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"


def _escape(c: str) -> str:
    if unicodedata.category(c) == "Zs":
        return " "
    return c.encode("unicode_escape").decode("ascii")
