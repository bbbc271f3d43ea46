"""Correlations: against the standard library, and bounded by 1 whatever the sizes."""

from __future__ import annotations

import statistics

import numpy as np
import pytest
from conftest import MATRICES, read
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lacli.commands.corr import corr
from lacli.errors import MathError, ShapeError
from lacli.matrix import Matrix

DATA = st.integers(2, 8).flatmap(
    lambda n: arrays(float, (n, 3), elements=st.floats(-1e6, 1e6, allow_subnormal=False))
)


def test_against_the_standard_library() -> None:
    X = read((MATRICES / "longley.csv").read_text(), labels="year")
    R = corr(X)
    for j, column in enumerate(X.values.T.tolist()):
        for k, other in enumerate(X.values.T.tolist()):
            assert R.values[j, k] == pytest.approx(statistics.correlation(column, other), rel=1e-12)
    assert R.rows == R.cols == X.cols


@given(DATA)
def test_bounds(X: np.ndarray) -> None:
    assume(all(np.ptp(column) > 1e-6 * np.abs(column).max() > 0 for column in X.T))
    R = corr(Matrix(X)).values
    assert (np.abs(R) <= 1).all()
    assert (R.diagonal() == 1).all()
    np.testing.assert_array_equal(R, R.T)


def test_multiples_correlate_exactly() -> None:
    X = np.array([[1, 3, -7], [2, 6, -14], [4, 12, -28]])
    np.testing.assert_allclose(
        corr(Matrix(X)).values, [[1, 1, -1], [1, 1, -1], [-1, -1, 1]], rtol=1e-15
    )


@pytest.mark.parametrize("scales", [[1e-200, 1e200], [1e-300, 1], [1e150, 1e150]])
def test_scale_has_no_part_in_it(scales: list[float]) -> None:
    X = np.array([[1, 1], [2, 3], [3, 2]])
    np.testing.assert_allclose(corr(Matrix(X * scales)).values, [[1, 0.5], [0.5, 1]], rtol=1e-12)


def test_complex_correlations_are_hermitian() -> None:
    R = corr(Matrix([[1, 1j], [-1, -1j], [0, 0]])).values
    np.testing.assert_allclose(R, [[1, -1j], [1j, 1]], rtol=1e-15)


def test_what_has_none() -> None:
    X = Matrix([[1, 5], [2, 5], [3, 5]], cols=("x", "y"), name="X.csv")
    with pytest.raises(MathError, match=r"X\.csv: column 'y' is constant") as raised:
        corr(X)
    assert "--columns" in raised.value.hint
    with pytest.raises(ShapeError, match="single row"):
        corr(Matrix([[1, 2]]))
