"""How far a long reading has come: a bar on stderr, if that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from lacli.terminal import printable

PATIENCE = 1.0
"""Seconds after which it is worth telling."""

Tell = Callable[[int, int], None]
"""Says that so many rows more were read, of so many bytes."""


@contextmanager
def progress(name: str, size: int | None) -> Iterator[Tell]:
    """What to tell of the reading of a matrix of so many bytes, None where that is not known."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _rows, _bytes: None
        return
    bar = _Bar(name, size)
    try:
        yield bar.tell
    finally:
        bar.close()


class _Bar:
    """A bar that appears once the reading takes its time, and is gone when it ends."""

    def __init__(self, name: str, size: int | None) -> None:
        self._name = name
        self._size = size
        self._start = monotonic()
        self._rows = self._bytes = 0
        self._shown: Any = None
        self._task: Any = None

    def tell(self, rows: int, size: int) -> None:
        """Counts so many rows more, of so many bytes."""
        self._rows += rows
        self._bytes += size
        if self._shown is None and monotonic() - self._start > PATIENCE:
            self._show()
        if self._shown is not None:
            self._shown.update(self._task, completed=self._bytes, rows=f"{self._rows:,} rows")

    def close(self) -> None:
        """Takes the bar away."""
        if self._shown is not None:
            self._shown.stop()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            Progress,
            TaskProgressColumn,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )

        class Steady(Console):
            """A console whose cursor stays: Ctrl-C ends us at once, and would leave it hidden."""

            def show_cursor(self, show: bool = True) -> bool:
                return not show

        known = [BarColumn(), TaskProgressColumn(), TimeRemainingColumn()]
        self._shown = Progress(
            TextColumn("{task.description}", markup=False),
            TextColumn("{task.fields[rows]}", style="dim"),
            *(known if self._size else [TimeElapsedColumn()]),
            console=Steady(stderr=True),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._shown.add_task(printable(self._name), total=self._size, rows="")
        self._shown.start()
