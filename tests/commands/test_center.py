"""Centring: means of 0, deviations of 1, and nothing else changed."""

from __future__ import annotations

import statistics

import numpy as np
import pytest
from conftest import MATRICES, read

from lacli.commands.center import center
from lacli.errors import MathError, ShapeError
from lacli.matrix import Matrix

IRIS = read((MATRICES / "iris.csv").read_text(), columns="1-4")


def test_known_values_and_names() -> None:
    X = Matrix([[1, 2], [3, 6]], rows=("a", "b"), cols=("x", "y"))
    assert center(X) == Matrix([[-1, -2], [1, 2]], rows=("a", "b"), cols=("x", "y"))
    assert center(Matrix([[5, 6]])) == Matrix([[0, 0]])


def test_standardized_columns_have_mean_0_and_deviation_1() -> None:
    Z = center(IRIS, standardize=True)
    assert Z.cols == IRIS.cols
    for column, original in zip(Z.values.T.tolist(), IRIS.values.T.tolist(), strict=True):
        assert abs(statistics.fmean(column)) < 1e-14
        assert statistics.stdev(column) == pytest.approx(1, rel=1e-13)
        by_hand = (original[0] - statistics.fmean(original)) / statistics.stdev(original)
        assert column[0] == pytest.approx(by_hand, rel=1e-12)


def test_a_large_mean_costs_no_digit() -> None:
    X = np.array([[1.0], [2], [6]])
    np.testing.assert_array_equal(center(Matrix(X + 2.0**50)).values, X - 3)


@pytest.mark.parametrize("scale", [1e-200, 1e200])
def test_scales(scale: float) -> None:
    X = np.array([[1, 1], [2, 3], [3, 2]])
    np.testing.assert_allclose(center(Matrix(X * scale)).values, (X - 2) * scale)
    Z = center(Matrix(X * [scale, 1]), standardize=True)
    np.testing.assert_allclose(Z.values, X - 2, atol=1e-15)


def test_complex() -> None:
    assert center(Matrix([[1j, 1], [-1j, 3]])) == Matrix([[1j, -1], [-1j, 1]])
    Z = center(Matrix([[1j], [-1j]]), standardize=True).values
    np.testing.assert_allclose(Z, [[1j / np.sqrt(2)], [-1j / np.sqrt(2)]])


def test_a_constant_column_cannot_be_standardized() -> None:
    X = Matrix([[1, 0.1], [2, 0.1]], cols=("x", "y"), name="X.csv")
    with pytest.raises(MathError, match=r"X\.csv: column 'y' is constant"):
        center(X, standardize=True)
    np.testing.assert_array_equal(center(X).values[:, 1], [0, 0])
    with pytest.raises(ShapeError, match="X: a single row"):
        center(Matrix([[1, 2]], name="X"), standardize=True)
