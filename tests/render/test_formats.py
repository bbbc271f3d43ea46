"""The formats for machines and documents: exact text, and what they read back."""

from __future__ import annotations

import io
import json
import math
import zipfile

import numpy as np
import pytest
from conftest import read
from hypothesis import given
from hypothesis import strategies as st

from lacli.errors import UsageError
from lacli.matrix import Matrix
from lacli.number import ratio, shortest
from lacli.render import Style, format_of_suffix, formats, render
from lacli.result import Result

PLAIN = Matrix([[1, -2.5], [0.1, 1e-5]])
NAMED = Matrix([[1, 2], [3, 4]], rows=("a", "b"), cols=("x", "y"))
COMPLEX = Matrix([[1 + 2j, -1j], [0.5, 1e-20 - 3j]])


def text(answer: object, name: str, **style: object) -> str:
    result = answer if isinstance(answer, Result) else Result({"": answer}, "title")
    return b"".join(render(result, name, Style(**style))).decode()


@pytest.mark.parametrize(
    ("x", "expected"),
    [
        (-2.0, "-2"),
        (-0.0, "0"),
        (0.1, "0.1"),
        (1 / 3, "0.3333333333333333"),
        (1e16, "1e+16"),
        (123456789012345.0, "123456789012345"),
        (5e-324, "5e-324"),
        (math.inf, "inf"),
        (1 + 2j, "1+2j"),
        (complex(-0.0, -0.0), "0+0j"),
        (1.5 - 1e-7j, "1.5-1e-07j"),
    ],
)
def test_the_shortest_text(x: complex, expected: str) -> None:
    assert shortest(x) == expected


@pytest.mark.parametrize(
    ("x", "precision", "expected"),
    [
        (math.pi, 3, "3.14"),
        (1234567, 3, "1230000"),
        (0.99999, 3, "1"),
        (-2e-9, 1, "-2e-09"),
        (1.23456 - 9.87654j, 2, "1.2-9.9j"),
        (2 - 1.11e-16j, 4, "2+0j"),
        (123456 + 0.6j, 6, "123456+1j"),
        (123456 - 0.4j, 6, "123456+0j"),
        (complex(0, -1e-20), 2, "0-1e-20j"),
        (0, 3, "0"),
        (1.7e308, 1, "1.7e+308"),
        (float("inf"), 3, "inf"),
    ],
)
def test_precision(x: complex, precision: int, expected: str) -> None:
    assert shortest(x, precision) == expected


@given(st.floats(allow_nan=False))
def test_the_shortest_text_reads_back(x: float) -> None:
    assert float(shortest(x)) == x


def test_csv() -> None:
    assert text(PLAIN, "csv") == "1,-2.5\n0.1,1e-05\n"
    assert text(NAMED, "csv") == ",x,y\na,1,2\nb,3,4\n"
    assert text(Matrix([[1, 2]], rows=("a",)), "csv") == "a,1,2\n"
    assert text(Matrix([[1, 2]], cols=("x", "y")), "csv") == "x,y\n1,2\n"
    assert text(COMPLEX, "csv") == "1+2j,0-1j\n0.5+0j,1e-20-3j\n"
    assert text(5.0, "csv") == "5\n"
    assert text(Result({"sign": 1.0, "S": PLAIN}), "csv") == "# sign\n1\n\n# S\n1,-2.5\n0.1,1e-05\n"


def test_names_that_could_be_mistaken_are_quoted() -> None:
    names = ("2019", "a,b", 'say "x"', "NA", " lead", "#c", "", "two\nlines", "inf", "plain name")
    printed = text(Matrix([list(range(10))], cols=names), "csv").partition("\n0,1")[0]
    assert printed == (
        '"2019","a,b","say ""x""","NA"," lead","#c","","two\nlines","inf","plain name"'
    )


def test_tsv() -> None:
    assert text(NAMED, "tsv") == "\tx\ty\na\t1\t2\nb\t3\t4\n"


def test_json() -> None:
    assert json.loads(text(PLAIN, "json")) == [[1, -2.5], [0.1, 1e-05]]
    assert json.loads(text(NAMED, "json")) == {
        "columns": ["x", "y"],
        "index": ["a", "b"],
        "data": [[1, 2], [3, 4]],
    }
    assert json.loads(text(COMPLEX, "json")) == [["1+2j", "0-1j"], ["0.5+0j", "1e-20-3j"]]
    assert json.loads(text(Result({"sign": 0.0, "log": -math.inf}), "json")) == {
        "sign": 0,
        "log": "-Infinity",
    }
    assert text(5.0, "json") == "5\n"
    assert text(PLAIN, "json") == "[[1, -2.5],\n [0.1, 1e-05]]\n"
    assert text(Result({"U": NAMED, "n": 1.0}), "json") == (
        '{"U": {"columns": ["x", "y"],\n'
        '       "index": ["a", "b"],\n'
        '       "data": [[1, 2],\n'
        "                [3, 4]]},\n"
        ' "n": 1}\n'
    )


