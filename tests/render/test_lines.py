"""Many numbers at once: the text is what it is one by one."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lacli.matrix import Block, Matrix
from lacli.number import shortest
from lacli.render import Style, _lines, render
from lacli.result import Result
from lacli.tall import StreamedNames, Tall

RNG = np.random.default_rng(0)
SHAPE = (130, 127)
MATRICES = {
    "normal": RNG.normal(size=SHAPE),
    "column by column": np.asfortranarray(RNG.normal(size=SHAPE)),
    "every other": RNG.normal(size=(260, 254))[::2, ::-2],
    "any bits": RNG.integers(0, 2**64, size=SHAPE, dtype=np.uint64).view(float),
    "denormal": RNG.integers(0, 2**52, size=SHAPE, dtype=np.uint64).view(float),
    "whole": RNG.integers(-(2**53), 2**53, size=SHAPE),
    "zeros": -0.0 * RNG.integers(0, 2, size=SHAPE),
    "powers": 10.0 ** RNG.integers(-330, 309, size=SHAPE),
    "beside powers": np.nextafter(
        10.0 ** RNG.integers(-8, 20, size=SHAPE), RNG.choice([-np.inf, np.inf], size=SHAPE)
    ),
    "single precision": RNG.normal(size=SHAPE).astype("f4"),
    "one row": RNG.normal(size=(1, 17_000)),
    "one column": 10 * RNG.normal(size=(17_000, 1)),
    "several blocks": RNG.integers(-9, 9, size=(2700, 200)) / 4,
    "not finite": np.where(RNG.random(SHAPE) < 0.1, np.inf * RNG.normal(size=SHAPE), -2.0),
    "no numbers": np.full(SHAPE, np.nan),
    "complex": RNG.normal(size=SHAPE) - 1j,
}


def text(answer: object, name: str, **style: object) -> str:
    return b"".join(render(Result({"": answer}), name, Style(**style))).decode()


@pytest.mark.parametrize("values", MATRICES.values(), ids=MATRICES)
def test_many_are_written_as_each(values: np.ndarray) -> None:
    kind = complex if np.iscomplexobj(values) else float
    rows = [[shortest(x) for x in row] for row in values.astype(kind).tolist()]
    lines = [",".join(row) for row in rows]
    assert text(Matrix(values), "csv") == "".join(f"{line}\n" for line in lines)
    assert text(Matrix(values), "tsv") == "\n".join(lines).replace(",", "\t") + "\n"
    words = {"inf": '"Infinity"', "-inf": '"-Infinity"', "nan": '"NaN"'}
    cells = [[f'"{x}"' if kind is complex else words.get(x, x) for x in row] for row in rows]
    lines = [f"[{', '.join(row)}]" for row in cells]
    assert text(Matrix(values), "json") == "[" + ",\n ".join(lines) + "]\n"


@given(st.lists(st.floats(), min_size=1, max_size=9), st.sampled_from([",", "\t", ", "]))
def test_any_numbers(numbers: list[float], between: str) -> None:
    values = np.array([numbers, numbers])
    line = between.join(map(shortest, numbers))
    assert _lines._quickly(values, between.encode(), str).decode() == f"{line}\n{line}"


def test_precision_and_fractions_are_of_each() -> None:
    A = Matrix(MATRICES["normal"])
    assert text(A, "csv", precision=3).split(",")[0] == shortest(A.values[0, 0].item(), 3)
    assert text(A, "csv", in_full=True) == text(A, "csv")


@pytest.mark.parametrize("names", [[f"r{i}" for i in range(130)], [f"{i}\n" for i in range(130)]])
def test_names_of_many_rows(names: list[str]) -> None:
    A = Matrix(MATRICES["normal"], names, [f"c{j}" for j in range(127)])
    plain = text(Matrix(A.values), "csv").splitlines()
    quoted = [f'"{name}"' if "\n" in name else name for name in names]
    lines = [f"{name},{line}\n" for name, line in zip(quoted, plain, strict=True)]
    assert text(A, "csv") == f",{','.join(A.cols)}\n" + "".join(lines)
    said = json.loads(text(A, "json"))
    assert (said["index"], said["columns"]) == (names, list(A.cols))
    assert said["data"] == A.values.tolist()


def tall(**names: Sequence[str]) -> Matrix:
    """A matrix that comes in two blocks, with names."""

    def read(_last: bool) -> Iterator[Block]:
        yield Block(np.ones((2, 2)), ["a", "b"])
        yield Block(np.zeros((1, 2)), ["c"])

    blocks = Tall(read, 2, "A", named=True)
    return Matrix(blocks, rows=StreamedNames.of(blocks), **names)


def test_what_streams_is_written_as_it_comes() -> None:
    assert text(tall(), "csv") == "a,1,1\nb,1,1\nc,0,0\n"
    assert text(tall(), "json") == (
        '{"data": [[1, 1],\n          [1, 1],\n          [0, 0]],\n "index": ["a", "b", "c"]}\n'
    )
    A = tall(cols=("x", "y"))
    assert text(A, "tsv") == "\tx\ty\na\t1\t1\nb\t1\t1\nc\t0\t0\n"
    assert json.loads(text(A, "json")) == {
        "columns": ["x", "y"],
        "data": [[1, 1], [1, 1], [0, 0]],
        "index": ["a", "b", "c"],
    }


def test_blocks_are_all_rows_in_order() -> None:
    values = MATRICES["several blocks"]
    blocks = [*Matrix(values, rows=map(str, range(2700))).blocks()]
    assert len(blocks) > 1
    np.testing.assert_array_equal(np.vstack([block.values for block in blocks]), values)
    assert [name for block in blocks for name in block.rows] == [*map(str, range(2700))]
    wide = [*Matrix(np.ones((2, 1 << 19))).blocks()]
    assert [(block.values.shape, block.rows) for block in wide] == [((1, 1 << 19), None)] * 2


@pytest.mark.parametrize("order", ["C", "F"])
def test_npy_is_what_numpy_saves(order: str) -> None:
    import io

    for values in (MATRICES["several blocks"], MATRICES["complex"], MATRICES["one column"]):
        values = np.asarray(values, order=order)  # noqa: PLW2901
        stream = io.BytesIO()
        np.save(stream, values)
        assert b"".join(render(Result({"": Matrix(values)}), "npy", Style())) == stream.getvalue()


@pytest.mark.parametrize(("size", "expected"), [(100, False), (200, True)])
def test_few_numbers_load_no_orjson(size: int, expected: bool) -> None:
    script = (
        "import sys, numpy\n"
        "from lacli.matrix import Matrix\n"
        "from lacli.render import Style, render\n"
        "from lacli.result import Result\n"
        f"A = Matrix(numpy.ones(({size}, {size})))\n"
        "for name in ('csv', 'json'):\n"
        "    [*render(Result({'': A}), name, Style())]\n"
        "print('orjson' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert said.stdout.decode().strip() == str(expected)


def test_the_answer_is_checked_in_every_block() -> None:
    values = np.ones((2700, 200))
    values[-1, -1] = math.inf
    assert Result.of(Matrix(values), infinite="")
    with pytest.raises(Exception, match="too large for floating point"):
        Result.of(Matrix(values))
    values[0, 0] = math.nan
    with pytest.raises(Exception, match="too large for floating point"):
        Result.of(Matrix(values), infinite="")
