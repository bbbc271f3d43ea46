"""MATLAB and Octave: [1, 2; 3, 4], and an assignment for each of several parts."""

from __future__ import annotations

from collections.abc import Iterator

from lacli.render import Style
from lacli.render._literals import Language, assignments
from lacli.result import Result

SUFFIX = ".m"


def render(result: Result, style: Style) -> Iterator[bytes]:
    """The literal of each part, under the names of its rows and columns as comments."""
    return assignments(result, style, MATLAB)


def _quoted(text: str) -> str:
    """A text in double quotes, on one line: MATLAB has no sign for a new line in it."""
    return '"' + " ".join(text.replace('"', '""').splitlines()) + '"'


MATLAB = Language("%", "i", "Inf", ("false", "true"), _quoted, end=";")
