"""Matrix Market: layouts, fields and symmetries, and files that break their word."""

from __future__ import annotations

import io
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from conftest import Said, read
from hypothesis import given
from hypothesis import strategies as st

from lacli.errors import InputError
from lacli.parse import Reading, mtx, read_source
from lacli.parse.market import Header
from lacli.parse.source import Source
from lacli.render import Style, render
from lacli.result import Result

LONG = 300
"""More entries than are read the careful way."""


def market(kind: str, body: str) -> str:
    return f"%%MatrixMarket matrix {kind}\n{body}"


def values(kind: str, body: str) -> list[list[complex]]:
    return read(market(kind, body), suffix=".mtx").values.tolist()


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("array real general", "2 3\n1\n2\n3\n4\n5\n6\n", [[1, 3, 5], [2, 4, 6]]),
        ("array integer general", "1 2\n1\n-2\n", [[1, -2]]),
        ("array complex general", "1 2\n1 2\n0 -1\n", [[1 + 2j, -1j]]),
        ("array real symmetric", "2 2\n1\n2\n3\n", [[1, 2], [2, 3]]),
        ("array real skew-symmetric", "3 3\n1\n2\n3\n", [[0, -1, -2], [1, 0, -3], [2, 3, 0]]),
        ("array real skew-symmetric", "1 1\n", [[0]]),
        ("array complex hermitian", "2 2\n1 0\n2 3\n4 0\n", [[1, 2 - 3j], [2 + 3j, 4]]),
        ("coordinate real general", "2 2 2\n1 2 .5\n2 1 -1e1\n", [[0, 0.5], [-10, 0]]),
        ("coordinate integer general", "1 3 1\n1 3 7\n", [[0, 0, 7]]),
        ("coordinate complex general", "1 2 1\n1 2 1 -1\n", [[0, 1 - 1j]]),
        ("coordinate pattern general", "2 2 2\n1 1\n2 1\n", [[1, 0], [1, 0]]),
        ("coordinate pattern symmetric", "2 2 1\n2 1\n", [[0, 1], [1, 0]]),
        ("coordinate real symmetric", "2 2 2\n1 1 5\n2 1 3\n", [[5, 3], [3, 0]]),
        ("coordinate real skew-symmetric", "2 2 1\n2 1 3\n", [[0, -3], [3, 0]]),
        ("coordinate complex symmetric", "2 2 1\n2 1 1 2\n", [[0, 1 + 2j], [1 + 2j, 0]]),
        ("coordinate complex hermitian", "2 2 1\n2 1 1 2\n", [[0, 1 - 2j], [1 + 2j, 0]]),
        ("coordinate real general", "2 2 0\n", [[0, 0], [0, 0]]),
        ("coordinate real general", "1 2 3\n1 2 1\n1 2 .5\n1 1 2\n", [[2, 1.5]]),
        ("coordinate real symmetric", "2 2 2\n2 1 1\n2 1 2\n", [[0, 3], [3, 0]]),
        ("Coordinate REAL General", "1 1 1\n1 1 1E0\n", [[1]]),
        ("array real general", "% a comment\n\n  %and one more\n1 1\n\n7\n\n", [[7]]),
        ("array real general", "1 2\r\n3\r\n4\r\n", [[3, 4]]),
    ],
)
def test_layouts_fields_and_symmetries(
    kind: str, body: str, expected: list[list[complex]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert values(kind, body) == expected
    monkeypatch.setattr(mtx, "SHORT", -1)  # the quick way says the same
    assert values(kind, body) == expected


def test_it_is_known_by_its_first_line(call: Callable[..., Said]) -> None:
    text = market("array real general", "1 2\n3\n4\n")
    assert call("norm", stdin=text).out == "5\n"
    assert call("norm", stdin=text.replace("MatrixMarket", "matrixmarket")).out == "5\n"
    said = call("norm", "-:A", stdin=text)
    assert (said.code, said.err) == (3, "lacli norm: stdin: no part 'A': it holds one matrix\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1 2\n3 4\n", ":1: not the first line of a Matrix Market file"),
        ("", ":1: not the first line of a Matrix Market file"),
        ("%%MatrixMarket matrix array real\n", ":1: not the first line of a Matrix Market file"),
        (market("array real general", "% only\n"), ": the line that says the size is missing"),
        (
            "%%MatrixMarket vector array real general\n",
            ":1: 'vector' is not one of matrix",
        ),
        (market("matrix real general", ""), ":1: 'matrix' is not one of array, coordinate"),
        (
            market("array general general", ""),
            ":1: 'general' is not one of real, double, integer, unsigned-integer, complex, pattern",
        ),
        (
            market("array real upper", ""),
            ":1: 'upper' is not one of general, symmetric, skew-symmetric, hermitian",
        ),
        (market("array pattern general", ""), ":1: no matrix is array pattern general"),
        (market("array real hermitian", ""), ":1: no matrix is array real hermitian"),
        (
            market("coordinate pattern skew-symmetric", ""),
            ":1: no matrix is coordinate pattern skew-symmetric",
        ),
        (market("array real general", "2\n"), ":2: not the numbers of rows, columns: 2"),
        (
            market("coordinate real general", "2 2\n"),
            ":2: not the numbers of rows, columns, entries: 2 2",
        ),
        (
            market("coordinate real general", "2 -2 1\n"),
            ":2: not the numbers of rows, columns, entries: 2 -2 1",
        ),
        (market("array real symmetric", "2 3\n"), ":2: symmetric, but 2×3"),
        (market("array real general", "0 3\n"), ": empty: there is no number in it"),
        (market("array real general", "1 2\n1\n"), ": 1 of 2 entries"),
        (market("array real general", "1 2\n"), ": 0 of 2 entries"),
        (
            market("array real general", "%\n1 1\n1\n\n2\n"),
            ":6: more entries than the 1 declared",
        ),
        (market("array real general", "1 2\n1 2\n"), ":3: 2 numbers, not 1"),
        (market("array complex general", "1 1\n1\n"), ":3: 1 number, not 2"),
        (market("array real general", "1 1\nx\n"), ":3: not a number: 'x'"),
        (market("array real general", "1 1\n1+2j\n"), ":3: not a number: '1+2j'"),
        (market("array real general", "1 1\n1e999\n"), ":3: too large for floating point: '1e999'"),
        (
            market("array real general", "1 1\n-inf\n"),
            ": row 1, column 1: infinite, or too large for floating point",
        ),
        (market("array real general", "1 2\n1\nnan\n"), ": row 1, column 2: missing value"),
        (market("array complex hermitian", "1 1\n1 2\n"),
         ":3: not real, on the diagonal of a Hermitian matrix"),
        (market("coordinate real general", "2 3 1\n3 1 1\n"),
         ":3: no place (3, 1) in a matrix of 2×3"),
        (market("coordinate real general", "2 3 1\n0 1 1\n"),
         ":3: no place (0, 1) in a matrix of 2×3"),
        (market("coordinate real general", "2 3 1\n1 -1 1\n"),
         ":3: no place (1, -1) in a matrix of 2×3"),
        (market("coordinate real general", "2 3 1\n1.0 1 1\n"),
         ":3: no place (1.0, 1) in a matrix of 2×3"),
        (market("coordinate real general", "2 2 1\n1 1\n"), ":3: 2 numbers, not 3"),
        (market("coordinate real symmetric", "2 2 1\n1 2 3\n"),
         ":3: above the diagonal, though the matrix is symmetric"),
        (market("coordinate real skew-symmetric", "2 2 1\n1 1 3\n"),
         ":3: on the diagonal, though the matrix is skew-symmetric"),
        (market("coordinate real general", "1 1 2\n1 1 1e308\n1 1 1e308\n"),
         ": row 1, column 1: infinite, or too large for floating point"),
        (market("coordinate integer general", f"1 1 2\n{f'1 1 9{chr(48) * 307}{chr(10)}' * 2}"),
         ": row 1, column 1: infinite, or too large for floating point"),
    ],
)  # fmt: skip
def test_mistakes(text: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError) as raised:
        read(text, suffix=".mtx")
    assert raised.value.message == f"text.mtx{message}"
    if "e308" not in text and "9000" not in text:
        monkeypatch.setattr(mtx, "SHORT", -1)  # the quick way leaves it to the careful one
        with pytest.raises(InputError) as raised:
            read(text, suffix=".mtx")
        assert raised.value.message == f"text.mtx{message}"