def test_markdown() -> None:
    assert text(NAMED, "markdown") == (
        "|  | x | y |\n| :--- | ---: | ---: |\n| a | 1 | 2 |\n| b | 3 | 4 |\n"
    )
    assert text(Matrix([[1]], cols=("a|b*c",)), "markdown") == "| a\\|b\\*c |\n| ---: |\n| 1 |\n"
    assert text(Result({"n": 2.0, "S": Matrix([[1]])}), "markdown") == (
        "**n**\n\n2\n\n**S**\n\n|  |\n| ---: |\n| 1 |\n"
    )


def test_latex() -> None:
    assert text(PLAIN, "latex") == (
        "\\begin{bmatrix}\n1 & -2.5 \\\\\n0.1 & 1 \\times 10^{-5} \\\\\n\\end{bmatrix}\n"
    )
    assert text(Matrix([[1, 2]], rows=("a_1",), cols=("x", "50%")), "latex") == (
        "\\begin{array}{l|rr}\n & \\text{x} & \\text{50\\%} \\\\ \\hline\n"
        "\\text{a\\_1} & 1 & 2 \\\\\n\\end{array}\n"
    )
    assert text(Matrix([[1]], cols=("x",)), "latex").startswith("\\begin{array}{r}\n\\text{x} \\\\")
    assert text(1 - 2.5j, "latex") == "1 - 2.5 i\n"
    assert text(complex(1e-7, 1e20), "latex") == "1 \\times 10^{-7} + 1 \\times 10^{20} i\n"
    assert text(Matrix([list(range(11))]), "latex").startswith("\\setcounter{MaxMatrixCols}{11}\n")
    assert text(Result({"log": -math.inf}), "latex") == "\\mathrm{log} =\n-\\infty\n"


def test_npy(tmp_path: object) -> None:
    for answer, expected in (PLAIN, PLAIN.values), (COMPLEX, COMPLEX.values), (5.0, 5.0):
        path = tmp_path / "a.npy"
        path.write_bytes(b"".join(render(Result({"": answer}), "npy", Style())))
        np.testing.assert_array_equal(np.load(path), expected)
    path.write_bytes(b"".join(render(Result({"": COMPLEX}), "npy", Style(precision=1))))
    np.testing.assert_array_equal(np.load(path), [[1 + 2j, -1j], [0.5, -3j]])


def test_npz() -> None:
    several = Result({"U": NAMED, "n": 1.0, "z": 2j, "ok": True, "kind": "square", "all": ("a",)})
    with np.load(io.BytesIO(b"".join(render(several, "npz", Style())))) as archive:
        assert [*archive] == ["U", "n", "z", "ok"]
        np.testing.assert_array_equal(archive["U"], NAMED.values)
        assert (archive["n"], archive["z"], archive["ok"]) == (1, 2j, 1)
        assert {archive[name].dtype.kind for name in archive} == {"f", "c"}
    rounded = b"".join(render(Result({"": Matrix([[1.26, 0.5]])}), "npz", Style(precision=2)))
    with np.load(io.BytesIO(rounded)) as archive:
        assert {name: archive[name].tolist() for name in archive} == {"arr_0": [[1.3, 0.5]]}


def test_npz_has_no_dates() -> None:
    data = b"".join(render(Result({"": PLAIN}), "npz", Style()))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_mtx() -> None:
    array = "%%MatrixMarket matrix array"
    assert text(PLAIN, "mtx") == f"{array} real general\n2 2\n1\n0.1\n-2.5\n1e-05\n"
    assert text(NAMED, "mtx") == f"{array} real general\n2 2\n1\n3\n2\n4\n"
    assert text(COMPLEX, "mtx") == (f"{array} complex general\n2 2\n1 2\n0.5 0\n0 -1\n1e-20 -3\n")
    assert text(1 / 3, "mtx", precision=2) == f"{array} real general\n1 1\n0.33\n"
    assert text(123 + 0.6j, "mtx", precision=3) == f"{array} complex general\n1 1\n123 1\n"
    assert text(Result({"": True}), "mtx") == f"{array} real general\n1 1\n1\n"


