"""Python: [[1, 2], [3, 4]] as nested lists, and a dictionary of several parts."""

from __future__ import annotations

from collections.abc import Iterator

from lacli.matrix import Matrix
from lacli.render import Style
from lacli.render._literals import Language, comments, rows, scalar
from lacli.result import Part, Result

SUFFIX = ".py"
PYTHON = Language("#", "j", "1e999", ("False", "True"), repr)
"""1e999 is too large for a float, and so infinite: `inf` is no literal."""


def render(result: Result, style: Style) -> Iterator[bytes]:
    """Literals that `ast.literal_eval` reads, the names of rows and columns in comments."""
    several = "" not in result.parts
    yield b"{\n" if several else b""
    for name, part in result.parts.items():
        margin, key, end = ("    ", f"{name!r}: ", ",") if several else ("", "", "")
        for line in comments(part, PYTHON):
            yield f"{margin}{line}\n".encode()
        yield f"{margin}{key}".encode()
        for piece in _value(part, style, indent=len(margin + key)):
            yield piece.encode()
        yield f"{end}\n".encode()
    yield b"}\n" if several else b""


def _value(part: Part, style: Style, indent: int) -> Iterator[str]:
    """A number or a word, or rows one below the other."""
    word = scalar(part, PYTHON)
    if word is not None:
        yield word
    elif isinstance(part, Matrix):
        before = "["
        for cells in rows(part, style, PYTHON):
            yield f"{before}[{', '.join(cells)}]"
            before = ",\n" + " " * (indent + 1)
        yield "]"
    else:
        yield next(rows(part, style, PYTHON))[0]
