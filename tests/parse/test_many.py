"""Many files as one matrix: 'data/part-*.csv'."""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from conftest import Said, assert_alike, read

from lacli import parse
from lacli.errors import InputError
from lacli.parse import Reading, scattered
from lacli.parse.many import Many

Call = Callable[..., Said]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(**texts: str) -> None:
    for name, text in texts.items():
        Path(f"{name}.csv").write_text(text)


def shown(call: Call, *args: str) -> str:
    """What is shown in memory, and block by block too."""
    said = call("show", *args)
    assert said.code == 0, said.err
    blocked = call("show", *args, "--engine", "blocked")
    assert blocked.code == 0
    assert read(blocked.out) == read(said.out)  # names may be quoted otherwise
    return said.out


def refused(call: Call, *args: str) -> str:
    """What is said, in memory and block by block."""
    texts = set()
    for engine in ("memory", "blocked"):
        said = call("norm", *args, "--engine", engine)
        assert (said.code, said.out) == (3, "")
        texts.add(said.err)
    [text] = texts
    return text


def test_the_rows_of_one_stand_below_those_of_the_other(call: Call) -> None:
    files(p2="3,4\n", p10="1,2\n", q="9,9\n")
    assert shown(call, "p*.csv") == "1,2\n3,4\n"
    assert shown(call, "./p?.csv") == "3,4\n"
    assert shown(call, "[qp]*.csv") == "1,2\n3,4\n9,9\n"
    assert call("det", "p*.csv").out == "-2\n"
    assert call("show", "p*.csv", "-f", "table").out.startswith("p*.csv · 2×2\n")


def test_entries_stay_as_they_are_written(call: Call) -> None:
    files(p1="1/3,2\n", p2="3,4j\n")
    assert call("show", "p1*.csv", "--exact").out == "1/3,2\n"
    assert call("show", "p*.csv").out == "0.3333333333333333+0j,2+0j\n3+0j,0+4j\n"


def test_names_of_rows_and_columns(call: Call) -> None:
    files(p1=",x,y\na,1,2\n", p2=',x,y\n"b ""c"",",3,4\n')
    assert shown(call, "p*.csv").endswith('"b ""c"",",3,4\n')
    A = parse.read("p*.csv", "A", Reading())
    assert (A.rows, A.cols, A.name) == (("a", 'b "c",'), ("x", "y"), "p*.csv")
    B = parse.read("p*.csv", "A", Reading(engine="blocked"))
    assert (list(iter(B.rows or ())), B.cols, B.values.tolist()) == (
        [*A.rows],
        A.cols,
        [[1, 2], [3, 4]],
    )
    assert shown(call, "p*.csv", "--columns", "y").endswith("4\n")


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("1,2\n", "3\n", "p2.csv has 1 columns, p1.csv has 2"),
        (
            "x,y\n1,2\n",
            "x,z\n1,2\n",
            "p2.csv names its columns otherwise than p1.csv: 'z', not 'y'",
        ),
        ("x,y\n1,2\n", "1,2\n", "p2.csv names its columns otherwise than p1.csv"),
        ("a,1\n", "2,1\n", "p2.csv has 2 columns, p1.csv has 1"),
        (",x\na,1\n", "x\n1\n", "p1.csv names its rows, and p2.csv does not"),
        ("x\n1\n", ",x\na,1\n", "p2.csv names its rows, and p1.csv does not"),
    ],
)
def test_what_does_not_fit_together(first: str, second: str, message: str, call: Call) -> None:
    files(p1=first, p2=second)
    text = f"lacli norm: {message}\n"
    for engine in ("memory", "blocked"):
        assert call("norm", "p*.csv", "--engine", engine) == Said(3, "", text)


def test_a_pattern_that_fits_none_is_no_file(call: Call) -> None:
    Path("folder.csv").mkdir()
    for pattern in ("*.csv", "x?", "*"):
        said = call("show", pattern)
        assert (said.code, said.out) == (3, "")
        assert said.err == f"lacli show: no file fits '{pattern}'\n"
    assert Many.files("folder.csv") is None
    assert Many.files("[" * 10_000 + "*") is None
    Path("a*.csv").write_text("1\n")
    Path("ab.csv").write_text("2\n")
    assert call("show", "a*.csv").out == "1\n"  # a file of that name goes first


def test_a_late_mistake_has_the_name_of_its_file(call: Call) -> None:
    files(p1="1,2\n", p2="3,x\n")
    assert refused(call, "p*.csv", "--no-header").startswith(
        "lacli norm: p2.csv:1:2: not a number: 'x'"
    )
    files(p2="")
    assert refused(call, "p*.csv") == "lacli norm: p2.csv: empty\n"


def test_complex_numbers_are_not_read_block_by_block(call: Call) -> None:
    files(p1="1,2\n", p2="3,4j\n")
    said = call("norm", "p*.csv", "--engine", "blocked")
    assert said.err.startswith("lacli norm: p2.csv: complex numbers are not read block by block\n")
    assert said.code == 3


