"""CSV files as people and programs write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from conftest import read
from hypothesis import given
from hypothesis import strategies as st

from lacli.errors import InputError, LacliError, NotFinite, UsageError
from lacli.matrix import Matrix
from lacli.parse import Reading, read_source
from lacli.parse.source import Source
from lacli.parse.stretches import Stretches

SQUARE = [[1, 2], [3, 4]]


@pytest.mark.parametrize(
    "text",
    [
        "1,2\n3,4\n",
        "1;2\n3;4",
        "1\t2\n3\t4\n",
        "1|2\n3|4\n",
        "1 2\n3 4\n",
        "   1   2\n   3   4\n",
        "1, 2\r\n3, 4\r\n",
        "1,2\r3,4\r",
        "\N{BYTE ORDER MARK}1,2\n3,4\n",
        "# a comment\n\n1,2\n# another\n\n3,4\n",
        '"1","2"\n"3","4"\n',
        "1,2,\n3,4,\n",
        "1.0,2e0\n3.,4.000\n",
        "0,1,2\n1,3,4\n0,0,0",
    ],
)
def test_ways_to_write_a_matrix(text: str) -> None:
    A = read(text)
    if A.shape == (3, 3):
        assert A.values.tolist() == [[0, 1, 2], [1, 3, 4], [0, 0, 0]]
    else:
        assert A.values.tolist() == SQUARE
    assert (A.rows, A.cols) == (None, None)


@pytest.mark.parametrize(
    ("text", "rows", "cols"),
    [
        ("x,y\n1,2\n3,4\n", None, ("x", "y")),
        (",x,y\na,1,2\nb,3,4\n", ("a", "b"), ("x", "y")),
        ("name,x,y\na,1,2\nb,3,4\n", ("a", "b"), ("x", "y")),
        ("a,1,2\nb,3,4\n", ("a", "b"), None),
        (",x,y\n1947,1,2\n1948,3,4\n", ("1947", "1948"), ("x", "y")),
        (",x,y\n0,1,2\n1,3,4\n", None, ("x", "y")),
        (",2019,2020\na,1,2\nb,3,4\n", ("a", "b"), ("2019", "2020")),
        ('"2019","2020"\n1,2\n3,4\n', None, ("2019", "2020")),
        ('"7",1,2\n"8",3,4\n', ("7", "8"), None),
        ('"x y" "z"\n"a" 1 2\n"b" 3 4\n', ("a", "b"), ("x y", "z")),
        ('x,"a ""b"", c"\n1,2\n3,4\n', None, ("x", 'a "b", c')),
        ('x,"two\nlines"\n1,2\n3,4\n', None, ("x", "two\nlines")),
        ("x;y,z\n1;2\n3;4\n", None, ("x", "y,z")),
        ("i,j\n1,2\n3,4\n", None, ("i", "j")),
        ('"NA",1,2\nb,3,4\n', ("NA", "b"), None),
        ("x,y,\n1,2,\n3,4,\n", None, ("x", "y")),
        ("größe,Ω\n1,2\n3,4\n", None, ("größe", "Ω")),
    ],
)
def test_names(text: str, rows: tuple[str, ...] | None, cols: tuple[str, ...] | None) -> None:
    A = read(text)
    assert A.values.tolist() == SQUARE
    assert (A.rows, A.cols) == (rows, cols)


def test_utf_16_with_a_byte_order_mark() -> None:
    source = Source("t", data="x,y\n1,2\n3,4\n".encode("utf-16"))
    assert read_source(source, Reading()).cols == ("x", "y")


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("1,5;2,5\n3;4\n", {"decimal": ","}, [[1.5, 2.5], [3, 4]]),
        ("1,5\t2,5\n", {"decimal": ","}, [[1.5, 2.5]]),
        ("1:2\n3:4\n", {"delimiter": ":"}, SQUARE),
        ("1,5;2,5\n", {"delimiter": "semicolon", "decimal": ","}, [[1.5, 2.5]]),
        ("1\t2\n", {"delimiter": "tab"}, [[1, 2]]),
        ("1,2\n3,4\n", {"header": True}, [[3, 4]]),
        ("2019,2020\n3,4\n", {"header": True}, [[3, 4]]),
        ("7,1,2\n8,3,4\n", {"labels": "1"}, SQUARE),
        ("k,x,y\n7,1,2\n8,3,4\n", {"labels": "k"}, SQUARE),
        ("x,y,kind\n1,2,a\n3,4,b\n", {"labels": "kind"}, SQUARE),
        ("x,y,kind\n1,2,a\n3,4,b\n", {"columns": "x,y"}, SQUARE),
        ("x,y,kind\n1,2,a\n3,4,b\n", {"columns": "1-2"}, SQUARE),
        ("x,y,kind\n1,2,a\n3,4,b\n", {"columns": "x-y"}, SQUARE),
        ("9,1,2\n9,3,4\n", {"columns": "2-"}, SQUARE),
        ("2,1,9\n4,3,9\n", {"columns": "2,1"}, SQUARE),
        ("2,1,9\n4,3,9\n", {"columns": "2-1"}, SQUARE),
        ("1,2,9\n3,4,9\n", {"columns": "-2"}, SQUARE),
        (",x,y\na,1,2\nb,3,4\n", {"columns": "1-3"}, SQUARE),
        ("1,2\n,5\nNA,6\n3,4\n", {"missing": "drop"}, SQUARE),
        ("1,2\nnan,3\n3,4\n", {"missing": "mean"}, [[1, 2], [2, 3], [3, 4]]),
    ],
)
@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
def test_options(text: str, options: dict[str, str], expected: list[list[float]]) -> None:
    assert read(text, **options).values.tolist() == expected


def test_labels_name_the_rows() -> None:
    assert read("x,kind\n1,a\n2,b\n", labels="kind").rows == ("a", "b")


def test_rows_that_are_left_out_are_told(recwarn: pytest.WarningsRecorder) -> None:
    A = read("a,1,2\nb,,5\nc,3,4\n", missing="drop")
    assert A.rows == ("a", "c")
    assert str(recwarn.pop().message) == "text: 1 row with missing values left out"
    read("1,2\n,4\n,6\n", missing="mean")
    assert str(recwarn.pop().message) == "text: 2 values replaced by the mean of the column"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1/3", 1 / 3),
        ("-6/3", -2),
        ("1+2j", 1 + 2j),
        ("1.5-2.5i", 1.5 - 2.5j),
        ("1 + 2j", 1 + 2j),
        ("-2.5im", -2.5j),
        ("−3", -3),
        ("+.5e-3", 0.0005),
        ("12345678901234567890", 12345678901234567890.0),
        ('"1"', 1),
    ],
)
def test_cells(cell: str, expected: complex) -> None:
    assert read(f"{cell};1\n").values[0, 0] == expected


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("1,2\n3,x\n", "t:2:2: not a number: 'x'", "to leave the column out, use --columns 1"),
        (
            "a,b,kind\n1,2,x\n3,4,y\n",
            "t:2:3: not a number: 'x' (column 'kind')",
            "to leave the column out, use --columns 1-2, or --labels kind to name the rows by it",
        ),
        ("1,2\n\n# note\n3,1_0\n", "t:4:2: not a number: '1_0'", None),
        ("1,2\n3,٤\n", "t:2:2: not a number: '٤'", None),
        (
            "1,5;2,5\n",
            "t:1:1: not a number: '1,5'",
            "if the comma is a decimal mark, add --decimal ,",
        ),
        ("1,2\n3,1e400\n", "t:2:2: too large for floating point: '1e400'", None),
        ("1,2\n3,1/0\n", "t:2:2: not a number: '1/0'", None),
        ("1,2\n3,-inf\n", "t:2:2: infinite, or too large for floating point", None),
        ("x,y\n1,2\n3,\n", "t:3:2: missing value", None),
        ("1,2\nNA,3\n", "t:2:1: missing value", None),
        ("1,2\n3,NaN\n", "t:2:2: missing value", None),
        ("1,2\n3\n", "t:2: ragged: 1 cell, not 2", None),
        ("1,2\n3,4,5\n", "t:2: ragged: 3 cells, not 2", None),
        ('1,2\n"3,4\n', "t:2: a quote is never closed", None),
        ("", "t: empty", None),
        ("\n# only this\n", "t: empty", None),
        ("x,y\n", "t: only a header, no numbers: x,y", None),
        ("x,y\nNA,1\n", "t:2:1: missing value", None),
    ],
)
def test_mistakes_have_an_address(text: str, message: str, hint: str | None) -> None:
    with pytest.raises(InputError) as raised:
        read_source(Source("t", data=text.encode()), Reading())
    assert raised.value.message == message
    if hint is not None:
        assert raised.value.hint == hint


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"columns": "z"}, "no column 'z'"),
        ({"columns": "4"}, "no column 4: there are 3"),
        ({"columns": "0"}, "no column 0: there are 3"),
        ({"columns": "x,,y"}, "no column ''"),
        ({"labels": "w"}, "no column 'w'"),
        ({"columns": "d"}, "2 columns are called 'd': give its number"),
        ({"columns": "x", "labels": "x"}, "no column is left but the one that names the rows"),
    ],
)
def test_columns_that_are_not_there(options: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_source(Source("t", data=b"x,d,d\n1,2,3\n"), Reading(**options))
    assert raised.value.message == f"t: {message}"


def test_the_column_of_row_names_counts_as_one() -> None:
    for text, others in ((",x,y\na,1,2\n", "2-3"), ("name,x\na,1\n", "2")):
        with pytest.raises(UsageError, match="no column is left but the one that") as raised:
            read(text, columns="1")
        assert raised.value.hint == f"it counts as a column: the others are {others}"
    with pytest.raises(UsageError, match="no column is left but the one that") as raised:
        read("x\n1\n", labels="x")
    assert raised.value.hint == ""


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("a,kind\n1,x\n3,y\n", ", or --labels kind to name the rows by it"),
        ("a,my kind\n1,x\n3,y\n", ", or --labels 'my kind' to name the rows by it"),
        ("1,x\n3,y\n", ", or --labels 2 to name the rows by it"),
        ("a,kind\n1,x\n3,4\n", ""),  # one cell is a number
        ("a,kind\n1,x\n3,\n", ""),
        ("a,kind,b\n1,x,\n3,y,z\n", ""),  # another column would be next
        ("name,a,kind\nm,1,x\nn,3,y\n", ""),  # whose rows have names
    ],
)
def test_a_column_of_text_may_name_the_rows(text: str, way: str) -> None:
    with pytest.raises(InputError, match="not a number: 'x'") as raised:
        read(text)
    said = raised.value.hint
    assert said.partition(", or ")[0].startswith("to leave the column out, use --columns ")
    assert said.endswith(way) if way else "--labels" not in said


def test_a_delimiter_is_one_character() -> None:
    with pytest.raises(UsageError, match="a delimiter is one character, not 'ab'"):
        read("1,2\n", delimiter="ab")


@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
@pytest.mark.parametrize("mode", ["drop", "mean"])
def test_nothing_but_missing_values(mode: str) -> None:
    with pytest.raises(InputError, match=r"every row has a missing value|all values of its column"):
        read("x,y\nNA,1\nNA,2\n", missing=mode)


@pytest.mark.parametrize(
    ("text", "rows", "cols"),
    [
        (",0,1\n0,1,2\n1,3,4\n", None, None),  # pandas, an array
        (",a,b\n0,1,2\n1,3,4\n", None, ("a", "b")),  # pandas, columns named
        ('"","a","b"\n"r1",1,2\n"r2",3,4\n', ("r1", "r2"), ("a", "b")),  # R, write.csv
        ('"a" "b"\n"r1" 1 2\n"r2" 3 4\n', ("r1", "r2"), ("a", "b")),  # R, write.table
        ("a b\nr1 1 2\nr2 3 4\n", ("r1", "r2"), ("a", "b")),
        ('"a","b"\n"1","2"\n"3","4"\n', None, ("a", "b")),  # everything in quotes
        ("(1.0e+00+0.0e+00j),2\n(3+0j),4\n", None, None),  # numpy.savetxt, complex
        ('5" pipe,1,2\n6" pipe,3,4\n', ('5" pipe', '6" pipe'), None),
        ("1947-01-01,1,2\n1948-01-01,3,4\n", ("1947-01-01", "1948-01-01"), None),
        ('"10%","90%"\n1,2\n3,4\n', None, ("10%", "90%")),
        ('x,y\n"1","2"\n"3","4"\n', None, ("x", "y")),
        ('x,y\n"1",2\n"3",4\n', None, ("x", "y")),
        ("[kg],b\n1,2\n3,4\n", None, ("[kg]", "b")),
    ],
)
def test_files_as_other_programs_write_them(
    text: str, rows: tuple[str, ...] | None, cols: tuple[str, ...] | None
) -> None:
    A = read(text)
    assert A.values.tolist() == SQUARE
    assert (A.rows, A.cols) == (rows, cols)


@pytest.mark.parametrize("first", ["?,1", "pi,2", "i,2", "country,2019,2020"])
def test_a_first_line_that_may_be_a_header_or_not_is_refused(first: str) -> None:
    rows = "FR,1,2\nDE,3,4\n" if first.startswith("c") else "3,4\n5,6\n"
    with pytest.raises(InputError, match="a header, or data") as raised:
        read(f"{first}\n{rows}")
    assert raised.value.message.startswith("text:1: ")
    assert raised.value.hint == "--header or --no-header says which"
    assert read(f"{first}\n{rows}", header=True).shape == (2, 2)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2,3,4\n5,6,7,8\n", "t:2: ragged: 4 cells, not 2"),
        ("a,b,c\n1,2\n3,4\n", "t:2: ragged: 2 cells, not 3"),
        ("x\n1,2\n3,4\n", "t:2: ragged: 2 cells, not 1"),
        ("10%,2\n20%,4\n", "t:1:1: not a number: '10%'"),
        ("10%,20%\n3,4\n", "t:1:1: not a number: '10%'"),
        ("-,2\n3,4\n", "t:1:1: not a number: '-'"),
        (".,.\n3,4\n", "t:1:1: not a number: '.'"),
        ("1.2.3,2\n3,4\n", "t:1:1: not a number: '1.2.3'"),
        ("1D0 2D0\n3 4\n", "t:1:1: not a number: '1D0'"),
        ("(5),3\n(7),4\n", "t:1:1: not a number: '(5)'"),
        ("€ 5,3\n$-6,4\n", "t:1:1: not a number: '€ 5'"),
        ("1,5;2,5\n3;4\n5;12\n", "t:1:1: not a number: '1,5'"),
        ('"1,234","2,345"\n12,13\n', "t:1:1: not a number: '1,234'"),
        ("1\N{NO-BREAK SPACE}234;5\n2\N{NO-BREAK SPACE}345;6\n", "t:1:1: not a number: '1\xa0234'"),
        ("x,y\n#N/A,5\n3,4\n", "t:2:1: missing value"),
        ("x,y\n#DIV/0!,5\n3,4\n", "t:2:1: not a number: '#DIV/0!' (column 'x')"),
        (
            ",1,2\n1,4,2\n2,2,3\n",
            "t:1: the first cell is empty: a header above row names, or a missing value?",
        ),
        ("1 234;5\n2 345;6\n", "t:1:1: not a number: '1 234'"),
    ],
)
def test_what_is_nearly_right_is_refused(text: str, message: str) -> None:
    with pytest.raises(InputError) as raised:
        read_source(Source("t", data=text.encode()), Reading())
    assert raised.value.message == message


def test_quoted_decimal_commas() -> None:
    assert read('x,y\n"1,5",3\n"2,5",4\n', decimal=",").values.tolist() == [[1.5, 3], [2.5, 4]]
    assert read('"1,5","2,5"\n3,4\n', decimal=",").values.tolist() == [[1.5, 2.5], [3, 4]]


def test_one_mark_cannot_do_both() -> None:
    with pytest.raises(UsageError, match="cannot be both the delimiter and the decimal mark"):
        read("1,2\n", delimiter=",", decimal=",")


def test_names_go_before_numbers_in_ranges_too() -> None:
    text = 'c,"3","2","1"\na,7,8,9\n'
    assert read(text, columns="1-2").cols == ("1", "2")
    assert read(text, columns="1,2").cols == ("1", "2")


def test_variables_as_octave_saves_them() -> None:
    text = "".join(
        f"# name: {name}\n# type: matrix\n# rows: 1\n# columns: 2\n {row}\n\n\n"
        for name, row in (("A", "3 4"), ("B", "5 12"))
    )
    source = Source("t", part="B", data=text.encode())
    assert read_source(source, Reading()).values.tolist() == [[5, 12]]
    with pytest.raises(InputError, match="holds several matrices: A, B"):
        read(text)


def test_with_a_decimal_comma_a_point_is_none() -> None:
    with pytest.raises(InputError, match=r"not a number: '1\.234'"):
        read("1.234;5,5\n2.345;6,5\n", decimal=",")
    long = "1,5;2\n" * 100
    with pytest.raises(InputError, match=r"text:101:1: not a number: '1\.234'"):
        read(long + "1.234;1\n", decimal=",")


def test_a_block_that_comes_twice_is_refused() -> None:
    twice = BLOCKS + BLOCKS
    with pytest.raises(InputError, match="t:9: a second block is called 'U'"):
        read_source(Source("t", part="S", data=twice.encode()), Reading())


@pytest.mark.parametrize("suffix", [".mat", ".h5", ".xlsx"])
def test_formats_that_are_not_read_are_not_taken_for_text(suffix: str) -> None:
    with pytest.raises(InputError, match=f"text{suffix}: {suffix} files are not read"):
        read("1 2\n3 4\n", suffix=suffix)


BLOCKS = "# U\n1,2\n3,4\n\n# S\n5\n6\n"


@pytest.mark.parametrize(("part", "expected"), [("U", SQUARE), ("S", [[5], [6]])])
def test_blocks_by_name(part: str, expected: list[list[float]]) -> None:
    source = Source("t", part=part, data=BLOCKS.encode())
    assert read_source(source, Reading()).values.tolist() == expected


def test_several_blocks_need_a_name() -> None:
    with pytest.raises(InputError, match="holds several matrices: U, S") as raised:
        read_source(Source("t", data=BLOCKS.encode()), Reading())
    assert raised.value.hint == "say which: t:U"


def test_a_block_that_is_not_there() -> None:
    with pytest.raises(InputError, match="no part 'V': there is U, S"):
        read_source(Source("t", part="V", data=BLOCKS.encode()), Reading())
    with pytest.raises(InputError, match="no part 'V': there is one matrix, without a name"):
        read_source(Source("t", part="V", data=b"1,2\n"), Reading())


def test_addresses_in_blocks_count_the_lines_of_the_file() -> None:
    with pytest.raises(InputError, match="t:7:1: not a number: 'x'"):
        read_source(Source("t", part="S", data=BLOCKS.replace("6", "x").encode()), Reading())


def test_headings_in_a_file_that_does_not_begin_with_one_are_comments() -> None:
    assert read("1,2\n\n# spring\n3,4\n").values.tolist() == SQUARE


# The quick way, by loadtxt, and the careful way say the same.

CELLS = st.sampled_from(
    ["1", "-2.5", "1e3", " 7", "", "NA", "x", "1e999", '"3"', "1+2j", "2/3", "0"]
)
TABLES = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.lists(CELLS, min_size=width, max_size=width).map(",".join), min_size=70, max_size=75
    )
)


def outcome(text: str, **options: str) -> Any:
    try:
        A = read(text, **options)
    except LacliError as error:
        return type(error), error.message
    return A.values.tolist(), A.rows, A.cols


def both_ways(text: str, **options: str) -> tuple[Any, Any]:
    with patch.object(Stretches, "in_memory", lambda _: None):
        careful = outcome(text, **options)
    return outcome(text, **options), careful


@given(TABLES, st.sampled_from(["", "a,b,c\n", "x\n", "# c\n"]))
def test_quick_and_careful_agree_on_anything(lines: list[str], head: str) -> None:
    quick, careful = both_ways(head + "\n".join(lines))
    if quick[0] is NotFinite:  # it tells the first mistake, not first what is no number at all
        assert issubclass(careful[0], InputError)
    else:
        assert quick == careful


@pytest.mark.parametrize(
    ("line", "options"),
    [
        ("r{i},{i},2.5\n", {}),
        ('"r{i}","{i}","2.5"\r\n', {}),
        ('"{i}";"2,5";1\n', {"decimal": ","}),
        ("{i} 2.5 -1\n", {}),
        ("{i};2,5;1\n", {"decimal": ","}),
        ("{i},2.5,text\n", {"columns": "1-2"}),
        ("{i},2.5,\n", {}),
        ("text,{i},5\n", {"columns": "3,2", "labels": "2"}),
    ],
)
def test_quick_and_careful_agree_on_names_and_options(line: str, options: dict[str, str]) -> None:
    text = "".join(line.format(i=i) for i in range(100))
    quick, careful = both_ways(text, **options)
    assert quick == careful
    assert isinstance(quick, tuple)
    assert len(quick[0]) == 100


@pytest.mark.parametrize(
    "bad",
    [
        "5,6,7",
        "5",
        "5,x",
        "5,",
        "5,1e999",
        '"5,6"',
        '5,"6',
        '5,6"7"',
        '5,"6"7',
        '5,""',
        '"5","6","7"',
    ],
)
def test_a_late_mistake_in_a_long_file_has_its_address(bad: str) -> None:
    text = "1,2\n" * 500 + bad + "\n1,2\n"
    with pytest.raises(InputError, match=r"text:501:"):
        read(text)


def test_every_digit_of_a_large_file(tmp_path: Path) -> None:
    numbers = np.random.default_rng(1).normal(size=(300, 40)) * 10.0 ** np.arange(-20, 20)
    path = tmp_path / "large.csv"
    path.write_text("".join(",".join(map(repr, row)) + "\n" for row in numbers.tolist()))
    source = Source.file(str(path))
    assert source is not None
    assert read_source(source, Reading()) == Matrix(numbers)
