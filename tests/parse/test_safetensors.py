"""Safetensors: kinds of numbers, only the bytes that are wanted, and headers that lie."""

from __future__ import annotations

import io
import json
import math
import struct
from pathlib import Path

import numpy as np
import pytest
from conftest import MATRICES, process

from lacli.errors import InputError
from lacli.parse import Reading, contents, read_parts, read_source
from lacli.parse.source import Source

Entry = dict[str, object]


def packed(header: object, data: bytes = b"") -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def entry(dtype: object, shape: object, begin: object, end: object) -> Entry:
    return {"dtype": dtype, "shape": shape, "data_offsets": [begin, end]}


def one(dtype: str, shape: list[int], data: bytes) -> bytes:
    """A file of one tensor called w."""
    return packed({"w": entry(dtype, shape, 0, len(data))}, data)


def source(data: bytes, part: str = "", name: str = "t.safetensors") -> Source:
    return Source(name, part, path="" if name == "stdin" else name, data=data)


def load(data: bytes, part: str = "") -> object:
    return read_source(source(data, part), Reading()).values


def refused(data: bytes, part: str = "") -> str:
    with pytest.raises(InputError) as raised:
        load(data, part)
    return raised.value.message


@pytest.mark.parametrize(
    ("dtype", "layout", "numbers"),
    [
        ("F64", "<2d", [0.1, -5e-324]),
        ("F32", "<2f", [0.5, -(2.0**127)]),
        ("F16", "<2e", [0.5, 65504.0]),
        ("I64", "<2q", [-1, 2**53]),
        ("I32", "<2i", [-1, 2**31 - 1]),
        ("I16", "<2h", [-1, 2**15 - 1]),
        ("I8", "<2b", [-128, 127]),
        ("U64", "<2Q", [0, 2**63]),
        ("U32", "<2I", [0, 2**32 - 1]),
        ("U16", "<2H", [0, 2**16 - 1]),
        ("U8", "<2B", [0, 255]),
    ],
)
def test_kinds_of_numbers(dtype: str, layout: str, numbers: list[float]) -> None:
    data = one(dtype, [1, 2], struct.pack(layout, *numbers))
    assert load(data).tolist() == [numbers]
    assert load(data).dtype == np.float64


def bfloat16(bits: int) -> float:
    """The number by the definition: a sign, eight bits of exponent, seven of fraction."""
    sign, exponent, fraction = (-1) ** (bits >> 15), bits >> 7 & 0xFF, bits & 0x7F
    if exponent == 0:
        return sign * fraction / 128 * 2.0**-126
    return sign * (1 + fraction / 128) * 2.0 ** (exponent - 127)


def test_every_finite_bfloat16() -> None:
    finite = [bits for bits in range(1 << 16) if bits >> 7 & 0xFF != 0xFF]
    data = struct.pack(f"<{len(finite)}H", *finite)
    assert load(one("BF16", [len(finite), 1], data)).ravel().tolist() == [*map(bfloat16, finite)]


@pytest.mark.parametrize(
    ("bits", "message"),
    [(0x7F80, "infinite, or too large for floating point"), (0x7FC0, "missing value")],
)
def test_bfloat16_that_is_no_number(bits: int, message: str) -> None:
    data = one("BF16", [1, 1], struct.pack("<H", bits))
    assert refused(data) == f"t.safetensors:w: row 1, column 1: {message}"


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ([2, 3], [[1, 2, 3], [4, 5, 6]]),
        ([3, 2], [[1, 2], [3, 4], [5, 6]]),
        ([6], [[1, 2, 3, 4, 5, 6]]),
    ],
)
def test_shapes(shape: list[int], expected: list[list[int]]) -> None:
    assert load(one("I8", shape, bytes(range(1, 7)))).tolist() == expected


def test_a_tensor_without_dimensions_is_a_number() -> None:
    assert load(one("U8", [], b"\7")).tolist() == [[7]]


TWO = packed(
    {
        "__metadata__": {"format": "pt"},
        "layer.0.weight": entry("U8", [2, 2], 2, 6),
        "dense/kernel:0": entry("U8", [2], 0, 2),
    },
    bytes([1, 2, 3, 4, 5, 6]),
)


def test_a_tensor_by_its_name(tmp_path: Path) -> None:
    assert load(TWO, "layer.0.weight").tolist() == [[3, 4], [5, 6]]
    (tmp_path / "m.safetensors").write_bytes(TWO)
    said = process("norm", f"{tmp_path}/m.safetensors:dense/kernel:0", "--squared")
    assert said.stdout == b"5\n"


def test_it_is_known_in_a_pipe() -> None:
    said = process("det", "-:layer.0.weight", "-p", "6", stdin=None, input=TWO)
    assert (said.returncode, said.stdout) == (0, b"-2\n")


def test_several_need_a_name() -> None:
    assert refused(TWO) == "t.safetensors: holds several matrices: layer.0.weight, dense/kernel:0"
    assert refused(TWO, "bias") == (
        "t.safetensors: no part 'bias': there is layer.0.weight, dense/kernel:0"
    )


