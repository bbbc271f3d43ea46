"""Faults: what a run asks of the system fails, or a signal comes, at one call after the other.

As a program it forks a run for each moment: `faults.py calls|delays SIGNAL lacli's arguments`.
"""

from __future__ import annotations

import io
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

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


class Ending(NamedTuple):
    """How a run ended: the status of its process, what its file holds, which others are there."""

    status: int
    held: str
    others: list[str]


def at_each_call(number: int, args: list[str]) -> Iterator[Ending]:
    """Runs to which a signal comes at the first call, the second and so on; the last is whole."""
    for call in range(1, 100):
        ending = run(Plan(call, lambda: os.kill(os.getpid(), number)), lambda _: None, args)
        yield ending
        if not ending.status:
            return


def after_delays(number: int, args: list[str]) -> Iterator[Ending]:
    """Runs to which a signal comes a little later each time, until it comes too late."""
    began = time.monotonic()
    run(Plan(), lambda _: None, args)
    whole = time.monotonic() - began

    def later(delay: float, child: int) -> None:
        time.sleep(delay)
        os.kill(child, number)

    for i in range(25):
        yield run(Plan(), partial(later, whole * i / 20), args)


def run(plan: Plan, disturb: Callable[[int], None], args: list[str]) -> Ending:
    """A run in a process of its own, which is disturbed from outside once it has begun."""
    target = Path(args[args.index("-o") + 1])
    target.write_text("old")
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # as lacli itself does first
        install(plan, setattr)
        sys.argv = ["lacli", *args]
        os.write(writing, b"!")
        main()
    os.read(reading, 1)
    disturb(child)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(reading)
    os.close(writing)
    others = [name for name in os.listdir() if name != target.name]
    return Ending(status, target.read_text(), others)


def _main() -> None:
    import numpy as np  # once, and not in every run

    from lacli import cli, subcommand

    assert all((np, cli, subcommand))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sweep = {"calls": at_each_call, "delays": after_delays}[sys.argv[1]]
    print(json.dumps(list(sweep(int(sys.argv[2]), sys.argv[3:]))))


if __name__ == "__main__":
    _main()
