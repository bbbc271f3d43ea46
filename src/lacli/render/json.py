"""JSON: nested arrays, or pandas' "split" where there are names; an object for several parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from json import dumps

from lacli.matrix import Matrix
from lacli.render import Style
from lacli.render._lines import lines
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
        yield from _part(part, style, indent=len(key.strip(",\n")) if several else 0)
    yield b"}\n" if several else b"\n"


def _part(part: Part, style: Style, indent: int) -> Iterator[bytes]:
    """A number, rows one below the other, or those with their names."""
    if isinstance(part, str | tuple):
        yield dumps(part, ensure_ascii=False).encode()
        return
    pieces = lines(part, style, ", ", _literal)
    first = next(pieces)
    if not isinstance(part, Matrix):
        yield first.text
        return
    names = {"columns": part.cols, "index": part.rows if not part.tall else None}
    keys = [_names(key, given) for key, given in names.items() if given]
    is_split = bool(keys or first.rows)
    before, new_line = b"", _new_line(indent)
    if is_split:
        before = b"{" + new_line.join([*keys, b'"data": '])
        indent += len('{"data": ')
    late: list[str] = []  # the names of rows that are told as they come
    before, below = before + b"[[", b"]" + _new_line(indent) + b"["
    for text, rows in chain([first], pieces):
        yield before
        yield text.replace(b"\n", below)
        before = below
        late += (rows or ()) if part.tall else ()
    yield b"]]"
    if late:
        yield new_line + _names("index", late)
    yield b"}" if is_split else b""


def _new_line(indent: int) -> bytes:
    return b",\n" + b" " * (indent + 1)


def _names(key: str, names: Sequence[str]) -> bytes:
    return f'"{key}": {dumps(list(names), ensure_ascii=False)}'.encode()


def _literal(text: str) -> str:
    """The text of a number as a JSON value."""
    if text in _WORDS:
        return _WORDS[text]
    return f'"{text}"' if text.endswith("j") or "/" in text else text
