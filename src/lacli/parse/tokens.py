"""The tokens of inline text, and a reader that shows where in the text a mistake is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lacli.errors import InputError
from lacli.pattern import pattern

_TOKEN = pattern(
    r"(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?(?:(?:im|[ijIJ])(?![A-Za-z0-9_]))?)"
    r"|(?P<name>[π∞√]|[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign>\*\*|[-+*/^(),;|\[\]\n])"
    r"|(?P<other>\S)"
)
_LOOKALIKES = str.maketrans(
    {"−": "-", "–": "-", "×": "*", "·": "*", "⋅": "*", "÷": "/", "∕": "/", "\t": " "}
    | dict.fromkeys(
        "\N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}", " "
    )
)


_LINE_ENDS = str.maketrans(dict.fromkeys("\r\x85\u2028\u2029", "\n"))
UNITS = "ijIJm"
"""The last letters of the imaginary units: i and j, and Julia's im."""
NEAR = 40
"""How many characters before and behind a mistake are shown."""


class NotAMatrix(InputError):
    """A text that is no matrix, with the place where it ceases to be one."""


class Token(NamedTuple):
    """A piece of the text; kind is number, name, sign or other, or end after the last."""

    kind: str
    text: str
    start: int
    blank_before: bool
    blank_after: bool

    @property
    def is_imaginary(self) -> bool:
        """Whether it is a number with an imaginary unit."""
        return self.kind == "number" and self.text[-1] in UNITS

    @property
    def end(self) -> int:
        """The index behind it."""
        return self.start + len(self.text)


def with_line_ends(text: str) -> str:
    """A text whose lines all end in a line feed, as long as it was."""
    return text.replace("\r\n", " \n").translate(_LINE_ENDS)


def tokens(text: str) -> list[Token]:
    """The tokens of a text, and one of kind "end"."""
    text = text.translate(_LOOKALIKES)
    return [*_scan(text), Token("end", "", len(text), False, False)]


def _scan(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        before = match.start() > 0 and text[match.start() - 1] in " \n"
        after = match.end() < len(text) and text[match.end()] in " \n"
        yield Token(match.lastgroup or "", match[0], match.start(), before, after)


class Reader:
    """Reads tokens one after the other, and tells where in the text an error is."""

    def __init__(self, text: str, made: list[Token] | None = None) -> None:
        """`made` are the tokens of a text in another notation, each where it stands there."""
        self.text = text
        self.tokens = tokens(text) if made is None else made
        self.at = 0

    @property
    def next(self) -> Token:
        """The token to be read."""
        return self.tokens[self.at]

    @property
    def previous(self) -> Token:
        """The token that was read last."""
        return self.tokens[self.at - 1]

    def take(self) -> Token:
        """Reads a token."""
        self.at += 1
        return self.previous

    def accept(self, *texts: str) -> Token | None:
        """The next token, if it is one of these signs."""
        return self.take() if self.next.kind == "sign" and self.next.text in texts else None

    def expect(self, text: str) -> None:
        """Reads the sign that must be next."""
        if not self.accept(text):
            raise self.error(f"expected '{text}'")

    def error(self, message: str, token: Token | None = None, hint: str = "") -> NotAMatrix:
        """An error that shows the line of the text with a caret under the token."""
        token = token or self.next
        if token.kind == "end" and message.startswith("expected"):
            message += " at the end"
        return NotAMatrix(message, hint, excerpt(self.text, token.start))


def excerpt(text: str, at: int) -> str:
    """The line of a text, or what of it is near, and a caret under the place."""
    start = max(text.rfind("\n", 0, at) + 1, at - NEAR)
    line = text[start : at + NEAR].partition("\n")[0].replace("\t", " ")
    return f"{line}\n{' ' * (at - start)}^"
