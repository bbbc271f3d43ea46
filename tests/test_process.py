"""Lacli as a process: pipes, full disks, signals, closed streams, files replaced whole."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest
from conftest import LACLI, on_terminal, process

from lacli.render import BINARY, formats


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """A command line of bash, whose pipes fail where a part of them fails."""
    script = f"set -o pipefail; {command}"
    return subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)


def test_composition_in_pipes() -> None:
    Path("A.csv").write_text(",x,y\na,2,1\nb,1,4\n")
    for form in ("csv", "json"):
        said = shell(f"lacli inv A.csv -f {form} | lacli inv - -p 12")
        assert (said.returncode, said.stdout, said.stderr) == (0, ",x,y\na,2,1\nb,1,4\n", "")
    assert shell("lacli svd A.csv > out.csv; lacli norm out.csv:S --squared -p 12").stdout == "22\n"
    assert shell("lacli svd A.csv | lacli norm -:S --squared -p 12").stdout == "22\n"
    assert shell("lacli svd A.csv -f json | lacli norm -:S --squared -p 12").stdout == "22\n"
    assert shell("lacli det <(lacli inv A.csv) -p 6").stdout == "0.142857\n"
    assert shell('test "$(lacli det "2 0; 0 3")" = 6').returncode == 0


def test_arguments_that_begin_with_a_minus() -> None:
    assert process("det", "-1 2; 3 4").stdout == b"-10\n"
    assert process("det", "--", "-1 2; 3 4").stdout == b"-10\n"
    assert process("norm", "-.5", "-p", "3").stdout == b"0.5\n"
    assert process("norm", "-(3) 4").stdout == b"5\n"
    assert process("det", "-sqrt(4)").stdout == b"-2\n"
    assert process("norm", "-i 0").stdout == b"1\n"
    assert process("norm", "1 2; 3 4", "--ord", "-1").stdout == b"4\n"
    said = process("det", "-1 j")
    assert (said.returncode, said.stderr.splitlines()[0]) == (
        4,
        b"lacli det: A is 1\xc3\x972, not square",
    )
    assert process("det", "--", "x").returncode == 3
    assert process("det", "-z").returncode == 2
    assert process("inv", "--presision", "3", "2").returncode == 2
    assert process("inv", "2", "-qo", "-1.csv").returncode == 0
    assert Path("-1.csv").read_text() == "0.5\n"


def test_a_full_disk() -> None:
    for args in (["det", "1 2; 3 4"], ["--help"], ["--version"], ["svd", "1 2; 3 4", "-f", "json"]):
        with Path("/dev/full").open("wb") as full:
            said = process(*args, stdout=full, stderr=subprocess.PIPE, capture_output=False)
        assert said.returncode == 6, args
        [line] = said.stderr.decode().splitlines()
        assert "no space left on device" in line
    assert process("det", "2", "-o", "/dev/full").returncode == 6


def test_a_reader_that_goes_away() -> None:
    Path("long.csv").write_text("1.5,2.5\n" * 50_000)
    for command in ("lacli pinv long.csv", "lacli norm --axis rows long.csv", "lacli --help"):
        said = shell(f"{command} | true; echo ${{PIPESTATUS[0]}}")
        assert (said.stdout, said.stderr.replace("note: the rank used is 1 of 2\n", "")) in (
            ("141\n", ""),
            ("0\n", ""),  # what fits into the pipe may be gone before its reader is
        )
    said = shell("lacli norm --axis rows long.csv | head -1; echo ${PIPESTATUS[0]}")
    assert said.stdout.splitlines()[1] == "141"
    assert said.stderr == ""


def test_streams_that_are_closed() -> None:
    assert shell("lacli det '2' >&-").returncode == 6
    said = shell("lacli det - <&-")
    assert (said.returncode, said.stderr) == (3, "lacli det: standard input is closed\n")
    assert shell("lacli pinv '1 2; 2 4' -p 3 2>&-").stdout == "0.04,0.08\n0.08,0.16\n"
    assert shell("lacli det x 2>&-").returncode == 3
    assert shell("lacli det 2 2>/dev/full").stdout == "2\n"


@pytest.mark.parametrize("args", [["det", "-"], ["pca"]])
def test_ctrl_c_is_silent(args: list[str]) -> None:
    waiting = subprocess.Popen(
        [LACLI, *args], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(1)
    waiting.send_signal(signal.SIGINT)
    out, err = waiting.communicate(timeout=20)
    assert (waiting.returncode, out, err) == (130, b"", b"")


def test_ctrl_c_while_computing_ends_at_once() -> None:
    script = (
        "import time, lacli.compute.exact.determinant as d\n"
        "d.det = lambda A: time.sleep(30)\n"
        "import sys; sys.argv = ['lacli', 'det', '2']\n"
        "from lacli.__main__ import main; main()"
    )
    busy = subprocess.Popen(
        [Path(LACLI).parent / "python", "-c", script],
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    )
    time.sleep(2)
    busy.send_signal(signal.SIGINT)
    _, err = busy.communicate(timeout=10)
    assert (busy.returncode, err) == (-signal.SIGINT, b"")


def test_a_file_is_replaced_whole_with_its_mode_through_a_link(here: Path) -> None:
    target, link = here / "real.csv", here / "link.csv"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    assert process("inv", "4", "-o", "link.csv").returncode == 0
    assert link.is_symlink()
    assert target.read_text() == "0.25\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(os.listdir(here)) == ["link.csv", "real.csv"]


def test_a_new_file_has_the_mode_of_the_umask(here: Path) -> None:
    assert shell("umask 027; lacli inv 4 -o new.csv").returncode == 0
    assert stat.S_IMODE((here / "new.csv").stat().st_mode) == 0o640


def test_the_input_may_be_the_output(here: Path) -> None:
    (here / "A.csv").write_text("4,0\n0,2\n")
    assert process("inv", "A.csv", "-o", "A.csv").returncode == 0
    assert (here / "A.csv").read_text() == "0.25,0\n0,0.5\n"


@pytest.mark.parametrize(
    "args", [["inv", "1 2; 2 4"], ["det", "x"], ["svd", "1 2"], ["inv", "2", "-f", "z"]]
)
def test_a_failed_run_leaves_the_old_file(here: Path, args: list[str]) -> None:
    (here / "out.npy").write_text("old")
    assert process(*args, "-o", "out.npy").returncode > 0
    assert (here / "out.npy").read_text() == "old"
    assert os.listdir(here) == ["out.npy"]


def test_devices_and_fifos_are_written_directly(here: Path) -> None:
    assert process("inv", "4", "-o", "/dev/null").returncode == 0
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
    assert shell("lacli inv 4 -f csv -o >(cat) | cat; sleep 0.3").stdout == "0.25\n"
    assert shell("lacli inv 4 -o /dev/stdout | cat").stdout == "0.25\n"
    os.mkfifo("pipe")
    said = shell("lacli inv 4 -o pipe & cat pipe")
    assert said.stdout == "0.25\n"
    assert stat.S_ISFIFO((here / "pipe").stat().st_mode)


def test_a_folder_cannot_be_written() -> None:
    said = process("inv", "4", "-f", "csv", "-o", ".")
    assert (said.returncode, said.stderr) == (6, b"lacli inv: cannot write .: is a directory\n")


def test_warnings_strict_and_quiet() -> None:
    jordan = ["eig", "1 1; 0 1", "--part", "values"]
    said = process(*jordan)
    assert (said.returncode, said.stdout) == (0, b"1\n1\n")
    assert said.stderr.startswith(b"warning: defective, or nearly so")
    said = process(*jordan, "--quiet")
    assert (said.returncode, said.stderr) == (0, b"")
    said = process(*jordan, "--strict", "-q")
    assert (said.returncode, said.stdout) == (5, b"")
    assert said.stderr.startswith(b"lacli eig: defective, or nearly so")
    said = process("solve", "1; 1", "1; 3", "--nearest", "--strict")
    assert (said.returncode, said.stdout) == (0, b"2\n")
    assert said.stderr == b"note: least-squares solution: residual norm 1.41421\n"


def test_a_matrix_that_does_not_fit_into_memory() -> None:
    Path("tall.csv").write_text("1\n" * 1_000_000)
    said = process("svd", "--full", "tall.csv")
    assert (said.returncode, said.stdout) == (3, b"")
    message, hint = said.stderr.decode().splitlines()
    assert message == "lacli svd: 1000000×1000000 is too large for memory"
    assert hint.startswith("hint: it would take 14.6T, and there is ")


def test_missing_rows_are_not_dropped_from_one_matrix_of_two() -> None:
    said = process("solve", "1 nan", "1", "--missing", "drop")
    assert said.returncode == 2


def test_a_bug_is_called_a_bug() -> None:
    script = (
        "import sys, lacli.compute.exact.determinant as d\n"
        "def broken(A): raise ValueError('oops')\n"
        "d.det = broken\n"
        "sys.argv = ['lacli', 'det', '2']\n"
        "from lacli.__main__ import main; main()"
    )
    for environment, traceback in ({}, False), ({"LACLI_DEBUG": "1"}, True):
        said = subprocess.run(
            [Path(LACLI).parent / "python", "-c", script],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | environment,
        )
        assert said.returncode == 70
        assert "lacli det: a bug in lacli: ValueError: oops" in said.stderr
        assert ("Traceback" in said.stderr) is traceback


def test_the_format_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LACLI_FORMAT", "json")
    assert process("inv", "4").stdout == b"[[0.25]]\n"
    assert process("inv", "4", "-f", "csv").stdout == b"0.25\n"
    assert process("inv", "4", "-o", "a.csv").returncode == 0
    assert Path("a.csv").read_text() == "0.25\n"
    monkeypatch.setenv("LACLI_FORMAT", "xml")
    said = process("inv", "4")
    assert (said.returncode, said.stderr.splitlines()[0]) == (
        2,
        f"lacli inv: no format 'xml' (LACLI_FORMAT): {', '.join(formats())}".encode(),
    )


@pytest.mark.parametrize("form", BINARY)
def test_binary_formats_are_not_for_a_terminal(form: str) -> None:
    printed = on_terminal(f"lacli inv 4 -f {form}; echo $?")
    assert printed.splitlines() == [
        f"\x1b[1;31mlacli inv:\x1b[0m {form} is not for a terminal",
        f"\x1b[2mhint:\x1b[0m -o FILE.{form} writes it to a file",
        "2",
    ]


def test_a_pipe_of_npy() -> None:
    assert shell("lacli inv '4 0; 0 2' -f npy | lacli inv -").stdout == "4,0\n0,2\n"


def test_json_a_hundred_thousand_deep() -> None:
    Path("deep.json").write_text("[" * 100_000)
    said = process("det", "deep.json")
    assert (said.returncode, said.stderr) == (
        3,
        b"lacli det: deep.json: nested too deeply: a matrix has two levels\n",
    )


@pytest.mark.parametrize("dtype", ["F16", "BF16", "F32"])
def test_a_layer_of_a_network_goes_through_one_pipe(dtype: str, tmp_path: Path) -> None:
    W = np.random.default_rng(5).normal(size=(20, 12)).astype("f4")
    data = {
        "F32": W.tobytes(),
        "F16": W.astype("f2").tobytes(),
        "BF16": (W.view("u4") >> 16).astype("u2").tobytes(),
    }[dtype]
    tensor = {"dtype": dtype, "shape": [20, 12], "data_offsets": [0, len(data)]}
    header = json.dumps({"layer.0.weight": tensor, "__metadata__": {"format": "pt"}}).encode()
    file = tmp_path / "model.safetensors"
    file.write_bytes(len(header).to_bytes(8, "little") + header + data)
    pipe = (
        f"{LACLI} svd {file}:layer.0.weight --part U |"
        f" {LACLI} lowrank - -k 8 --part approximation | {LACLI} describe -"
    )
    said = subprocess.run(["bash", "-c", pipe], capture_output=True, text=True, check=True)
    assert "# rank\n8\n" in said.stdout
    assert "# spectral\n1" in said.stdout  # as all singular values of the eight vectors kept
    described = process("describe", f"{file}:layer.0.weight", "--part", "frobenius").stdout
    assert float(described) == pytest.approx(np.linalg.norm(W), rel=5e-3)
