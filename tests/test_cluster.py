"""Tall matrices on a Dask cluster: a real scheduler and two workers, one of which is killed."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import LACLI, Said, assert_alike, process
from distributed import Client, default_client

Call = Callable[..., Said]
PARTS = 12


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of a tall matrix with names, the same as one file, and as .npy and Parquet."""
    made = tmp_path_factory.mktemp("cluster")
    rng = np.random.default_rng(8)
    X = rng.normal(size=(PARTS * 400, 4)) @ rng.normal(size=(4, 4)) + 50
    lines = [f"r{i}," + ",".join(map(repr, row)) + "\n" for i, row in enumerate(X.tolist())]
    for k in range(PARTS):
        part = lines[k * 400 : (k + 1) * 400]
        (made / f"part-{k:02}.csv").write_text(",a,b,c,d\n" + "".join(part))
        np.save(made / f"part-{k:02}.npy", X[k * 400 : (k + 1) * 400])
    (made / "all.csv").write_text(",a,b,c,d\n" + "".join(lines))
    y = X @ [1, 2, 3, 4] + rng.normal(size=len(X))
    (made / "y.csv").write_text("y\n" + "".join(f"{v!r}\n" for v in y.tolist()))
    return made


@contextlib.contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler on loopback, and the processes of its workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    quiet |= {"cwd": folder, "env": os.environ | {"OPENBLAS_NUM_THREADS": "1"}}
    dask = [sys.executable, "-m", "dask"]
    scheduler = ["--host", "127.0.0.1", "--port", address.rpartition(":")[2], "--no-dashboard"]
    worker = ["--no-nanny", "--nthreads", "1", "--no-dashboard", "--death-timeout", "60"]
    running = [subprocess.Popen([*dask, "scheduler", *scheduler], **quiet)]
    try:
        command = [*dask, "worker", address, *worker, "--name"]
        running += [subprocess.Popen([*command, str(i)], **quiet) for i in range(workers)]
        with Client(address, timeout=60) as client:
            if workers:
                client.wait_for_workers(workers, timeout=60)
        yield address, running[1:]
    finally:
        for one in running:
            one.kill()
        for one in running:
            one.wait()


@pytest.fixture(scope="module")
def scheduler(folder: Path) -> Iterator[str]:
    with cluster(folder) as (address, _):
        yield address
        default_client().close()  # that of the calls in this process, before the scheduler ends


