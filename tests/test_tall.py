"""Tall: a matrix block by block is the matrix that memory would hold."""

from __future__ import annotations

import weakref
from collections.abc import Iterator

import numpy as np
import pytest

from lacli.errors import InputError, MathError, ShapeError
from lacli.matrix import Array, Matrix
from lacli.tall import Block, StreamedNames, Tall

RNG = np.random.default_rng(0)
X = RNG.normal(size=(7, 3))
NAMES = [*"abcdefg"]


def tall(
    values: Array = X,
    sizes: tuple[int, ...] = (3, 1, 3),
    names: list[str] | None = None,
    name: str = "A",
) -> Tall:
    ends = np.cumsum(sizes).tolist()
    assert ends[-1] == len(values)

    def read(_last: bool) -> Iterator[Block]:
        for start, end in zip([0, *ends], ends, strict=False):
            yield Block(values[start:end], names and names[start:end])

    return Tall(read, values.shape[1], name, named=names is not None)


def rows_of(A: Tall) -> list[str]:
    return [name for block in A.blocks() for name in block.rows or ()]


def test_the_height_is_known_after_a_pass() -> None:
    A = tall()
    with pytest.raises(
        InputError, match=r"^A is read block by block, and this needs all of it in memory: .*$"
    ) as raised:
        _ = A.height
    assert "compute it block by block" in raised.value.hint
    assert A.counted() == A.height == 7
    np.testing.assert_array_equal(A.array(), X)
    assert Tall(lambda _: iter([]), 3, "A", height=9).counted() == 9


def test_array_takes_no_more_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LACLI_MAX_MEMORY", str(2 * 8 * 3 * 6))
    A = tall()
    with pytest.raises(
        InputError, match=r"^A is read block by block, and this needs all of it in memory: .*$"
    ):
        A.array()
    A.counted()
    with pytest.raises(
        InputError, match=r"^A is 7×3, too large for memory: LACLI_MAX_MEMORY allows .*$"
    ):
        A.array()
    monkeypatch.setenv("LACLI_MAX_MEMORY", str(2 * 8 * 3 * 7))
    assert A.array().shape == (7, 3)


def test_fold_knows_the_first_row_and_what_was_told_first() -> None:
    told: list[tuple[int, object]] = []

    def of_block(values: Array, start: int, first: Array | None) -> Array:
        told.append((start, None if first is None else first.tolist()))
        return values.sum(axis=0)

    total = tall().fold(of_block, lambda a, b: a + b)
    np.testing.assert_allclose(total, X.sum(axis=0), rtol=1e-14)
    first = X[:3].sum(axis=0).tolist()
    assert told == [(0, None), (3, first), (4, first)]
    with pytest.raises(InputError, match="A: empty: there is no number in it"):
        Tall(lambda _: iter([]), 3, "A").fold(of_block, lambda a, b: a + b)


def test_map_keeps_the_names_and_refuses_what_is_not_finite() -> None:
    A = tall(names=NAMES)
    B = A.map(lambda values: values @ np.ones((3, 2)), 2)
    assert (B.width, B.name, B.named) == (2, "A", True)
    assert rows_of(B) == NAMES
    np.testing.assert_allclose(B.array(), X @ np.ones((3, 2)), rtol=1e-14)
    assert rows_of(A.unnamed()) == []
    with pytest.raises(MathError, match="too large for floating point"):
        A.map(lambda values: values * np.inf, 3).array()


def test_a_transpose_holds_no_more_than_its_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lacli.tall.ENTRIES", 7)
    A = tall()
    A.counted()
    whole: list[weakref.ref[np.ndarray]] = []

    def read(last: bool) -> Iterator[Block]:
        for values, rows in A.blocks(last):
            copied = values.copy()
            whole.append(weakref.ref(copied))
            yield Block(copied, rows)

    turned = Tall(read, 3, "B", height=7).transposed(None)
    for j, (values, _) in enumerate(turned.blocks()):
        np.testing.assert_array_equal(values, X.T[j : j + 1])
        assert sum(block() is not None for block in whole) <= 1


@pytest.mark.parametrize("sizes", [(7,), (1, 5, 1), (4, 3)])
def test_beside_another_however_they_are_cut(sizes: tuple[int, ...]) -> None:
    B = RNG.normal(size=(7, 2))
    for other in (tall(B, sizes, name="B"), tall(B, sizes, NAMES, "B")):
        both = tall(names=NAMES).beside(other)
        np.testing.assert_array_equal(both.array(), np.hstack([X, B]))
        assert rows_of(both) == NAMES


@pytest.mark.parametrize("count", [5, 9])
def test_beside_one_with_another_number_of_rows(count: int) -> None:
    values = np.ones((count, 1))
    longer, shorter, rows = ("A", "B", 5) if count == 5 else ("B", "A", 7)
    what = f"^{longer} has more rows than {shorter}, which has {rows}$"
    with pytest.raises(ShapeError, match=what):
        tall().beside(tall(values, (count,), name="B")).counted()


def test_beside_one_with_other_names() -> None:
    other = [*"abcdeXg"]
    both = tall(names=NAMES).beside(tall(np.ones((7, 1)), (2, 5), other, "B"))
    with pytest.raises(ShapeError, match=r"^row 6 is 'f' in A and 'X' in B$"):
        both.counted()


def test_the_transpose(monkeypatch: pytest.MonkeyPatch) -> None:
    for entries in (1, 14, 1000):
        monkeypatch.setattr("lacli.tall.ENTRIES", entries)
        for names in (None, ("x", "y", "z")):
            turned = tall().transposed(names)
            assert (turned.height, turned.width) == (3, 7)
            np.testing.assert_array_equal(turned.array(), X.T)
            assert rows_of(turned) == list(names or ())


def test_matrices_of_it() -> None:
    A = tall(names=NAMES)
    M = Matrix(A, StreamedNames.of(A), ("x", "y", "z"), "A")
    assert (M.tall, M.is_real, M.is_array, M.is_vector, M.width) == (A, True, True, False, 3)
    assert Matrix(M.values, NAMES, M.cols) == Matrix(M.values, list(M.rows or ()), M.cols)
    assert M.rows
    assert (len(M.rows), M.rows[1], M.row(6)) == (7, "b", "row 'g'")
    assert M.columns([2, 0]).values.tolist() == X[:, [2, 0]].tolist()
    assert M.columns([2, 0]).cols == ("z", "x")
    assert [*M] == X.tolist()
    assert M.entries_of(1) == X[:, 1].tolist()
    assert M.T.rows == ("x", "y", "z")
    assert list(M.T.cols or ()) == NAMES
    np.testing.assert_array_equal(M.T.values, X.T)
    assert StreamedNames(tall(names=NAMES))[2:4] == ["c", "d"]
    bare = M.unnamed()
    assert (bare.rows, bare.cols, bare.tall and bare.tall.named) == (None, None, False)
    assert StreamedNames.of(tall()) is None
    assert M.tolist() == X.tolist()
