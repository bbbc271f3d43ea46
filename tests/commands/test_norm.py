"""Norms: known values, scaling, and the orders that do not exist."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lacli.commands.norm import norm
from lacli.errors import MathError, UsageError
from lacli.matrix import Matrix

V = Matrix([[3, -4]])
A = Matrix([[1, -2], [3, 4]])
GOLDEN = Matrix([[1, 1], [1, 0]])  # singular values: the golden ratio and its inverse
PHI = (1 + math.sqrt(5)) / 2


@pytest.mark.parametrize(
    ("matrix", "order", "value"),
    [
        (V, None, 5),
        (V.T, None, 5),
        (V, "fro", 5),
        (V, "2", 5),
        (V, "1", 7),
        (V, "inf", 4),
        (V, "-inf", 3),
        (V, "0", 2),
        (V, "3", 91 ** (1 / 3)),
        (V, "0.5", (math.sqrt(3) + 2) ** 2),
        (V, "5000", 4),
        (Matrix([[0, 0]]), "2", 0),
        (Matrix([[0, 0]]), "7", 0),
        (Matrix([[0, 5]]), "0", 1),
        (Matrix([[3 + 4j, 0]]), "1", 5),
        (A, None, math.sqrt(30)),
        (A, "fro", math.sqrt(30)),
        (A, "1", 6),
        (A, "inf", 7),
        (A, "-1", 4),
        (A, "-inf", 3),
        (GOLDEN, "2", PHI),
        (GOLDEN, "-2", 1 / PHI),
        (GOLDEN, "nuc", PHI + 1 / PHI),
    ],
)
def test_known_values(matrix: Matrix, order: str | None, value: float) -> None:
    assert norm(matrix, ord=order) == pytest.approx(value, rel=1e-14)


@pytest.mark.parametrize(
    ("order", "value"),
    [("0", 4), ("1", 10), ("2", math.sqrt(30)), ("inf", 4), (None, math.sqrt(30))],
)
def test_entrywise_takes_one_long_vector(order: str | None, value: float) -> None:
    assert norm(A, ord=order, entrywise=True) == pytest.approx(value)


def test_squares_are_exact() -> None:
    assert norm(Matrix([[1, 1]]), squared=True) == 2
    assert norm(A, squared=True) == 30
    assert norm(A, ord="fro", squared=True) == 30
    assert norm(GOLDEN, ord="2", squared=True) == pytest.approx(PHI**2)
    assert norm(A, axis="rows", squared=True) == Matrix([[5], [25]])


def test_a_norm_for_each_row_or_column_is_named() -> None:
    named = Matrix([[3, 4], [6, 8]], rows=("a", "b"), cols=("x", "y"))
    assert norm(named, axis="rows") == Matrix([[5], [10]], rows=("a", "b"))
    assert norm(named, axis="columns", ord="1") == Matrix([[9, 12]], cols=("x", "y"))
    assert norm(named, axis="columns", ord="-inf") == Matrix([[3, 4]], cols=("x", "y"))
    assert norm(named, axis="rows", ord="0") == Matrix([[2], [2]], rows=("a", "b"))


@pytest.mark.parametrize("order", ["-1", "-2", "nuc", "-0.5", "nan", "two"])
def test_orders_that_vectors_lack(order: str) -> None:
    with pytest.raises(UsageError, match=rf"no norm of order '{order}': 0, any p > 0, inf, -inf"):
        norm(V, ord=order)


@pytest.mark.parametrize("order", ["0", "3", "0.5", "-3", "nan", "frob"])
def test_orders_that_matrices_lack(order: str) -> None:
    with pytest.raises(
        UsageError, match=rf"no norm of order '{order}': fro, nuc, 1, 2, inf"
    ) as raised:
        norm(A, ord=order)
    assert "--entrywise" in raised.value.hint


@pytest.mark.parametrize("order", ["1", "inf", "nuc", "-2"])
def test_only_2_and_fro_are_squared(order: str) -> None:
    with pytest.raises(UsageError, match="--squared"):
        norm(A, ord=order, squared=True)


@given(st.sampled_from(["1", "2", "fro", "nuc", "inf", "-2"]), st.integers(-300, 300))
def test_scaling(order: str, exponent: int) -> None:
    scale = 2.0**exponent
    scaled = Matrix([[x * scale for x in row] for row in [[1.0, -2.0], [3.0, 4.0]]])
    assert norm(scaled, ord=order) == pytest.approx(norm(A, ord=order) * scale, rel=1e-13)


@pytest.mark.parametrize("order", ["1", "2", "3", "inf"])
@pytest.mark.parametrize("scale", [1e-300, 1e300])
def test_no_square_overflows_or_vanishes(order: str, scale: float) -> None:
    assert norm(Matrix([[3 * scale, 4 * scale]]), ord=order) == pytest.approx(
        norm(Matrix([[3, 4]]), ord=order) * scale
    )


@pytest.mark.parametrize("order", [None, "2"])
def test_a_square_that_vanishes_is_refused(order: str | None) -> None:
    with pytest.raises(MathError, match="the square is too small"):
        norm(Matrix([[1e-200, 0], [0, 1e-200]]), ord=order, squared=True)


def test_conflicting_wishes_are_refused() -> None:
    with pytest.raises(UsageError, match="--squared goes with the orders 2 and fro only"):
        norm(A, ord="1", squared=True, axis="rows")


def test_several_matrices_have_a_line_each() -> None:
    v = Matrix([[3, -4]], name="v")
    found = norm(v, Matrix([[1, -2], [3, 4]], name="A"), ord="1")
    assert found == Matrix([[7], [6]], rows=("v", "A"))
    assert norm(v, v, squared=True) == Matrix([[25], [25]], rows=("v", "v"))
    assert norm(v, v, entrywise=True, ord="0") == Matrix([[2], [2]], rows=("v", "v"))


def test_only_one_matrix_has_a_norm_for_each_row() -> None:
    with pytest.raises(UsageError, match="--axis goes with one matrix only"):
        norm(V, A, axis="rows")


def test_an_order_that_one_of_several_lacks_is_refused() -> None:
    with pytest.raises(UsageError, match="a matrix has no norm of order '3'"):
        norm(V, A, ord="3")
