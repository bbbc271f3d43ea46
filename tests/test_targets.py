"""Where an answer may go: links, devices, descriptors, the input itself; what a file keeps."""

from __future__ import annotations

import os
import socket
import stat
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pytest
from conftest import LACLI, Said, process

from lacli import replacing

IS_ROOT = os.geteuid() == 0
READ, WRITE = 4, 2


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shell(command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)


@pytest.fixture
def put(call: Callable[..., Said]) -> Callable[[str], Said]:
    """`put("x.csv")`: lacli in this process writes 1 there."""

    def run(path: str) -> Said:
        return call("show", "1", "-f", "csv", "-o", path)

    return run


def refused(put: Callable[[str], Said], path: str, why: str) -> None:
    """Asserts that nothing can be written there, that we say why, and that nothing comes of it."""
    before = sorted(os.walk("."))
    said = put(path)
    assert (said.code, said.out, said.err.count("\n")) == (6, "", 1)
    assert said.err.startswith(f"lacli show: cannot write {path[:50]}")
    assert said.err.endswith(f": {why}\n")
    assert sorted(os.walk(".")) == before


def test_what_a_link_points_to_is_replaced(here: Path, put: Callable[[str], Said]) -> None:
    folder = here / "folder"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "real.csv").write_text("old")
    (folder / "second").symlink_to("deep/real.csv")
    Path("link.csv").symlink_to("folder/second")
    inode = os.lstat("link.csv").st_ino, os.lstat("folder/second").st_ino
    assert put("link.csv").code == 0
    assert (folder / "deep" / "real.csv").read_text() == "1\n"
    assert (os.lstat("link.csv").st_ino, os.lstat("folder/second").st_ino) == inode
    assert sorted(os.listdir()) == ["folder", "link.csv"]
    assert sorted(os.listdir(folder)) == ["deep", "second"]
    assert os.listdir(folder / "deep") == ["real.csv"]


def test_a_link_to_nothing_creates_its_target(put: Callable[[str], Said]) -> None:
    Path("folder").mkdir()
    Path("link.csv").symlink_to("folder/new.csv")
    assert put("link.csv").code == 0
    assert Path("link.csv").is_symlink()
    assert Path("folder/new.csv").read_text() == "1\n"
    Path("astray.csv").symlink_to("nowhere/new.csv")
    refused(put, "astray.csv", "no such file or directory")


def test_links_in_a_loop(put: Callable[[str], Said]) -> None:
    Path("a").symlink_to("b")
    Path("b").symlink_to("a")
    refused(put, "a", "too many levels of symbolic links")


def test_a_folder_reached_by_a_link_is_gone_up_from_where_it_is(put: Callable[[str], Said]) -> None:
    Path("x/y").mkdir(parents=True)
    Path("link").symlink_to("x/y")
    assert put("link/../new.csv").code == 0
    assert sorted(os.listdir("x")) == ["new.csv", "y"]


def test_a_hard_link_is_parted_from_its_other_names(put: Callable[[str], Said]) -> None:
    Path("one.csv").write_text("old")
    os.link("one.csv", "other.csv")
    assert put("one.csv").code == 0
    assert (Path("one.csv").read_text(), Path("other.csv").read_text()) == ("1\n", "old")


def test_what_is_no_place_for_a_file(put: Callable[[str], Said]) -> None:
    Path("folder").mkdir()
    Path("file").write_text("old")
    refused(put, "folder", "is a directory")
    refused(put, "folder/", "is a directory")
    refused(put, "new/", "no such file or directory")
    refused(put, "missing/new.csv", "no such file or directory")
    refused(put, "missing/../new.csv", "no such file or directory")
    refused(put, "file/", "not a directory")
    refused(put, "file/new.csv", "not a directory")
    refused(put, "x" * 256, "file name too long")
    refused(put, "é" * 128, "file name too long")
    said = put("x/" * 2100)  # of which a part is told
    assert said.code == 6
    assert said.err.endswith("file name too long\n")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        refused(put, "socket", "no such device or address")


@pytest.mark.parametrize(
    "name", ["x" * 255, "é" * 127, "𝐀" * 63, "\udcff.csv", "-", " ", "a\nb", "12"]
)
@pytest.mark.parametrize("exists", [False, True])
def test_every_name_that_a_file_can_have(
    name: str, exists: bool, put: Callable[[str], Said]
) -> None:
    if exists:
        Path(name).write_text("old")
    assert put(f"./{name}").code == 0
    assert (os.listdir(), Path(name).read_text()) == ([name], "1\n")


def test_no_name_and_standard_output() -> None:
    said = process("show", "1", "-o", "")
    assert (said.returncode, said.stderr) == (
        2,
        b"lacli show: --output has an empty name\nhint: -o - is standard output\n",
    )
    assert process("show", "1", "-o", "-").stdout == b"1\n"
    assert os.listdir() == []