def coordinates(count: int = LONG, bad: str = "") -> str:
    lines = [f"{k % 20 + 1} {k % 7 + 1} {k}" for k in range(count)]
    if bad:
        lines[250] = bad
    return market("coordinate real general", f"20 7 {LONG}\n" + "\n".join(lines))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (coordinates(bad="1 2 x"), ":253: not a number: 'x'"),
        (coordinates(bad="1 2"), ":253: 2 numbers, not 3"),
        (coordinates(bad="21 2 1"), ":253: no place (21, 2) in a matrix of 20×7"),
        (coordinates(bad="1.0 2 1"), ":253: no place (1.0, 2) in a matrix of 20×7"),
        (coordinates(bad="99999999999999999999 1 1"),
         ":253: no place (99999999999999999999, 1) in a matrix of 20×7"),
        (coordinates(LONG - 1), ": 299 of 300 entries"),
        (coordinates(LONG + 1), ":303: more entries than the 300 declared"),
        (coordinates(0), ": 0 of 300 entries"),
        (coordinates(bad="1 2 inf"),
         ": row 1, column 2: infinite, or too large for floating point"),
        (coordinates(bad="1 2 nan"), ": row 1, column 2: missing value"),
        (coordinates(bad="1 2 1e-400"), ":253: too small for floating point: '1e-400'"),
    ],
)  # fmt: skip
def test_mistakes_in_long_files_have_their_address(text: str, message: str) -> None:
    with pytest.raises(InputError) as raised:
        read(text, suffix=".mtx")
    assert raised.value.message == f"text.mtx{message}"


