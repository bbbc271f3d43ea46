"""Arrays of NumPy's that memory does not hold, some rows at a time."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import numpy as np
import pytest
from conftest import Said, assert_alike

from lacli import parse
from lacli.errors import InputError, LacliError, UsageError
from lacli.parse import Reading
from lacli.tall import ENTRIES

Call = Callable[..., Said]
RNG = np.random.default_rng(0)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def outcome(array: object, **options: Any) -> object:
    """The numbers and names of a file of it, or what is said of it."""
    np.save("A.npy", np.asarray(array))
    try:
        A = parse.read("A.npy", "A", Reading(**options))
        return A.values.tolist(), A.rows and list(A.rows)
    except LacliError as error:
        return InputError if isinstance(error, InputError) else type(error), error.message


def both(array: object, **options: str) -> object:
    blocked = outcome(array, engine="blocked", **options)
    assert blocked == outcome(array, engine="memory", **options)
    return blocked


@pytest.mark.parametrize("kind", ["<f8", ">f8", "f4", "f2", "i1", "u8", "c16", "g"])
def test_blocks_are_what_memory_holds(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lacli.parse.slabs.ENTRIES", 100)
    array = (100 * RNG.normal(size=(300, 7))).astype(kind)
    for options in ({}, {"columns": "7,2"}, {"columns": "3", "labels": "1"}):
        if kind == "g" and "labels" in options:
            continue  # NumPy's long numbers are none of Python's
        values, names = both(array, **options)  # type: ignore[misc]
        assert (len(values), names is not None) == (300, "labels" in options)
    assert both(array.T[::2], columns="1") == both(np.asfortranarray(array.T[::2]), columns="1")
    assert both(array[0]) == ([array[0].astype(complex if kind == "c16" else float).tolist()], None)


def test_many_blocks() -> None:
    array = RNG.normal(size=(ENTRIES // 2 + 3, 5))
    np.save("A.npy", array)
    A = parse.read("A.npy", "A", Reading(engine="blocked"))
    assert A.shape == array.shape
    assert len([*A.blocks()]) == 3
    np.testing.assert_array_equal(A.values, array)


def test_what_memory_does_not_hold(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    np.save("A.npy", RNG.normal(size=(1000, 4)))
    expected = call("show", "A.npy")
    monkeypatch.setenv("LACLI_MAX_MEMORY", "60K")
    assert parse.read("A.npy", "A", Reading()).tall
    assert call("show", "A.npy") == expected
    assert call("show", "A.npy", "-f", "table", "--columns", "1").out.count("\n") == 25
    said = call("lu", "A.npy")
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("lacli lu: A.npy is 1000×4, too large for memory: ")


def test_a_right_hand_side_of_one_dimension(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    X = RNG.normal(size=(1000, 4))
    np.save("A.npy", X)
    np.save("y.npy", X @ [1, 2, 3, 4] + RNG.normal(size=1000))
    expected = call("lstsq", "A.npy", "y.npy", "--part", "x").out
    monkeypatch.setenv("LACLI_MAX_MEMORY", "40K")
    assert_alike(call("lstsq", "A.npy", "y.npy", "--part", "x").out, expected)


def test_missing_values(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lacli.parse.slabs.ENTRIES", 100)
    array = RNG.normal(size=(300, 2))
    array[[70, 299], 1] = np.nan
    assert both(array) == (InputError, "A.npy: row 71, column 2: missing value")
    assert both(array, columns="1") == (array[:, :1].tolist(), None)
    kept = np.delete(array, [70, 299], axis=0)
    args = ("show", "A.npy", "--missing", "drop")
    here, there = call(*args), call(*args, "--engine", "blocked")
    assert here == there
    assert there.err == "note: A.npy: 2 rows with missing values left out\n"
    A = parse.read("A.npy", "A", Reading(missing="drop", engine="blocked", labels="1"))
    assert A.tall
    with pytest.warns(match="2 rows"):
        assert A.tall.counted() == 298
    with pytest.warns(match="2 rows"):
        assert [*map(float, A.rows or ())] == kept[:, 0].tolist()
    array[70, 0] = array[200, 0] = np.inf
    infinite = (InputError, "A.npy: row 201, column 1: infinite, or too large for floating point")
    np.save("A.npy", array)
    assert outcome(array, engine="blocked", missing="drop") == infinite
    assert outcome(array, engine="memory", columns="1") == (
        InputError, "A.npy: row 71, column 1: infinite, or too large for floating point",
    )  # fmt: skip
    assert outcome(array * np.nan, engine="blocked", missing="drop") == (
        InputError, "A.npy: every row has a missing value",
    )  # fmt: skip
    assert outcome(array, engine="blocked", missing="mean")[0] is UsageError  # type: ignore[index]


@pytest.mark.parametrize("size", [-16, -8, -1600, -4000])
def test_a_file_that_is_cut_off_while_it_is_read(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lacli.parse.slabs.ENTRIES", 100)
    np.save("A.npy", RNG.normal(size=(300, 2)))
    A = parse.read("A.npy", "A", Reading(engine="blocked"))
    os.truncate("A.npy", os.stat("A.npy").st_size + size)
    with pytest.raises(InputError, match=r"^A\.npy: cut off while it was read$"):
        _ = A.values


def test_a_file_that_goes_away_or_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    np.save("A.npy", RNG.normal(size=(300, 2)))
    A = parse.read("A.npy", "A", Reading(engine="blocked"))
    Path("A.npy").unlink()
    with pytest.raises(InputError, match=r"^A\.npy: no such file or directory$"):
        _ = A.values
    Path("A.npy").mkdir()
    monkeypatch.setattr(parse.Source, "open", lambda _: Broken())
    with pytest.raises(InputError, match=r"^A\.npy: input/output error$"):
        _ = A.values


class Broken:
    """A file on a disk that fails."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def seek(self, _: int) -> None:
        raise OSError(5, "Input/output error")
