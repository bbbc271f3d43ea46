"""Result → bytes: one file per format, each with a function `render` and, if it has one, a suffix.

A file whose name begins with an underscore is no format; it helps those that are.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from typing import NamedTuple

from lacli.result import Result
from lacli.terminal import knows_unicode

__all__ = ["BINARY", "Style", "format_of_suffix", "formats", "render"]

BINARY = ("npy", "npz")
"""The formats that are no text, and so not for a terminal."""


class Style(NamedTuple):
    """How to write numbers, and what the terminal can show."""

    precision: int | None = None
    """Significant digits; None is all there are, or six in a table."""
    in_full: bool = False
    """Whether exact numbers are written to their last digit, as fractions."""
    everything: bool = False
    """Whether a table shows every row and column, however many."""
    width: int = 80
    colour: bool = False
    encoding: str = "utf-8"

    @property
    def unicode(self) -> bool:
        """Whether the terminal has all signs."""
        return knows_unicode(self.encoding)


def formats() -> list[str]:
    """The names of all formats, found by listing this folder."""
    stems = (name.removesuffix(".py") for name in os.listdir(os.path.dirname(__file__)))
    return sorted(stem for stem in stems if stem.isalpha())


def format_of_suffix(suffix: str) -> str | None:
    """The format that files with a suffix, such as `.csv`, are written in."""
    for name in formats():
        if name != "table" and import_module(f"lacli.render.{name}").SUFFIX == suffix:
            return name
    return None


def render(result: Result, name: str, style: Style) -> Iterator[bytes]:
    """A result in the format of that name, in pieces."""
    pieces: Iterator[bytes] = import_module(f"lacli.render.{name}").render(result, style)
    return pieces
