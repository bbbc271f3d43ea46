"""How far a long reading has come: a line on stderr, if that is a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import ClassVar

from lacli.terminal import fitted, knows_unicode, plain, printable, wants_colour

PATIENCE = 1.0
"""Seconds after which it is worth telling."""
PAUSE = 0.1
"""Seconds between two tellings."""
BAR = 24
"""The length of the bar, in cells."""
NARROW = 60
"""Columns of a terminal below which the bar tells enough, without the number of rows."""
_CLEAR = "\r\x1b[2K"

Tell = Callable[[int, int], None]
"""Says that so many rows more were read, of so many bytes."""


@contextmanager
def progress(name: str, size: int | None) -> Iterator[Tell]:
    """What to tell of the reading of a matrix of so many bytes, None where that is not known."""
    if not _is_welcome():
        yield lambda _rows, _bytes: None
        return
    line = _Line(name, size)
    try:
        yield line.tell
    finally:
        line.close()


def give_way() -> None:
    """Takes the line away, and shows none any more: what is written now stands where it would."""
    _Line.gave_way = True
    for line in tuple(_Line.shown):
        line.close()


def _is_welcome() -> bool:
    at_terminal = sys.stderr is not None and sys.stderr.isatty()
    return at_terminal and not _Line.gave_way and os.environ.get("TERM") != "dumb"


class _Line:
    """A line that appears once the reading takes its time, and is gone when it ends.

    It hides no cursor: Ctrl-C ends us before we could show it again.
    """

    shown: ClassVar[set[_Line]] = set()
    """Those that are there."""
    gave_way: ClassVar[bool] = False
    """Whether there is to be none for the rest of the run."""

    def __init__(self, name: str, size: int | None) -> None:
        self._name = name
        self._size = size
        self._rows = self._bytes = 0
        self._start = monotonic()
        self._next = self._start + PATIENCE

    def tell(self, rows: int, size: int) -> None:
        """Counts so many rows more, of so many bytes."""
        self._rows += rows
        self._bytes += size
        if monotonic() >= self._next and not self.gave_way:
            self._show()

    def close(self) -> None:
        """Takes the line away."""
        if self in self.shown:
            self._show()
            self.shown.discard(self)
            _write(_CLEAR)

    def _show(self) -> None:
        self._next = monotonic() + PAUSE
        self.shown.add(self)
        encoding, spent = sys.stderr.encoding, monotonic() - self._start
        rows = f"{self._rows:,} rows"
        share = min(self._bytes / self._size, 1.0) if self._size else 0.0
        told = f"{share:4.0%}  {_clock(spent * (1 / share - 1))} left" if share else _clock(spent)
        width = (os.get_terminal_size(sys.stderr.fileno()).columns or 80) - 1
        if share and width < NARROW:
            rows = ""
        room = width - sum(len(f"  {part}") for part in (rows, told) if part)
        bar = _bar(share, min(BAR, room // 2), encoding) if share else ""
        text = "  ".join(filter(None, (rows, bar, told)))
        name = fitted(plain(printable(self._name), encoding), room - len(bar) - 2)
        if wants_colour(to_terminal=True):
            name = f"\x1b[2m{name}\x1b[0m"
        _write(f"{_CLEAR}{name}  {text}")


def _bar(share: float, length: int, encoding: str) -> str:
    done, rest = ("━", "╌") if knows_unicode(encoding) else ("#", ".")
    cells = round(share * length)
    return done * cells + rest * (length - cells)


def _clock(seconds: float) -> str:
    """Minutes and seconds, and hours where there are any."""
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def _write(text: str) -> None:
    with suppress(OSError):  # there is nobody to tell
        sys.stderr.write(text)
        sys.stderr.flush()
