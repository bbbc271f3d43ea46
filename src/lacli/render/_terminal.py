"""Text for a terminal: what could control it is shown, not obeyed."""

from __future__ import annotations

import unicodedata


def printable(text: str) -> str:
    """A text with its control, format and line-breaking characters escaped."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c.isprintable() or _joins(c) else _escape(c) for c in text)


def _joins(c: str) -> bool:
    """Whether a format character is one that scripts and emoji need: the zero-width joiners."""
    return c in "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"


def _escape(c: str) -> str:
    if unicodedata.category(c) == "Zs":
        return " "
    return c.encode("unicode_escape").decode("ascii")