@pytest.mark.parametrize(
    "args",
    [
        "pca -k 2", "svd --part S", "norm", "cov", "corr", "center --standardize", "rank",
        "cond", "describe", "lstsq --intercept", "matmul", "norm --axis rows",
    ],
)  # fmt: skip
def test_the_cluster_says_what_it_says_in_memory(
    args: str, folder: Path, scheduler: str, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    command, *options = args.split()
    second = {"lstsq": ["y.csv"], "matmul": ["1 2; 3 4; 5 6; 7 8"]}.get(command, [])
    there = call(
        command, "part-*.csv", *second, *options, "--engine", "dask", "--scheduler", scheduler
    )
    here = call(command, "all.csv", *second, *options)
    assert (there.code, here.code, there.err) == (0, 0, here.err)
    assert_alike(there.out, here.out)


def test_arrays_and_wrong_files(
    folder: Path, scheduler: str, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    on = ("--engine", "dask", "--scheduler", scheduler)
    there = call("cov", "part-*.npy", *on)
    assert_alike(there.out, call("cov", "part-*.npy").out)
    wrong = call("cov", "*.csv", *on)
    assert (wrong.code, wrong.out) == (3, "")
    assert "y.csv has 1 columns, all.csv has 4" in wrong.err
    Path("bad.txt").write_text("a,b\n1,2\n3,x\n")
    bad = call("cov", "bad.txt", *on)
    assert (bad.code, bad.err.splitlines()[0]) == (
        3,
        "lacli cov: bad.txt:3:2: not a number: 'x' (column 'b')",
    )
    piped = call("cov", "-", *on, stdin="1,2\n3,4\n")
    assert (piped.code, "cannot read a pipe" in piped.err) == (3, True)


def test_rows_that_are_left_out_are_told_as_a_note(
    folder: Path, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    Path("m0.csv").write_text("1,2\n3,\n5,6\n")
    Path("m1.csv").write_text("1,3\n3,4\n")
    on = ("--engine", "dask", "--scheduler", scheduler)
    said = process("cov", "m?.csv", "--missing", "drop", *on)
    assert said.stderr.decode() == "note: m0.csv: 1 row with missing values left out\n"
    assert process("cov", "m?.csv", "--missing", "drop", "-q", *on).stderr == b""


def test_complex_numbers_and_a_small_second_factor(
    folder: Path, scheduler: str, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    on = ("--engine", "dask", "--scheduler", scheduler)
    Path("c0.csv").write_text("1,2\n3,4\n")
    Path("c1.csv").write_text("1,2\n3,4j\n")
    wrong = call("cov", "c?.csv", *on)
    assert (wrong.code, wrong.err) == (
        3,
        "lacli cov: c1.csv: complex numbers are not read block by block\n"  # noqa: ISC004
        "hint: --engine memory reads them\n",
    )
    Path("w.txt").write_text("1\n2\n3\n4\n")
    assert_alike(
        call("matmul", "part-*.csv", "w.txt", *on).out, call("matmul", "all.csv", "w.txt").out
    )


def test_names_and_notes_on_a_cluster(
    folder: Path, scheduler: str, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    on = ("--engine", "dask", "--scheduler", scheduler)
    for k in range(2):
        names = [f"r{i}" for i in range(k * 100, (k + 1) * 100)]
        Path(f"u{k}.csv").write_text(",a\n" + "".join(f"{name},{name[1:]}\n" for name in names))
        names[5], names[6] = names[6], names[5]
        Path(f"v{k}.csv").write_text(",b\n" + "".join(f"{name},1\n" for name in names))
        gap = "".join(f"{i},{'' if i == 7 else i * i}\n" for i in range(100))
        Path(f"gap{k}.csv").write_text("x,y\n" + gap)
    wrong = call("lstsq", "u?.csv", "v?.csv", *on)
    assert (wrong.code, "row 6 is 'r5' in u?.csv and 'r6' in v?.csv" in wrong.err) == (4, True)
    uneven = call("lstsq", "u?.csv", "v0.csv", *on)
    assert (uneven.code, uneven.out) == (4, "")
    told = call("cov", "gap?.csv", "--missing", "drop", *on)
    assert told.code == 0
    assert "1 row with missing values left out" in told.err
    assert all(line.startswith("note: gap") for line in told.err.splitlines())
    assert call("cov", "gap?.csv", "--missing", "drop", "-q", *on).err == ""


def test_a_cluster_of_our_own_serves_both_operands(folder: Path) -> None:
    args = ("lstsq", "part-*.csv", "y.csv", "--intercept", "--part", "x")
    there = process(*args, "--engine", "dask", cwd=folder, timeout=120)
    assert (there.returncode, there.stderr) == (0, b"")
    assert_alike(there.stdout.decode(), process(*args, cwd=folder).stdout.decode())


def test_a_worker_that_is_killed_costs_time_and_no_answer(tmp_path: Path) -> None:
    X = np.random.default_rng(3).normal(size=(PARTS, 4000, 4)) * [4, 3, 2, 1]
    for k, part in enumerate(X):  # with signs, which take the careful and slow way to read
        lines = (",".join(repr(x) if x < 0 else f"+{x!r}" for x in row) for row in part.tolist())
        (tmp_path / f"part-{k:02}.csv").write_text("\n".join(lines) + "\n")
    with cluster(tmp_path) as (address, workers):
        args = ["pca", "-k", "2", "--part", "explained", "part-*.csv", "--engine", "dask"]
        run = subprocess.Popen(
            [LACLI, *args, "--scheduler", address],
            cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        wait_until_busy(address, "0")
        assert run.poll() is None
        workers[0].send_signal(signal.SIGKILL)
        out, err = run.communicate(timeout=120)
    assert (run.returncode, err) == (0, "")
    variances = np.linalg.eigvalsh(np.cov(X.reshape(-1, 4).T))[::-1]
    found = [float(line.split(",")[1]) for line in out.splitlines()[1:]]
    assert found == pytest.approx(variances[:2].tolist(), rel=1e-10)


def wait_until_busy(address: str, name: str) -> None:
    """Waits until the worker of that name reads a part or holds one, so that it is lost with it.

    The scheduler is asked, which answers however busy the workers are.
    """
    with Client(address, timeout=60) as client:
        known = client.scheduler_info(n_workers=-1)["workers"]
        worker = next(at for at, told in known.items() if str(told["name"]) == name)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if client.processing([worker])[worker] or client.has_what([worker])[worker]:
                return
            time.sleep(0.01)
    raise AssertionError("the worker got nothing to do")


def test_nobody_answers_at_an_address(folder: Path) -> None:
    said = process("cov", "1 2; 3 4", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9")
    assert said.returncode == 0  # inline text is no matter for a cluster
    with socket.socket() as stranger:  # who listens, and never says anything
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        nobody = f"tcp://127.0.0.1:{stranger.getsockname()[1]}"
        for address, what in (
            ("tcp://127.0.0.1:9", "no Dask scheduler answers"),
            (nobody, "no Dask scheduler answers"),
            ("tls://127.0.0.1:9", "no Dask scheduler answers"),
            ("nowhere", "no address"),
        ):
            said = process(
                "cov", str(folder / "all.csv"), "--engine", "dask", "--scheduler", address
            )
            assert said.returncode == 3
            assert f"--scheduler {address}: {what}\nhint: " in said.stderr.decode()
            assert len(said.stderr.splitlines()) == 2


def test_a_scheduler_without_workers(folder: Path) -> None:
    with cluster(folder, workers=0) as (address, _):
        said = process("cov", str(folder / "all.csv"), "--engine", "dask", "--scheduler", address)
    assert said.returncode == 3
    assert said.stderr.decode() == (
        f"lacli cov: --scheduler {address}: it has no workers\n"
        f"hint: `dask worker {address}` starts one\n"
    )


def test_a_scheduler_is_for_dask(call: Call) -> None:
    said = call("det", "1 2; 3 4", "--scheduler", "tcp://127.0.0.1:1")
    assert (said.code, "--scheduler goes with --engine dask" in said.err) == (2, True)


def test_without_dask(call: Call, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setitem(sys.modules, "dask.distributed", None)
    said = call("cov", str(folder / "all.csv"), "--engine", "dask")
    assert (said.code, "pip install 'lacli[dask]'" in said.err) == (2, True)
