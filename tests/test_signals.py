"""Signals: a run that is ended at any moment is silent, and leaves the old file or the new."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from conftest import LACLI, process
from faults import Ending

FAULTS = Path(__file__).parent / "faults.py"
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def heeded() -> Iterator[None]:
    """Lets runs heed the signals that we ignore, as a shell has its background jobs do."""
    ignored = [number for number in ENDING if signal.getsignal(number) is signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, signal.SIG_DFL)
    yield
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)


def endings(by: str, number: int, *args: str) -> list[Ending]:
    """How runs end that a signal ends, each a little later than the one before."""
    said = subprocess.run(
        [sys.executable, FAULTS, by, str(int(number)), *args],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},  # for the sake of fork
    )
    assert said.stderr == ""
    return [Ending(*ending) for ending in json.loads(said.stdout)]


@pytest.mark.parametrize("number", ENDING)
def test_at_each_call_of_a_run_that_replaces_a_file(number: int) -> None:
    *ended, last = endings("calls", number, "show", "1 2; 3 4", "-o", "x.csv")
    assert last == (0, "1,2\n3,4\n", [])
    assert len(ended) >= 10
    assert all(ending == (-number, "old", []) for ending in ended)


def test_killed_at_each_call_the_next_run_does_not_care() -> None:
    *ended, last = endings("calls", signal.SIGKILL, "show", "1 2; 3 4", "-o", "x.csv")
    assert (last.status, last.held) == (0, "1,2\n3,4\n")
    assert {(ending.status, ending.held) for ending in ended} == {(-signal.SIGKILL, "old")}
    assert len(last.others) > 3  # hidden from `ls`, from shells' * and from make's wildcards
    assert all(name.startswith(".lacli-") and name.endswith(".tmp") for name in last.others)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_after_each_delay_while_a_long_file_is_written(number: int) -> None:
    args = ("new", "hilbert", "100", "-o", "x.csv")
    new = process(*args[:-2]).stdout.decode()
    ended = endings("delays", number, *args)
    assert {ending.status for ending in ended} <= {0, -number}
    assert {ending.held for ending in ended} <= {"old", new}
    assert all(ending.held == new for ending in ended if not ending.status)
    assert not any(ending.others for ending in ended)
    assert ended[0] == (-number, "old", [])


@pytest.mark.parametrize("args", [["det", "-"], ["pca"]])
def test_while_reading_from_a_pipe(args: list[str]) -> None:
    waiting = subprocess.Popen([LACLI, *args], stdin=-1, stdout=-1, stderr=-1)
    time.sleep(1)
    waiting.send_signal(signal.SIGINT)
    out, err = waiting.communicate(timeout=20)
    assert (waiting.returncode, out, err) == (-signal.SIGINT, b"", b"")


@pytest.mark.parametrize("number", ENDING)
def test_while_reading_from_a_fifo_that_has_not_ended(number: int) -> None:
    os.mkfifo("pipe")
    reading = subprocess.Popen([LACLI, "det", "pipe"], stdout=-1, stderr=-1)
    with Path("pipe").open("wb") as pipe:  # as soon as the other end is open
        pipe.write(b"1,2\n")
        pipe.flush()
        time.sleep(0.1)
        reading.send_signal(number)
        out, err = reading.communicate(timeout=20)
    assert (reading.returncode, out, err) == (-number, b"", b"")


def test_while_waiting_for_the_reader_of_a_fifo() -> None:
    os.mkfifo("pipe")
    waiting = subprocess.Popen([LACLI, "show", "1", "-o", "pipe"], stdout=-1, stderr=-1)
    time.sleep(1)
    waiting.send_signal(signal.SIGINT)
    assert (*waiting.communicate(timeout=20), waiting.returncode) == (b"", b"", -signal.SIGINT)


def test_in_the_middle_of_lapack() -> None:
    np.save("A.npy", np.random.default_rng(1).random((3000, 3000)))
    busy = subprocess.Popen([LACLI, "svd", "A.npy", "-o", "x.csv"], stdout=-1, stderr=-1)
    time.sleep(2)
    busy.send_signal(signal.SIGINT)
    began = time.monotonic()
    assert (*busy.communicate(timeout=60), busy.returncode) == (b"", b"", -signal.SIGINT)
    assert time.monotonic() - began < 5  # and not when LAPACK is done, in a minute
    assert os.listdir() == ["A.npy"]


@pytest.mark.parametrize("module", ["lacli.cli", "typer.core", "numpy"])
def test_during_an_import(module: str) -> None:
    script = (
        "import os, signal, sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {module!r}: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Finder())\n"
        "sys.argv = ['lacli', 'eig', '2 1; 1 2']\n"
        "from lacli.__main__ import main\n"
        "main()\n"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (said.returncode, said.stdout, said.stderr) == (-signal.SIGINT, b"", b"")


def test_shells_and_make_learn_that_a_run_was_interrupted() -> None:
    os.mkfifo("pipe")
    loop = "for i in 1 2 3; do echo $i; lacli det pipe; done"
    running = subprocess.Popen(["bash", "-c", loop], stdout=-1, stderr=-1, start_new_session=True)
    with Path("pipe").open("wb"):
        time.sleep(0.1)
        os.killpg(running.pid, signal.SIGINT)  # what a terminal does at Ctrl-C
        out, err = running.communicate(timeout=20)
    assert (running.returncode, out, err) == (-signal.SIGINT, b"1\n", b"")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_signals_that_are_to_be_ignored(number: signal.Signals) -> None:
    os.mkfifo("pipe")
    ignoring = f"trap '' {number.name[3:]}; exec lacli show pipe -o x.csv"
    running = subprocess.Popen(["bash", "-c", ignoring], stdout=-1, stderr=-1)
    with Path("pipe").open("wb") as pipe:
        running.send_signal(number)
        time.sleep(0.1)
        pipe.write(b"1,2\n")
    assert (*running.communicate(timeout=20), running.returncode) == (b"", b"", 0)
    assert Path("x.csv").read_text() == "1,2\n"


def test_a_run_that_was_stopped_goes_on() -> None:
    os.mkfifo("pipe")
    running = subprocess.Popen([LACLI, "show", "pipe"], stdout=-1, stderr=-1)
    with Path("pipe").open("wb") as pipe:
        for number in (signal.SIGSTOP, signal.SIGCONT, signal.SIGWINCH):
            running.send_signal(number)
        pipe.write(b"1,2\n")
    assert (*running.communicate(timeout=20), running.returncode) == (b"1,2\n", b"", 0)


def in_the_middle(number: int, first: str = "") -> str:
    """A program that runs lacli, which gets a signal when its temporary file is half written."""
    return f"""
