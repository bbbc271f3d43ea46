"""Independent columns: which, what the others are made of, and how that is said."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from conftest import Said
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lacli.commands.independent import independent
from lacli.matrix import Matrix


def test_the_issues_example(call: Callable[..., Said]) -> None:
    said = call("independent", "1 2 3; 2 4 1; 3 6 0")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("# relations\ncolumn 2 = 2·column 1\n\n# columns\n")


@pytest.mark.parametrize(
    ("A", "cols", "lines"),
    [
        ([[1, 0, 2], [0, 1, -1]], "abc", ["c = 2·a − b"]),
        ([[1, 0, -1], [0, 1, 1]], "abc", ["c = b − a"]),
        ([[1, 0, -2.5], [0, 1, 0]], "abc", ["c = −2.5·a"]),
        ([[3, 1], [6, 2]], "ab", ["b = 1/3·a"]),
        ([[0, 1, 2], [0, 2, 4]], "abc", ["a = 0", "c = 2·b"]),
        ([[1, 2, 0], [2, 4, 0]], None, ["column 2 = 2·column 1", "column 3 = 0"]),
        ([[1, 1j, 0], [0, 0, 1]], "abc", ["b = 1j·a"]),
        ([[1, -2j, 1 + 2j], [0, 0, 0]], "abc", ["b = −2j·a", "c = (1+2j)·a"]),
        ([[1, 1e-9]], "ab", ["b = 1e-09·a"]),
        ([[1, 1.0000001]], "ab", ["b ≈ a"]),
        ([[0.1, 0.7], [0.3, 2.1]], "ab", ["b = 7·a"]),
        ([[1, 0], [0, 1]], "ab", ["the 2 columns are independent"]),
        ([[1, 1e-20], [1, 2e-20]], "ab", ["the 2 columns are independent"]),
        ([[2], [3]], None, ["the column is independent"]),
        ([[0, 0]], "ab", ["a = 0", "b = 0"]),
        ([[1, 2, 3]], "abc", ["b = 2·a", "c = 3·a"]),
    ],
)
def test_relations(A: list, cols: str | None, lines: list[str]) -> None:
    assert independent(Matrix(A, cols=cols)).relations == tuple(lines)


@given(
    arrays(int, (4, 2), elements=st.integers(-5, 5)),
    arrays(int, (2, 5), elements=st.integers(-5, 5)),
)
def test_the_combinations_make_the_other_columns(B: np.ndarray, C: np.ndarray) -> None:
    A = B @ C
    found = independent(Matrix(A, cols="vwxyz"))
    if found.columns is None:
        assert not A.any()
        return
    chosen = found.columns.cols
    assert chosen
    assert np.linalg.matrix_rank(found.columns.values) == len(chosen) <= 2
    np.testing.assert_array_equal(found.columns.values, A[:, ["vwxyz".index(c) for c in chosen]])
    assert found.combinations
    assert found.combinations.rows == chosen
    others = found.combinations.cols
    assert others
    assert sorted(chosen + others) == list("vwxyz")
    made = found.columns.values @ found.combinations.values
    np.testing.assert_allclose(made, A[:, ["vwxyz".index(c) for c in others]], atol=1e-9)
    for c, column in zip(others, found.combinations.values.T, strict=True):  # only those before it
        assert all(own < c or x == 0 for own, x in zip(chosen, column, strict=True))


def test_names_and_what_is_left_out() -> None:
    found = independent(Matrix([[1, 2], [2, 4]], rows=("r", "s")))
    assert found.columns == Matrix([[1], [2]], rows=("r", "s"))
    assert found.combinations == Matrix([[2]], rows=["column 1"], cols=["column 2"])
    assert independent(Matrix([[1, 0], [0, 1]])).combinations is None
    assert independent(Matrix([[0, 0]]))[1:] == (None, None)


def test_computed_numbers_are_compared_within_rounding() -> None:
    a, b = np.sqrt([2.0, 3.0, 5.0, 7.0]), np.exp([0.1, 0.5, 0.9, 1.7])
    A = np.column_stack([a, b, 2 * a - b / 3, a * np.pi])
    assert independent(Matrix(A, cols="abcd")).relations == (
        "c ≈ 2·a − 0.333333·b",
        "d ≈ 3.14159·a",
    )
