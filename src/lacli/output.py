"""Output: where an answer goes and in which format, whole or not at all."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from shutil import get_terminal_size
from typing import NamedTuple

from lacli import replacing
from lacli.errors import OutputError, ReaderGone, UsageError, reason
from lacli.render import BINARY, Style, format_of_suffix, formats, render
from lacli.result import Result
from lacli.terminal import wants_colour

_NO_PLACE = (errno.EACCES, errno.EBUSY, errno.EPERM)
"""What is said of a folder in which no file can be made, or replaced."""


class Output(NamedTuple):
    """The output options; a path of None is standard output."""

    format: str | None = None
    path: str | None = None
    part: str | None = None
    precision: int | None = None
    in_full: bool = False
    everything: bool = False
    strict: bool = False
    quiet: bool = False


def decide(output: Output) -> str:
    """The format: what was asked for, else the suffix, else LACLI_FORMAT, else a table or CSV.

    Raises UsageError for one that is not there, or is not for where it would go.
    """
    path, default = output.path, os.environ.get("LACLI_FORMAT")
    if path == "":
        raise UsageError("--output has an empty name", hint="-o - is standard output")
    if output.format is None and path and (suffix := os.path.splitext(path)[1].lower()):
        if name := format_of_suffix(suffix):
            return name
        raise UsageError(
            f"no format for files that end in {suffix}", hint="say which with --format"
        )
    to_terminal = path is None and _is_terminal()
    name = (output.format or default or ("table" if to_terminal else "csv")).lower()
    if name not in formats():
        said = "" if output.format else " (LACLI_FORMAT)"
        raise UsageError(f"no format '{name}'{said}: {', '.join(formats())}")
    if name in BINARY and to_terminal:
        raise UsageError(
            f"{name} is not for a terminal", hint=f"-o FILE.{name} writes it to a file"
        )
    return name


def emit(result: Result, name: str, output: Output) -> None:
    """Writes a result in the format of that name, where and how it was asked for.

    Raises UsageError for a part that is not there, OutputError where writing fails.
    """
    if output.part is not None:
        result = result.only(output.part)
    pieces = render(result, name, _style(output))
    if output.path is None:
        _to_stdout(pieces)
    else:
        _to_file(pieces, output.path)


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _style(output: Output) -> Style:
    style = Style(output.precision, output.in_full, output.everything)
    if output.path is not None:
        return style
    to_terminal = _is_terminal()
    return style._replace(
        width=get_terminal_size().columns,
        colour=wants_colour(to_terminal),
        encoding=(sys.stdout.encoding if to_terminal else None) or "utf-8",
    )


def _to_stdout(pieces: Iterator[bytes]) -> None:
    if sys.stdout is None:
        raise OutputError("standard output is closed")
    try:
        for piece in pieces:
            if _is_terminal():
                from lacli.progress import give_way  # which a pipe does not need

                give_way()
            sys.stdout.buffer.write(piece)
        sys.stdout.flush()
    except BrokenPipeError:
        raise ReaderGone("") from None
    except OSError as error:
        raise OutputError(f"cannot write to standard output: {reason(error)}") from None


def _to_file(pieces: Iterator[bytes], path: str) -> None:
    try:
        replacing.write(path, pieces)
    except BrokenPipeError:
        raise ReaderGone("") from None
    except OSError as error:
        hint = ""
        if error.errno in _NO_PLACE and os.access(path, os.W_OK):
            hint = "its folder does not let it be replaced; > FILE writes into it"
        raise OutputError(f"cannot write {path}: {reason(error)}", hint) from None
