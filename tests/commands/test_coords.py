"""Coordinates in a basis, and the change of basis."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from conftest import Said
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lacli.commands.coords import coords
from lacli.commands.range import range_
from lacli.errors import AccuracyWarning, MathError, ShapeError
from lacli.matrix import Matrix


@pytest.mark.parametrize(
    ("B", "v", "c"),
    [
        ([[1, 1], [1, -1]], [[3], [1]], [[2], [1]]),
        ([[1, 1], [1, -1]], [[3, 1]], [[2], [1]]),
        ([[1], [2], [2]], [[3], [6], [6]], [[3]]),
        ([[1, 0], [0, 1], [1, 1]], [[1, 0], [2, 1], [3, 1]], [[1, 0], [2, 1]]),
        ([[1, 1j], [1j, 1]], [[1 + 1j], [1 + 1j]], [[1], [1]]),
        ([[1e-200, 0], [0, 1e200]], [[1], [1]], [[1e200], [1e-200]]),
        ([[0.1], [0.3]], [[0.7], [2.1]], [[7]]),
        ([[4]], [[2]], [[0.5]]),
    ],
)
def test_known_coordinates(B: list, v: list, c: list) -> None:
    assert coords(Matrix(B), Matrix(v)) == Matrix(c)


@given(
    arrays(float, (5, 3), elements=st.integers(-9, 9).map(lambda x: x / 7)),
    arrays(float, (3, 2), elements=st.integers(-99, 99).map(lambda x: x / 13)),
)
def test_they_bring_back_what_was_combined(B: np.ndarray, c: np.ndarray) -> None:
    B = B + 10 * np.eye(5, 3)
    found = coords(Matrix(B), Matrix(B @ c)).values
    np.testing.assert_allclose(found, c, rtol=1e-12, atol=1e-13)


@given(
    arrays(int, (3, 3), elements=st.integers(-3, 3)),
    arrays(int, (3, 3), elements=st.integers(-3, 3)),
)
def test_a_change_of_basis_keeps_the_vector(B: np.ndarray, C: np.ndarray) -> None:
    B, C = B + 10 * np.eye(3), C + 10 * np.eye(3)[:, ::-1]
    v = np.array([[1, 0], [2, 1], [-1, 4]])
    new = coords(Matrix(B), Matrix(v), to=Matrix(C)).values
    np.testing.assert_allclose(C @ new, B @ v, rtol=1e-12, atol=1e-12)


def test_bases_of_a_plane_in_space() -> None:
    B = Matrix([[1, 1], [0, 1], [1, 0]])
    C = range_(B)
    v = Matrix([[2], [-1]])
    new = coords(B, v, to=C)
    assert np.linalg.norm(new.values) == pytest.approx(np.linalg.norm(B.values @ v.values))
    np.testing.assert_allclose(coords(C, new, to=B).values, v.values, rtol=1e-13)


def test_names() -> None:
    B = Matrix([[1, 1], [1, -1]], rows=("e", "f"), cols=("b", "d"))
    v = Matrix([[3, 2], [1, 0]], cols=("u", "w"))
    assert coords(B, v) == Matrix([[2, 1], [1, 1]], rows=("b", "d"), cols=("u", "w"))
    C = Matrix([[1, 0], [0, 2]], rows=("e", "f"), cols=("s", "t"))
    assert coords(B, Matrix([[2, 1]], cols=("b", "d")), to=C) == Matrix(
        [[3], [0.5]], rows=("s", "t")
    )
    with pytest.raises(ShapeError, match="column 1 is 'b' in B and row 1 is 'd' in v"):
        coords(
            Matrix(B.values, cols=("b", "d"), name="B"),
            Matrix([[1], [1]], rows=("d", "b"), name="v"),
            to=C,
        )


def test_dependent_columns_are_no_basis() -> None:
    B = Matrix([[1, 0, 2], [0, 1, -1], [0, 0, 0]], cols="abc", name="B")
    good = Matrix(np.eye(3), name="C")
    for call in (lambda: coords(B, Matrix([[1, 1, 0]])), lambda: coords(B, good, to=good),
                 lambda: coords(good, Matrix([[1, 1, 0]]), to=B)):  # fmt: skip
        with pytest.raises(MathError, match="the columns of B are no basis: c = 2·a − b") as error:
            call()
        assert error.value.hint == "lacli independent B tells which of them are independent"
    with pytest.raises(MathError, match="no basis: column 2 = 0"):
        coords(Matrix([[1, 0]]), Matrix([[1]]))


def test_a_vector_outside_is_refused_with_its_distance() -> None:
    B = Matrix([[1], [1]], name="B")
    with pytest.raises(
        MathError, match="v is not in the span of the columns of B: its distance"
    ) as error:
        coords(B, Matrix([[3], [1]], name="v"))
    assert error.value.message.endswith(" from it is 1.41421")
    assert error.value.hint == "lacli project B v finds the nearest vector in it"
    with pytest.raises(MathError, match=r"column 2 of v is not in the span .* is 0\.707107$"):
        coords(B, Matrix([[1, 1], [1, 2]], name="v"))
    with pytest.raises(MathError, match=r"column 'w' of v is not in .* is 7\.07107e-10$"):
        coords(B, Matrix([[1, 1], [1, 1 + 1e-9]], cols=("u", "w"), name="v"))


def test_a_change_to_a_basis_of_another_plane_is_refused() -> None:
    B, C = Matrix([[1], [1]], name="B"), Matrix([[1], [2]], name="C")
    with pytest.raises(MathError, match="B·v is not in the span of the columns of C"):
        coords(B, Matrix([[1]], name="v"), to=C)


def test_shapes_must_fit() -> None:
    B, C = Matrix([[1, 0], [0, 1]], name="B"), Matrix([[1], [1], [2]], name="C")
    with pytest.raises(ShapeError, match="v needs a row for each of the 2 of B"):
        coords(B, Matrix([[1, 2, 3]], name="v"))
    with pytest.raises(ShapeError, match="two bases of one space have as many rows"):
        coords(B, Matrix([[1, 2]]), to=C)
    with pytest.raises(ShapeError, match="v needs one for each of the 2 columns of B"):
        coords(B, Matrix([[1, 2, 3]], name="v"), to=B)


def test_a_basis_by_a_hair_is_warned_of() -> None:
    with pytest.warns(AccuracyWarning, match="digits can be trusted"):
        coords(Matrix([[np.pi, np.pi], [1, 1 + 1e-13]]), Matrix([[1, 2]]))


def test_exactly_independent_but_not_beside_computed_numbers() -> None:
    B = Matrix([[10**15, 10**15 + 1], [10**15 - 1, 10**15]], cols=("a", "b"), name="B")
    assert coords(B, Matrix([[1, 1]])) == Matrix([[-1], [1]], rows=("a", "b"))
    with pytest.raises(MathError, match="the columns of B are no basis: b ≈ a"):
        coords(B, Matrix([[np.pi, 1]]))


def test_a_vector_that_was_computed_is_in_the_span_within_rounding() -> None:
    B = np.array([[10, 0, 0], [0, 10, 0], [0, 0, 10], [0, 3 / 7, -3 / 7], [0, -1 / 7, -2 / 7]])
    found = coords(Matrix(B), Matrix(B @ [[0], [0], [3 / 13]])).values[:, 0]
    np.testing.assert_allclose(found, [0, 0, 3 / 13], rtol=1e-15, atol=0)


def test_columns_in_other_units_cost_no_digits() -> None:
    B = [[2.0**40 / 3, 1 / 7], [2.0**41 / 7, -1 / 3]]
    v = [[B[0][0] + 5 * B[0][1]], [B[1][0] + 5 * B[1][1]]]
    (a, b), (c, d) = [[Fraction(x) for x in row] for row in B]
    p, q = Fraction(v[0][0]), Fraction(v[1][0])
    exact = [float((p * d - q * b) / (a * d - b * c)), float((a * q - c * p) / (a * d - b * c))]
    found = coords(Matrix(B), Matrix(v)).values.ravel()
    np.testing.assert_allclose(found, exact, rtol=1e-7)
    assert abs(found[1] - exact[1]) < 1e-7 < abs(found[1])


def test_the_other_basis_is_called_as_in_the_help(call: Callable[..., Said]) -> None:
    said = call("coords", "1 0; 0 1", "1; 2", "--to", "1 2; 2 4")
    assert (said.code, said.out) == (1, "")
    assert "the columns of C are no basis: column 2 = 2·column 1" in said.err
