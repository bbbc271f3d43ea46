"""NumPy's files: what they may hold, and headers that lie."""

from __future__ import annotations

import io

import numpy as np
import pytest

from lacli.errors import InputError
from lacli.parse import Reading, read_source
from lacli.parse.source import Source


def saved(array: object) -> bytes:
    stream = io.BytesIO()
    np.save(stream, np.asarray(array), allow_pickle=True)
    return stream.getvalue()


def load(data: bytes, **options: str) -> object:
    return read_source(Source("t.npy", path="t.npy", data=data), Reading(**options)).values


@pytest.mark.parametrize("kind", ["<f8", ">f8", "f4", "f2", "i1", "u8", "c16", "g"])
@pytest.mark.parametrize("order", ["C", "F"])
def test_kinds_of_numbers(kind: str, order: str) -> None:
    array = np.array([[1, 2, 3], [4, 5, 6]], dtype=kind, order=order)
    np.testing.assert_array_equal(load(saved(array)), array.astype(complex))


@pytest.mark.parametrize(("array", "shape"), [(5.0, (1, 1)), ([1.0, 2, 3], (1, 3))])
def test_fewer_dimensions(array: object, shape: tuple[int, int]) -> None:
    assert load(saved(array)).shape == shape


def test_columns_by_number() -> None:
    assert load(saved([[1, 2, 3]]), columns="3,1").tolist() == [[3, 1]]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (saved(np.zeros((2, 2, 2))), "an array of 2×2×2, not a matrix"),
        (saved(np.array(["a"])), "an array of <U1, not of numbers"),
        (saved(np.array([True])), "an array of bool, not of numbers"),
        (saved(np.array([{}], dtype=object)), "holds Python objects, which are not read"),
        (saved(np.zeros((0, 3))), "empty: there is no number in it"),
        (saved(np.zeros((3, 0))), "empty: there is no number in it"),
        (saved([1.0, 2])[:-3], "damaged: 13 of 16 bytes of data"),
        (saved([1.0, 2]).replace(b"(2,)", b"(9,)"), "damaged: 16 of 72 bytes of data"),
        (saved([1.0, 2])[:20], "not an .npy file, or a damaged one"),
        (
            saved(np.zeros((2, 3))).replace(b"(2, 3), ", b"(-2, -3)"),
            "not an .npy file, or a damaged one",
        ),
        (saved([1.0]).replace(b"(1,)", b"True"), "not an .npy file, or a damaged one"),
        (saved([1.0]).replace(b"{'descr'", b"[[[[[[[["), "not an .npy file, or a damaged one"),
        (b"1,2\n", "not an .npy file, or a damaged one"),
        (b"", "not an .npy file, or a damaged one"),
        (saved([[1.0, np.nan]]), "row 1, column 2: missing value"),
        (saved([[1.0], [np.inf]]), "row 2, column 1: infinite, or too large for floating point"),
    ],
)
def test_what_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as raised:
        load(data)
    assert raised.value.message == f"t.npy: {message}"


def test_a_million_by_a_million_takes_no_memory() -> None:
    lie = saved([1.0]).replace(b"(1,), }           ", b"(1000000,1000000)}")
    with pytest.raises(InputError, match=r"damaged: 8 of 8\d{12} bytes of data"):
        load(lie)


def test_there_are_no_parts() -> None:
    source = Source("t.npy", part="U", path="t.npy", data=saved([1.0]))
    with pytest.raises(InputError, match="no part 'U': it holds one matrix"):
        read_source(source, Reading())


def test_npy_is_known_without_a_suffix() -> None:
    source = Source("stdin", data=saved([[1.0, 2.0]]))
    assert read_source(source, Reading()).values.tolist() == [[1, 2]]


@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
def test_missing_values_are_settled() -> None:
    assert load(saved([[1.0, np.nan], [3.0, 4.0]]), missing="mean").tolist() == [[1, 4], [3, 4]]
