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
    """Strict JSON: complex numbers and fractions are strings, "1+2j" and "1/3".

    What is not finite is a word.
    """
    several = "" not in result.parts
    before = "{"
    for name, part in result.parts.items():
        key = f"{before}{dumps(name)}: " if several else ""
        before = ",\n "
        yield key.encode()
        for piece in _part(part, style, indent=len(key.strip(",\n")) if several else 0):
            yield piece.encode()
    yield b"}\n" if several else b"\n"


def _part(part: Part, style: Style, indent: int) -> Iterator[str]:
    """A number, rows one below the other, or those with their names."""
    if isinstance(part, str | tuple):
        yield dumps(part, ensure_ascii=False)
        return
    if not isinstance(part, Matrix):
        yield _literal(next(entries(part, style))[0])
        return
    names = {"columns": part.cols, "index": part.rows}
    keys = [f'"{key}": {dumps(given, ensure_ascii=False)}' for key, given in names.items() if given]
    before = ""
    if keys:
        new_line = ",\n" + " " * (indent + 1)
        before = "{" + new_line.join([*keys, '"data": '])
        indent += len('{"data": ')
    before += "["
    for cells in entries(part, style):
        yield f"{before}[{', '.join(map(_literal, cells))}]"
        before = ",\n" + " " * (indent + 1)
    yield "]}" if keys else "]"


def _literal(text: str) -> str:
    """The text of a number as a JSON value."""
    if text in _WORDS:
        return _WORDS[text]
    return f'"{text}"' if text.endswith("j") or "/" in text else text