def test_a_long_file_of_coordinates() -> None:
    expected = np.zeros((20, 7))
    for k in range(LONG):
        expected[k % 20, k % 7] += k
    np.testing.assert_array_equal(read(coordinates()).values, expected)


def test_an_infinite_imaginary_part_in_a_long_file() -> None:
    text = market("coordinate complex general", f"9 9 {LONG}\n" + "1 1 1 1\n" * (LONG - 1))
    with pytest.raises(InputError, match="row 2, column 3: infinite"):
        read(text + "2 3 0 inf\n")


def test_sums_too_large_the_quick_way() -> None:
    with pytest.raises(InputError, match="row 2, column 7: infinite"):
        read(market("coordinate real general", "9 9 2\n2 7 1e308\n2 7 1e308\n"))


@pytest.mark.parametrize("kind", ["array real", "coordinate real", "coordinate complex"])
@pytest.mark.parametrize("size", ["1000000 1000000", "999999999999999999 999999999999999999"])
def test_what_does_not_fit_into_memory_takes_none(kind: str, size: str) -> None:
    count = " 1" if kind.startswith("coordinate") else ""
    text = market(f"{kind} general", f"{size}{count}\n1 1 1\n")
    with pytest.raises(InputError) as raised:
        read(text, suffix=".mtx")
    assert raised.value.message == f"text.mtx: {size.replace(' ', '×')} is too large for memory"


@pytest.mark.parametrize("symmetry", ["general", "symmetric", "skew-symmetric", "hermitian"])
@pytest.mark.parametrize("sparse", [False, True])
@pytest.mark.parametrize("n", [3, 30])
@pytest.mark.parametrize("field", ["real", "complex"])
def test_what_scipy_writes(symmetry: str, sparse: bool, n: int, field: str) -> None:
    sio, sp = pytest.importorskip("scipy.io"), pytest.importorskip("scipy.sparse")
    rng = np.random.default_rng(n)
    A = rng.normal(size=(n, n)) * (rng.random((n, n)) < 0.5)
    if field == "complex" or symmetry == "hermitian":
        A = A * (1 + 1j * rng.normal(size=(n, n)))
    mirrored = {"symmetric": A.T, "skew-symmetric": -A.T, "hermitian": A.conj().T}
    A = A + mirrored.get(symmetry, 0)
    stream = io.BytesIO()
    sio.mmwrite(stream, sp.coo_array(A) if sparse else A, symmetry=symmetry, precision=17)
    assert symmetry.encode() in stream.getvalue().splitlines()[0]
    found = read_source(Source("t", data=stream.getvalue()), Reading())
    np.testing.assert_array_equal(found.values, A)


@given(
    st.integers(1, 5).flatmap(
        lambda n: st.lists(
            st.lists(
                st.floats(allow_nan=False, allow_infinity=False)
                | st.complex_numbers(allow_nan=False, allow_infinity=False),
                min_size=n,
                max_size=n,
            ),
            min_size=1,
            max_size=5,
        )
    )
)
def test_scipy_and_we_read_what_we_write(rows: list[list[complex]]) -> None:
    sio = pytest.importorskip("scipy.io")
    from lacli.matrix import Matrix

    A = Matrix(rows)
    data = b"".join(render(Result({"": A}), "mtx", Style()))
    assert read_source(Source("t.mtx", path="t.mtx", data=data), Reading()) == A
    np.testing.assert_array_equal(sio.mmread(io.BytesIO(data)), A.values)


@pytest.mark.parametrize(
    ("kind", "places"),
    [
        ("general", [(0, 0), (1, 0), (0, 1), (1, 1)]),
        ("symmetric", [(0, 0), (1, 0), (1, 1)]),
        ("skew-symmetric", [(1, 0)]),
    ],
)
def test_an_array_goes_column_by_column(kind: str, places: list[tuple[int, int]]) -> None:
    header = Header(False, 1, kind, m=2, n=2, stored=0, line=2)
    assert list(mtx._positions(header)) == places


def test_a_long_file_is_read_as_it_is_written_on_demand() -> None:
    body = f"{LONG} 1 {LONG}\n" + "".join(f"{i} 1 0.1\n" for i in range(1, LONG + 1))
    source = Source("t.mtx", path="t.mtx", data=market("coordinate real general", body).encode())
    assert not read_source(source, Reading()).is_written
    A = read_source(source, Reading(exact=True))
    assert A.is_written
    assert set(A.entries_of(0)) == {Fraction(1, 10)}


def test_a_few_bytes_do_not_fill_memory_with_zeros() -> None:
    text = market("coordinate real general", "20000 20000 1\n1 1 1\n")
    with pytest.raises(InputError, match="20000×20000, 1 of them stored: too sparse"):
        read(text, suffix=".mtx")
    assert values("coordinate real general", "2000 2 1\n1 1 1\n")[0] == [1, 0]
