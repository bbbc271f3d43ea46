"""Faults: every call that fails, and every disk that is full, leaves the old output whole."""

from __future__ import annotations

import errno
import io
import os
import stat
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from conftest import LACLI, Said, process
from faults import Plan, Raw, failing, install

from lacli import cli

CODES = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EMFILE)
"""Python itself tries again after EINTR."""
OPTIONAL = {"fchown", "getxattr", "listxattr", "removexattr", "setxattr"}
"""What a system may refuse: an answer is no worse without it."""
BINARY_SUFFIXES = (".npy", ".npz")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def one_line(err: str) -> bool:
    """Whether a text is one line about lacli, beside hints."""
    said = [line for line in err.splitlines() if not line.startswith("hint: ")]
    return len(said) == 1 and said[0].startswith("lacli ")


def tags(path: str) -> bool:
    """Gives a file an attribute, where its file system has such."""
    try:
        os.setxattr(path, "user.tag", b"kept")
    except OSError:
        return False
    return True


@pytest.mark.parametrize("suffix", [".csv", ".json", ".mtx", *BINARY_SUFFIXES])
@pytest.mark.parametrize("before", ["nothing", "a file", "a link"])
def test_each_call_that_fails_leaves_the_old_file(
    call: Callable[..., Said], monkeypatch: pytest.MonkeyPatch, suffix: str, before: str
) -> None:
    target, real = Path(f"out{suffix}"), Path("real")
    args = ("show", "1 2; 3 4", "-o", str(target))
    old = None if before == "nothing" else b"old"

    def begin() -> None:
        for path in Path().iterdir():
            path.unlink()
        if before == "a link":
            target.symlink_to(real)
        if old:
            target.write_bytes(old)
            target.chmod(0o604)
            tags(str(target))

    def run(plan: Plan) -> Said:
        begin()
        with monkeypatch.context() as patch:
            install(plan, lambda *change: patch.setattr(*change, raising=False))
            return call(*args)

    plan = Plan()
    assert run(plan).code == 0
    names = plan.calls
    assert {"open", "write", "fsync", "close", "replace"} <= set(names)
    assert ("fchmod" in names) is bool(old)
    new = target.read_bytes()
    for k, name in enumerate(names, 1):
        for code in CODES:
            said = run(Plan(k, failing(code)))
            where = f"{name}, call {k}: {errno.errorcode[code]}"
            if said.code == 0:
                assert name in OPTIONAL, where
                assert code == errno.EACCES, where
                assert target.read_bytes() == new, where
            else:
                assert said.code == 6, where
                assert one_line(said.err), said.err
                assert os.strerror(code).lower() in said.err, where
                assert (target.read_bytes() if target.exists() else None) == old, where
            left = {str(target)} if old or said.code == 0 else set()
            assert set(os.listdir()) == left | ({"real"} if before == "a link" else set()), where
            assert target.is_symlink() is (before == "a link"), where
            if old:
                assert stat.S_IMODE(target.stat().st_mode) == 0o604, where


