"""The matrices of a call: which are given, which comes from a pipe, and what each is called."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from typer import Context, echo

from lacli import parse
from lacli.errors import InputError, UsageError, reason
from lacli.matrix import Contents, Matrix
from lacli.signature import Operand

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Texts = dict[str, Any]
"""What stands on the command line for each operand: a text, a list of them, or None."""


def show_help_if_nothing_is_given(operands: dict[str, Operand], texts: Texts, ctx: Context) -> None:
    """Shows the help, and ends, where a person at a terminal gave no matrix to a command."""
    needs = any(operand.needed for operand in operands.values())
    streams = (sys.stdin, sys.stdout)
    if needs and not any(texts.values()) and all(s is not None and s.isatty() for s in streams):
        echo(ctx.get_help(), nl=False)
        ctx.exit(2)


def read(
    operands: dict[str, Operand], texts: Texts, reading: parse.Reading, *, augmented: bool
) -> dict[str, Any]:
    """What a command gets for each operand: a matrix, a list of them for several, or None.

    One that is needed and not given is read from a pipe. The options that choose columns are for
    the first, or for all where a command takes any number of which one is needed, as they are then
    alike. Raises UsageError for an augmented matrix unless the command takes such.
    """
    _check(operands, texts, reading)
    needed = [operand.needed for operand in operands.values()]
    several = any(operand.several for operand in operands.values())
    reader = _Reader(reading, alike=several and sum(needed) == 1)
    found: dict[str, Any] = {}
    for name, operand in operands.items():
        text = texts[name]
        if operand.several:
            names = _names(list(found))
            found[name] = [reader.read(one, next(names), operand) for one in text or ()]
        elif text is not None or (operand.needed and not (operand.spare and _augmented(found))):
            found[name] = reader.read(text, operand.called, operand)
        else:
            found[name] = None
    if not augmented and (A := _augmented(found)):
        raise UsageError(
            f"{A.name} has a right-hand side behind '|'", hint="solve, lstsq and rref take such"
        )
    return found


def _check(operands: dict[str, Operand], texts: Texts, reading: parse.Reading) -> None:
    """Raises UsageError for what can be seen to be wrong before anything is read."""
    missing = [name for name, operand in operands.items() if operand.needed and texts[name] is None]
    at_terminal = sys.stdin is not None and sys.stdin.isatty()
    surely = [name for name in missing if not operands[name].spare]
    if len(surely) > 1 or (surely and at_terminal):
        raise _missing(missing)
    said = [x for text in texts.values() for x in (text if isinstance(text, list) else [text])]
    parts = [parse.part_of_stdin(x) for x in said if x is not None]
    whole = parts.count("") + len(surely)
    if whole > 1 or (whole and any(parts)):
        raise _once()
    if reading.missing == "drop" and sum(x is not None for x in said) + len(surely) > 1:
        raise UsageError(
            "--missing drop would leave rows out of one matrix and not of the other",
            hint="leave them out of both files first",
        )


def _missing(names: list[str]) -> UsageError:
    return UsageError(
        f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} missing",
        hint="--help shows what it takes",
    )


def _once() -> UsageError:
    return UsageError(
        "standard input can be read only once",
        hint="put one matrix in a file; several parts of it are -:Q -:R",
    )


def _augmented(found: dict[str, Any]) -> Matrix | None:
    """The matrix of those that were read that brings its right-hand side along."""
    several = (A if isinstance(A, list) else [A] for A in found.values())
    matrices = (A for group in several for A in group if isinstance(A, Matrix))
    return next((A for A in matrices if A.bar is not None), None)


def _names(before: list[str]) -> Iterator[str]:
    """What inline text among several operands is called: the letters after those before."""
    yield from LETTERS[len(before) :]
    while True:
        yield "a matrix"


class _Reader:
    """Reads one matrix after the other; standard input once, and as many parts of it as wanted."""

    def __init__(self, reading: parse.Reading, *, alike: bool) -> None:
        self._reading = reading
        self._alike = alike
        self._stdin: parse.Source | None = None

    def read(self, text: str | None, name: str, operand: Operand) -> Any:
        """What a text on the command line stands for; None is standard input."""
        at_terminal = sys.stdin is not None and sys.stdin.isatty()
        if text is None and (at_terminal or self._stdin):
            raise _missing([name])
        reading, self._reading = self._reading, self._reading._replace(first=self._alike)
        try:
            found = self._find("-" if text is None else text, name, reading)
            return _matrix(found, "-" if text is None else text, name, operand, reading)
        except InputError as error:
            if text is None and not error.hint:
                error.hint = f"{name} was not given, so standard input was read for it"
            raise
        except OSError as error:  # a disk that fails while a parser reads
            raise InputError(f"{text or 'stdin'}: {reason(error)}") from None

    def _find(self, text: str, name: str, reading: parse.Reading) -> parse.Found:
        part = parse.part_of_stdin(text)
        if part is None:
            return parse.find(text, name, reading)
        if self._stdin and not part:
            raise _once()
        self._stdin = self._stdin or parse.Source.stdin()
        return self._stdin.at(part)


def _matrix(
    found: parse.Found, text: str, name: str, operand: Operand, reading: parse.Reading
) -> Any:
    if operand.whole:
        return parse.read_parts(found, name, reading)
    if operand.listed and len(shapes := parse.contents(found, reading)) > 1:
        return Contents(text, shapes)
    return parse.read(found, name, reading)
