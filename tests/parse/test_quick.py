"""Large JSON texts: the quick way says what the careful way says, or nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any
from unittest import mock

import numpy as np
import pytest
from conftest import read
from hypothesis import given
from hypothesis import strategies as st

from lacli.errors import InputError
from lacli.parse import Reading, quick, read_source
from lacli.parse.json import WRITTEN, decoded
from lacli.parse.source import Source

RNG = np.random.default_rng(0)
LARGE = RNG.normal(size=(150, 120)) * 10.0 ** RNG.integers(-30, 30, size=(150, 120))
ROWS = LARGE.tolist()
COLUMNS = [f"c{j}" for j in range(120)]
INDEX = [f"r{i}" for i in range(150)]


@pytest.fixture
def carefully(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`carefully(text)`: what is read without the quick way, or the message."""

    def run(text: str, **options: Any) -> object:
        with monkeypatch.context() as patch:
            patch.setattr(quick, "value", lambda _: None)
            patch.setattr("lacli.parse.cells.MANY", 1 << 60)
            return outcome(text, **options)

    return run


def outcome(text: str, **options: Any) -> object:
    try:
        A = read(text, suffix=".json", **options)
    except InputError as error:
        return error.message, error.hint, type(error)
    return A.values.tolist(), A.rows, A.cols, A.is_written


def long(value: str) -> str:
    """A text that is too long for the careful way alone."""
    return value + " " * (WRITTEN + 1)


def split(columns: Any = COLUMNS, index: Any = INDEX, data: Any = ROWS) -> str:
    return json.dumps({"columns": columns, "index": index, "data": data})


WHOLE = RNG.integers(-(2**63), 2**63 - 1, size=(150, 120)).tolist()
MIXED = [[int(x) if abs(x) < 1e6 else x for x in row] for row in ROWS]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(ROWS),
        json.dumps(ROWS, indent=2) + "\n",
        json.dumps(MIXED, indent=1),
        json.dumps([*ROWS, [[x] for x in ROWS[0]]]),
        json.dumps([[*row[:-1], 2**64] for row in ROWS]),
        json.dumps(ROWS)[:-1] + ",]",
        json.dumps(ROWS) + "]",
        "[" + json.dumps(ROWS),
        json.dumps(ROWS) + "1",
        json.dumps(ROWS).replace("], [", "] [", 1),
        json.dumps(WHOLE),
        json.dumps([[*row[:-1], 2**64] for row in WHOLE]),
        json.dumps([[*row[:-1], 10**400] for row in ROWS]),
        split(),
        split([{"a": 1}] * 120),
        split(list(range(120)), list(range(150))),
        split(index=["a:b", *INDEX[1:]]),
        split(index=["\u00fc", *INDEX[1:]]),
        split(index=[12345678901234567890123, *INDEX[1:]]),
        json.dumps({"data": ROWS}),
        json.dumps({"data": ROWS})[:-1] + ', "data": [[1]]}',
        json.dumps({"only": ROWS}),
        json.dumps([dict(zip(COLUMNS, row, strict=True)) for row in ROWS]),
        json.dumps(
            [{"k": k, **dict(zip(COLUMNS, row, strict=True))} for k, row in enumerate(ROWS)]
        ),
        json.dumps([{"k": f"r{k}", "x": 1.5, "y": k} for k in range(10_000)]),
        json.dumps([{"k": f"r{k}", "x": 1.5} for k in range(10_000)])[:-2] + ', "x": 1}]',
        json.dumps([{"x": {"y": 1}}] * 20_000),
        *(
            json.dumps([*ROWS[:70], [*ROWS[0][:-1], cell], *ROWS[71:]])
            for cell in (True, None, "1.5", "x", [1], {}, {"a": 1}, "1+2j", float("nan"))
        ),
        json.dumps([*ROWS, [1]]),
        json.dumps([*ROWS, 1]),
        json.dumps(ROWS)[:-1],
        json.dumps(ROWS).replace("e", "e+0", 1).replace("[[", "[[1e400,", 1),
        json.dumps([["tiny", *ROWS[0][1:]], *ROWS[1:]]).replace('"tiny"', "1e-400"),
        json.dumps([["tiny", *ROWS[0][1:]], *ROWS[1:]]).replace('"tiny"', "0." + "0" * 400 + "1"),
        json.dumps([["tiny", *ROWS[0][1:]], *ROWS[1:]]).replace('"tiny"', "0.0"),
        split(data=[["tiny", *ROWS[0][1:]], *ROWS[1:]]).replace('"tiny"', "-2E-324"),
        split(data=[["tiny", *ROWS[0][1:]], *ROWS[1:]]).replace('"tiny"', "0e-400"),
        split(data=[["huge", *ROWS[0][1:]], *ROWS[1:]]).replace('"huge"', "1e400"),
        long('{"a": 1}'),
        long('["\\ud800"]'),
        long('["\\udc00"]'),
        long('["\\ud83d\\ude00"]'),
        long('["\t"]'),
        long("[" * 1025 + "]" * 1025),
        long("12345678901234567890"),
        long("[-0, 0.5]"),
        long("[-9223372036854775809, 1]"),
        long("[18446744073709551616]"),
        long('{"a": {}, "a": {}}'),
        long("null"),
        long("[]"),
        long("{}"),
    ],
    ids=lambda text: text[:30].strip(),
)
@pytest.mark.parametrize("columns", [None, "3,1"])
@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
def test_it_is_as_the_careful_way(text: str, columns: str | None, carefully: Any) -> None:
    assert len(text) > WRITTEN
    try:
        expected = carefully(text, columns=columns)
    except Exception as error:  # noqa: BLE001
        with pytest.raises(type(error)):
            outcome(text, columns=columns)
        return
    assert outcome(text, columns=columns) == expected


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(max_size=2), values),
    max_leaves=12,
)


