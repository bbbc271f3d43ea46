"""How far a long reading has come: a line on stderr, if that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from shutil import get_terminal_size
from time import monotonic

from lacli.terminal import fitted, knows_unicode, plain, printable, wants_colour

PATIENCE = 1.0
"""Seconds after which it is worth telling."""
PAUSE = 0.1
"""Seconds between two tellings."""
BAR = 24
"""The length of the bar, in cells."""
_CLEAR = "\r\x1b[2K"

Tell = Callable[[int, int], None]
"""Says that so many rows more were read, of so many bytes."""


@contextmanager
def progress(name: str, size: int | None) -> Iterator[Tell]:
    """What to tell of the reading of a matrix of so many bytes, None where that is not known."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _rows, _bytes: None
        return
    line = _Line(name, size)
    try:
        yield line.tell
    finally:
        line.close()


class _Line:
    """A line that appears once the reading takes its time, and is gone when it ends.

    It hides no cursor: Ctrl-C ends us before we could show it again.
    """

    def __init__(self, name: str, size: int | None) -> None:
        self._name = name
        self._size = size
        self._rows = self._bytes = 0
        self._start = monotonic()
        self._next = self._start + PATIENCE
        self._shown = False

    def tell(self, rows: int, size: int) -> None:
        """Counts so many rows more, of so many bytes."""
        self._rows += rows
        self._bytes += size
        if monotonic() >= self._next:
            self._show()

    def close(self) -> None:
        """Takes the line away."""
        if self._shown:
            self._show()
            _write(_CLEAR)

    def _show(self) -> None:
        self._next, self._shown = monotonic() + PAUSE, True
        encoding, spent = sys.stderr.encoding, monotonic() - self._start
        rows = f"{self._rows:,} rows"
        share = min(self._bytes / self._size, 1.0) if self._size else 0.0
        told = f"{share:4.0%}  {_clock(spent * (1 / share - 1))} left" if share else _clock(spent)
        room = get_terminal_size().columns - 1 - len(f"  {rows}  {told}")
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
