"""What goes to stderr: errors, warnings and notes, one line each, and hints."""

from __future__ import annotations

import sys
from contextlib import suppress

from lacli.errors import LacliError
from lacli.terminal import printable, wants_colour

LONGEST = 600
"""Characters of a message: more are a piece of the input that nobody reads."""
_RED, _YELLOW, _DIM, _PLAIN = "\x1b[1;31m", "\x1b[1;33m", "\x1b[2m", "\x1b[0m"


def error(where: str, problem: LacliError) -> None:
    """Says where what went wrong, shows the place, and what to do next."""
    lines = [f"{_painted(f'{where}:', _RED)} {_short(problem.message)}"]
    lines += [f"  {printable(line)}" for line in filter(None, problem.excerpt.split("\n"))]
    if problem.hint:
        lines.append(f"{_painted('hint:', _DIM)} {_short(problem.hint)}")
    _say("\n".join(lines))


def warning(message: str) -> None:
    """Says that digits of the answer cannot be trusted."""
    _say(f"{_painted('warning:', _YELLOW)} {printable(message)}")


def note(message: str) -> None:
    """Says how the answer was found."""
    _say(f"{_painted('note:', _DIM)} {printable(message)}")


def _short(text: str) -> str:
    """A text as it can be shown, the middle of a long one left out."""
    text = printable(text)
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"


def _say(text: str) -> None:
    with suppress(OSError, AttributeError):  # stderr is full or closed: there is nobody to tell
        sys.stderr.write(text + "\n")
        sys.stderr.flush()


def _painted(text: str, colour: str) -> str:
    to_terminal = sys.stderr is not None and sys.stderr.isatty()
    return f"{colour}{text}{_PLAIN}" if wants_colour(to_terminal) else text