@pytest.mark.parametrize(
    "path", ["A.csv", "link.csv", "hard.csv", "folder/../A.csv", "A.npy", "link.npy"]
)
def test_the_input_may_be_the_output(path: str, call: Callable[..., Said]) -> None:
    Path("folder").mkdir()
    Path("A.csv").write_text(",x,y\na,4,0\nb,0,2\n")
    np.save("A.npy", np.random.default_rng(2).normal(size=(100, 100)))
    Path("link.csv").symlink_to("A.csv")
    Path("link.npy").symlink_to("A.npy")
    os.link("A.csv", "hard.csv")
    source = "A" + Path(path).suffix
    for args in (["inv", path, "-o", source], ["inv", source, "-o", path]):
        assert call("inv", args[1], "-o", f"expected.{source[2:]}").code == 0
        assert call(*args).code == 0
        assert Path(args[-1]).read_bytes() == Path(f"expected.{source[2:]}").read_bytes()
    assert Path(f"link.{source[2:]}").is_symlink()


def test_who_reads_the_old_file_goes_on_reading_it(put: Callable[[str], Said]) -> None:
    Path("x.csv").write_text("old\n" * 10_000)
    with Path("x.csv").open() as old:
        assert old.readline() == "old\n"
        assert put("x.csv").code == 0
        assert old.read() == "old\n" * 9_999
    assert Path("x.csv").read_text() == "1\n"


def test_devices_stay() -> None:
    before = os.stat("/dev/null")
    for path in ("/dev/null", "null"):
        Path("null").is_symlink() or Path("null").symlink_to("/dev/null")
        assert process("inv", "4", "-o", path).returncode == 0
    after = os.stat("/dev/null")
    assert stat.S_ISCHR(after.st_mode)
    assert (before.st_ino, before.st_mode) == (after.st_ino, after.st_mode)


def test_a_fifo_stays_and_its_reader_may_go() -> None:
    os.mkfifo("pipe")
    assert shell("lacli inv 4 -o pipe & cat pipe; wait $!").stdout == "0.25\n"
    assert stat.S_ISFIFO(os.stat("pipe").st_mode)
    np.save("A.npy", np.full((300, 300), 0.1))
    said = shell("lacli show A.npy -f csv -o pipe & head -c 4 pipe; wait $!; echo $?")
    assert (said.stdout, said.stderr) == ("0.1,141\n", "")


@pytest.mark.parametrize("path", ["/dev/stdout", "/dev/fd/1", "far"])
def test_our_own_descriptors_are_written_and_what_is_behind_them_stays(path: str) -> None:
    Path("link").symlink_to("/dev/stdout")
    Path("far").symlink_to("link")
    Path("log").write_text("before\n")
    inode = os.stat("log").st_ino
    assert shell(f"(echo 1; lacli show 2 -o {path}; echo 3) >> log").stderr == ""
    assert Path("log").read_text() == "before\n1\n2\n3\n"
    assert os.stat("log").st_ino == inode
    assert shell(f"lacli show 2 -o {path} | cat").stdout == "2\n"
    assert shell("lacli show 2 -o /dev/fd/7 7>> log").returncode == 0
    assert shell("lacli show 2 -f csv -o >(cat) | cat").stdout == "2\n"
    assert Path("log").read_text() == "before\n1\n2\n3\n2\n"
    assert sorted(os.listdir()) == ["far", "link", "log"]


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_a_new_file_goes_by_the_umask_and_one_that_is_replaced_keeps_its_mode(
    mask: int, put: Callable[[str], Said]
) -> None:
    old = os.umask(mask)
    try:
        assert put("new.csv").code == 0
        assert stat.S_IMODE(os.stat("new.csv").st_mode) == 0o666 & ~mask
        for mode in (0o600, 0o640, 0o777, 0o200):
            Path("new.csv").chmod(mode)
            assert put("new.csv").code == 0
            assert stat.S_IMODE(os.stat("new.csv").st_mode) == mode
    finally:
        os.umask(old)


