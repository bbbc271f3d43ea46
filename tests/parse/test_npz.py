"""NumPy's archives: what is chosen, and archives that lie."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED

import numpy as np
import pytest
from conftest import process

from lacli.errors import InputError
from lacli.parse import Reading, contents, read_source
from lacli.parse.source import Source

SQUARE = np.array([[1.0, 2], [3, 4]])
ROW = np.array([5, 6, 7], dtype=np.int8)


def saved(array: object) -> bytes:
    stream = io.BytesIO()
    np.save(stream, np.asarray(array), allow_pickle=True)
    return stream.getvalue()


def zipped(compression: int = ZIP_STORED, **members: bytes) -> bytes:
    """An archive of `.npy` files with these bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(f"{name}.npy", data)
    return stream.getvalue()


def source(data: bytes, part: str = "", name: str = "t.npz") -> Source:
    return Source(name, part, path="" if name == "stdin" else name, data=data)


def load(data: bytes, part: str = "", **options: str) -> object:
    return read_source(source(data, part), Reading(**options)).values


def refused(data: bytes, part: str = "") -> InputError:
    with pytest.raises(InputError) as raised:
        load(data, part)
    return raised.value


BOTH = zipped(A=saved(SQUARE), v=saved(ROW))


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
def test_what_numpy_saves(save: object) -> None:
    stream = io.BytesIO()
    save(stream, SQUARE, v=ROW, z=np.array(2 - 1j), F=np.asfortranarray(SQUARE.T))
    data = stream.getvalue()
    assert load(data, "arr_0").tolist() == [[1, 2], [3, 4]]
    assert load(data, "F").tolist() == [[1, 3], [2, 4]]
    assert load(data, "v").tolist() == [[5, 6, 7]]
    assert load(data, "v", columns="3,1").tolist() == [[7, 5]]
    assert load(data, "z").tolist() == [[2 - 1j]]


def test_a_single_array_needs_no_name() -> None:
    assert load(zipped(A=saved(SQUARE))).tolist() == SQUARE.tolist()


def test_an_archive_is_known_without_a_suffix() -> None:
    assert read_source(source(BOTH, "v", "stdin"), Reading()).values.tolist() == [[5, 6, 7]]


def test_an_archive_in_a_pipe() -> None:
    said = process("norm", "-:v", stdin=None, input=zipped(A=saved(SQUARE), v=saved([[3], [4]])))
    assert (said.returncode, said.stdout) == (0, b"5\n")


def test_several_arrays_need_a_name() -> None:
    error = refused(BOTH)
    assert error.message == "t.npz: holds several matrices: A, v"
    assert error.hint == "say which: t.npz:A"
    assert refused(BOTH, "B").message == "t.npz: no part 'B': there is A, v"


def test_contents_are_the_arrays_of_numbers() -> None:
    arrays = {"A": SQUARE, "text": "a", "T": np.zeros((2, 3, 4)), "truth": True, "x": 1.0}
    data = zipped(ZIP_DEFLATED, **{name: saved(array) for name, array in arrays.items()})
    found = contents(source(data), Reading())
    assert list(found.items()) == [("A", (2, 2)), ("T", (2, 3, 4)), ("x", ())]


def test_one_damaged_array_does_not_spoil_the_others() -> None:
    assert load(zipped(A=saved(SQUARE), B=b"no array"), "A").tolist() == SQUARE.tolist()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not an .npz file, or a damaged one"),
        (b"1,2\n", "not an .npz file, or a damaged one"),
        (BOTH[:-30], "not an .npz file, or a damaged one"),
        (zipped(), "empty: there is no array in it"),
    ],
)
def test_what_is_no_archive(data: bytes, message: str) -> None:
    assert refused(data).message == f"t.npz: {message}"


def test_a_file_in_it_that_is_no_npy_file() -> None:
    stream = io.BytesIO(BOTH)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("[Content_Types].xml", "")
    assert refused(stream.getvalue(), "A").message == (
        "t.npz: not an .npz file: '[Content_Types].xml' in it is no .npy file"
    )


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_arrays_of_one_name() -> None:
    stream = io.BytesIO(BOTH)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("A.npy", saved(ROW))
    assert refused(stream.getvalue(), "A").message == "t.npz: two arrays are called 'A'"


