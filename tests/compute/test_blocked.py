"""Tall matrices block by block: the same as in memory, and as the definitions have it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import mpmath
import numpy as np
import pytest
from conftest import Said, assert_alike
from hypothesis import given
from hypothesis import strategies as st

from lacli import compute
from lacli.compute import blocked
from lacli.compute.blocked.fitting import _Triangle
from lacli.compute.blocked.triangle import joined, triangle
from lacli.errors import AccuracyWarning, Constant, InputError, MathError, ShapeError, UsageError
from lacli.matrix import Matrix
from lacli.tall import Block, StreamedNames, Tall

Call = Callable[..., Said]
HEIGHT = 700
"""Rows, in blocks of which there are several."""


class Pipe:
    """Blocks that can be read once unless they are kept, as a pipe brings them."""

    def __init__(self, X: np.ndarray, step: int = 97, names: list[str] | None = None) -> None:
        self.X, self.step, self.names = X, step, names
        self.kept = self.read = False
        self.passes = 0

    def __call__(self, last: bool) -> Iterator[Block]:
        assert self.kept or not self.read, "a pipe is read a second time"
        self.kept, self.read = self.kept or not last, True
        self.passes += 1
        for i in range(0, len(self.X), self.step):
            rows = self.names and self.names[i : i + self.step]
            yield Block(self.X[i : i + self.step], rows)


def tall(X: np.ndarray, step: int = 97, names: list[str] | None = None) -> Matrix:
    made = Tall(Pipe(X, step, names), X.shape[1], "X", named=names is not None)
    return Matrix(made, StreamedNames.of(made), name="X")


def data(n: int = HEIGHT, p: int = 5, seed: int = 1) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, p)) @ rng.normal(size=(p, p)) + rng.normal(size=p) * 100


@given(st.integers(1, 9), st.integers(1, 1500), st.integers(1, 400), st.integers(0, 10**6))
def test_the_factor_of_pieces_is_that_of_all(n: int, m: int, step: int, seed: int) -> None:
    X = np.random.default_rng(seed).normal(size=(m, n)) * 10.0 ** np.arange(n)
    R = np.zeros((0, n))
    for i in range(0, m, step):
        R = joined(R, triangle(X[i : i + step]))
    assert (np.tril(R, -1) == 0).all()
    gram = X.T @ X
    scale = np.sqrt(np.outer(gram.diagonal(), gram.diagonal()))
    assert np.abs(R.T @ R - gram).max() <= 1e-12 * scale.max()
    assert (np.abs(R.T @ R - gram) <= 1e-12 * scale + 1e-300).all()


@pytest.mark.parametrize("step", [1, 3, 97, HEIGHT])
def test_moments(step: int) -> None:
    X = data()
    assert compute.cov(tall(X, step)) == pytest.approx(np.cov(X.T), rel=1e-12)
    assert compute.cov(tall(X, step), population=True) == pytest.approx(
        np.cov(X.T, ddof=0), rel=1e-12
    )
    assert compute.corr(tall(X, step)) == pytest.approx(np.corrcoef(X.T), rel=1e-12)


def test_means_far_from_zero_cost_no_digits() -> None:
    X = np.random.default_rng(3).integers(-1000, 1000, size=(HEIGHT, 3)) / 1024
    exact = np.cov(X.T)
    assert compute.cov(tall(X + 2**30)) == pytest.approx(exact, rel=1e-9)
    assert compute.pca(tall(X + 2**30)).explained == pytest.approx(
        compute.pca(Matrix(X)).explained, rel=1e-9
    )


def test_center_and_standardize_take_two_passes() -> None:
    X = data()
    A = tall(X, names=[f"r{i}" for i in range(len(X))])
    centred = Matrix(compute.center(A), A.rows)
    assert centred.values == pytest.approx(X - X.mean(axis=0), abs=1e-11)
    assert [*centred.rows][-1] == f"r{HEIGHT - 1}"
    standard = compute.center(tall(X), standardize=True).array()
    assert standard == pytest.approx((X - X.mean(axis=0)) / X.std(axis=0, ddof=1), abs=1e-11)


def test_principal_components_are_those_of_the_covariance() -> None:
    X = data()
    values, vectors = np.linalg.eigh(np.cov(X.T))
    found = compute.pca(tall(X))
    assert found.explained[:, 0] == pytest.approx(values[::-1], rel=1e-11)
    assert found.explained[-1, 2] == pytest.approx(1)
    assert np.abs(np.sum(found.components.T * vectors[:, ::-1], axis=0)) == pytest.approx(1)
    assert found.scores.array() == pytest.approx(
        (X - X.mean(axis=0)) @ found.components.T, abs=1e-10
    )
    assert found.mean == pytest.approx(X.mean(axis=0))


def test_components_without_scores_are_found_in_one_pass_that_keeps_nothing() -> None:
    pipe = Pipe(data())
    A = Matrix(Tall(pipe, 5, "X"), name="X")
    with compute.wanting(part="explained"):
        compute.pca(A)
    assert (pipe.passes, pipe.kept) == (1, False)
    pipe = Pipe(data())
    A = Matrix(Tall(pipe, 5, "X"), name="X")
    found = compute.pca(A, k=2)
    assert found.scores.width == 2
    assert found.scores.array().shape == (HEIGHT, 2)
    assert (pipe.passes, pipe.kept) == (2, True)


def test_standardized_components() -> None:
    X = data()
    found = compute.pca(tall(X), standardize=True)
    assert found.explained[:, 0] == pytest.approx(np.linalg.eigvalsh(np.corrcoef(X.T))[::-1])
    assert found.scale == pytest.approx(X.std(axis=0, ddof=1))


@pytest.mark.parametrize(
    ("operation", "options"),
    [
        ("cov", {}), ("corr", {}), ("rank", {}), ("cond", {}), ("numerical_rank", {}),
        ("matrix_norm", {"order": 2}), ("vector_norm", {"order": 2}), ("singular_values", {}),
        ("sum_of_squares", {}), ("matmul", {}),
    ],
)  # fmt: skip
def test_one_pass_that_keeps_nothing_is_enough(operation: str, options: dict[str, Any]) -> None:
    pipe = Pipe(data())
    operands = [Matrix(Tall(pipe, 5, "X"), name="X")]
    if operation == "matmul":
        found = compute.matmul(*operands, Matrix(np.eye(5)))
        assert sum(len(block.values) for block in found.blocks(last=True)) == HEIGHT
    else:
        getattr(compute, operation)(*operands, **options)
    assert (pipe.passes, pipe.kept) == (1, False)


def test_singular_values_rank_and_condition() -> None:
    X = data()
    S = np.linalg.svd(X, compute_uv=False)
    assert compute.singular_values(tall(X)) == pytest.approx(S, rel=1e-11)
    assert compute.cond(tall(X)) == pytest.approx(S[0] / S[-1], rel=1e-9)
    assert compute.cond(tall(X), order=-2) == pytest.approx(S[-1] / S[0], rel=1e-9)
    assert compute.rank(tall(X)) == 5
    dependent = np.column_stack([X, X[:, 0] - X[:, 1]])
    assert compute.rank(tall(dependent)) == 5
    assert compute.numerical_rank(tall(dependent)).rank == 5
    with pytest.warns(match="cannot be told from infinity"):
        assert compute.cond(tall(dependent)) == np.inf


def test_small_singular_values_keep_their_digits_as_a_gram_matrix_would_not() -> None:
    rng = np.random.default_rng(5)
    U = np.linalg.qr(rng.normal(size=(HEIGHT, 4))).Q
    V = np.linalg.qr(rng.normal(size=(4, 4))).Q
    S = np.array([1, 1e-4, 1e-8, 1e-11])
    with pytest.warns(match="about 5 of 16 digits"):
        found = compute.singular_values(tall(U * S @ V))
    assert found == pytest.approx(S, rel=1e-4)


def test_a_badly_scaled_column_is_told() -> None:
    X = data() * [1, 1, 1, 1, 1e-20]
    with pytest.warns(match="badly scaled: with columns of one size the rank is 5, not 4"):
        assert compute.rank(tall(X)) == 4
    assert compute.rank(tall(X), tol=1e-30) == 5


@pytest.mark.parametrize("order", [0, 0.5, 1, 2, 3, np.inf, -np.inf])
def test_norms_of_entries_rows_and_columns(order: float) -> None:
    X = data()
    X[3, 2] = 0

    def norm(x: np.ndarray) -> float:
        sizes = np.abs(x).astype(np.longdouble)
        if order == 0:
            return float((sizes > 0).sum())
        if np.isinf(order):
            return float(sizes.max() if order > 0 else sizes.min())
        return float((sizes**order).sum() ** (1 / np.longdouble(order)))

    assert float(compute.vector_norm(tall(X), order=order)) == pytest.approx(norm(X), rel=1e-12)
    columns = compute.vector_norm(tall(X), order=order, axis=0)
    assert columns == pytest.approx([norm(x) for x in X.T], rel=1e-12)
    rows = compute.vector_norm(tall(X), order=order, axis=1).array()
    assert rows[:, 0] == pytest.approx([norm(x) for x in X], rel=1e-12)


def test_sums_of_squares() -> None:
    X = data()
    assert compute.sum_of_squares(tall(X)) == pytest.approx((X**2).sum())
    assert compute.sum_of_squares(tall(X), axis=0) == pytest.approx((X**2).sum(axis=0))
    rows = compute.sum_of_squares(tall(X), axis=1).array()
    assert rows[:, 0] == pytest.approx((X**2).sum(axis=1))


@pytest.mark.parametrize("order", ["fro", "nuc", 1, -1, 2, -2, np.inf, -np.inf])
def test_norms_of_matrices(order: str | float) -> None:
    X = data()
    expected = np.linalg.norm(X, order)  # type: ignore[arg-type]
    assert compute.matrix_norm(tall(X), order=order) == pytest.approx(expected, rel=1e-11)
    large = compute.matrix_norm(tall(X * 1e200), order="fro")
    assert large == pytest.approx(np.linalg.norm(X) * 1e200)


@pytest.mark.parametrize("intercept", [False, True])
@pytest.mark.parametrize("y_is_tall", [False, True])
def test_least_squares(intercept: bool, y_is_tall: bool) -> None:
    X, y = data(), data(p=2, seed=7)
    b = tall(y, step=55) if y_is_tall else Matrix(y, name="y").streamed()
    found = compute.regression(tall(X), b, intercept=intercept)
    A = np.column_stack([np.ones(HEIGHT), X]) if intercept else X
    expected, _, _, _ = np.linalg.lstsq(A, y, rcond=None)
    assert found.x == pytest.approx(expected, rel=1e-9)
    assert found.fitted.array() == pytest.approx(A @ expected, rel=1e-9)
    assert found.residuals.array() == pytest.approx(y - A @ expected, rel=1e-8, abs=1e-9)
    norms = np.linalg.norm(y - A @ expected, axis=0)
    assert found.norms == pytest.approx(norms, rel=1e-11)
    spread = np.linalg.norm(y - y.mean(axis=0) if intercept else y, axis=0)
    assert found.r2 == pytest.approx(1 - (norms / spread) ** 2, rel=1e-9)
    variances = np.linalg.inv(A.T @ A).diagonal()[:, None] * norms**2 / (HEIGHT - A.shape[1])
    assert found.errors == pytest.approx(np.sqrt(variances), rel=1e-8)


def test_least_squares_refined_finds_what_was_put_in() -> None:
    X = np.vander(np.linspace(0, 1, HEIGHT), 8)  # condition number 1e6 and more
    x = np.arange(1.0, 9.0)[:, None]
    y = X @ x
    found = compute.regression(tall(X), Matrix(y).streamed())
    assert found.x == pytest.approx(x, rel=1e-9)


def test_ridge_leaves_the_intercept_alone() -> None:
    X, y = data(), data(p=1, seed=7)
    found = compute.regression(tall(X), Matrix(y).streamed(), intercept=True, ridge=5.0)
    Z = X - X.mean(axis=0)
    slopes = np.linalg.solve(Z.T @ Z + 5 * np.eye(5), Z.T @ (y - y.mean()))
    assert found.x[1:] == pytest.approx(slopes, rel=1e-9)
    assert found.x[0] == pytest.approx(y.mean() - X.mean(axis=0) @ slopes)
    assert found.errors is None


def test_least_squares_of_least_norm() -> None:
    X, y = data(), data(p=1, seed=7)
    X = np.column_stack([X, X[:, 0] + X[:, 1]])
    with pytest.warns(match="rank 5 of 6"):
        found = compute.regression(tall(X), Matrix(y).streamed())
    assert found.x == pytest.approx(np.linalg.pinv(X) @ y, rel=1e-8)
    assert (found.rank, found.errors) == (5, None)


def test_columns_that_are_nearly_dependent_have_the_rank_they_have_in_memory() -> None:
    X, y = data(n=30_000), data(n=30_000, p=1, seed=7)
    X = np.column_stack([X, X[:, 1] * (1 + 3e-12 * data(n=30_000, p=1, seed=9)[:, 0])])
    with pytest.warns() as told:
        found = compute.regression(tall(X, step=5000), Matrix(y).streamed())
    with pytest.warns() as others:
        expected = compute.regression(Matrix(X), Matrix(y))
    assert found.rank == expected.rank
    assert found.x == pytest.approx(expected.x, rel=1e-4)
    assert {w.category for w in told} == {w.category for w in others}


def test_least_squares_in_any_units() -> None:
    units = 10.0 ** np.array([200, -200, 0, 80, -80])
    X, y = data(), data(p=1, seed=7)
    plain = compute.regression(tall(X), Matrix(y).streamed(), intercept=True)
    found = compute.regression(tall(X * units), Matrix(y).streamed(), intercept=True)
    assert found.x[1:] * units[:, None] == pytest.approx(plain.x[1:], rel=1e-9)
    assert found.errors[1:] * units[:, None] == pytest.approx(plain.errors[1:], rel=1e-9)


def test_digits_that_are_lost_are_told_as_in_memory() -> None:
    X = np.column_stack([data(p=2), 1e9 + data(p=1, seed=4)])
    y = data(p=1, seed=7)
    with pytest.warns(match="condition number .*: about . of 16 digits can be trusted"):
        found = compute.regression(tall(X), Matrix(y).streamed(), intercept=True)
    with pytest.warns(match="condition number .*: about . of 16 digits can be trusted"):
        expected = compute.regression(Matrix(X), Matrix(y), intercept=True)
    assert found.x == pytest.approx(expected.x, rel=1e-6)


@pytest.mark.parametrize("intercept", [False, True])
@pytest.mark.parametrize("near", [1e-9, 1e-12, 3e-13])
def test_no_more_digits_are_promised_than_there_are(near: float, intercept: bool) -> None:
    B = np.random.default_rng(3).normal(size=(200, 3))
    X = np.column_stack([B[:, 0], B[:, 1], B[:, 0] + near * B[:, 2]])
    y = B @ [[1], [-2], [0.5]]
    A = np.column_stack([np.ones(200), X]) if intercept else X
    with mpmath.workdps(60):
        a, b = mpmath.matrix(A.tolist()), mpmath.matrix(y.tolist())
        exact = np.array([float(x) for x in mpmath.lu_solve(a.T * a, a.T * b)])
    with pytest.warns(AccuracyWarning) as told:
        found = compute.regression(tall(X), Matrix(y).streamed(), intercept=intercept)
    promised = re.search(r"about (\d+) of 16 digits", str(told[0].message))
    assert promised
    error = np.abs(found.x[:, 0] - exact).max() / np.abs(exact).max()
    assert error <= 10.0 ** -int(promised[1])


def test_a_refinement_that_leads_nowhere_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    X, y = data(), data(p=1, seed=7)
    monkeypatch.setattr(_Triangle, "step", lambda _, gradient: np.full_like(gradient, 1e-3))
    with pytest.warns(AccuracyWarning, match="a backward error of .* roundings"):
        found = compute.regression(tall(X), Matrix(y).streamed())
    assert found.x == pytest.approx(np.linalg.lstsq(X, y)[0], rel=1e-1)


@pytest.mark.parametrize("m", [1, 3, 70])
def test_fewer_rows_than_columns(m: int) -> None:
    X = np.random.default_rng(2).normal(size=(m, 100))
    S = np.linalg.svd(X, compute_uv=False)
    assert compute.singular_values(tall(X)) == pytest.approx(S)
    assert compute.cond(tall(X)) == pytest.approx(S[0] / S[-1])
    assert compute.rank(tall(X)) == m
    if m > 1:
        assert compute.matrix_norm(tall(X), order=-2) == pytest.approx(S[-1])
    if m > 2:
        assert compute.pca(tall(X)).explained == pytest.approx(compute.pca(Matrix(X)).explained)


def test_a_rank_that_hangs_on_units_or_on_rounding_is_told() -> None:
    X, y = data(), data(p=1, seed=7)
    small = np.column_stack([X, X[:, 0]]) * [1, 1, 1, 1, 1e-20, 1]
    with pytest.warns() as told:
        found = compute.regression(tall(small), Matrix(y).streamed())
    said = "badly scaled: the rank used is 4, with columns of one size it is 5"
    assert said in [str(warning.message) for warning in told]
    assert found.x[4] == pytest.approx(0, abs=1e-15)
    near = np.column_stack([X, X[:, 0], X[:, 1] * (1 + 3e-13 * data(p=1, seed=9)[:, 0])])
    with pytest.warns() as told:
        compute.regression(tall(near), Matrix(y).streamed())
    assert any("about 0 of 16 digits" in str(warning.message) for warning in told)


def test_a_penalty_too_small_to_count() -> None:
    X = np.column_stack([data(), data()[:, 0]])
    y = data(p=1, seed=7)
    found = compute.regression(tall(X), Matrix(y).streamed(), ridge=1e-300)
    assert found.x == pytest.approx(np.linalg.pinv(X) @ y, rel=1e-8)


def test_the_engine_has_what_it_has() -> None:
    assert blocked.has("pca")
    with pytest.raises(AttributeError, match="qr"):
        blocked.qr  # noqa: B018


def test_what_is_constant_has_no_variance_at_all() -> None:
    X = data()
    X[:, 2] = 0.1
    C = compute.cov(tall(X))
    assert C[2].tolist() == C[:, 2].tolist() == [0] * 5


@pytest.mark.parametrize("standardize", [False, True])
def test_data_in_a_basis_that_was_kept_and_back(standardize: bool) -> None:
    X, Y = data(), data(seed=9)
    model = compute.pca(Matrix(X), standardize=standardize)
    kept = [Matrix(part) for part in (model.components[:2], model.mean[None], model.scale[None])]
    found, expected = (compute.pca_scores(M, *kept) for M in (tall(Y), Matrix(Y)))
    assert found.scores.array() == pytest.approx(expected.scores, rel=1e-12)
    assert found.error.array()[:, 0] == pytest.approx(expected.error, rel=1e-12)
    back = compute.pca_reconstruction(tall(expected.scores), *kept)
    assert back.array() == pytest.approx(
        compute.pca_reconstruction(Matrix(expected.scores), *kept), rel=1e-12
    )


def test_what_hardly_varies_does_vary() -> None:
    i = np.arange(HEIGHT)
    X = np.column_stack([1e15 + (i % 2) * 0.5, i % 7, np.full(HEIGHT, 1e15)])
    exact = np.cov(np.column_stack([(i % 2) * 0.5, i % 7]).T)
    assert compute.cov(tall(X))[:2, :2] == pytest.approx(exact, rel=1e-12)
    assert not compute.cov(tall(X))[2].any()
    with pytest.raises(Constant):
        compute.corr(tall(X))


@pytest.mark.parametrize(("mean", "spread"), [(1e9, 1e-3), (3e12, 1e6), (2.0**53 - 2000, 900.0)])
def test_large_means_cost_no_digits(mean: float, spread: float) -> None:
    X = mean + np.rint(data(p=2) * 64) / 64 * spread
    left = (X - mean).astype(np.longdouble)  # without rounding
    left -= left.mean(axis=0)
    size = np.abs(left).max()
    assert np.abs(compute.center(tall(X)).array() - left).max() <= 1e-14 * size
    assert np.abs(compute.center(tall(X), standardize=True).array()).max() < 100
    scores = compute.pca(tall(X)).scores.array()
    assert np.abs(scores).max() == pytest.approx(
        np.abs(left.astype(float) @ compute.pca(Matrix(left.astype(float))).components.T).max(),
        rel=1e-9,
    )


def test_the_norm_of_a_row_is_that_of_a_vector() -> None:
    x = tall(np.array([[0.5, -3, 2, 0]]))
    assert not x.is_vector  # as far as is known
    with pytest.raises(ShapeError, match="X: a single row is a vector"):
        compute.matrix_norm(x, order=1)
    assert x.is_vector


def test_what_changes_between_two_passes_is_refused() -> None:
    sizes = iter([HEIGHT, HEIGHT - 1])
    X = data()
    changing = Tall(lambda _: iter([Block(X[: next(sizes)])]), 5, "X")
    with pytest.raises(InputError, match="X: changed while it was read, from 700 rows"):
        compute.center(Matrix(changing)).array()


def test_products_of_several(monkeypatch: pytest.MonkeyPatch) -> None:
    X, B, C = data(), data(5, 3), data(3, 2)
    for factor in (Matrix(B), tall(B)):
        made = compute.matmul(tall(X), factor, Matrix(C))
        assert made.array() == pytest.approx(X @ B @ C)
    assert compute.matmul(Matrix(X), tall(B)) == pytest.approx(X @ B)
    monkeypatch.setenv("LACLI_MAX_MEMORY", str(8 * X.size))
    for factors in ((Matrix(B.T), tall(X.T)), (tall(X), tall(X.T), Matrix(X))):
        with pytest.raises(InputError, match=r"^X.* (too large for|in) memory") as caught:
            compute.matmul(*factors)
        assert "only its first factor" in caught.value.hint


def test_transposed_a_few_columns_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lacli.tall.ENTRIES", 2 * HEIGHT)
    X = data()
    turned = Matrix(tall(X)._cells, None, [*"abcde"]).T
    assert turned.shape == (5, HEIGHT)
    assert turned.values == pytest.approx(X.T)
    assert [block.values.shape[0] for block in turned.blocks()] == [2, 2, 1]
    assert [name for block in turned.blocks() for name in block.rows or ()] == [*"abcde"]


def test_properties() -> None:
    X = np.linalg.qr(data()).Q
    assert compute.defect(tall(X), kind="orthonormal_columns").size < 1e-13
    assert compute.defect(tall(2 * X), kind="orthonormal_columns").size == pytest.approx(3)
    P = np.abs(data())
    P /= P.sum(axis=1, keepdims=True)
    assert compute.defect(tall(P), kind="stochastic").size < 1e-14
    P[5, 1] += 0.25
    assert compute.defect(tall(P), kind="stochastic").size == pytest.approx(0.25)
    assert compute.defect(tall(P), kind="nonnegative").size == 0
    P[6, 1] = -P.max() / 2
    assert compute.defect(tall(P), kind="nonnegative").size == pytest.approx(0.5)
    D = np.eye(HEIGHT, 5) * 4
    assert compute.defect(tall(D, step=2), kind="diagonal").size == 0
    D[1, 0] = 1
    assert compute.defect(tall(D, step=2), kind="diagonal").size == 0.25
    with pytest.raises(InputError, match="too large for memory"):
        compute.defect(tall(D), kind="upper")


def test_what_is_refused() -> None:
    X = data()
    one = tall(X[:1])
    with pytest.raises(ShapeError, match="single row"):
        compute.pca(one)
    with pytest.raises(ShapeError, match="single row"):
        compute.corr(tall(X[:1]))
    with pytest.raises(ShapeError, match="single row"):
        compute.cov(tall(X[:1]))
    constant = X * [1, 1, 0, 1, 1]
    with pytest.raises(Constant) as caught:
        compute.corr(tall(constant))
    assert caught.value.column == 2
    with pytest.raises(MathError, match="every column is constant"):
        compute.pca(tall(X * 0 + 3))
    with pytest.raises(MathError, match="too large"):
        compute.cov(tall(X / np.abs(X).max() * 1e308))
    with (
        compute.wanting(fractions=True),
        pytest.raises(UsageError, match="too large for fractions"),
    ):
        compute.rank(tall(X))
    with pytest.raises(InputError, match="too large for its singular vectors"):
        compute.svd(tall(X))
    for short, long in ((X[:9], X), (X, X[:9])):
        with pytest.raises(ShapeError, match="X has more rows than X, which has 9"):
            compute.regression(tall(short), tall(long[:, :1]))


def test_singular_values_alone_are_to_be_had() -> None:
    X = data()
    with compute.wanting(part="S"):
        found = compute.svd(tall(X), rank=2)
    assert found.S == pytest.approx(np.linalg.svd(X, compute_uv=False)[:2])
    with pytest.raises(AssertionError):
        found.U.array()


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("lacli.tall.ENTRIES", 300)
    monkeypatch.setattr("lacli.parse.stretches.ENTRIES", 300)
    monkeypatch.setattr("lacli.parse.source.RUN", 4000)
    X = data()
    lines = [",".join(map(repr, row)) for row in X.tolist()]
    Path("X.csv").write_text("a,b,c,d,e\n" + "\n".join(lines) + "\n")
    named = [f"r{i},{line}" for i, line in enumerate(lines)]
    Path("named.csv").write_text(",a,b,c,d,e\n" + "\n".join(named) + "\n")
    Path("y.csv").write_text("y\n" + "\n".join(map(repr, data(p=1, seed=7)[:, 0].tolist())) + "\n")
    Path("B.csv").write_text("1,2\n3,4\n5,6\n7,8\n9,1\n")
    return tmp_path


@pytest.mark.parametrize(
    "args",
    [
        "pca", "pca -k 2", "pca --standardize --variance 0.9", "pca --part components", "cov",
        "cov --population", "corr", "center", "center --standardize", "rank", "cond", "norm",
        "norm --ord 1", "norm --ord inf", "norm --axis rows", "norm --axis columns",
        "norm --squared", "svd --part S", "describe", "transpose", "show", "show --no-names",
        "svd --part S --rank 2", "transpose -f json",
    ],
)  # fmt: skip
@pytest.mark.parametrize("file", ["X.csv", "named.csv"])
@pytest.mark.usefixtures("files")
def test_every_command_says_what_it_says_in_memory(args: str, file: str, call: Call) -> None:
    command, *options = args.split()
    blocked = call(command, file, *options, "--engine", "blocked")
    memory = call(command, file, *options, "--engine", "memory")
    piped = call(command, "-", *options, "--engine", "blocked", stdin=Path(file).read_bytes())
    assert (blocked.code, memory.code, blocked.err) == (0, 0, memory.err)
    if "json" not in options:
        assert_alike(blocked.out, memory.out)
    assert piped.out == blocked.out


@pytest.mark.parametrize("options", ["", "--intercept", "--ridge 2", "--part x"])
@pytest.mark.usefixtures("files")
def test_least_squares_says_what_it_says_in_memory(options: str, call: Call) -> None:
    args = ("lstsq", "named.csv", "y.csv", *options.split())
    blocked = call(*args, "--engine", "blocked")
    assert_alike(blocked.out, call(*args, "--engine", "memory").out)
    assert blocked.code == 0


@pytest.mark.parametrize("lines", [HEIGHT, 50])
@pytest.mark.usefixtures("files")
def test_rows_named_otherwise_are_refused(lines: int, call: Call) -> None:
    y = [f"r{i},{i}" for i in range(lines)]  # 50 lines are in memory
    y[20], y[21] = y[21], y[20]
    Path("named-y.csv").write_text(",y\n" + "\n".join(y) + "\n")
    found = call("lstsq", "named.csv", "named-y.csv", "--engine", "blocked")
    assert (found.code, found.out) == (4, "")
    assert "row 21 is 'r20' in named.csv and 'r21' in named-y.csv" in found.err


@pytest.mark.usefixtures("files")
def test_a_file_without_a_header_has_coefficients_by_number(call: Call) -> None:
    Path("bare.csv").write_text(Path("X.csv").read_text().partition("\n")[2])
    args = ("lstsq", "bare.csv", "y.csv", "--intercept")
    blocked = call(*args, "--engine", "blocked")
    assert blocked.code == 0
    assert_alike(blocked.out, call(*args).out)


@pytest.mark.usefixtures("files")
def test_products_say_what_they_say_in_memory(call: Call) -> None:
    args = ("matmul", "named.csv", "B.csv")
    assert_alike(call(*args, "--engine", "blocked").out, call(*args).out)


@pytest.mark.usefixtures("files")
def test_what_needs_all_of_it_is_done_where_memory_holds_it(call: Call) -> None:
    assert call("pinv", "X.csv", "--engine", "blocked").out == call("pinv", "X.csv").out