import os, signal, sys
sys.path.insert(0, {str(FAULTS.parent)!r})
from faults import Plan, install
from lacli.__main__ import main
{first}
install(Plan(12, lambda: os.kill(os.getpid(), {int(number)})), setattr)
sys.argv = ["lacli", "show", "1 2; 3 4", "-o", "x.csv"]
main()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_what_is_to_be_ignored_is_ignored_while_a_file_is_written(number: int) -> None:
    Path("x.csv").write_text("old")
    script = in_the_middle(number, f"signal.signal({int(number)}, signal.SIG_IGN)")
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (said.returncode, said.stderr) == (0, b"")
    assert (os.listdir(), Path("x.csv").read_text()) == (["x.csv"], "1,2\n3,4\n")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_as_the_first_process_of_a_container(number: int) -> None:
    script = in_the_middle(number, "assert os.getpid() == 1")
    Path("x.csv").write_text("old")
    command = ["unshare", "--pid", "--fork", "--map-root-user", sys.executable, "-c", script]
    said = subprocess.run(command, capture_output=True, check=False)
    if b"unshare" in said.stderr:
        pytest.skip(f"no process can be the first: {said.stderr.decode()}")
    assert (said.returncode, said.stderr) == (128 + number, b"")
    assert (os.listdir(), Path("x.csv").read_text()) == (["x.csv"], "old")


@pytest.mark.parametrize(
    ("args", "environment"),
    [
        (["svd", "A.csv", "-f", "json"], {}),
        (["det", "1 2; 3 4"], {"PYTHONUNBUFFERED": "1"}),
        (["--help"], {}),
        (["--help"], {"PYTHONUNBUFFERED": "1"}),
        (["show", "A.csv", "-o", "/dev/stdout"], {}),
    ],
)
def test_a_reader_that_is_gone_before_anything_is_written(
    args: list[str], environment: dict[str, str]
) -> None:
    np.savetxt("A.csv", np.random.default_rng(0).random((50, 40)), delimiter=",")
    reading, writing = os.pipe()
    os.close(reading)
    said = process(
        *args, stdout=writing, stderr=-1, capture_output=False, env=os.environ | environment
    )
    os.close(writing)
    assert (said.returncode, said.stderr) == (141, b"")


def test_a_reader_that_goes_after_one_line() -> None:
    np.savetxt("A.csv", np.full((3000, 40), 1.5), delimiter=",")
    reading, writing = os.pipe()
    running = subprocess.Popen([LACLI, "show", "A.csv"], stdout=writing, stderr=-1)
    os.close(writing)
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        assert pipe.read(4) == b"1.5,"
    _, err = running.communicate(timeout=20)
    assert (running.returncode, err) == (141, b"")


def test_a_reader_of_messages_that_is_gone() -> None:
    for args, code, out in (
        (["det", "x"], 3, b""),
        (["pinv", "1 2; 2 4", "-p", "3"], 0, b"0.04,0.08\n0.08,0.16\n"),
        (["--nothing"], 2, b""),
    ):
        reading, writing = os.pipe()
        os.close(reading)
        with Path("/dev/full").open("wb") as full:
            for stderr in (writing, full):
                said = process(*args, stdout=-1, stderr=stderr, capture_output=False)
                assert (said.returncode, said.stdout) == (code, out)
        os.close(writing)
