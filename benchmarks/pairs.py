"""Whole processes in turn, A B A B …: how long each took, and its peak memory."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import shlex
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Mapping
from typing import NamedTuple

UNSET = (
    *("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"),
    *("LACLI_FORMAT", "LACLI_MAX_MEMORY", "LACLI_DEBUG", "NO_COLOR", "FORCE_COLOR", "COLUMNS"),
)
"""What somebody may have set that would decide what is measured."""
PATIENCE = 3 * 3600.0
"""Seconds after which a process is killed."""
TERMINAL = struct.pack("HHHH", 24, 80, 0, 0)
_SETTING = re.compile(r"([A-Z_]+)=(.*)", re.DOTALL)
_PROGRAMS = {
    "lacli": os.path.join(os.path.dirname(sys.executable), "lacli"),
    "python": sys.executable,
}


class Command(NamedTuple):
    """A process to be: its words, what it finds set, and where its output goes."""

    words: tuple[str, ...]
    environment: dict[str, str]
    out: str | None = None
    terminal: bool = False

    @classmethod
    def of(cls, line: str, *, terminal: bool = False) -> Command:
        """The command of a line as a shell takes it: `NAME=value program words > FILE`."""
        words = shlex.split(line)
        environment = {}
        while setting := _SETTING.fullmatch(words[0]):
            environment[setting[1]] = setting[2]
            del words[0]
        out = None
        if words[-2:-1] == [">"]:
            out = words[-1]
            del words[-2:]
        words[0] = _PROGRAMS.get(words[0], words[0])
        return cls(tuple(words), environment, out, terminal)


class Run(NamedTuple):
    """How a process went; its peak memory in bytes."""

    seconds: float
    peak: int
    code: int


def in_turn(
    commands: Mapping[str, Command], rounds: int, folder: str, *, warm: bool = False
) -> dict[str, list[Run]]:
    """The runs of each command in a folder, all in turn, after a round that warms up if need be.

    What fails is not run again: its runs are that one alone.
    """
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for i in range(warm, rounds + 1):
        for name, command in commands.items():
            if failure(runs[name]):
                continue
            done = run(command, folder)
            if done.code:
                runs[name] = [done]
            elif i:
                runs[name].append(done)
    return runs


def failure(runs: list[Run]) -> str:
    """How a command failed, if it did."""
    return next((f"failed: exit {run.code}" for run in runs if run.code), "")


def run(command: Command, folder: str) -> Run:
    """Runs a command in a folder.

    Its peak memory is at least that of this process, from which Linux counts it on: keep it small.
    """
    if command.terminal:
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, TERMINAL)
    else:
        out = os.path.join(folder, command.out) if command.out else os.devnull
        slave = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    begun = time.perf_counter()
    process = subprocess.Popen(
        command.words,
        cwd=folder,
        env=environment(command.environment),
        stdin=slave if command.terminal else subprocess.DEVNULL,
        stdout=slave,
        stderr=subprocess.DEVNULL,
    )
    os.close(slave)
    timer = threading.Timer(PATIENCE, process.kill)
    timer.daemon = True
    timer.start()
    if command.terminal:
        _drain(master)
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.perf_counter() - begun
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(taken, usage.ru_maxrss * unit, process.returncode)


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """What a process finds set: what is set here, but for what would decide the measurement."""
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    return kept | {"TERM": "xterm-256color"} | dict(settings)


def _drain(master: int) -> None:
    """Reads what is printed on a terminal until its last writer is gone."""
    with contextlib.suppress(OSError):  # how Linux says so
        while os.read(master, 1 << 16):
            pass
    os.close(master)
