"""Matrices and vectors as Julia prints them: a line with the size and the type, then the rows."""

from __future__ import annotations

from lacli.parse.expression import Cells
from lacli.parse.rows import matrix
from lacli.parse.tokens import NotAMatrix, tokens
from lacli.parse.written import Written
from lacli.pattern import pattern

_HEADING = pattern(r"\s*([0-9]+)(?:[×x]([0-9]+)|-element)[^\n]*\n?")
_RATIONAL = pattern(r"(-?[0-9]+)//([0-9]+)")
_ZERO = "⋅"
"""What an entry off the diagonal, or one that a sparse matrix does not store, is printed as."""


def parse(text: str) -> Written:
    """The matrix below the heading; raises NotAMatrix if it has not the size that is said there."""
    heading = _HEADING.match(text)
    assert heading is not None
    body = text[heading.end() :].replace("missing", "NaN    ").replace(_ZERO, "0")
    body = _RATIONAL.sub(r" \1/\2", body)  # as long as it was: so carets stand where they should
    written = matrix(Cells(text, tokens(" " * heading.end() + body)))
    found = len(written.rows), len(written.rows[0])
    said = int(heading[1]), int(heading[2] or 1)
    if found != said:
        m, n = said
        raise NotAMatrix(f"{found[0]}×{found[1]} entries below a heading that says {m}×{n}")
    return written