def test_contents_come_from_the_header() -> None:
    header = {
        "conv": entry("F8_E4M3", [64, 3, 7, 7], 0, 64 * 3 * 49),
        "mask": entry("BOOL", [2], 9408, 9410),
        "w": entry("F32", [2, 0], 9410, 9410),
        "x": entry("F16", [], 9410, 9412),
    }
    found = contents(source(packed(header, bytes(9412))), Reading())
    assert list(found.items()) == [("conv", (64, 3, 7, 7)), ("w", (2, 0)), ("x", ())]


class Counted(io.BytesIO):
    """A file of `size` bytes that begins with these bytes, and counts what is read of it."""

    size = 0
    read_so_far = 0

    def seek(self, to: int, whence: int = 0) -> int:
        return self.size if whence == 2 else super().seek(to)

    def read(self, size: int | None = -1) -> bytes:
        assert size is not None
        assert size >= 0, "all of it is read"
        self.read_so_far += size
        return super().read(size)


@pytest.mark.parametrize("part", ["small", ""])
def test_no_more_is_read_than_is_wanted(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    header = {"small": entry("U8", [3], 0, 3), "huge": entry("U8", [10**14], 3, 10**14 + 3)}
    data = packed(header, b"\1\2\3")
    stream = Counted(data)
    stream.size = len(data) + 10**14
    whole = source(b"", part)
    monkeypatch.setattr(whole, "open", lambda: stream)
    if part:
        assert read_source(whole, Reading()).values.tolist() == [[1, 2, 3]]
    else:
        assert contents(whole, Reading()) == {"small": (3,), "huge": (10**14,)}
    assert stream.read_so_far == len(data) - (0 if part else 3)


def test_more_than_memory_holds_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    header = {"huge": entry("U8", [10**7, 10**7], 0, 10**14)}
    stream = Counted(packed(header))
    stream.size = len(packed(header)) + 10**14
    whole = source(b"")
    monkeypatch.setattr(whole, "open", lambda: stream)
    with pytest.raises(InputError, match=r":huge: 10000000×10000000 is too large for memory"):
        read_source(whole, Reading())


NOT_ONE = "t.safetensors: not a .safetensors file, or a damaged one"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"1,2\n3,4\n",
        struct.pack("<Q", 1) + b"{",
        struct.pack("<Q", 99) + b"{}",
        struct.pack("<Q", 2**63) + b"{}",
        struct.pack("<Q", 2**64 - 1) + b"{}",
        packed(b"[]"),
        packed(b"{]"),
        packed(b'{"\xff": 1}'),
        packed(b"12"),
    ],
)
def test_what_is_no_such_file(data: bytes) -> None:
    assert refused(data) == NOT_ONE


def test_a_header_longer_than_the_format_allows() -> None:
    assert refused(packed(b"{}" + b" " * 100_000_000)) == NOT_ONE


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (b"{}", ": empty: there is no tensor in it"),
        (b'{"__metadata__": {}}', ": empty: there is no tensor in it"),
        (b'{"a": 1, "a": 2}', ": header: not JSON: the key 'a' comes twice in one object"),
        (b'{"a": NaN}', ': header: not JSON: NaN is written "NaN", in quotes'),
        (b'{"a":' * 100_000, ": header: nested too deeply: a matrix has two levels"),
        (b'{"a": 1%s}' % (b"0" * 5000), ": header: an integer too large for floating point"),
    ],
)
def test_headers_that_say_nothing(header: bytes, message: str) -> None:
    assert refused(packed(header)) == f"t.safetensors{message}"


SAYS = "damaged: the header does not say its"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (5, f"{SAYS} dtype, shape and data_offsets as it should"),
        ([], f"{SAYS} dtype, shape and data_offsets as it should"),
        ({"dtype": "U8", "shape": [4]}, f"{SAYS} dtype, shape and data_offsets as it should"),
        (
            {"dtype": "U8", "shape": [4], "data_offsets": [0]},
            f"{SAYS} dtype, shape and data_offsets as it should",
        ),
        (
            {"dtype": "U8", "shape": [4], "data_offsets": 4},
            f"{SAYS} dtype, shape and data_offsets as it should",
        ),
        (entry(8, [4], 0, 4), f"{SAYS} dtype as it should"),
        (entry(["U8"], [4], 0, 4), f"{SAYS} dtype as it should"),
        (entry("U8", 4, 0, 4), f"{SAYS} shape as it should"),
        (entry("U8", [-4], 0, 4), f"{SAYS} shape as it should"),
        (entry("U8", [4.0], 0, 4), f"{SAYS} shape as it should"),
        (entry("U8", [True, 4], 0, 4), f"{SAYS} shape as it should"),
        (entry("U8", [4], -4, 0), f"{SAYS} data_offsets as it should"),
        (entry("U8", [4], 4, 0), f"{SAYS} data_offsets as it should"),
        (entry("U8", [4], 0, 4.0), f"{SAYS} data_offsets as it should"),
        (entry("U8", [4], 1, 5), f"{SAYS} data_offsets as it should"),
        (entry("U8", [10**18], 0, 10**18), f"{SAYS} data_offsets as it should"),
        (entry("U8", [5], 0, 4), "damaged: 4 of 5 bytes of data"),
        (entry("F32", [2, 2], 0, 4), "damaged: 4 of 16 bytes of data"),
        (entry("F64", [2**32, 2**32], 0, 0), f"damaged: 0 of {2**67} bytes of data"),
        (entry("U8", [1, 2, 2], 0, 4), "an array of 1×2×2, not a matrix"),
        (entry("U8", [2, 0], 0, 0), "empty: there is no number in it"),
        (entry("BOOL", [4], 0, 4), "a tensor of BOOL, which is not read"),
        (entry("F8_E4M3", [4], 0, 4), "a tensor of F8_E4M3, which is not read"),
        (entry("C64", [4], 0, 4), "a tensor of C64, which is not read"),
    ],
)
def test_what_is_refused_of_a_tensor(said: object, message: str) -> None:
    empty = isinstance(said, dict) and said.get("data_offsets") == [0, 0]
    data = packed({"w": said}, b"" if empty else b"\1\2\3\4")
    assert refused(data) == f"t.safetensors:w: {message}"


