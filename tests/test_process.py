"""Lacli as a process: pipes, exit codes, what goes to which stream."""

from __future__ import annotations

import json
import os
import subprocess
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


@pytest.mark.parametrize(
    "args", [["inv", "1 2; 2 4"], ["det", "x"], ["svd", "1 2"], ["inv", "2", "-f", "z"]]
)
def test_a_failed_run_leaves_the_old_file(here: Path, args: list[str]) -> None:
    (here / "out.npy").write_text("old")
    assert process(*args, "-o", "out.npy").returncode > 0
    assert (here / "out.npy").read_text() == "old"
    assert os.listdir(here) == ["out.npy"]


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
