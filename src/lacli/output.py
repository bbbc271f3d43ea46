"""Output: where an answer goes and in which format, and how it gets there whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, NamedTuple

from lacli.errors import OutputError, ReaderGone, UsageError, reason
from lacli.render import Style, format_of_suffix, formats, render
from lacli.result import Result
from lacli.terminal import wants_colour


class Output(NamedTuple):
    """The output options."""

    format: str | None = None
    path: str | None = None
    part: str | None = None
    precision: int | None = None
    everything: bool = False
    strict: bool = False
    quiet: bool = False


def emit(result: Result, output: Output) -> None:
    """Writes a result where and how it was asked for.

    Raises UsageError for a format or part that is not there, OutputError where writing fails.
    """
    if output.part is not None:
        result = result.only(output.part)
    path = None if output.path in (None, "-") else output.path
    name = _format(output.format, path)
    if name == "npy" and path is None and _is_terminal():
        raise UsageError("npy is not for a terminal", hint="-o FILE.npy writes it to a file")
    pieces = render(result, name, _style(output, to_terminal=path is None and _is_terminal()))
    if path is None:
        _to_stdout(pieces)
    else:
        _to_file(pieces, path)


def check(output: Output) -> None:
    """Raises UsageError for output options that cannot be followed, before anything is computed."""
    _format(output.format, None if output.path in (None, "-") else output.path)


def _format(asked: str | None, path: str | None) -> str:
    """What was asked for, else the suffix, else LACLI_FORMAT, else a table on a terminal or CSV."""
    if asked is None and path is not None and (suffix := os.path.splitext(path)[1].lower()):
        if name := format_of_suffix(suffix):
            return name
        raise UsageError(
            f"no format for files that end in {suffix}", hint="say which with --format"
        )
    name = (asked or os.environ.get("LACLI_FORMAT", "")).lower() or None
    if name is None:
        return "table" if path is None and _is_terminal() else "csv"
    if name not in formats():
        said = "" if asked else " (LACLI_FORMAT)"
        raise UsageError(f"no format '{name}'{said}: {', '.join(formats())}")
    return name


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _style(output: Output, to_terminal: bool) -> Style:
    style = Style(output.precision, output.everything)
    if output.path not in (None, "-"):
        return style
    from shutil import get_terminal_size

    return style._replace(
        width=get_terminal_size().columns,
        colour=wants_colour(to_terminal),
        encoding=(sys.stdout.encoding if sys.stdout and to_terminal else None) or "utf-8",
    )


def _to_stdout(pieces: Iterator[bytes]) -> None:
    if sys.stdout is None:
        raise OutputError("standard output is closed")
    try:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.flush()
    except BrokenPipeError:
        raise ReaderGone("") from None
    except OSError as error:
        raise OutputError(f"cannot write to standard output: {reason(error)}") from None


def _to_file(pieces: Iterator[bytes], path: str) -> None:
    """Writes a file beside the target and renames it over it; a FIFO or device directly."""
    try:
        status = os.stat(path) if os.path.exists(path) else None
        if status is not None and not stat.S_ISREG(status.st_mode):
            with open(path, "wb") as stream:
                _write(pieces, stream)
            return
        target = os.path.realpath(path)
        folder, name = os.path.split(target)
        beside = os.path.join(folder, f".{name[:200]}.{os.getpid()}.tmp")
        try:
            with open(beside, "xb") as stream:
                if status is not None:
                    os.fchmod(stream.fileno(), stat.S_IMODE(status.st_mode))
                _write(pieces, stream)
                os.fsync(stream.fileno())
            os.replace(beside, target)
        except BaseException:  # Ctrl-C too leaves nothing behind
            with suppress(OSError):
                os.unlink(beside)
            raise
    except BrokenPipeError:
        raise ReaderGone("") from None
    except OSError as error:
        raise OutputError(f"cannot write {path}: {reason(error)}") from None


def _write(pieces: Iterator[bytes], stream: BinaryIO) -> None:
    stream.writelines(pieces)
    stream.flush()
