"""Least squares and how well they fit: certified values, laws, names, and what is left out."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from conftest import MATRICES, Said, read
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from lacli.commands.lstsq import LeastSquares, lstsq
from lacli.errors import AccuracyWarning, Note, ShapeError, UsageError
from lacli.matrix import Matrix

LONGLEY = {  # NIST StRD, certified: coefficient, standard deviation
    "intercept": (-3482258.63459582, 890420.383607373),
    "gnp_deflator": (15.0618722713733, 84.9149257747669),
    "gnp": (-0.358191792925910e-01, 0.334910077722432e-01),
    "unemployed": (-2.02022980381683, 0.488399681651699),
    "armed_forces": (-1.03322686717359, 0.214274163161675),
    "population": (-0.511041056535807e-01, 0.226073200069370),
    "year": (1829.15146461355, 455.478499142212),
}
RESIDUAL_SUM_OF_SQUARES = 836424.055505915
R_SQUARED = 0.995479004577296


def summary(found: LeastSquares) -> dict[str, float]:
    """The rows of the summary for the first column of y."""
    assert found.summary.rows
    return dict(zip(found.summary.rows, found.summary.values[:, 0].tolist(), strict=True))


def longley() -> LeastSquares:
    text = (MATRICES / "longley.csv").read_text()
    return lstsq(read(text, columns="2-7"), read(text, columns="employed"), intercept=True)


def test_longleys_data_to_certified_digits() -> None:
    found = longley()
    assert found.x.rows == tuple(LONGLEY)
    assert found.x.cols == found.fitted.cols == found.summary.cols == ("employed",)
    certified = np.array(list(LONGLEY.values()))
    np.testing.assert_allclose(found.x.values[:, 0], certified[:, 0], rtol=1e-10)
    said = summary(found)
    assert said["rank"] == 7
    assert said["residual norm"] ** 2 == pytest.approx(RESIDUAL_SUM_OF_SQUARES, rel=1e-11)
    assert said["R²"] == pytest.approx(R_SQUARED, rel=1e-13)
    errors = [said[f"std error of {name}"] for name in LONGLEY]
    np.testing.assert_allclose(errors, certified[:, 1], rtol=1e-10)


def test_a_line_against_another_implementation() -> None:
    t, y = [0.5, 1.5, 2.5, 4.0, 7.25], [1.1, 1.9, 3.2, 4.1, 8.8]
    theirs = stats.linregress(t, y)
    found = lstsq(Matrix([t]).T, Matrix([y]), intercept=True)
    assert found.x.rows == ("intercept", "column 1")
    np.testing.assert_allclose(found.x.values[:, 0], [theirs.intercept, theirs.slope], rtol=1e-13)
    said = summary(found)
    assert said["R²"] == pytest.approx(theirs.rvalue**2, rel=1e-13)
    assert said["std error of intercept"] == pytest.approx(theirs.intercept_stderr, rel=1e-12)
    assert said["std error of column 1"] == pytest.approx(theirs.stderr, rel=1e-12)


ENTRIES = st.integers(-50, 50)


@given(arrays(int, (6, 2), elements=ENTRIES), arrays(int, (6, 2), elements=ENTRIES))
def test_residuals_are_perpendicular_to_the_columns(X: np.ndarray, y: np.ndarray) -> None:
    X = np.column_stack(
        [X, 200 + np.arange(6) ** 3, [300, 0, 0, 0, 0, 0]]
    )  # with independent columns
    X[1:3, :2] += [[400, 0], [0, 900]]
    found = lstsq(Matrix(X), Matrix(y))
    residuals = found.residuals.values
    bound = 1e-11 * np.abs(X).T.sum(axis=1)[:, None] * np.abs(y).sum()
    assert (np.abs(X.T @ residuals) <= bound).all()
    np.testing.assert_allclose(found.fitted.values + residuals, y, atol=1e-10)
    np.testing.assert_allclose(X @ found.x.values, found.fitted.values, atol=1e-9)


def test_complex_data() -> None:
    random = np.random.default_rng(3)
    X = random.normal(size=(7, 2)) + 1j * random.normal(size=(7, 2))
    y = X @ [[1 + 1j], [2]] + 0.1 * random.normal(size=(7, 1))
    found = lstsq(Matrix(X), Matrix(y))
    XhX = X.conj().T @ X  # well conditioned here
    np.testing.assert_allclose(found.x.values, np.linalg.inv(XhX) @ X.conj().T @ y, rtol=1e-12)
    rss = float((np.abs(y - X @ found.x.values) ** 2).sum())
    errors = np.sqrt(rss / 5 * np.linalg.inv(XhX).diagonal().real)
    said = list(summary(found).values())
    np.testing.assert_allclose(said[3:], errors, rtol=1e-12)
    assert said[2] == pytest.approx(1 - rss / (np.abs(y) ** 2).sum())


@pytest.mark.parametrize("scale", [1e-200, 1e-20, 1e200])
def test_units_change_the_units_alone(scale: float) -> None:
    X, y = [[1, 2], [1, 3], [1, 5], [1, 9]], [[1], [2], [2], [5]]
    found = lstsq(Matrix([[a, b * scale] for a, b in X]), Matrix(y))
    plain = lstsq(Matrix(X), Matrix(y))
    unit = np.array([1, scale])
    np.testing.assert_allclose(found.x.values[:, 0] * unit, plain.x.values[:, 0], rtol=1e-13)
    one, other = summary(found), summary(plain)
    np.testing.assert_allclose(list(one.values())[:4], list(other.values())[:4], rtol=1e-13)
    assert one["std error of column 2"] * scale == pytest.approx(
        other["std error of column 2"], rel=1e-13
    )


def test_y_of_any_size() -> None:
    found = lstsq(Matrix([[1], [1], [1]]), Matrix([[1e300], [2e300], [3e300]]))
    said = summary(found)
    assert said["residual norm"] == pytest.approx(2**0.5 * 1e300)
    assert said["R²"] == pytest.approx(12 / 14)


def test_ridge_is_the_penalised_minimum() -> None:
    random = np.random.default_rng(5)
    X, y = random.normal(size=(8, 3)), random.normal(size=(8, 2))
    found = lstsq(Matrix(X), Matrix(y), ridge=0.7)
    expected = np.linalg.inv(X.T @ X + 0.7 * np.eye(3)) @ X.T @ y
    np.testing.assert_allclose(found.x.values, expected, rtol=1e-12)
    np.testing.assert_allclose(found.residuals.values, y - X @ expected, rtol=1e-11)
    assert found.summary.rows == ("residual norm", "R²")


def test_ridge_does_not_shrink_the_intercept() -> None:
    X, y = np.array([[0.0], [1], [2], [3]]), np.array([[101.0], [103], [104], [104]])
    x = lstsq(Matrix(X), Matrix(y), intercept=True, ridge=1e9).x.values[:, 0]
    np.testing.assert_allclose(x, [103, 5e-9], rtol=1e-8)  # y's mean, and Sxy/(Sxx + L)
    x = lstsq(Matrix(X), Matrix(y), intercept=True, ridge=5).x.values[:, 0]
    np.testing.assert_allclose(x, [103 - 1.5 * 0.5, 0.5], rtol=1e-13)


def test_ridge_makes_dependent_columns_share() -> None:
    X = Matrix([[1, 1], [1, 1], [1, 1]])
    found = lstsq(X, Matrix([[1], [3], [4]]), ridge=2)
    np.testing.assert_allclose(found.x.values, [[1], [1]])  # of (3·2 + 2)·x = 8, each


def test_a_deficient_rank_is_told_and_has_no_standard_errors() -> None:
    with pytest.warns(Note, match="^least-squares solution at rank 1 of 2, of least norm"):
        found = lstsq(Matrix([[1, 1], [1, 1], [1, 1]]), Matrix([[2], [2], [2]]))
    np.testing.assert_allclose(found.x.values, [[1], [1]])
    assert summary(found) == {"rank": 1, "residual norm": 0, "R²": 1}


def test_as_many_rows_as_columns_leave_no_standard_errors() -> None:
    assert summary(lstsq(Matrix([[2, 1], [1, 3]]), Matrix([[3], [5]]))) == {
        "rank": 2,
        "residual norm": 0,
        "R²": 1,
    }
    with pytest.warns(Note, match="^minimum-norm solution"):
        assert "std error of column 1" not in summary(lstsq(Matrix([[3, 4]]), Matrix([[25]])))


def test_a_fit_without_error_has_no_noise_in_it() -> None:
    X = [[1, 0.1], [1, 0.2], [1, 0.3], [1, 0.7]]
    found = lstsq(Matrix(X), Matrix([[a + 3 * b] for a, b in X]))
    assert found.residuals == Matrix([[0]] * 4)
    assert summary(found)["std error of column 2"] == 0


def test_r_squared_of_what_does_not_vary_is_left_out() -> None:
    X, y = Matrix([[1], [2], [4]]), Matrix([[0.1], [0.1], [0.1]])
    assert "R²" not in summary(lstsq(X, y, intercept=True))
    assert 0 < summary(lstsq(X, y))["R²"] < 1
    assert "R²" not in summary(lstsq(X, Matrix([[0], [0], [0]])))


@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
def test_zero_columns() -> None:
    found = lstsq(Matrix([[0], [0]]), Matrix([[1], [2]]))
    assert (found.x, found.residuals) == (Matrix([[0]]), Matrix([[1], [2]]))
    assert summary(found)["rank"] == 0


@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
def test_nearly_dependent_columns_are_warned_of() -> None:
    X = Matrix([[1, 1 + 1e-12], [1, 1], [1, 1 - 1e-12]])
    with pytest.warns(AccuracyWarning, match="digits can be trusted"):
        lstsq(X, Matrix([[1], [2], [4]]))


def test_names() -> None:
    X = Matrix([[1, 0], [0, 1], [1, 1]], rows=("r", "s", "t"), cols=("a", "b"))
    found = lstsq(X, Matrix([[1, 2, 3]]))
    assert (found.x.rows, found.x.cols) == (("a", "b"), None)
    assert found.fitted.rows == found.residuals.rows == ("r", "s", "t")
    assert found.summary.rows is not None
    assert found.summary.rows[-1] == "std error of b"
    y = Matrix([[1, 2], [2, 4], [3, 7]], cols=("u", "v"))
    assert lstsq(X, y).summary.cols == ("u", "v")


def test_an_augmented_matrix() -> None:
    M = Matrix([[1, 1, 2], [1, 2, 3], [1, 3, 3]], cols=("a", "b", "y"), bar=2)
    found = lstsq(M)
    apart = lstsq(
        Matrix([[1, 1], [1, 2], [1, 3]], cols=("a", "b")), Matrix([[2], [3], [3]], cols=["y"])
    )
    assert found == apart


def test_what_is_refused() -> None:
    X, y = Matrix([[1], [2]], cols=["intercept"], name="X"), Matrix([[1], [2]], name="y")
    with pytest.raises(UsageError, match="X has a column 'intercept' already"):
        lstsq(X, y, intercept=True)
    for wrong in (-1.0, float("nan"), float("inf")):
        with pytest.raises(UsageError, match="--ridge takes a number that is 0 or more"):
            lstsq(X, y, ridge=wrong)
    with pytest.raises(ShapeError, match="y needs a row for each of the 2 of X"):
        lstsq(X, Matrix([[1], [2], [3]], name="y"))
    with pytest.raises(UsageError, match="X has no right-hand side"):
        lstsq(X)


@pytest.mark.usefixtures("matrices")
def test_on_the_command_line(call: Callable[..., Said]) -> None:
    said = call(
        "lstsq", "levelling.csv", "observed.csv", "--part", "summary", "-f", "json", "-p", "4"
    )
    assert (said.code, said.err) == (0, "")
    assert '"std error of P"' in said.out


def test_ridge_keeps_columns_in_other_units() -> None:
    X, y = [[1, 10**18], [2, 3 * 10**18], [3, 10**18]], [1, 2, 4]
    (a, b), (_, d) = ([sum(r[i] * r[j] for r in X) for j in range(2)] for i in range(2))
    p, q = (sum(r[i] * t for r, t in zip(X, y, strict=True)) for i in range(2))
    a, d = a + 1, d + 1  # the normal equations, in whole numbers
    exact = [Fraction(p * d - b * q, a * d - b * b), Fraction(a * q - b * p, a * d - b * b)]
    found = lstsq(Matrix(X), Matrix([[t] for t in y]), ridge=1.0).x.values.ravel()
    np.testing.assert_allclose(found, [float(x) for x in exact], rtol=1e-9)
