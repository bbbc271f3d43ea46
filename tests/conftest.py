"""What the tests share: lacli called in this process, as a process, and on a pseudo-terminal."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import shutil
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

from lacli import cli, parse
from lacli.matrix import Matrix

ROOT = Path(__file__).parent.parent
MATRICES = ROOT / "examples" / "matrices"
BIN = Path(sys.executable).parent
LACLI = str(BIN / "lacli")

settings.register_profile("lacli", deadline=None)  # a slow machine is no failure
settings.load_profile("lacli")


class Said(NamedTuple):
    """What a call printed, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps what the person who runs the tests has set from deciding them."""
    for name in (
        "NO_COLOR", "FORCE_COLOR", "LACLI_FORMAT", "LACLI_DEBUG", "LACLI_MAX_MEMORY",
        "COLUMNS", "LINES",
    ):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("PATH", f"{BIN}:{os.environ['PATH']}")


@pytest.fixture
def matrices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of examples/matrices, as the current folder."""
    folder = tmp_path / "matrices"
    shutil.copytree(MATRICES, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """`call("det", "1 2; 3 4", stdin=…)`: lacli in this process, with pipes for its streams."""

    def run(*args: str, stdin: str | bytes = "") -> Said:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = cli.run(list(args))
            out.flush()
            err.flush()
        texts = [stream.buffer.getvalue() for stream in (out, err)]
        return Said(code, texts[0].decode("utf-8", "replace"), texts[1].decode())

    return run


@pytest.fixture
def value(call: Callable[..., Said]) -> Callable[..., Any]:
    """`value("det", "1 2; 3 4")`: the answer of a call that succeeds, as a Matrix."""

    def run(*args: str, stdin: str = "") -> Matrix:
        said = call(*args, stdin=stdin)
        assert said.code == 0, said.err
        return read(said.out)

    return run


def read(text: str, suffix: str = "", **options: Any) -> Matrix:
    """The matrix that a text says, as a pipe would bring it."""
    source = parse.Source("text" + suffix, path="text" + suffix, data=text.encode())
    return parse.read_source(source, parse.Reading(**options))


def process(*args: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Lacli as a process of its own."""
    options = {"stdin": subprocess.DEVNULL, "capture_output": True, "timeout": 60} | options
    return subprocess.run([LACLI, *args], check=False, **options)


def on_terminal(command: str, width: int = 80, **environment: str) -> str:
    """What a shell command prints on a pseudo-terminal of that width."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    running = subprocess.Popen(
        command, shell=True, stdin=slave, stdout=slave, stderr=slave, env=os.environ | environment
    )
    os.close(slave)
    printed = b""
    try:
        while piece := os.read(master, 1 << 16):
            printed += piece
    except OSError:  # how Linux says that the last writer is gone
        pass
    os.close(master)
    running.wait(timeout=60)
    return printed.decode(errors="replace").replace("\r\n", "\n")


def assert_alike(out: str, expected: str) -> None:
    """The same text but for the last digits of numbers."""
    lines, others = out.split("\n"), expected.split("\n")
    assert len(lines) == len(others)
    for line, other in zip(lines, others, strict=True):
        for a, b in zip(line.split(","), other.split(","), strict=True):
            if a != b:
                assert float(a) == pytest.approx(float(b), rel=1e-10, abs=1e-10)
