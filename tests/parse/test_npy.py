"""NumPy's files: what they may hold, and headers that lie."""

from __future__ import annotations

import io
import mmap
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from conftest import Said

from lacli.errors import InputError
from lacli.parse import Reading, npy, read, read_source
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


@pytest.mark.parametrize("kind", [np.longdouble, np.clongdouble])
def test_longer_numbers_become_double_ones(kind: type) -> None:
    assert load(saved(np.array([[1.5, -2]], kind))).tolist() == [[1.5, -2]]
    with pytest.raises(InputError, match="row 1, column 2: infinite, or too large"):
        load(saved(np.array([[1, np.longdouble("1e400")]], kind)))


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


# Large files are mapped.

LARGE = np.random.default_rng(0).normal(size=(400, 401))


def saved_as(path: Path, array: np.ndarray) -> str:
    np.save(path, array)
    return str(path)


def is_mapped(array: object) -> bool:
    while isinstance(array, np.ndarray):
        array = array.base
    return isinstance(array, memoryview) and isinstance(array.obj, mmap.mmap)


@pytest.mark.parametrize("kind", ["<f8", ">f8", "f4", "i8", "c16"])
@pytest.mark.parametrize("order", ["C", "F"])
def test_large_files_are_what_was_saved(kind: str, order: str, tmp_path: Path) -> None:
    array = np.asarray(100 * LARGE, dtype=kind, order=order)
    A = read(saved_as(tmp_path / "A.npy", array), "A", Reading())
    np.testing.assert_array_equal(A.values, array)
    assert not A.values.flags.writeable
    assert is_mapped(A.values) == (kind in ("<f8", "c16"))


def test_what_cannot_be_mapped_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unwilling(*_: object, **__: object) -> None:
        raise OSError

    path = saved_as(tmp_path / "A.npy", LARGE)
    monkeypatch.setattr(mmap, "mmap", unwilling)
    A = read(path, "A", Reading())
    np.testing.assert_array_equal(A.values, LARGE)
    assert not is_mapped(A.values)


def test_a_large_file_that_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "A.npy"
    path.write_bytes(saved(LARGE)[:-8])
    with pytest.raises(InputError, match="damaged: 1283192 of 1283200 bytes of data"):
        read(str(path), "A", Reading())
    header = npy.header

    def before_it_was_cut_off(stream: io.BufferedReader, size: int, name: str) -> object:
        return header(stream, size + 8, name)

    monkeypatch.setattr(npy, "header", before_it_was_cut_off)
    with pytest.raises(InputError, match=r"A\.npy: not an \.npy file, or a damaged one"):
        read(str(path), "A", Reading())


@pytest.mark.parametrize(
    ("value", "message"),
    [(np.nan, "missing value"), (-np.inf, "infinite, or too large for floating point")],
)
def test_every_block_is_held_to_finite_numbers(value: float, message: str, tmp_path: Path) -> None:
    array = np.ones((400, 1000))
    array[398, 7] = value
    path = saved_as(tmp_path / "A.npy", array)
    with pytest.raises(InputError) as raised:
        read(path, "A", Reading())
    assert raised.value.message == f"{path}: row 399, column 8: {message}"


@pytest.mark.parametrize("link", [False, True])
def test_a_file_that_is_mapped_may_be_replaced(
    link: bool, tmp_path: Path, call: Callable[..., Said]
) -> None:
    path = saved_as(tmp_path / "A.npy", LARGE)
    if link:
        (tmp_path / "B.npy").symlink_to("A.npy")
    target = str(tmp_path / "B.npy") if link else path
    assert call("transpose", path, "-o", target).code == 0
    np.testing.assert_array_equal(np.load(path), LARGE.T)
