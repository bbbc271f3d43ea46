"""Literals of Python, MATLAB and Julia: what they say, and that they read back."""

from __future__ import annotations

import ast
import math
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from conftest import read
from hypothesis import given, settings
from hypothesis import strategies as st

from lacli import parse
from lacli.matrix import Matrix
from lacli.render import Style, _literals, format_of_suffix, render
from lacli.render.julia import JULIA
from lacli.render.matlab import MATLAB
from lacli.render.python import PYTHON
from lacli.result import Result

SQUARE = Matrix([[1, 2], [3, 4]])
NAMED = Matrix([[1, 2], [3, 4]], ("a", "b"), ("x", "two\nlines"))
COMPLEX = Matrix([[1 + 2j, -1j], [0.5, 1e-20 - 3j]])
LITERALS = ("python", "matlab", "julia")


def text(answer: object, name: str, **style: object) -> str:
    result = answer if isinstance(answer, Result) else Result({"": answer}, "title")
    return b"".join(render(result, name, Style(**style))).decode()


def test_one_matrix() -> None:
    assert text(SQUARE, "python") == "[[1, 2],\n [3, 4]]\n"
    assert text(SQUARE, "matlab") == "[1, 2; 3, 4]\n"
    assert text(SQUARE, "julia") == "[1 2; 3 4]\n"


def test_vectors_and_numbers() -> None:
    column, row = Matrix([[1], [2.5]]), Matrix([[1, 2.5]])
    assert [text(column, name) for name in LITERALS] == ["[[1],\n [2.5]]\n", *["[1; 2.5]\n"] * 2]
    assert [text(row, name) for name in LITERALS] == ["[[1, 2.5]]\n", "[1, 2.5]\n", "[1 2.5]\n"]
    assert [text(-0.5, name) for name in LITERALS] == ["-0.5\n"] * 3
    assert [text(math.pi, name, precision=3) for name in LITERALS] == ["3.14\n"] * 3


def test_complex_numbers() -> None:
    assert text(COMPLEX, "python") == "[[1+2j, 0-1j],\n [0.5+0j, 1e-20-3j]]\n"
    assert text(COMPLEX, "matlab") == "[1+2i, 0-1i; 0.5+0i, 1e-20-3i]\n"
    assert text(COMPLEX, "julia") == "[1+2im 0-1im; 0.5+0im 1e-20-3im]\n"


def test_names_are_comments_on_one_line() -> None:
    assert text(NAMED, "python") == "# rows: a, b\n# columns: x, two\\nlines\n[[1, 2],\n [3, 4]]\n"
    assert text(NAMED, "matlab").startswith("% rows: a, b\n% columns: x, two\\nlines\n[1, 2;")
    assert text(NAMED, "julia").startswith("# rows: a, b\n# columns: x, two\\nlines\n[1 2;")


def test_several_parts() -> None:
    result = Result({"U": NAMED, "n": 5.0})
    assert text(result, "python") == (
        "{\n    # rows: a, b\n    # columns: x, two\\nlines\n"
        "    'U': [[1, 2],\n          [3, 4]],\n    'n': 5,\n}\n"
    )
    assert text(result, "matlab") == (
        "% rows: a, b\n% columns: x, two\\nlines\nU = [1, 2; 3, 4];\nn = 5;\n"
    )
    assert text(result, "julia") == (
        "# rows: a, b\n# columns: x, two\\nlines\nU = [1 2; 3 4]\nn = 5\n"
    )


def test_minus_infinity_is_a_literal() -> None:
    log = Result({"sign": 0.0, "log": -math.inf})
    assert ast.literal_eval(text(log, "python")) == {"sign": 0, "log": -math.inf}
    assert text(log, "matlab") == "sign = 0;\nlog = -Inf;\n"
    assert text(log, "julia") == "sign = 0\nlog = -Inf\n"


def test_words() -> None:
    said = 'a "b" $c\n\\'
    assert _literals.scalar(said, PYTHON) == repr(said)
    assert _literals.scalar(said, MATLAB) == '"a ""b"" $c \\"'
    assert _literals.scalar(said, JULIA) == r'"a \"b\" \$c\n\\"'
    assert [_literals.scalar(True, x) for x in (PYTHON, MATLAB, JULIA)] == ["True", "true", "true"]
    assert _literals.scalar(False, PYTHON) == "False"
    assert _literals.scalar(("a", "b"), PYTHON) == "['a', 'b']"
    assert _literals.scalar(("a", "b"), JULIA) == '["a", "b"]'
    assert _literals.scalar(1.0, PYTHON) is None
    assert _literals.scalar(SQUARE, PYTHON) is None


