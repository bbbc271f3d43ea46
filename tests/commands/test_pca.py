"""Principal components: against the covariance matrix in fifty digits, and published numbers."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest
from conftest import MATRICES, read

from lacli.commands.pca import PCA, pca
from lacli.errors import MathError, ShapeError, UsageError
from lacli.matrix import Matrix

IRIS = read((MATRICES / "iris.csv").read_text(), columns="1-4")


@pytest.fixture(scope="module")
def iris() -> PCA:
    return pca(IRIS)


def test_variances_and_directions_of_the_covariance_matrix(iris: PCA) -> None:
    X = IRIS.values.tolist()
    with mpmath.workdps(50):
        n, p = len(X), len(X[0])
        mean = [mpmath.fsum(row[j] for row in X) / n for j in range(p)]
        covariance = mpmath.matrix(p, p)
        for i in range(p):
            for j in range(p):
                products = [(row[i] - mean[i]) * (row[j] - mean[j]) for row in X]
                covariance[i, j] = mpmath.fsum(products) / (n - 1)
        values, vectors = mpmath.eigsy(covariance)
    order = sorted(range(p), key=lambda k: -values[k])
    expected = [float(values[k]) for k in order]
    np.testing.assert_allclose(iris.explained.values[:, 0], expected, rtol=1e-12)
    for row, k in zip(iris.components.values, order, strict=True):
        direction = np.array([float(vectors[j, k]) for j in range(p)])
        direction *= np.sign(direction[np.abs(direction).argmax()])
        np.testing.assert_allclose(row, direction, atol=1e-12)
    np.testing.assert_allclose(iris.mean.values[0], [float(x) for x in mean], rtol=1e-14)


def test_shares(iris: PCA) -> None:
    variance, share, cumulative = iris.explained.values.T
    np.testing.assert_allclose(share, variance / variance.sum())
    np.testing.assert_allclose(share, [0.92461872, 0.05306648, 0.01710261, 0.00521218], atol=1e-8)
    np.testing.assert_allclose(cumulative, np.add.accumulate(share))
    assert cumulative[-1] == 1


def test_scores_are_the_data_in_the_new_basis(iris: PCA) -> None:
    X = IRIS.values - iris.mean.values
    np.testing.assert_allclose(iris.scores.values, X @ iris.components.values.T, atol=1e-12)
    np.testing.assert_allclose(iris.scores.values @ iris.components.values, X, atol=1e-12)


def test_standardize_divides_by_the_standard_deviations() -> None:
    answer = pca(IRIS, standardize=True)
    assert answer.scale is not None
    np.testing.assert_allclose(
        answer.scale.values[0], [0.82806613, 0.43586628, 1.76529823, 0.76223767]
    )
    assert answer.explained.values[:, 0].sum() == pytest.approx(4)  # the trace of the correlations
    Z = (IRIS.values - answer.mean.values) / answer.scale.values
    np.testing.assert_allclose(answer.scores.values, Z @ answer.components.values.T, atol=1e-12)


def test_names() -> None:
    X = Matrix([[1, 2], [3, 5], [4, 1]], rows=("a", "b", "c"), cols=("x", "y"))
    answer = pca(X)
    assert (answer.explained.rows, answer.explained.cols) == (
        ("PC1", "PC2"),
        ("variance", "share", "cumulative"),
    )
    assert (answer.components.rows, answer.components.cols) == (("PC1", "PC2"), ("x", "y"))
    assert (answer.scores.rows, answer.scores.cols) == (("a", "b", "c"), ("PC1", "PC2"))
    assert answer.mean.cols == ("x", "y")
    assert answer.scale is None


@pytest.mark.parametrize(
    ("share", "count"), [(0.0, 1), (0.5, 1), (0.92, 1), (0.95, 2), (0.99, 3), (0.999, 4), (1.0, 4)]
)
def test_as_many_components_as_reach_a_share(share: float, count: int) -> None:
    assert pca(IRIS, variance=share).explained.shape[0] == count


def test_the_first_k() -> None:
    answer = pca(IRIS, k=2)
    assert answer.components.shape == (2, 4)
    assert answer.scores.shape == (150, 2)
    assert answer.explained.values[1, 2] == pytest.approx(0.97768521)


def test_fewer_observations_than_features() -> None:
    X = Matrix(np.random.default_rng(2).normal(size=(3, 6)))
    answer = pca(X)
    assert answer.explained.shape == (2, 3)
    np.testing.assert_allclose(
        answer.scores.values @ answer.components.values, X.values - answer.mean.values, atol=1e-12
    )


def test_an_offset_does_not_cost_digits() -> None:
    far = Matrix(IRIS.values + 1e6)
    np.testing.assert_allclose(
        pca(far).explained.values[:, 0], pca(IRIS).explained.values[:, 0], rtol=1e-7
    )


def test_a_constant_column_cannot_be_standardized() -> None:
    X = Matrix([[1, 0.1], [2, 0.1], [3, 0.1]], cols=("x", "y"), name="X.csv")
    with pytest.raises(MathError, match=r"X\.csv: column 'y' is constant"):
        pca(X, standardize=True)
    np.testing.assert_allclose(pca(X).explained.values[0], [1, 1, 1])


def test_thresholds_are_met_in_spite_of_rounding() -> None:
    assert pca(Matrix([[3, 1], [-3, 1], [3, -1], [-3, -1]]), variance=0.9).explained.shape[0] == 1
    with pytest.raises(UsageError, match="--variance is a share from 0 to 1"):
        pca(IRIS, variance=float("nan"))


def test_a_constant_column_has_exactly_that_mean() -> None:
    answer = pca(Matrix([[0.1, 1], [0.1, 2], [0.1, 4]]))
    assert answer.mean.values[0, 0] == 0.1
    assert answer.explained.values[1, 0] == 0


@pytest.mark.parametrize("scale", [1e-200, 1e200])
def test_scales(scale: float) -> None:
    X = np.array([[1, 2], [3, 5], [1, 7]])
    expected = pca(Matrix(X), standardize=True).explained.values
    answer = pca(Matrix(X * scale), standardize=True)
    np.testing.assert_allclose(answer.explained.values, expected)


def test_what_has_no_components() -> None:
    with pytest.raises(ShapeError, match="a single row has no variance"):
        pca(Matrix([[1, 2]]))
    with pytest.raises(MathError, match="every column is constant"):
        pca(Matrix([[0.1, 2], [0.1, 2], [0.1, 2]]))
    with pytest.raises(ShapeError, match="it has 2 principal components, not 3"):
        pca(Matrix([[1, 2], [3, 5], [4, 1]], name="X"), k=3)
    with pytest.raises(UsageError, match="exclude each other"):
        pca(IRIS, k=1, variance=0.5)
