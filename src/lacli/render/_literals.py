"""What the literals of programming languages have in common: names as comments, words, brackets."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lacli.matrix import Matrix
from lacli.render import Style
from lacli.render._text import entries
from lacli.result import Part, Result


class Language(NamedTuple):
    """How a language writes what is in a matrix, and how the matrix."""

    comment: str
    unit: str
    """The imaginary unit."""
    infinity: str
    words: tuple[str, str]
    """False and true."""
    quoted: Callable[[str], str]
    between: str = ", "
    """What parts the cells of a row."""
    end: str = ""
    """What ends an assignment."""


def assignments(result: Result, style: Style, language: Language) -> Iterator[bytes]:
    """`[1, 2; 3, 4]` for one part, `U = [1, 2; 3, 4];` for each of several; names above it."""
    for name, part in result.parts.items():
        for line in comments(part, language):
            yield f"{line}\n".encode()
        yield f"{name} = ".encode() if name else b""
        yield from map(str.encode, _value(part, style, language))
        yield f"{language.end if name else ''}\n".encode()


def comments(part: Part, language: Language) -> Iterator[str]:
    """Lines of comment with the names of rows and columns."""
    if not isinstance(part, Matrix):
        return
    for what, names in (("rows", part.rows), ("columns", part.cols)):
        if names:
            yield f"{language.comment} {what}: {', '.join(map(_on_one_line, names))}"


def scalar(part: object, language: Language) -> str | None:
    """The literal of a truth value, of a text or of several; None for what else there is."""
    if isinstance(part, bool):
        return language.words[part]
    if isinstance(part, str):
        return language.quoted(part)
    if isinstance(part, tuple):
        return f"[{', '.join(map(language.quoted, part))}]"
    return None


def rows(part: Part, style: Style, language: Language) -> Iterator[list[str]]:
    """The entries as the language writes them, row by row; a number is one row with one entry."""
    for texts in entries(part, style):
        yield [_number(text, language) for text in texts]


def _value(part: Part, style: Style, language: Language) -> Iterator[str]:
    word = scalar(part, language)
    if word is not None:
        yield word
        return
    before = "[" if isinstance(part, Matrix) else ""
    for cells in rows(part, style, language):
        yield before + language.between.join(cells)
        before = "; "
    yield "]" if isinstance(part, Matrix) else ""


def _number(text: str, language: Language) -> str:
    text = re.sub("j$", language.unit, text)
    return text.replace("inf", language.infinity)


def _on_one_line(name: str) -> str:
    r"""The name, in which a new line is \n: it must not end the comment."""
    return name if name.isprintable() else json.dumps(name)[1:-1]