def test_a_tensor_beside_one_that_is_not_read() -> None:
    header = {"good": entry("U8", [2], 4, 6), "mask": entry("BOOL", [4], 0, 4)}
    data = packed(header, b"\0\1\0\1\5\6")
    assert load(data, "good").tolist() == [[5, 6]]
    assert refused(data, "mask").endswith("a tensor of BOOL, which is not read")


@pytest.mark.parametrize(
    ("spans", "message"),
    [
        ([(0, 4), (0, 4)], ":b: damaged: its bytes begin at 0, not at 4"),
        ([(0, 4), (3, 6)], ":b: damaged: its bytes begin at 3, not at 4"),
        ([(0, 2), (3, 6)], ":b: damaged: its bytes begin at 3, not at 2"),
        ([(1, 3), (3, 6)], ":a: damaged: its bytes begin at 1, not at 0"),
        ([(3, 6), (0, 2)], ":a: damaged: its bytes begin at 3, not at 2"),
        ([(0, 2), (2, 5)], ": damaged: 1 bytes of no tensor at the end"),
    ],
)
def test_each_byte_is_of_one_tensor(spans: list[tuple[int, int]], message: str) -> None:
    header = {
        name: entry("U8", [end - begin], begin, end)
        for name, (begin, end) in zip("ab", spans, strict=True)
    }
    for part in ("a", "b"):
        assert refused(packed(header, bytes(6)), part) == f"t.safetensors{message}"
    with pytest.raises(InputError, match="damaged"):
        contents(source(packed(header, bytes(6))), Reading())


def test_tensors_stand_in_any_order_and_may_be_empty() -> None:
    header = {
        "b": entry("U8", [2], 4, 6), "none": entry("F64", [0], 4, 4), "a": entry("U8", [4], 0, 4)
    }  # fmt: skip
    assert load(packed(header, bytes(range(6))), "b").tolist() == [[4, 5]]


def test_no_damage_of_a_header_is_a_bug() -> None:
    for i in range(TWO.index(b"}}") + 2):
        for flip in (1, 0x20, 0x55):
            broken = TWO[:i] + bytes([TWO[i] ^ flip]) + TWO[i + 1 :]
            for part in ("layer.0.weight", ""):
                try:
                    load(broken, part)
                except InputError as error:
                    assert error.message.startswith("t.safetensors")  # noqa: PT017  # or it is read


def test_the_network_in_the_examples_tells_the_irises_apart() -> None:
    found = read_parts(str(MATRICES / "model.safetensors"), "model", Reading())
    W = {name: A.values for name, A in found.items()}
    assert {name: A.shape for name, A in W.items()} == {
        "fc1.weight": (16, 4), "fc1.bias": (1, 16), "fc2.weight": (16, 16), "fc2.bias": (1, 16),
        "fc3.weight": (3, 16), "fc3.bias": (1, 3),
    }  # fmt: skip
    lines = (MATRICES / "iris.csv").read_text().splitlines()[1:]
    x = np.array([[float(cell) for cell in line.split(",")[:4]] for line in lines])
    species = [line.split(",")[4] for line in lines]
    for layer in ("fc1", "fc2"):
        x = np.maximum(x @ W[f"{layer}.weight"].T + W[f"{layer}.bias"], 0)
    scores = x @ W["fc3.weight"].T + W["fc3.bias"]
    guessed = [sorted(set(species))[k] for k in scores.argmax(axis=1)]
    assert np.mean([a == b for a, b in zip(guessed, species, strict=True)]) > 0.97
    assert math.isclose(np.abs(W["fc2.weight"]).max(), np.float16(np.abs(W["fc2.weight"]).max()))
