"""JSON: three shapes, several matrices, and strictness."""

from __future__ import annotations

import json

import pytest
from conftest import read

from lacli.errors import InputError
from lacli.matrix import Matrix
from lacli.parse import Reading, read_source
from lacli.parse.source import Source

SQUARE = [[1, 2], [3, 4]]


@pytest.mark.parametrize(
    ("value", "cells", "rows", "cols"),
    [
        (SQUARE, SQUARE, None, None),
        ([1, 2], [[1, 2]], None, None),
        (5, [[5]], None, None),
        ({"S": SQUARE}, SQUARE, None, None),
        ({"data": SQUARE}, SQUARE, None, None),
        ({"columns": ["x", "y"], "data": SQUARE}, SQUARE, None, ("x", "y")),
        (
            {"columns": ["x", "y"], "index": ["a", "b"], "data": SQUARE},
            SQUARE,
            ("a", "b"),
            ("x", "y"),
        ),
        ({"columns": ["x", "y"], "index": [0, 1], "data": SQUARE}, SQUARE, None, ("x", "y")),
        ({"columns": [0, 1], "index": [7, 8], "data": SQUARE}, SQUARE, ("7", "8"), None),
        ([{"x": 1, "y": 2}, {"y": 4, "x": 3}], SQUARE, None, ("x", "y")),
        (
            [{"name": "a", "x": 1, "y": 2}, {"name": "b", "x": 3, "y": 4}],
            SQUARE,
            ("a", "b"),
            ("x", "y"),
        ),
        ([["1+2j", "-1j"]], [[1 + 2j, -1j]], None, None),
        ([["1/4", " 2 "]], [[0.25, 2]], None, None),
        ([[True, 1]], None, None, None),
    ],
)
def test_shapes(value: object, cells: object, rows: object, cols: object) -> None:
    text = json.dumps(value)
    if cells is None:
        with pytest.raises(InputError, match="not a number: true"):
            read(text, suffix=".json")
        return
    A = read(text, suffix=".json")
    assert (A.values.tolist(), A.rows, A.cols) == (cells, rows, cols)


@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
def test_options_hold_for_json_too() -> None:
    text = json.dumps([{"x": 1, "kind": "a", "y": 2}, {"x": None, "kind": "b", "y": 4}])
    A = read(text, columns="x,y", labels="kind", missing="mean")
    assert (A.values.tolist(), A.rows, A.cols) == ([[1, 2], [1, 4]], ("a", "b"), ("x", "y"))


def test_labels_are_text_or_numbers() -> None:
    text = '[{"k": 1947, "x": 1}, {"k": 1948.5, "x": 2}]'
    assert read(text, labels="k").rows == ("1947", "1948.5")
    with pytest.raises(InputError, match="not a name: None"):
        read('[{"x": 1, "k": null}]', labels="k")
    assert read("1 2; 3 4", labels="1").rows == ("1", "3")


def test_json_is_known_without_a_suffix() -> None:
    assert read(" [[1, 2],\n [3, 4]]").values.tolist() == SQUARE
    assert read('{"data": [[1]]}').values.tolist() == [[1]]
    assert read("[1 2; 3 4]").values.tolist() == SQUARE


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[1, 2], [3]]", "ragged: row 2 has 1 cell, not 2"),
        ("[[1, 2], 3]", "row 2 is not an array"),
        ("[1, [2]]", "row 1 is not an array"),
        ('{"data": [1, 2]}', "row 1 is not an array"),
        ("[]", "empty: there is no number in it"),
        ("{}", 'an object without a list of rows under "data"'),
        ("[[]]", "empty: there is no number in it"),
        ('{"data": 5}', 'an object without a list of rows under "data"'),
        ("[[1, null]]", "row 1, column 2: missing value"),
        ('[[1, "NaN"]]', "row 1, column 2: missing value"),
        ('[[1, "x"]]', 'row 1, column 2: not a number: "x"'),
        ("[[1, [2]]]", "row 1, column 2: not a number: [2]"),
        ('[[1, "-Infinity"]]', "row 1, column 2: infinite, or too large for floating point"),
        ("[[1, 1e400]]", "row 1, column 2: too large for floating point"),
        (f"[[1, 1{'0' * 400}]]", "row 1, column 2: too large for floating point"),
        ('[[1, "1e400"]]', "row 1, column 2: too large for floating point"),
        ("[[1, 1e-400]]", "row 1, column 2: too small for floating point"),
        (f"[[1, 1{'0' * 5000}]]", "an integer too large for floating point"),
        ('[{"x": 1}, {"y": 2}]', "ragged: record 2 has other keys than the first"),
        ('[{"x": 1}, 2]', "ragged: record 2 has other keys than the first"),
        ('{"columns": ["x"], "data": [[1, 2]]}', '"columns" has 1 names for 2'),
        ('{"index": ["x"], "data": [[1], [2]]}', '"index" has 1 names for 2'),
        ('{"a": [[1]], "b": [[2]]}', "holds several matrices: a, b"),
        ("[[NaN]]", 'not JSON: NaN is written "NaN", in quotes'),
        ('{"data": [[1]], "data": [[2]]}', "not JSON: the key 'data' comes twice in one object"),
        ("[" * 100_000, "nested too deeply: a matrix has two levels"),
    ],
)
def test_mistakes(text: str, message: str) -> None:
    with pytest.raises(InputError) as raised:
        read(text, suffix=".json")
    assert raised.value.message == f"text.json: {message}"


@pytest.mark.parametrize("text", ['[{"a": 1}, {"a"', '[["1", 2', "{}{", '["x"'])
def test_broken_json_in_a_pipe_is_called_so(text: str) -> None:
    with pytest.raises(InputError, match=r"not JSON|not a number|an object without") as raised:
        read(text)
    assert not raised.value.excerpt


def test_pandas_other_orients_are_told_the_way() -> None:
    with pytest.raises(InputError, match="objects in an object") as raised:
        read('{"a": {"0": 1, "1": 2}, "b": {"0": 3, "1": 4}}', suffix=".json")
    assert 'orient="split"' in raised.value.hint


def test_what_is_no_json_has_an_address() -> None:
    with pytest.raises(InputError) as raised:
        read("[[1, 2],\n [3, 4]", suffix=".json")
    assert raised.value.message == "text.json:2:8: not JSON: expecting ',' delimiter"


@pytest.mark.parametrize(("part", "cells"), [("a", [[1]]), ("b", [[2, 3]])])
def test_parts_by_name(part: str, cells: object) -> None:
    source = Source("t", part=part, data=b'{"a": [[1]], "b": {"data": [[2, 3]]}}')
    assert read_source(source, Reading()).values.tolist() == cells


def test_a_part_that_is_not_there() -> None:
    with pytest.raises(InputError, match="no part 'z': there is a"):
        read_source(Source("t", part="z", data=b'{"a": [[1]]}'), Reading())
    with pytest.raises(InputError, match="no part 'z': there is one matrix, without a name"):
        read_source(Source("t", part="z", data=b"[[1]]", path="t.json"), Reading())


def test_a_long_text_is_of_measured_numbers() -> None:
    rows = [[0.1 * i + j for j in range(100)] for i in range(200)]

    def of(rows: list[list[float]], **options: object) -> Matrix:
        source = Source("t.json", path="t.json", data=json.dumps(rows).encode())
        return read_source(source, Reading(**options))

    assert not of(rows).is_written
    assert of(rows).tolist() == rows
    assert of(rows, exact=True).is_written
    assert of(rows[:2]).is_written
    assert of(rows[:2]).values.tolist() == rows[:2]
