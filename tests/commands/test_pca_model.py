"""A model of pca: other data in its basis and back, against independent computation."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import MATRICES, read

from lacli.commands.pca import PCA, Reconstruction, Scores, pca
from lacli.errors import AccuracyWarning, InputError, MathError, Note, ShapeError, UsageError
from lacli.matrix import Matrix, Parts

IRIS = read((MATRICES / "iris.csv").read_text(), columns="1-4")
HALVES = [slice(0, 75), slice(75, 150), slice(0, 150, 2), slice(1, 150, 2)]
TINY = Matrix([[3, 1], [1, 3], [-1, -3], [-3, -1]], cols=("x", "y"), name="X")


def half(which: slice) -> Matrix:
    return Matrix(IRIS.values[which], cols=IRIS.cols, name="half.csv")


def parts(answer: PCA | Scores | Reconstruction) -> Parts:
    """An answer as it comes back from a file."""
    found = {name: part for name, part in answer._asdict().items() if part is not None}
    return {
        name: Matrix(part.values, rows=part.rows, cols=part.cols, name="model.json")
        for name, part in found.items()
    }


def by_eigh(X: np.ndarray, Y: np.ndarray, standardize: bool) -> tuple[np.ndarray, np.ndarray]:
    """The scores of Y by the eigenvectors of the covariance matrix of X, and those."""
    scale = X.std(axis=0, ddof=1) if standardize else 1
    values, vectors = np.linalg.eigh(np.cov((X / scale).T))
    V = vectors[:, np.argsort(-values)]
    V = V * np.sign(V[np.abs(V).argmax(axis=0), np.arange(V.shape[1])])
    return (Y - X.mean(axis=0)) / scale @ V, V


@pytest.mark.parametrize(("fitted", "applied"), [(0, 1), (1, 0), (2, 3), (3, 2)])
@pytest.mark.parametrize("standardize", [False, True])
@pytest.mark.parametrize("k", [1, 2, 4])
def test_one_half_of_iris_in_the_basis_of_the_other(
    fitted: int, applied: int, standardize: bool, k: int
) -> None:
    X, Y = half(HALVES[fitted]), half(HALVES[applied])
    answer = pca(Y, k=k, model=parts(pca(X, standardize=standardize)))
    expected, V = by_eigh(X.values, Y.values, standardize)
    np.testing.assert_allclose(answer.scores.values, expected[:, :k], rtol=0, atol=1e-12)
    left_out = np.sqrt((expected[:, k:] ** 2).sum(axis=1))  # V is orthogonal
    np.testing.assert_allclose(answer.error.values[:, 0], left_out, rtol=0, atol=1e-12)
    assert answer.scores.cols == tuple(f"PC{i + 1}" for i in range(k))
    assert V.shape == (4, 4)


@pytest.mark.parametrize("standardize", [False, True])
def test_a_model_gives_the_scores_it_has(standardize: bool) -> None:
    fitted = pca(IRIS, standardize=standardize)
    answer = pca(IRIS, model=parts(fitted))
    np.testing.assert_allclose(answer.scores.values, fitted.scores.values, atol=1e-12)
    assert (answer.error.values == 0).all()


@pytest.mark.parametrize("standardize", [False, True])
@pytest.mark.parametrize("k", [1, 2, 3])
def test_the_error_of_a_reconstruction_is_the_root_mean_square_distance(
    standardize: bool, k: int
) -> None:
    straight = pca(IRIS, k=k, standardize=standardize, inverse=True)
    scale = IRIS.values.std(axis=0, ddof=1) if standardize else 1
    distances = (straight.reconstruction.values - IRIS.values) / scale
    expected = np.sqrt((distances**2).sum() / (len(IRIS.values) - 1))
    assert straight.error == pytest.approx(expected, rel=1e-12)
    fewer = pca(IRIS, k=k, standardize=standardize)
    everything = pca(IRIS, standardize=standardize)
    for model, scores, kept in [
        (fewer, fewer.scores, None),
        (everything, fewer.scores, None),
        (everything, everything.scores, k),
    ]:
        back = pca(scores, k=kept, model=parts(model), inverse=True)
        assert back.error == pytest.approx(expected, rel=1e-10)
        np.testing.assert_allclose(
            back.reconstruction.values, straight.reconstruction.values, atol=1e-12
        )
        assert back.reconstruction.cols == IRIS.cols


def test_all_components_give_the_data_back() -> None:
    back = pca(pca(IRIS).scores, model=parts(pca(IRIS)), inverse=True)
    np.testing.assert_allclose(back.reconstruction.values, IRIS.values, atol=1e-13)
    assert back.error == 0


def test_data_on_a_line_lose_nothing_but_rounding() -> None:
    X = Matrix(np.outer([1, 2, 4], [1, 3, 0.1]) + 7)
    straight = pca(X, k=1, inverse=True)
    back = pca(pca(X, k=1).scores, model=parts(pca(X, k=1)), inverse=True)
    assert straight.error == back.error == 0
    np.testing.assert_allclose(back.reconstruction.values, X.values, rtol=1e-14)


def test_as_many_components_as_reach_a_share() -> None:
    assert pca(IRIS, variance=0.95, inverse=True) == pca(IRIS, k=2, inverse=True)


def test_names_of_the_answers() -> None:
    X = Matrix(TINY.values, rows=("a", "b", "c", "d"), cols=TINY.cols)
    answer = pca(X, model=parts(pca(X)))
    assert (answer.scores.rows, answer.error.rows) == (X.rows, X.rows)
    back = pca(answer.scores, model=parts(pca(X)), inverse=True)
    assert (back.reconstruction.rows, back.reconstruction.cols) == (X.rows, X.cols)


def test_columns_are_matched_by_name() -> None:
    model = parts(pca(TINY))
    Y = Matrix([[9, 30, 10], [8, 50, 20]], cols=("z", "y", "x"), name="Y.csv")
    with pytest.warns(Note, match=r"model\.json does not need column 'z' of Y\.csv"):
        answer = pca(Y, model=model)
    assert answer.scores == pca(Matrix([[10, 30], [20, 50]], cols=("x", "y")), model=model).scores


def test_columns_without_names_are_taken_in_order() -> None:
    model = parts(pca(TINY))
    expected = pca(Matrix([[10, 30]], cols=("x", "y")), model=model)
    with pytest.warns(Note, match="Y have no names: they are taken in order"):
        assert pca(Matrix([[10, 30]], name="Y"), model=model).scores == expected.scores
    unnamed = parts(pca(Matrix(TINY.values)))
    Y = Matrix([[10, 30]], cols=("u", "v"), name="Y")
    with pytest.warns(Note, match="has no names of columns: those of Y are taken in order"):
        assert pca(Y, model=unnamed).scores == expected.scores


@pytest.mark.parametrize(
    ("cols", "message"),
    [
        (("x", "z"), r"Y\.csv has no column 'y', which model\.json needs"),
        (("u", "v"), r"Y\.csv has no column 'x', 'y', which model\.json needs"),
        (("y", "x", "x"), "column 'x' comes twice"),
        (None, r"Y\.csv is 1×3: model\.json is for 2 columns"),
    ],
)
def test_columns_that_do_not_fit(cols: tuple[str, ...] | None, message: str) -> None:
    Y = Matrix([[1.0, 2, 3][: len(cols or "abc")]], cols=cols, name="Y.csv")
    with pytest.raises(ShapeError, match=message):
        pca(Y, model=parts(pca(TINY)))


def test_scores_are_matched_by_name() -> None:
    model = parts(pca(IRIS))
    scores = pca(IRIS).scores.values
    third = pca(Matrix(scores[:, [2, 0]], cols=("PC3", "PC1")), model=model, inverse=True)
    C = pca(IRIS).components.values
    expected = scores[:, [0, 2]] @ C[[0, 2]] + IRIS.values.mean(axis=0)
    np.testing.assert_allclose(third.reconstruction.values, expected, atol=1e-12)
    variances = pca(IRIS).explained.values[:, 0]
    assert third.error == pytest.approx(np.sqrt(variances[1] + variances[3]))
    first = pca(Matrix(scores[:, :1]), model=model, inverse=True)
    assert first == pca(Matrix(scores), k=1, model=model, inverse=True)


@pytest.mark.parametrize(
    ("cols", "k", "message"),
    [
        (("PC1", "PC7"), None, r"column 'PC7' of s\.csv is no component of model\.json"),
        (("PC1", "PC1"), None, r"s\.csv has column 'PC1' twice"),
        (("PC2",), 1, r"s\.csv has no column for the first 1 of the components"),
        (("PC1",), 3, r"model\.json has 2 components, not 3"),
        (None, None, r"s\.csv is 1×3: model\.json has 2 components"),
    ],
)
def test_scores_that_do_not_fit(cols: tuple[str, ...] | None, k: int | None, message: str) -> None:
    scores = Matrix([[1.0, 2, 3][: len(cols or "abc")]], cols=cols, name="s.csv")
    with pytest.raises(ShapeError, match=message):
        pca(scores, k=k, model=parts(pca(TINY)), inverse=True)


def test_complex_data_come_back() -> None:
    random = np.random.default_rng(5)
    X = Matrix(random.normal(size=(6, 3)) + 1j * random.normal(size=(6, 3)))
    fitted = pca(X)
    np.testing.assert_allclose(
        pca(X, model=parts(fitted)).scores.values, fitted.scores.values, atol=1e-12
    )
    back = pca(fitted.scores, model=parts(fitted), inverse=True)
    np.testing.assert_allclose(back.reconstruction.values, X.values, atol=1e-12)


@pytest.mark.parametrize("scale", [1e-120, 1e120, 2e153])
def test_scales(scale: float) -> None:
    X, Y = Matrix(TINY.values * scale), Matrix(np.array([[1, 7], [2, 5]]) * scale)
    answer = pca(Y, k=1, model=parts(pca(X)))
    expected = pca(Matrix([[1, 7], [2, 5]]), k=1, model=parts(pca(Matrix(TINY.values))))
    np.testing.assert_allclose(answer.scores.values, expected.scores.values * scale)
    np.testing.assert_allclose(answer.error.values, expected.error.values * scale)
    assert pca(X, k=1, inverse=True).error == pytest.approx(np.sqrt(8 / 3) * scale)


def test_variances_that_vanish_are_refused() -> None:
    with pytest.raises(MathError, match="the variances are too small"):
        pca(Matrix(TINY.values * 1e-200))


def test_columns_of_any_size_are_standardized() -> None:
    answer = pca(Matrix(TINY.values * [1e-200, 1e200]), standardize=True)
    expected = pca(TINY, standardize=True)
    np.testing.assert_allclose(answer.scores.values, expected.scores.values)


def broken(**changes: Matrix | None) -> Parts:
    found = parts(pca(TINY, standardize=True)) | changes
    for part in changes.values():
        if part is not None:
            part.name = "model.json"
    return {name: part for name, part in found.items() if part is not None}


@pytest.mark.parametrize(
    ("model", "message"),
    [
        (broken(components=None), "no part 'components': there is explained, scores, mean, scale"),
        (broken(mean=None), "no part 'mean'"),
        ({}, "no part 'components': there is nothing"),
        (broken(mean=Matrix([[1, 2, 3]])), "mean is 1×3: components, 2×2, need 1×2"),
        (broken(scale=Matrix([[1]])), "scale is 1×1: components, 2×2, need 1×2"),
        (broken(explained=Matrix([[1, 1, 1]])), "explained is 1×3: components, 2×2, need 2×3"),
        (broken(scale=Matrix([[1, 0]])), "scale has an entry that is not positive"),
        (broken(components=Matrix([[1, 2], [3, 4]])), "rows that are not orthonormal"),
        (broken(explained=Matrix([[1, 0, 0], [0, 1, 1]])), "explained has no variances"),
        (broken(explained=Matrix([[0, 1, 1], [0, 0, 1]])), "explained has no variances"),
        (broken(mean=Matrix([[1, 2]], cols=("x", "z"))), "mean and components name their columns"),
    ],
)
def test_models_that_are_none(model: Parts, message: str) -> None:
    with pytest.raises(InputError, match=message) as raised:
        pca(TINY, model=model)
    assert raised.value.message.startswith("model.json: " if model else "the model: ")


def test_a_part_may_be_called_after_itself() -> None:
    model = {"mean": Matrix([[1, 2]], name="model.csv:mean")}
    with pytest.raises(InputError, match=r"^model\.csv: no part 'components'"):
        pca(TINY, model=model)


def test_a_model_without_variances_tells_no_error() -> None:
    model = broken(explained=None)
    with pytest.warns(Note, match=r"model\.json has no part 'explained'"):
        assert pca(Matrix([[1, 2]]), model=model, inverse=True).error is None


def test_a_rounded_model_is_warned_of() -> None:
    model = parts(pca(IRIS))
    model["components"] = Matrix(model["components"].values.round(4), cols=IRIS.cols)
    with pytest.warns(AccuracyWarning, match="as --precision leaves them"):
        answer = pca(IRIS, model=model)
    np.testing.assert_allclose(answer.scores.values, pca(IRIS).scores.values, atol=1e-3)


def test_a_variance_too_near_to_all_is_warned_of() -> None:
    model = broken(explained=Matrix([[1, 0.5, 0.5], [1, 0.5, 1 - 1e-11]]))
    with pytest.warns(AccuracyWarning, match="the error has few digits"):
        assert pca(Matrix([[1, 2]]), model=model, inverse=True).error == pytest.approx(4.5e-6, 0.1)


def test_conflicting_wishes_are_refused() -> None:
    model = parts(pca(TINY))
    with pytest.raises(UsageError, match="--variance is settled by the model"):
        pca(TINY, variance=0.5, model=model)
    with pytest.raises(UsageError, match="--standardize is settled by the model"):
        pca(TINY, standardize=True, model=model)
    with pytest.raises(UsageError, match="--inverse needs the --model"):
        pca(TINY, inverse=True)
    with pytest.raises(ShapeError, match=r"model\.json has 2 components, not 3"):
        pca(TINY, k=3, model=model)
    with pytest.raises(ShapeError, match="it has 2 principal components, not 3"):
        pca(TINY, k=3, inverse=True)
