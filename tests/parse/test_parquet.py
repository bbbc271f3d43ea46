"""Parquet files, in memory and block by block."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import Said

from lacli import parse
from lacli.errors import InputError, LacliError, UsageError
from lacli.matrix import Matrix
from lacli.parse import Reading

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
Call = Callable[..., Said]
RNG = np.random.default_rng(0)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(table: Any, **options: Any) -> None:
    pq.write_table(
        table if isinstance(table, pa.Table) else pa.table(table), "A.parquet", **options
    )


def matrix(**options: Any) -> Matrix:
    return parse.read("A.parquet", "A", Reading(**options))


def outcome(**options: Any) -> object:
    """The numbers and names of the file, or what is said of it."""
    try:
        A = matrix(**options)
        return A.values.tolist(), A.rows and list(A.rows), A.cols
    except LacliError as error:
        return InputError if isinstance(error, InputError) else type(error), error.message


def both(**options: str) -> object:
    blocked = outcome(engine="blocked", **options)
    assert blocked == outcome(engine="memory", **options)
    return blocked


@pytest.mark.parametrize(
    "kind", ["int8", "int16", "int32", "int64", "uint8", "uint64", "float16", "float32", "float64"]
)
def test_numbers(kind: str) -> None:
    write({"x": pa.array(np.arange(3).astype(kind)), "y,z": pa.array([0.1, 1e300, -5])})
    assert both() == ([[0, 0.1], [1, 1e300], [2, -5]], None, ("x", "y,z"))
    assert both(columns="2") == ([[0.1], [1e300], [-5]], None, ("y,z",))
    assert both(columns="2,1,2")[0] == [[0.1, 0, 0.1], [1e300, 1, 1e300], [-5, 2, -5]]  # type: ignore[index]


def test_names_of_rows() -> None:
    write({"name": ["a", None, "c"], "x": [1, 2, 3], "y": [4.0, 5, 6]})
    expected = ([[1, 4], [2, 5], [3, 6]], ["a", "", "c"], ("x", "y"))
    assert both() == expected
    assert both(columns="y", labels="x") == ([[4], [5], [6]], ["1", "2", "3"], ("y",))
    write({"x": [1, 2, 3], "y": [4.0, 5, 6], "__index_level_0__": ["a", "", "c"]})
    assert both() == expected
    write({"x": [1, 2], "y": pa.array(["a", "b"], pa.large_string())})
    assert both(labels="y") == ([[1], [2]], ["a", "b"], ("x",))


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        (["a"], "string"),
        ([True], "bool"),
        ([None], "null"),
        ([[1.0]], "list<element: double>"),
        ([b"a"], "binary"),
    ],
)
def test_columns_that_are_no_numbers(column: list[object], kind: str, call: Call) -> None:
    write({"x": [1.0], "y": column})
    assert both() == (InputError, f"A.parquet: column 'y' is {kind}, not numbers")
    assert both(columns="x") == ([[1]], None, ("x",))
    assert call("show", "A.parquet").err.endswith("hint: to leave a column out, use --columns\n")


def test_only_text() -> None:
    write({"x": ["a", "b"]})
    assert both() == (InputError, "A.parquet: column 'x' is string, not numbers")


def test_columns_of_one_name() -> None:
    write(pa.table([[1.0], [2.0], [3.0]], names=["x", "x", "y"]))
    assert both() == (InputError, "A.parquet: several columns are called 'x'")
    assert both(columns="y") == ([[3]], None, ("y",))


def test_no_rows() -> None:
    for table in ({"x": pa.array([], pa.float64())}, pa.table({})):
        write(table)
        assert both() == (InputError, "A.parquet: empty: there is no number in it")


def test_missing_values(call: Call) -> None:
    write({"n": ["a", "b", "c"], "x": [1, None, 3], "y": [4.0, 5, 6]})
    assert both() == (InputError, "A.parquet: row 2, column 2: missing value")
    assert both(columns="y")[0] == [[4], [5], [6]]  # type: ignore[index]
    for engine in ("memory", "blocked"):
        said = call("show", "A.parquet", "--missing", "drop", "--engine", engine)
        assert said.out == ",x,y\na,1,4\nc,3,6\n"
        assert said.err == "note: A.parquet: 1 row with missing values left out\n"
    assert outcome(missing="mean", engine="blocked")[0] is UsageError  # type: ignore[index]
    write({"x": [1.0, float("inf")]})
    message = "A.parquet: row 2, column 1: infinite, or too large for floating point"
    assert both() == (InputError, message)


def test_what_memory_does_not_hold(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    values = RNG.normal(size=(5000, 3))
    names = [f"r{i}" for i in range(5000)]
    table = {"name": names, **{key: values[:, j] for j, key in enumerate("xyz")}}
    write(table, row_group_size=700)
    expected = call("show", "A.parquet")
    assert matrix().tall is None
    monkeypatch.setenv("LACLI_MAX_MEMORY", "200K")
    monkeypatch.setattr("lacli.parse.parquet.ENTRIES", 1000)
    A = matrix()
    assert A.tall
    assert A.shape == (5000, 3)
    assert len([*A.blocks()]) > 1
    assert list(A.rows or ()) == names
    assert call("show", "A.parquet") == expected
    assert outcome(engine="memory") == (InputError, "A.parquet: 5000×3 is too large for memory")


def test_pipes(call: Call) -> None:
    write({"x": [1, 2]})
    data = Path("A.parquet").read_bytes()
    for engine in ("memory", "blocked"):
        assert call("show", "-", "--engine", engine, stdin=data).out == "x\n1\n2\n"
    Path("B").write_bytes(data)
    assert call("show", "B").out == "x\n1\n2\n"


def test_what_is_none_or_damaged() -> None:
    write({"x": RNG.normal(size=1000)})
    whole = Path("A.parquet").read_bytes()
    message = "A.parquet: not a Parquet file, or a damaged one"
    for data in (
        b"",
        b"PAR1",
        whole[:-10],
        whole[:200],
        b"x" * 100,
        whole[:4] + b"\xff" * 50 + whole[54:],
    ):
        Path("A.parquet").write_bytes(data)
        assert both() == (InputError, message), data[:60]


def test_a_file_that_changes_between_two_passes() -> None:
    write({"x": [1.0, 2.0]})
    A = matrix(engine="blocked")
    write({"x": pa.array([], pa.float64())})
    with pytest.raises(InputError):
        _ = A.values
    Path("A.parquet").unlink()
    with pytest.raises(InputError, match=r"^A\.parquet: no such file or directory$"):
        _ = A.values


def test_without_pyarrow(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    write({"x": [1, 2]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    said = call("show", "A.parquet")
    assert said == Said(
        2,
        "",
        "lacli show: A.parquet: reading Parquet needs pyarrow\n"
        "hint: pip install 'lacli[parquet]'\n",
    )


def test_it_has_no_parts(call: Call) -> None:
    write({"x": [1, 2]})
    said = call("show", "A.parquet:x")
    assert (said.code, said.err) == (3, "lacli show: A.parquet: no part 'x': it holds one matrix\n")
