"""Projections: known ones, the laws of a projector, names, scale."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lacli.commands.project import project
from lacli.errors import AccuracyWarning, MathError, ShapeError
from lacli.matrix import Matrix


@pytest.mark.parametrize(
    ("A", "b", "p"),
    [
        ([[1], [1]], [3, 1], [2, 2]),
        ([[1, 0], [0, 1], [0, 0]], [1, 2, 3], [1, 2, 0]),
        ([[1, 0], [1, 1], [1, 2]], [6, 0, 0], [5, 2, -1]),  # Strang
        ([[1, 2, 3], [1, 2, 3]], [3, 1], [2, 2]),  # dependent
        ([[2, 1], [1, 3]], [3, 5], [3, 5]),
        ([[0], [0]], [3, 5], [0, 0]),
        ([[1], [1j]], [2, 0], [1, 1j]),
        ([[1e-200], [1e-200]], [3e200, 1e200], [2e200, 2e200]),
        ([[1, 1], [0, 1e-20]], [3, 5], [3, 5]),  # two directions, if only just
        ([[1e-20, 1], [1e-20, 2], [0, 3]], [1, 1, 9], None),
        ([[5]], [3], [3]),
    ],
)
def test_known_projections(A: list, b: list, p: list | None) -> None:
    found = project(Matrix(A), Matrix([b]).T)
    if p is None:  # the length of a column does not matter
        A = [[1 if x else 0, y] for x, y in A]
        p = (np.array(A) @ np.linalg.inv(np.transpose(A) @ A) @ np.transpose(A) @ b).tolist()
    np.testing.assert_allclose(found.projection.values[:, 0], p, rtol=1e-14)
    left = np.array(b) - p
    np.testing.assert_allclose(found.residual.values[:, 0], left, rtol=1e-14, atol=1e-14)


@given(
    arrays(int, (5, 2), elements=st.integers(-9, 9)),
    arrays(complex, (5, 3), elements=st.complex_numbers(max_magnitude=9)),
)
def test_laws(A: np.ndarray, b: np.ndarray) -> None:
    A = A + 40 * np.eye(5, 2)
    p, r = (part.values for part in project(Matrix(A), Matrix(b)))
    np.testing.assert_allclose(p + r, b, atol=1e-13)
    np.testing.assert_allclose(A.T @ r, 0, atol=1e-11)
    again = project(Matrix(A), Matrix(p))
    np.testing.assert_allclose(again.projection.values, p, atol=1e-13)
    assert not again.residual.values.any() or np.abs(again.residual.values).max() < 1e-13


def test_what_lies_in_the_span_leaves_nothing() -> None:
    found = project(
        Matrix([[0.1, 1], [0.2, 1], [0.3, 1], [0.7, 1]]), Matrix([[1.3, 1.6, 1.9, 3.1]])
    )
    assert found.residual == Matrix([[0]] * 4)


def test_names() -> None:
    A = Matrix([[1], [1]], rows=("e", "f"), cols=["x"])
    p, r = project(A, Matrix([[3, 1], [1, 1]], cols=("u", "v")))
    assert (p.rows, p.cols) == (r.rows, r.cols) == (("e", "f"), ("u", "v"))
    with pytest.raises(ShapeError, match="row 1 is 'e' in A and 'f' in b"):
        project(
            Matrix([[1], [1]], rows=("e", "f"), name="A"),
            Matrix([[1], [1]], rows=("f", "e"), name="b"),
        )


def test_shapes_must_fit() -> None:
    with pytest.raises(ShapeError, match="b needs a row for each of the 2 of A"):
        project(Matrix([[1], [1]], name="A"), Matrix([[1], [1], [1]], name="b"))


def test_nearly_dependent_columns_are_warned_of() -> None:
    with pytest.warns(AccuracyWarning, match="digits can be trusted"):
        project(Matrix([[1, 1], [1, 1 + 1e-13], [1, 1]]), Matrix([[1, 2, 4]]))
    with pytest.raises(MathError, match="so nearly dependent that their span cannot be told"):
        project(Matrix([[1, 1], [0, 1e-20], [0, 1e-20]]), Matrix([[1, 2, 4]]))