@pytest.mark.parametrize("form", ["csv", "table", "npz"])
def test_each_write_to_standard_output_that_fails(
    monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    def run(plan: Plan) -> tuple[int, str]:
        raw = Raw(plan, "stdout", "w")
        out = io.TextIOWrapper(io.BufferedWriter(raw, 200), "utf-8")
        err = io.StringIO()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = cli.run(["svd", "1 2; 3 4", "-f", form, "-p", "17"])
        raw.close()  # what could not be written is not tried again
        return code, err.getvalue()

    plan = Plan()
    assert run(plan) == (0, "")
    writes = plan.calls.count("write")
    assert writes >= 2
    for k in range(1, writes + 1):
        for code in CODES:
            exit_code, err = run(Plan(k, failing(code)))
            assert (exit_code, one_line(err)) == (6, True), err
        assert run(Plan(k, failing(errno.EPIPE))) == (141, "")


@pytest.mark.parametrize(
    "suffix", [".csv", ".json", ".mtx", ".txt", ".safetensors", *BINARY_SUFFIXES]
)
def test_each_call_that_fails_while_reading(
    call: Callable[..., Said], monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    file = f"A{suffix}"
    if suffix == ".safetensors":
        header = b'{"A":{"dtype":"F64","shape":[2,2],"data_offsets":[0,32]}}'
        Path(file).write_bytes(
            struct.pack("<Q", len(header)) + header + struct.pack("<4d", 2, 1, 1, 3)
        )
    else:
        form = suffix[1:].replace("txt", "csv")
        assert call("show", "2 1; 1 3", "-f", form, "-o", file).code == 0

    def run(plan: Plan) -> Said:
        with monkeypatch.context() as patch:
            install(plan, lambda *change: patch.setattr(*change, raising=False))
            return call("det", file)

    plan = Plan()
    assert run(plan) == (0, "5\n", "")
    assert {"open", "read", "stat"} <= set(plan.calls)
    for k, name in enumerate(plan.calls, 1):
        if name == "close":  # all has been read
            continue
        for code in CODES:
            said = run(Plan(k, failing(code)))
            where = f"{name}, call {k}: {errno.errorcode[code]}"
            assert (said.code, said.out, one_line(said.err)) == (3, "", True), where


UNBUFFERED = [{}, {"PYTHONUNBUFFERED": "1"}]


@pytest.mark.parametrize("environment", UNBUFFERED)
@pytest.mark.parametrize("suffix", [".csv", ".npy"])
def test_a_file_that_may_not_grow(suffix: str, environment: dict[str, str]) -> None:
    np.save("A.npy", np.full((300, 300), 0.1))
    Path(f"out{suffix}").write_text("old")
    # What measures coverage could not write what it found either, and would complain.
    unmeasured = {key: x for key, x in os.environ.items() if not key.startswith("COVERAGE")}
    command = f"ulimit -f 100; exec lacli show A.npy -f {suffix[1:]}"
    for where, said in (
        (f" -o out{suffix}", f"cannot write out{suffix}: file too large"),
        (" > stdout", "cannot write to standard output: file too large"),
    ):
        ended = subprocess.run(
            ["bash", "-c", command + where],
            capture_output=True,
            text=True,
            check=False,
            env=unmeasured | environment,
        )
        assert (ended.returncode, ended.stderr) == (6, f"lacli show: {said}\n")
    assert Path(f"out{suffix}").read_text() == "old"
    assert sorted(os.listdir()) == ["A.npy", f"out{suffix}", "stdout"]


def test_a_disk_that_is_full_in_the_middle() -> None:
    np.save("A.npy", np.full((300, 300), 0.1))
    Path("disk").mkdir()
    script = """
        mount -t tmpfs -o size=64k none disk || exit 99
        cd disk
        for variable in A= PYTHONUNBUFFERED=1; do
            for form in csv npy npz; do
                echo old > old.$form
                env $variable lacli show ../A.npy -o old.$form; echo $?
                cat old.$form
                env $variable lacli show ../A.npy -f $form > out; echo $?
                rm out
            done
        done
        ls -A
    """
    ended = subprocess.run(
        ["unshare", "--mount", "--map-root-user", "bash", "-c", script],
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode == 99 or "unshare" in ended.stderr:
        pytest.skip(f"nothing can be mounted here: {ended.stderr}")
    assert ended.stdout.split() == ["6", "old", "6"] * 6 + [
        f"old.{form}" for form in ("csv", "npy", "npz")
    ]
    assert ended.stderr.count("\n") == ended.stderr.count("no space left on device") == 12


@pytest.mark.parametrize("environment", UNBUFFERED)
def test_devices_that_are_full(environment: dict[str, str]) -> None:
    np.save("A.npy", np.full((300, 300), 0.1))
    for args in (["show", "A.npy", "-f", "npy"], ["--help"], ["--version"]):
        with Path("/dev/full").open("wb") as full:
            said = process(*args, stdout=full, stderr=-1, capture_output=False,
                           env=os.environ | environment)  # fmt: skip
        assert said.returncode == 6, args
        assert said.stderr.count(b"\n") == said.stderr.count(b"no space left on device") == 1
    said = process("show", "A.npy", "-o", "/dev/full")
    assert (said.returncode, said.stderr) == (
        6,
        b"lacli show: cannot write /dev/full: no space left on device\n",
    )


AS_ANYONE = (
    "import ctypes, os, sys\n"
    "for capability in range(64) if os.geteuid() == 0 else ():\n"
    "    ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)\n"  # PR_CAPBSET_DROP
    "os.execv(sys.argv[1], sys.argv[1:])\n"
)


def as_anyone(*args: str) -> subprocess.CompletedProcess[str]:
    """Lacli as a process that file permissions bind, be it of root."""
    command = [sys.executable, "-c", AS_ANYONE, LACLI, *args]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def bound(here: Path) -> None:
    """Skips where permissions cannot be made to bind: root in a sandbox, other systems."""
    folder = here / "unreadable"
    folder.mkdir(0)
    told = as_anyone("show", "1", "-o", "unreadable/x.csv").returncode
    folder.rmdir()
    if told != 6:
        pytest.skip("permissions do not bind here")


@pytest.mark.usefixtures("bound")
def test_what_is_protected_is_not_replaced(here: Path) -> None:
    old = here / "old.csv"
    old.write_text("old")
    old.chmod(0o444)
    for path in ("old.csv", "link"):
        (here / "link").is_symlink() or (here / "link").symlink_to("old.csv")
        said = as_anyone("show", "1", "-f", "csv", "-o", path)
        assert (said.returncode, said.stderr) == (
            6,
            f"lacli show: cannot write {path}: permission denied\n",
        )
    assert old.read_text() == "old"
    assert sorted(os.listdir()) == ["link", "old.csv"]


@pytest.mark.usefixtures("bound")
def test_folders_that_are_protected(here: Path) -> None:
    folder = here / "folder"
    folder.mkdir()
    (folder / "old.csv").write_text("old")
    folder.chmod(0o555)
    new = as_anyone("show", "1", "-o", "folder/new.csv")
    old = as_anyone("show", "1", "-o", "folder/old.csv")
    folder.chmod(0o600)
    hidden = as_anyone("show", "1", "-o", "folder/old.csv")
    unread = as_anyone("det", "folder/old.csv")
    folder.chmod(0o300)
    dropped = as_anyone("show", "1", "-o", "folder/dropped.csv")
    folder.chmod(0o700)
    denied = "lacli show: cannot write folder/{}.csv: permission denied\n"
    hint = "hint: its folder does not let it be replaced; > FILE writes into it\n"
    assert (new.returncode, new.stderr) == (6, denied.format("new"))
    assert (old.returncode, old.stderr) == (6, denied.format("old") + hint)
    assert (hidden.returncode, hidden.stderr) == (6, denied.format("old"))
    assert (unread.returncode, one_line(unread.stderr)) == (3, True)
    assert (dropped.returncode, dropped.stderr) == (0, "")
    assert sorted(os.listdir(folder)) == ["dropped.csv", "old.csv"]
    assert (folder / "old.csv").read_text() == "old"


def test_a_disk_that_is_read_only_and_a_file_that_is_mounted() -> None:
    Path("disk").mkdir()
    Path("disk/old.csv").write_text("old")
    Path("one.csv").write_text("old")
    script = """
        mount --bind disk disk && mount -o remount,bind,ro disk && mount --bind one.csv one.csv ||
            exit 99
        lacli show 1 -o disk/old.csv; echo $?
        lacli show 1 -o disk/new.csv; echo $?
        lacli show 1 -o one.csv; echo $?
        cat disk/old.csv one.csv; ls -A disk .
    """
    command = ["unshare", "--mount", "--map-root-user", "bash", "-c", script]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode == 99 or "unshare" in ended.stderr:
        pytest.skip(f"nothing can be mounted here: {ended.stderr}")
    assert ended.stdout == "6\n6\n6\noldold.:\ndisk\none.csv\n\ndisk:\nold.csv\n"
    assert ended.stderr == (
        "lacli show: cannot write disk/old.csv: read-only file system\n"
        "lacli show: cannot write disk/new.csv: read-only file system\n"
        "lacli show: cannot write one.csv: device or resource busy\n"
        "hint: its folder does not let it be replaced; > FILE writes into it\n"
    )
