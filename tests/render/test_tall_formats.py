"""What comes block by block is written as what memory holds."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import numpy as np
import pytest

from lacli.errors import InputError
from lacli.matrix import Matrix
from lacli.render import Style, formats, render
from lacli.result import Result
from lacli.tall import Block, StreamedNames, Tall

VALUES = np.random.default_rng(0).normal(size=(50, 3)) * [1, 1e-7, 1e19]
NAMES = [f"r{i}" for i in range(50)]
COLS = ("x", "y z", '"q"')


def tall(values: object = VALUES, names: list[str] | None = None, **given: object) -> Matrix:
    array = np.asarray(values)

    def read(_last: bool) -> Iterator[Block]:
        for start in range(0, len(array), 20):
            some = slice(start, start + 20)
            yield Block(array[some], names and names[some])

    A = Tall(read, array.shape[1], "A", named=names is not None)
    return Matrix(A, StreamedNames.of(A), **given)  # type: ignore[arg-type]


def written(A: Matrix, form: str, **style: object) -> bytes:
    return b"".join(render(Result({"": A}, "title"), form, Style(**style)))  # type: ignore[arg-type]


@pytest.mark.parametrize("style", [{}, {"precision": 3}, {"everything": True}])
@pytest.mark.parametrize("form", [name for name in formats() if name not in ("json", "npz")])
def test_every_format(form: str, style: dict[str, object]) -> None:
    for names in (None, NAMES):
        for cols in (None, COLS):
            here = Matrix(VALUES, names, cols)
            assert written(tall(VALUES, names, cols=cols), form, **style) == written(
                here, form, **style
            )


@pytest.mark.parametrize("form", ["csv", "json", "markdown", "latex"])
def test_one_pass_is_enough(form: str) -> None:
    passes = 0

    def read(_last: bool) -> Iterator[Block]:
        nonlocal passes
        passes += 1
        yield Block(VALUES, NAMES)

    A = Tall(read, 3, "A", named=True)
    written(Matrix(A, StreamedNames.of(A)), form)
    assert passes == 1


def test_json_tells_the_names_of_rows_last() -> None:
    for names in (None, NAMES):
        for cols in (None, COLS):
            found = json.loads(written(tall(VALUES, names, cols=cols), "json"))
            assert found == json.loads(written(Matrix(VALUES, names, cols), "json"))
    result = Result({"U": tall(VALUES, NAMES), "S": tall()})
    found = json.loads(b"".join(render(result, "json", Style())))
    assert found["U"]["index"] == NAMES
    assert found["S"] == VALUES.tolist()


def test_arrays() -> None:
    data = written(tall(VALUES, NAMES), "npy")
    np.testing.assert_array_equal(np.load(io.BytesIO(data)), VALUES)
    with np.load(io.BytesIO(written(tall(), "npz"))) as file:
        np.testing.assert_array_equal(file[file.files[0]], VALUES)


def test_names_are_in_quotes_where_their_block_needs_them() -> None:
    names = [*NAMES[:45], "a,b", "1", 'q"', "", "x y"]
    lines = written(tall(VALUES, names), "csv").decode().splitlines()
    assert lines[0].startswith("r0,")
    assert [line.rsplit(",", 3)[0] for line in lines[-6:]] == [
        '"r44"', '"a,b"', '"1"', '"q"""', '""', '"x y"',
    ]  # fmt: skip


def test_a_table_shows_the_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = written(tall(VALUES, NAMES), "table").decode().splitlines()
    assert lines[0] == "title · 50×3"
    assert [line.split()[1] for line in lines if line.startswith("│ r")] == NAMES[:10] + NAMES[-10:]
    assert "⋮" in lines[12]
    assert lines[-1] == "30 of 50 rows left out; --all shows them"
    assert len(written(tall(), "table", everything=True).splitlines()) == 53
    monkeypatch.setenv("LACLI_MAX_MEMORY", str(2 * 8 * 3 * 49))
    assert written(tall(VALUES, NAMES), "table").decode().splitlines() == lines
    with pytest.raises(InputError, match="A is 50×3, too large for memory: LACLI_MAX_MEMORY"):
        written(tall(), "table", everything=True)


def test_a_short_table() -> None:
    some = slice(0, 20)
    expected = written(Matrix(VALUES[some], NAMES[some], COLS), "table")
    assert written(tall(VALUES[some], NAMES[some], cols=COLS), "table") == expected
