"""LaTeX: a bmatrix for each part, or an array with a border of names (amsmath)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lacli.matrix import Matrix
from lacli.render import Style
from lacli.render._text import ended, entries, named_entries, parts
from lacli.result import Part, Result

SUFFIX = ".tex"
_ESCAPES = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{c: f"\\{c}" for c in "&%$#_{}"},
}  # fmt: skip


def render(result: Result, style: Style) -> Iterator[bytes]:
    """The lines of each part, for use in math mode; parts that have names begin with `NAME =`."""
    return parts(result, r"\mathrm{{{}}} =", lambda part: ended(_lines(part, style)))


def _lines(part: Part, style: Style) -> Iterator[str]:
    if isinstance(part, str):
        yield _text(part)
        return
    if isinstance(part, tuple):
        yield from (r"\begin{array}{l}", *(rf"{_text(line)} \\" for line in part), r"\end{array}")
        return
    rows = ([_math(text) for text in row] for row in entries(part, style))
    if not isinstance(part, Matrix):
        yield from next(rows)
    elif part.rows:
        named = named_entries(part, style)
        yield from _bordered(part, ([_text(name), *map(_math, row)] for name, row in named))
    elif part.cols:
        yield from _bordered(part, rows)
    else:
        if part.width > 10:
            yield rf"\setcounter{{MaxMatrixCols}}{{{part.width}}}"
        yield r"\begin{bmatrix}"
        for row in rows:
            yield " & ".join(row) + r" \\"
        yield r"\end{bmatrix}"


def _bordered(part: Matrix, rows: Iterator[list[str]]) -> Iterator[str]:
    """An array with the names above and to the left of the entries, a rule between."""
    yield rf"\begin{{array}}{{{'l|' if part.rows else ''}{'r' * part.width}}}"
    if part.cols:
        names = [_text(name) for name in part.cols]
        yield " & ".join(["", *names] if part.rows else names) + r" \\ \hline"
    for row in rows:
        yield " & ".join(row) + r" \\"
    yield r"\end{array}"


def _math(text: str) -> str:
    r"""A number in math mode: 1e-05 is 1 \times 10^{-5}, 1/3 a \frac, and the unit of 2j is i."""
    text = re.sub(r"e([+-]?)0*([0-9]+)", lambda m: rf" \times 10^{{{m[1].strip('+')}{m[2]}}}", text)
    text = re.sub(r"^(.+?)([+-])([^{}]*|[^+-]*\{-?[0-9]+\})j$", r"\1 \2 \3 i", text)
    text = re.sub(r"^(-?)([0-9]+)/([0-9]+)$", r"\1\\frac{\2}{\3}", text)
    return text.replace("inf", r"\infty")


def _text(name: str) -> str:
    return rf"\text{{{''.join(_ESCAPES.get(c, c) for c in ' '.join(name.split()))}}}"