def same(value: object, other: object) -> bool:
    return repr(value) == repr(other)  # which tells 1 from 1.0 and from True, and 0.0 from -0.0


def agreed(text: str) -> object:
    """What is read quickly, if anything is, which must be what is read with care."""
    found = quick.value(text.encode())
    if isinstance(found, np.ndarray):
        expected = [[float(x) for x in row] for row in decoded(text, "t")]
        assert same(found.tolist(), expected)
    else:
        assert found is None or same(found, decoded(text, "t"))
    return found


@given(JSON, st.booleans())
def test_any_value(value: object, ascii_only: bool) -> None:
    agreed(json.dumps(value, ensure_ascii=ascii_only))


@given(st.text('[]{}",:0123456789.eE+-\\u \n', max_size=12))
def test_any_text(text: str) -> None:
    agreed(text)


@given(st.text("[],1.e- \n", max_size=14).map(lambda text: f"[[1.5],{text}]"), st.integers(0, 9))
def test_any_rows(text: str, run: int) -> None:
    with mock.patch("lacli.parse.quick.RUN", run):
        agreed(text)


NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**66), 2**66)


@given(
    st.integers(1, 3).flatmap(lambda n: st.lists(st.lists(NUMBERS, min_size=n, max_size=n))),
    st.sampled_from([None, 0, 2]),
    st.integers(0, 99),
)
def test_any_matrix(rows: list[list[float]], indent: int | None, run: int) -> None:
    with mock.patch("lacli.parse.quick.RUN", run):
        agreed(json.dumps(rows, indent=indent))


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False) | st.integers(), min_size=1))
def test_any_numbers(numbers: list[float]) -> None:
    agreed(json.dumps(numbers))


def test_keys_that_come_twice_are_left_to_the_careful_way() -> None:
    assert quick.value(b'{"a": 1, "a": 2}') is None
    assert quick.value(b'{"a": {"b": 1, "b": 2}}') is None
    assert quick.value(b'[{"a": 1}, {"b": 1, "b": 2}]') is None
    assert quick.value(b'{"a": [{"b": 1, "b": ":"}]}') is None
    assert quick.value(b'{"a": {"b": 1}, "c": [[1, "x"]]}') == {
        "a": {"b": 1},
        "c": [[1, "x"]],
    }


@pytest.mark.parametrize("written", ["{}", '{{"columns": ["a", "b"], "data": {}}}'])
def test_what_vanishes_is_refused(written: str) -> None:
    text = written.format(json.dumps([[1.5, 2.5]] * 9000 + [[3.5, 0.5]]).replace("3.5", "1e-400"))
    with pytest.raises(InputError, match="row 9001, column 1: too small for floating point"):
        read(text, suffix=".json")


def test_large_texts_become_arrays() -> None:
    source = Source("t.json", path="t.json", data=json.dumps(ROWS).encode())
    A = read_source(source, Reading())
    assert A.is_array
    np.testing.assert_array_equal(A.values, LARGE)


@pytest.mark.parametrize(("size", "expected"), [(50, False), (100, True)])
def test_small_texts_load_no_orjson(size: int, expected: bool) -> None:
    script = (
        "import sys\n"
        "from lacli.parse import Reading, Source, read_source\n"
        f"data = str([[1.0625] * {size}] * {size}).encode()\n"
        "read_source(Source('t.json', path='t.json', data=data), Reading())\n"
        "print('orjson' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert said.stdout.decode().strip() == str(expected)