@pytest.mark.parametrize("name", ["npy", "mtx"])
def test_formats_of_one_array(name: str) -> None:
    with pytest.raises(UsageError) as raised:
        text(Result({"U": PLAIN, "S": NAMED}), name)
    assert raised.value.message == f"an .{name} file holds one array"
    assert raised.value.hint == "choose with --part: U, S"


@pytest.mark.parametrize("name", ["npy", "npz", "mtx"])
@pytest.mark.parametrize("answer", ["square", ("square", "invertible")])
def test_formats_of_numbers_refuse_text(name: str, answer: object) -> None:
    with pytest.raises(UsageError, match=f"an .{name} file holds numbers, no text"):
        text(Result({"": answer}), name)


def test_suffixes() -> None:
    suffixes = [".csv", ".tsv", ".json", ".md", ".tex", ".npy", ".npz", ".mtx", ".py", ".m", ".jl"]
    named = {format_of_suffix(suffix) for suffix in suffixes}
    assert named | {"table"} == set(formats())
    assert format_of_suffix(".xlsx") is None


# What it prints, it reads: to the last bit, names included.

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=8)
NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.complex_numbers(allow_nan=False, allow_infinity=False),
    st.integers(-(10**6), 10**6),
)


@st.composite
def labelled(draw: st.DrawFn) -> Matrix:
    m, n = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    cells = draw(st.lists(st.lists(NUMBERS, min_size=n, max_size=n), min_size=m, max_size=m))
    rows = draw(st.none() | st.lists(NAMES, min_size=m, max_size=m))
    cols = draw(st.none() | st.lists(NAMES, min_size=n, max_size=n))
    return Matrix(cells, rows, cols)


@pytest.mark.parametrize("name", ["csv", "tsv", "json"])
@given(labelled())
def test_what_it_prints_it_reads(name: str, A: Matrix) -> None:
    assert read(text(A, name), suffix="." + name) == A


@given(labelled(), labelled())
def test_what_has_no_names_reads_back_without(A: Matrix, B: Matrix) -> None:
    from lacli.parse import Reading, read_source
    from lacli.parse.source import Source

    both = b"".join(render(Result({"first": A, "second": B}), "npz", Style()))
    alone = {name: b"".join(render(Result({"": A}), name, Style())) for name in ("npy", "mtx")}
    sources = [
        (A, Source("t", part="first", data=both)),
        (B, Source("t", part="second", data=both)),
        *((A, Source("t", data=data)) for data in alone.values()),
    ]
    for matrix, source in sources:
        assert read_source(source, Reading()) == Matrix(matrix.values)


@given(labelled(), labelled())
def test_several_parts_read_back_by_name(A: Matrix, B: Matrix) -> None:
    from lacli.parse import Reading, read_source
    from lacli.parse.source import Source

    for name in ("csv", "json"):
        data = text(Result({"first": A, "second": B}), name).encode()
        for part, matrix in ("first", A), ("second", B):
            source = Source("t", part=part, path="t." + name, data=data)
            assert read_source(source, Reading()) == matrix


def test_a_long_matrix_reads_back_the_quick_way() -> None:
    rows = [f"r{i}" for i in range(200)]
    A = Matrix(np.random.default_rng(0).normal(size=(200, 3)), rows, ("x", "2", "NA"))
    assert read(text(A, "csv")) == A


@pytest.mark.parametrize("name", ["npy", "npz", "mtx"])
def test_arrays_have_no_fractions(name: str) -> None:
    with pytest.raises(UsageError, match="an array has no fractions"):
        text(Matrix([[ratio(1, 3)]]), name, in_full=True)
    assert b"".join(render(Result({"": Matrix([[3]])}), name, Style(in_full=True)))


def test_fractions_are_rounded_once_unless_they_are_wanted() -> None:
    A = Matrix([[ratio(1, 3), 2**53 + 1]])
    assert text(A, "csv") == "0.3333333333333333,9007199254740992\n"
    assert text(A, "csv", in_full=True) == "1/3,9007199254740993\n"
    assert text(ratio(2, 3), "json", in_full=True) == '"2/3"\n'
    assert text(ratio(2, 3), "latex", in_full=True) == "\\frac{2}{3}\n"
    assert text(ratio(2, 3), "csv", precision=2) == "0.67\n"
    assert text(True, "csv", in_full=True) == text(True, "csv")
