"""lacli, called in this process as from a shell, without a terminal."""

from __future__ import annotations

import contextlib
import io
import sys
from typing import NamedTuple
from unittest import mock

from lacli import cli


class Said(NamedTuple):
    """What a call printed, and its exit code."""

    code: int
    out: str
    err: str


def lacli(*args: str) -> Said:
    """The call `lacli ARGS`, with nothing on its standard input."""
    out, err, empty = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(3))
    with (
        mock.patch.object(sys, "stdin", empty),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = cli.run(list(args))
        out.flush()
        err.flush()
    texts = [stream.buffer.getvalue() for stream in (out, err)]
    return Said(code, *(text.decode() for text in texts))


def answer(*args: str) -> str:
    """What a call that succeeds prints; raises ArithmeticError with what it says, if it fails."""
    said = lacli(*args)
    if said.code:
        raise ArithmeticError(said.err.strip())
    return said.out


def numbers(text: str) -> list[complex]:
    """The numbers of a CSV without names, row by row."""
    return [complex(cell) for line in text.splitlines() for cell in line.split(",")]