def test_parts_that_are_words_are_printed() -> None:
    result = Result({"yes": True, "kind": "diagonal", "names": ("a", "b")})  # type: ignore[dict-item]
    assert ast.literal_eval(text(result, "python")) == {
        "yes": True,
        "kind": "diagonal",
        "names": ["a", "b"],
    }
    assert text(result, "matlab") == 'yes = true;\nkind = "diagonal";\nnames = ["a", "b"];\n'


def test_suffixes() -> None:
    assert [format_of_suffix(s) for s in (".py", ".m", ".jl")] == list(LITERALS)


NAMES = st.text(st.characters(exclude_categories=()), min_size=1, max_size=8)
FINITE = st.floats(allow_nan=False, allow_infinity=False)
REAL = FINITE | st.integers(-(10**20), 10**20).map(float)
NUMBERS = REAL | st.complex_numbers(allow_nan=False, allow_infinity=False)


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    m, n = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    numbers = draw(st.sampled_from([REAL, NUMBERS]))
    cells = draw(st.lists(st.lists(numbers, min_size=n, max_size=n), min_size=m, max_size=m))
    rows = draw(st.none() | st.lists(NAMES, min_size=m, max_size=m))
    cols = draw(st.none() | st.lists(NAMES, min_size=n, max_size=n))
    return Matrix(cells, rows, cols)


def same(A: Matrix, B: Matrix) -> bool:
    return A.shape == B.shape and bool((A.values == B.values).all())


@pytest.mark.parametrize("name", LITERALS)
@given(A=matrices())
def test_a_literal_reads_back(name: str, A: Matrix) -> None:
    printed = text(A, name)
    assert same(read(printed), A)
    assert same(parse.read(printed, "A", parse.Reading()), A)


@pytest.mark.parametrize("name", LITERALS)
@given(A=matrices(), B=matrices(), x=FINITE)
def test_several_parts_read_back_by_name(name: str, A: Matrix, B: Matrix, x: float) -> None:
    data = text(Result({"first": A, "n": x, "second": B}), name).encode()
    for part, matrix in ("first", A), ("n", Matrix([[x]])), ("second", B):
        source = parse.Source("t", part, data=data)
        assert same(parse.read_source(source, parse.Reading()), matrix)


@given(matrices())
def test_python_evaluates_its_own(A: Matrix) -> None:
    assert ast.literal_eval(text(A, "python")) == A.values.tolist()
    assert ast.literal_eval(text(Result({"A": A, "n": 1.0}), "python")) == {
        "A": A.values.tolist(),
        "n": 1,
    }


@pytest.mark.skipif(shutil.which("octave-cli") is None, reason="Octave is not installed")
@settings(max_examples=5)
@given(st.lists(matrices(), min_size=10, max_size=10))
def test_octave_evaluates_matlabs(several: list[Matrix]) -> None:
    result = Result({f"A{i}": A for i, A in enumerate(several)})
    script = text(result, "matlab") + "".join(
        f'printf("%.17g ", size(A{i}), real(A{i}.\'), imag(A{i}.\')); printf("\\n");\n'
        for i in range(len(several))
    )
    said = subprocess.run(
        ["octave-cli", "--norc", "--quiet", "--eval", script],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    lines = said.stdout.splitlines()
    assert len(lines) == len(several), said.stderr
    for A, line in zip(several, lines, strict=True):
        m, n, *numbers = map(float, line.split())
        assert (m, n) == A.shape
        real, imaginary = np.array(numbers).reshape(2, *A.shape)
        assert (real == A.values.real).all()
        assert (imaginary == A.values.imag).all()


def test_a_file_is_written_and_read(tmp_path: Path) -> None:
    for name, suffix in zip(LITERALS, (".py", ".m", ".jl"), strict=True):
        path = tmp_path / f"A{suffix}"
        path.write_text(text(NAMED, name))
        assert same(parse.read(str(path), "A", parse.Reading()), NAMED)
