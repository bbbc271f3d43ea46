"""The memory ceiling: what would take more is refused before it does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from conftest import LACLI, Said, process

from lacli import memory
from lacli.errors import InputError, UsageError

Call = Callable[..., Said]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ("1000", 1000), ("1K", 1024), ("2m", 2 << 20), (" 3G ", 3 << 30), ("4T", 4 << 40),
        ("1.5K", 1536), ("0.5M", 1 << 19),
    ],
)  # fmt: skip
def test_what_it_takes(said: str, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LACLI_MAX_MEMORY", said)
    assert memory.ceiling() == size


@pytest.mark.parametrize(
    "said",
    ["x", "-1", "0", "0K", "1X", "1KB", "K", "1e9", "1,5G", "\u0661", "9" * 5000, "inf", "0.1"],
)
def test_what_it_does_not(said: str, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LACLI_MAX_MEMORY", said)
    with pytest.raises(UsageError):
        memory.ceiling()
    for args in (["show", "1"], ["new", "eye", "2"], ["check", "1", "--square"]):
        found = call(*args)
        assert (found.code, found.out) == (2, "")
        assert found.err.splitlines() == [
            f"lacli {args[0]}: LACLI_MAX_MEMORY is no size: '{said[:40]}'",
            "hint: it is a number of bytes, or of K, M, G or T, such as 512M or 2G",
        ]
    assert call("--version").code == 0


def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LACLI_MAX_MEMORY", raising=False)
    size = memory.ceiling()
    monkeypatch.setenv("LACLI_MAX_MEMORY", " ")
    assert memory.ceiling() == size


def test_unless_set_it_is_what_the_machine_leaves(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    assert 0 < memory.ceiling() <= whole
    (here / "max").write_text("max\n")
    (here / "limit").write_text("123456\n")
    for names, size in ((["max", "none"], whole), (["max", "limit"], 123456)):
        monkeypatch.setattr(memory, "_CONTAINERS", [str(here / name) for name in names])
        monkeypatch.setattr("resource.getrlimit", lambda _: (-1, -1))
        memory._machine.cache_clear()
        assert memory.ceiling() == size
    monkeypatch.setattr("resource.getrlimit", lambda _: (1000, -1))
    memory._machine.cache_clear()
    with pytest.raises(InputError) as raised:
        memory.check_matrix(100, 1)
    memory._machine.cache_clear()
    assert raised.value.message == "100×1 is too large for memory"
    assert raised.value.hint == "it would take 1.56K, and there is 0.977K"


# Small arguments that make large matrices: a gigabyte or more each, of a ceiling of a tenth.

COLUMN, ROW = "column.npy", "row.npy"


@pytest.fixture
def vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    np.save(COLUMN, np.ones((12_000, 1)))
    np.save(ROW, np.ones((1, 12_000)))
    monkeypatch.setenv("LACLI_MAX_MEMORY", "100M")


@pytest.mark.usefixtures("vectors")
@pytest.mark.parametrize(
    ("args", "size"),
    [
        (["new", "eye", "1000000"], "1000000×1000000"),
        (["new", "zeros", "100000000", "2"], "100000000×2"),
        (["new", "ones", "20000"], "20000×20000"),
        (["new", "full", "20000", "20000", "1j"], "20000×20000"),
        (["new", "random", "20000"], "20000×20000"),
        (["new", "normal", "20000"], "20000×20000"),
        (["new", "hilbert", "20000"], "20000×20000"),
        (["new", "permutation", "100000000"], "100000000×100000000"),
        (["new", "diag", COLUMN], "12000×12000"),
        (["new", "vandermonde", COLUMN], "12000×12000"),
        (["new", "vandermonde", "1 2", "100000000"], "2×100000000"),
        (["new", "toeplitz", COLUMN], "12000×12000"),
        (["diag", COLUMN], "12000×12000"),
        (["diag", "1 2", "--offset", "100000"], "100002×100002"),
        (["diag", "1 2", "--offset", "-100000"], "100002×100002"),
        (["kron", COLUMN, ROW], "12000×12000"),
        (["kron", COLUMN, COLUMN], "144000000×1"),
        (["outer", COLUMN, ROW], "12000×12000"),
        (["matmul", COLUMN, ROW], "12000×12000"),
        (["add", COLUMN, ROW], "12000×12000"),
        (["mul", ROW, COLUMN], "12000×12000"),
        (["svd", "--full", COLUMN], "12000×12000"),
        (["svd", "--full", ROW], "12000×12000"),
        (["qr", "--full", COLUMN], "12000×12000"),
        (["qr", "--pivot", ROW], "12000×12000"),
        (["lu", COLUMN], "12000×12000"),
        (["nullspace", ROW], "12000×12000"),
        (["range", "--rows", ROW], "12000×12000"),
        (["cov", "vstack.npy"], "12000×12000"),
        (["corr", "vstack.npy"], "12000×12000"),
        (["polar-decomposition", ROW], "12000×12000"),
        (["polar-decomposition", "--left", COLUMN], "12000×12000"),
        (["check", "--orthonormal-columns", ROW], "12000×12000"),
    ],
)
def test_what_commands_would_make(args: list[str], size: str, call: Call) -> None:
    np.save("vstack.npy", np.vstack([np.ones(12_000), np.arange(2.0, 12_002)]))
    found = call(*args)
    assert (found.code, found.out) == (3, "")
    assert found.err.startswith(
        f"lacli {args[0]}: {size} is too large for memory\nhint: it would take"
    )


@pytest.mark.usefixtures("vectors")
@pytest.mark.parametrize(
    "args",
    [
        ["svd", COLUMN, "--part", "S"], ["qr", COLUMN, "--part", "R"], ["qr", ROW, "--part", "Q"],
        ["matmul", ROW, COLUMN], ["kron", COLUMN, "1 2"], ["nullspace", COLUMN],
        ["polar-decomposition", COLUMN, "--part", "P"], ["check", "--orthonormal-columns", COLUMN],
        ["add", COLUMN, "1"], ["new", "eye", "1000", "2"],
    ],
)  # fmt: skip
def test_what_fits_is_computed(args: list[str], call: Call) -> None:
    assert call(*args).code in (0, 1)


# Texts.


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        ("csv", "1," * 20_000 + "1\n"),
        ("csv", '"' + "1" * 200_000 + '"'),
        ("json", "[" + "[1]," * 20_000 + "[1]]"),
        ("json", "[" + "1," * 20_000 + "1]"),
        ("txt", "1 2; " * 20_000),
        ("csv", '"' + "a\n" * 200_000),
        ("md", "|a|\n|-|\n" + "|1|\n" * 20_000),
        ("csv", "1" * 200_000),
        ("txt", " " * 200_000 + "1"),
        ("mtx", "%%MatrixMarket matrix array real general\n20000 1\n" + "1\n" * 20_000),
    ],
)
def test_a_text_that_would_become_too_large(
    suffix: str, text: str, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(f"A.{suffix}").write_text(text)
    assert "memory" not in call("show", f"A.{suffix}").err
    monkeypatch.setenv("LACLI_MAX_MEMORY", "200K")
    for args, stdin in (([f"A.{suffix}"], ""), (["-"], text)):
        found = call("show", *args, stdin=stdin)
        assert (found.code, found.out) == (3, "")
        assert "too large for memory" in found.err


def bash(command: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"LACLI_MAX_MEMORY": "100M"}
    return subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "source",
    [
        "yes 1,2 | lacli det", "lacli lu <(yes 1,2)", "yes '[1,' | lacli show",
        "mkfifo pipe; yes '1 2' > pipe & lacli inv pipe", "yes '\"1' | lacli det",
        "yes 1,2 | lacli show --exact", "yes 1,2 | lacli det --engine memory",
        "tr '\\0' 1 < /dev/zero | lacli show",
        "(printf '\\x93NUMPY'; cat /dev/zero) | lacli show",
    ],
)  # fmt: skip
def test_what_never_ends_is_read_up_to_the_ceiling(source: str) -> None:
    found = bash(f"ulimit -v 2000000; {source}")
    assert (found.returncode, found.stdout) == (3, "")
    assert len(found.stderr.splitlines()) == 2
    assert "LACLI_MAX_MEMORY allows 100M" in found.stderr


def test_what_never_ends_is_shown_for_ever() -> None:
    found = bash("ulimit -v 2000000; yes 1,2 | lacli show | head -3; echo ${PIPESTATUS[*]}")
    assert (found.stdout, found.stderr) == ("1,2\n1,2\n1,2\n141 141 0\n", "")


@pytest.mark.parametrize(
    ("text", "room"), [("1\n" * 20_000, "200K"), ("1,1\n" * 9999 + '"1",1\n', "3M")]
)
def test_a_text_that_is_too_large_is_shown_row_by_row(
    text: str, room: str, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("A.csv").write_text(text)
    shown = call("show", "A.csv")
    monkeypatch.setenv("LACLI_MAX_MEMORY", room)
    assert call("show", "A.csv") == shown
    monkeypatch.setenv("LACLI_MAX_MEMORY", "200K")
    found = call("det", "A.csv")
    assert (found.code, found.out) == (3, "")
    assert "all of it in memory: " in found.err


@pytest.mark.parametrize(
    "source", ["lacli show /dev/zero", "lacli show /dev/full", "cat /dev/zero | lacli show"]
)
def test_what_never_ends_and_is_no_text_is_refused_at_once(source: str) -> None:
    found = bash(source)
    assert (found.returncode, found.stdout) == (3, "")
    assert found.stderr.splitlines()[0].endswith(": a binary file, not text")


def test_what_is_no_file(here: Path) -> None:
    script = "import socket; socket.socket(socket.AF_UNIX).bind('socket')"
    subprocess.run([sys.executable, "-c", script], check=True)
    (here / "loop").symlink_to("loop")
    (here / "folder").mkdir()
    for name in ("socket", "loop", "folder", "folder/", "."):
        found = process("show", name)
        assert (found.returncode, found.stdout) == (3, b"")
        assert len(found.stderr.splitlines()) <= 2
    (here / "secret.csv").write_text("1\n")
    (here / "secret.csv").chmod(0)
    if os.geteuid() == 0:
        pytest.skip("root may read anything")
    assert process("show", "secret.csv").stderr == b"lacli show: secret.csv: permission denied\n"


def test_arguments_that_are_no_text() -> None:
    for argument in (b"\xff", b"[1 \xff]", b"1 2\n\xff", b"\xed\xa0\x80", b"A.csv:\xff"):
        found = subprocess.run([LACLI, b"det", argument], capture_output=True, check=False)
        assert found.returncode == 3
        assert found.stderr.isascii()