@pytest.mark.parametrize("order", ["1", "inf", "0", "3", "-1"])
def test_a_single_row_is_a_vector_block_by_block_too(order: str, call: Call) -> None:
    files(p1="0.5,-3,2,0\n")
    blocked, memory = (
        call("norm", "p*.csv", "--ord", order, "--engine", engine)
        for engine in ("blocked", "memory")
    )
    assert blocked == memory
    assert blocked.code == (2 if order == "-1" else 0)


@pytest.mark.parametrize("rows", [3, 100])
def test_an_engine_is_for_the_first_matrix(rows: int, call: Call) -> None:
    files(a="".join(f"{','.join('12'[i % 2] * rows)}\n" for i in range(80)), b="1\n" * rows)
    said = call("matmul", "a.csv", "b.csv", "--engine", "blocked")
    assert (said.code, said.out) == (0, f"{rows}\n{2 * rows}\n" * 40)


@pytest.mark.parametrize("ceiling", ["70K", "1M"])
def test_files_that_fit_one_by_one_and_not_together(
    ceiling: str, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    X = np.random.default_rng(4).normal(size=(3000, 2))
    for k in range(3):
        np.save(f"p{k}.npy", X[k * 1000 : (k + 1) * 1000])
    expected = call("cov", "p?.npy").out
    monkeypatch.setenv("LACLI_MAX_MEMORY", ceiling)
    assert_alike(call("cov", "p?.npy").out, expected)
    A = parse.read("p?.npy", "A", Reading())
    assert (A.tall is not None) == (ceiling == "70K")


@pytest.mark.parametrize("engine", ["memory", "blocked"])
@pytest.mark.parametrize("command", ["add", "sub", "mul", "lstsq"])
def test_names_are_compared_in_every_engine(command: str, engine: str, call: Call) -> None:
    files(
        a1=",x\n" + "".join(f"a{i},{i % 7}\n" for i in range(50)),
        a2=",x\n" + "".join(f"b{i},{i % 5}\n" for i in range(50)),
        b1=",x\n" + "".join(f"a{i},1\n" for i in range(50)),
        b2=",x\n" + "".join(f"c{i},2\n" for i in range(50)),
    )
    said = call(command, "a?.csv", "b?.csv", "--engine", engine)
    assert (said.code, said.out) == (4, "")
    assert "row 51 is 'b0' in a?.csv and 'c0' in b?.csv" in said.err


def test_complex_numbers_are_refused_where_a_worker_reads_them() -> None:
    files(p1="1,2j\n")
    [source] = Many.files("p?.csv").sources  # type: ignore[union-attr]
    head = scattered._head(source, Reading(), parse.read_source)
    with pytest.raises(InputError, match=r"p1\.csv: complex numbers are not read block by block"):
        scattered._block(source, Reading(), parse.read_source, head)


def test_means_are_of_one_file(call: Call) -> None:
    files(p1="1,2\nNA,4\n", p2="3,4\n")
    assert call("show", "p1*.csv", "--missing", "mean", "-q").out == "1,2\n1,4\n"
    for engine in ("memory", "blocked", "dask"):
        said = call("show", "p*.csv", "--missing", "mean", "--engine", engine)
        assert (said.code, said.out) == (2, "")
    said = call("show", "p*.csv", "--missing", "drop")
    assert (said.out, said.err) == (
        "1,2\n3,4\n",
        "note: p1.csv: 1 row with missing values left out\n",
    )


def test_what_memory_does_not_hold(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    made = random.Random(0)
    for i in range(3):
        lines = (f"r{made.random()},{made.random()!r},{j}\n" for j in range(3000))
        Path(f"p{i}.csv").write_text(",x,y\n" + "".join(lines))
    expected = call("show", "p*.csv")
    assert expected.code == 0
    assert parse.read("p*.csv", "A", Reading()).tall is None
    monkeypatch.setenv("LACLI_MAX_MEMORY", "200K")
    A = parse.read("p*.csv", "A", Reading())
    assert A.tall
    assert call("show", "p*.csv") == expected
    np.testing.assert_array_equal(
        np.vstack([block.values for block in A.blocks()]),
        np.vstack([block.values for block in A.blocks()]),
    )
    with pytest.raises(InputError, match=r"^p\*\.csv is 9000×2, too large for memory"):
        _ = A.values


def test_pipes_are_read_as_often_as_files(call: Call) -> None:
    files(p1="1,2\n")
    os.mkfifo("p2.csv")
    for engine in ("memory", "blocked"):
        writer = threading.Thread(target=lambda: Path("p2.csv").write_text("3,4\n"))
        writer.start()
        assert call("transpose", "p*.csv", "--engine", engine).out == "1,3\n2,4\n"
        writer.join()


def test_it_has_no_parts(call: Call) -> None:
    files(p1="# A\n1\n", p2="# A\n2\n")
    assert shown(call, "p*.csv") == "1\n2\n"
    said = call("pca", "p1.csv", "--model", "p*.csv")
    assert said.code in (2, 3)
    with pytest.raises(InputError, match=r"p\*\.csv: holds one matrix, not the parts"):
        parse.read_parts("p*.csv", "A", Reading())