@pytest.mark.parametrize(
    ("member", "message"),
    [
        (saved(np.array([{}], dtype=object)), "holds Python objects, which are not read"),
        (saved(np.zeros((2, 3, 4))), "an array of 2×3×4, not a matrix"),
        (saved(np.array(["a"])), "an array of <U1, not of numbers"),
        (saved(np.zeros((0, 3))), "empty: there is no number in it"),
        (saved(ROW)[:-1], "damaged: 2 of 3 bytes of data"),
        (saved(ROW).replace(b"(3,)", b"(9,)"), "damaged: 3 of 9 bytes of data"),
        (b"1,2\n", "not an .npy file, or a damaged one"),
        (b"", "not an .npy file, or a damaged one"),
        (saved([[1.0, np.nan]]), "row 1, column 2: missing value"),
    ],
)
@pytest.mark.parametrize("compression", [ZIP_STORED, ZIP_DEFLATED])
def test_what_is_refused_of_an_array(member: bytes, message: str, compression: int) -> None:
    data = zipped(compression, A=saved(SQUARE), B=member)
    assert refused(data, "B").message == f"t.npz:B: {message}"


def patched(data: bytes, at: int, layout: str, value: int) -> bytes:
    """The archive with a field of its first entry changed, in the central directory only."""
    here = data.index(b"PK\1\2") + at
    return data[:here] + struct.pack(layout, value) + data[here + struct.calcsize(layout) :]


def test_an_encrypted_array() -> None:
    assert refused(patched(BOTH, 8, "<H", 1), "A").message == "t.npz:A: encrypted"


def test_a_way_of_compression_that_numpy_has_not() -> None:
    error = refused(zipped(ZIP_BZIP2, A=saved(SQUARE)))
    assert error.message == "t.npz:A: compressed in a way that is not read"
    assert "savez_compressed" in error.hint


@pytest.mark.parametrize("compression", [ZIP_STORED, ZIP_DEFLATED])
def test_a_size_that_the_archive_cannot_hold(
    compression: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(np.lib.format, "read_array", lambda *_, **__: pytest.fail("memory taken"))
    lie = saved([1.0]).replace(b"(1,), }        ", b"(536870000,), }")
    data = zipped(compression, A=lie)
    assert refused(data).message == "t.npz:A: damaged: 8 of 4294960000 bytes of data"
    whole = patched(data, 24, "<I", len(lie) + 4294960000 - 8)
    assert refused(whole).message == "t.npz:A: damaged"
    as_many = patched(whole, 20, "<I", len(lie) + 4294960000 - 8)
    assert refused(as_many).message == "t.npz:A: damaged: it ends beyond the file"


def test_more_than_memory_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LACLI_MAX_MEMORY", str(2 * 8 * 999_999))
    monkeypatch.setattr(np.lib.format, "read_array", lambda *_, **__: pytest.fail("memory taken"))
    data = zipped(ZIP_DEFLATED, A=saved(np.zeros((1000, 1000), dtype=np.int8)))
    assert refused(data).message == "t.npz:A: 1000×1000 is too large for memory"


@pytest.mark.parametrize("compression", [ZIP_STORED, ZIP_DEFLATED])
def test_no_damage_goes_unnoticed(compression: int) -> None:
    data = zipped(compression, A=saved(SQUARE + 0.1))
    original = load(data).tolist()
    for i in range(len(data)):
        broken = data[:i] + bytes([data[i] ^ 0x55]) + data[i + 1 :]
        try:
            found = load(broken).tolist()
        except InputError as error:
            assert error.message.startswith("t.npz")  # noqa: PT017  # most, not all, are refused
        else:
            assert found == original


def test_a_part_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "t.npz").write_bytes(BOTH)
    assert process("det", f"{tmp_path}/t.npz:A", "-p", "6").stdout == b"-2\n"
    assert process("det", f"{tmp_path}/u.npz:A").returncode == 3
