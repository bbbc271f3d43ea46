"""JSON: nested arrays, or pandas' "split" where there are names; an object for several parts."""

from __future__ import annotations

from collections.abc import Iterator
from json import dumps

from lacli.matrix import Matrix
from lacli.render import Style
from lacli.render._text import entries
from lacli.result import Part, Result

SUFFIX = ".json"
_WORDS = {"inf": '"Infinity"', "-inf": '"-Infinity"', "nan": '"NaN"'}


def render(result: Result, style: Style) -> Iterator[bytes]:
    """Strict JSON: complex numbers are strings such as "1+2j", and what is not finite is a word."""
    several = "" not in result.parts
    for i, (name, part) in enumerate(result.parts.items()):
        if several:
            yield f"{'{' if i == 0 else ','}\n{dumps(name)}: ".encode()
        for piece in _part(part, style):
            yield piece.encode()
    yield b"\n}\n" if several else b"\n"


def _part(part: Part, style: Style) -> Iterator[str]:
    if not isinstance(part, Matrix):
        yield _literal(next(entries(part, style.precision))[0])
        return
    named = part.rows or part.cols
    if named:
        yield "{"
        if part.cols:
            yield f'"columns": {dumps(part.cols, ensure_ascii=False)}, '
        if part.rows:
            yield f'"index": {dumps(part.rows, ensure_ascii=False)}, '
        yield '"data": '
    for i, cells in enumerate(entries(part, style.precision)):
        yield f"{'[' if i == 0 else ',' + chr(10)}[{', '.join(map(_literal, cells))}]"
    yield "]}" if named else "]"


def _literal(text: str) -> str:
    """The text of a number as a JSON value."""
    if text in _WORDS:
        return _WORDS[text]
    return f'"{text}"' if text.endswith("j") else text