def test_what_replaces_a_private_file_is_private_from_the_beginning(
    put: Callable[[str], Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("x.csv").write_text("old")
    Path("x.csv").chmod(0o600)
    modes = []

    def keep(_old: str, _status: os.stat_result, stream: BinaryIO) -> None:
        modes.append(stat.S_IMODE(os.fstat(stream.fileno()).st_mode))

    monkeypatch.setattr(replacing, "_keep", keep)
    assert put("x.csv").code == 0
    assert modes == [0o600]


@pytest.mark.skipif(not IS_ROOT, reason="only root gives files away")
def test_a_file_that_is_replaced_keeps_its_owner_and_group(put: Callable[[str], Said]) -> None:
    Path("x.csv").write_text("old")
    os.chown("x.csv", 1234, 2345)
    Path("x.csv").chmod(0o640)
    assert put("x.csv").code == 0
    kept = os.stat("x.csv")
    assert (kept.st_uid, kept.st_gid, stat.S_IMODE(kept.st_mode)) == (1234, 2345, 0o640)


@pytest.mark.skipif(not IS_ROOT, reason="only root makes files of others")
def test_what_a_group_might_do_ours_may_not() -> None:
    Path("x.csv").write_text("old")
    os.chown("x.csv", 1234, 2345)
    Path("x.csv").chmod(0o672)
    command = [
        "setpriv",
        "--bounding-set=-all",
        "--inh-caps=-all",
        LACLI,
        "show",
        "1",
        "-o",
        "x.csv",
    ]
    try:
        said = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no setpriv here")
    assert (said.returncode, said.stderr) == (0, b"")
    kept = os.stat("x.csv")
    assert (kept.st_uid, kept.st_gid, stat.S_IMODE(kept.st_mode)) == (0, 0, 0o622)


def acl(group: int, mask: int, named: int) -> bytes:
    """The access control list u::rw g::group o::- with rights for user 1234 (acl(5))."""
    entries = ((1, 6, -1), (2, named, 1234), (4, group, -1), (16, mask, -1), (32, 0, -1))
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHi", *entry) for entry in entries)


def test_a_file_that_is_replaced_keeps_its_attributes(put: Callable[[str], Said]) -> None:
    Path("x.csv").write_text("old")
    try:
        os.setxattr("x.csv", "user.origin", b"measured")
        os.setxattr("x.csv", "system.posix_acl_access", acl(0, READ, READ))
        os.setxattr(".", "system.posix_acl_default", acl(0, READ | WRITE, READ | WRITE))
    except (AttributeError, OSError) as error:
        pytest.skip(f"files have no attributes here: {error}")
    assert put("x.csv").code == 0
    assert Path("x.csv").read_text() == "1\n"
    assert os.getxattr("x.csv", "user.origin") == b"measured"
    assert os.getxattr("x.csv", "system.posix_acl_access") == acl(0, READ, READ)
    assert stat.S_IMODE(os.stat("x.csv").st_mode) == 0o640
    os.removexattr("x.csv", "system.posix_acl_access")
    Path("x.csv").chmod(0o640)
    assert put("x.csv").code == 0
    assert os.listxattr("x.csv") == ["user.origin"]  # and not what the folder gives to new files
    assert stat.S_IMODE(os.stat("x.csv").st_mode) == 0o640


@pytest.mark.parametrize(
    ("streams", "code", "out"),
    [
        ("<&- 2>&-", 0, "3\n"),
        (">&-", 6, ""),
        ("<&- >&- 2>&-", 6, ""),
        ("1</dev/null", 6, ""),
    ],
)
def test_streams_that_are_closed(streams: str, code: int, out: str) -> None:
    told = bool(code) and "2>&-" not in streams
    for command in "lacli det 3", "lacli show 3 -o /dev/stdout":
        said = shell(f"{command} {streams}")
        assert (said.returncode, said.stdout) == (code, out), command
        assert said.stderr.count("\n") == said.stderr.count("bad file descriptor") == told
    said = shell(f"lacli --help {streams}")
    assert (said.returncode, bool(said.stdout)) == (code, not code)


def test_a_file_is_written_whatever_is_closed() -> None:
    Path("A.csv").write_text("4,0\n0,2\n")
    for streams in (">&-", "<&- >&- 2>&-"):
        assert shell(f"lacli inv A.csv -o x.csv {streams}").returncode == 0
        assert Path("x.csv").read_text() == "0.25,0\n0,0.5\n"
        Path("x.csv").unlink()
    assert shell("lacli det - <&-").stderr == "lacli det: standard input is closed\n"


def test_a_pipe_that_does_not_wait_is_made_to() -> None:
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    running = subprocess.Popen([LACLI, "show", "-"], stdin=reading, stdout=-1, stderr=-1)
    os.write(writing, b"1,2\n")
    with pytest.raises(subprocess.TimeoutExpired):
        running.wait(0.6)
    os.write(writing, b"3,4\n")
    os.close(writing)
    os.close(reading)
    assert (*running.communicate(timeout=20), running.returncode) == (b"1,2\n3,4\n", b"", 0)


@pytest.mark.parametrize(("form", "environment"), [("csv", {}), ("npy", {"PYTHONUNBUFFERED": "1"})])
def test_a_pipe_that_is_full_is_waited_for(form: str, environment: dict[str, str]) -> None:
    np.save("A.npy", np.full((300, 300), 0.1))
    expected = process("show", "A.npy", "-f", form).stdout
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    running = subprocess.Popen(
        [LACLI, "show", "A.npy", "-f", form], stdout=writing, env=os.environ | environment
    )
    os.close(writing)
    with pytest.raises(subprocess.TimeoutExpired):
        running.wait(0.6)
    with os.fdopen(reading, "rb") as pipe:
        assert pipe.read() == expected
    assert running.wait(20) == 0


def test_two_runs_to_one_file_leave_one_of_the_two() -> None:
    runs = [
        subprocess.Popen([LACLI, "new", "full", "100", "100", str(i), "-o", "x.csv"])
        for i in range(1, 5)
    ]
    assert [run.wait(60) for run in runs] == [0] * 4
    held = Path("x.csv").read_text()
    assert held in [(",".join([str(i)] * 100) + "\n") * 100 for i in range(1, 5)]
    assert os.listdir() == ["x.csv"]
