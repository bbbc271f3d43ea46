"""Faults: what a run asks of the system fails, or a signal comes, at one call after the other.

As a program it forks a run for each moment: `faults.py calls|delays SIGNAL lacli's arguments`.
"""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from lacli import replacing
from lacli.__main__ import main
from lacli.parse import source

ASKED = (
    "close", "dup", "fchmod", "fchown", "fstat", "fsync", "getxattr", "listdir", "listxattr",
    "open", "readlink", "removexattr", "replace", "setxattr", "stat",
)  # fmt: skip
"""The functions of `os` that fail; unlink does not, as nothing can then be done."""


class Plan:
    """Counts the calls, and does something at one of them."""

    def __init__(self, at: int = 0, act: Callable[[], object] = lambda: None) -> None:
        self.calls: list[str] = []
        self._at = at
        self._act = act

    def __call__(self, name: str) -> None:
        self.calls.append(name)
        if len(self.calls) == self._at:
            self._act()


def failing(code: int) -> Callable[[], None]:
    def fail() -> None:
        raise OSError(code, os.strerror(code))

    return fail


class System:
    """The module `os` as lacli sees it while a plan is carried out."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in ASKED:
            return real

        def asked(*args: Any, **named: Any) -> Any:
            self._plan(name)
            return real(*args, **named)

        return asked


class Raw(io.FileIO):
    """A file whose reads, writes and close go by a plan; it writes and reads by halves."""

    def __init__(self, plan: Plan, *args: Any, **named: Any) -> None:
        self._plan = plan
        super().__init__(*args, **named)

    def readinto(self, buffer: Any) -> int:
        self._plan("read")
        view = memoryview(buffer)
        return super().readinto(view[: -(-len(view) // 2)])

    def readall(self) -> bytes:
        self._plan("read")
        return super().readall()

    def write(self, piece: Any) -> int:
        self._plan("write")
        view = memoryview(piece)
        return super().write(view[: -(-len(view) // 2)])

    def close(self) -> None:
        was_open = not self.closed
        super().close()
        if was_open and sys.exc_info()[0] is None:  # an error on the way is the one to be told
            self._plan("close")


def opening(plan: Plan) -> Callable[..., Any]:
    """The function `open` as lacli sees it while a plan is carried out."""

    def opened(file: Any, mode: str = "r", *, opener: Any = None) -> Any:
        plan("open")
        raw = Raw(plan, file, mode.replace("b", ""), opener=opener)
        return io.BufferedReader(raw) if raw.readable() else io.BufferedWriter(raw)

    return opened


def install(plan: Plan, patch: Callable[[Any, str, Any], None]) -> None:
    """Lets what writes and reads files ask by a plan; `patch` sets an attribute."""
    for module in replacing, source:
        patch(module, "os", System(plan))
        patch(module, "open", opening(plan))


def interrupted(
    number: int, moments: Iterable[tuple[int, float]], args: list[str]
) -> Iterator[Any]:
    """How a run ends when a signal comes at a call, or after so many seconds where that is 0.

    That is the status of its process, what its file holds then, and which others are there.
    """
    target = Path(args[args.index("-o") + 1])
    for call, delay in moments:
        target.write_text("old")
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            install(Plan(call, lambda: os.kill(os.getpid(), number)), setattr)
            sys.argv = ["lacli", *args]
            os.write(writing, b"!")
            main()
        os.read(reading, 1)
        if not call:
            time.sleep(delay)
            os.kill(child, number)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os.close(reading)
        os.close(writing)
        yield status, target.read_text(), [name for name in os.listdir() if name != target.name]
        if call and not status:  # there is no such call any more
            return


def _main() -> None:
    import numpy as np  # once, and not in every run

    from lacli import cli, subcommand

    assert all((np, cli, subcommand))
    by_delay = sys.argv[1] == "delays"
    moments = [(0, 0.003 * i) if by_delay else (i + 1, 0.0) for i in range(40)]
    print(json.dumps(list(interrupted(int(sys.argv[2]), moments, sys.argv[3:]))))


if __name__ == "__main__":
    _main()
