"""The largest singular values by random vectors, against those that were put in."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from conftest import Said
from numpy.linalg import LinAlgError

from lacli import compute
from lacli.compute.dense import randomized
from lacli.errors import MathError
from lacli.matrix import Matrix

Call = Callable[..., Said]
N = 520


def orthonormal(n: int, k: int, seed: int, kind: type = float) -> np.ndarray:
    rng = np.random.default_rng(seed)
    Z = rng.normal(size=(n, k)) + (1j * rng.normal(size=(n, k)) if kind is complex else 0)
    return np.linalg.qr(Z).Q


def with_values(S: np.ndarray, kind: type = float) -> np.ndarray:
    U, V = (orthonormal(N + extra, len(S), seed, kind) for extra, seed in ((30, 1), (0, 2)))
    return U * S @ V.conj().T


@pytest.mark.parametrize("kind", [float, complex])
@pytest.mark.parametrize(
    "S",
    [0.9 ** np.arange(N), 1 / np.arange(1.0, N + 1) ** 2, np.repeat([3.0, 1, 1e-3], [4, 4, N - 8])],
    ids=["geometric", "algebraic", "repeated"],
)
def test_values_and_vectors_are_right_to_the_error_that_is_stated(
    S: np.ndarray, kind: type
) -> None:
    A = with_values(S, kind)
    found = randomized.leading(A, 6)
    assert found is not None
    assert found.error <= randomized.RIGHT
    assert np.abs(found.S - S[:6]).max() <= (found.error + 1e-14) * S[0]
    assert np.abs(found.U.conj().T @ found.U - np.eye(6)).max() < 1e-13
    assert np.abs(A @ found.Vh.conj().T - found.U * found.S).max() <= 1e-10 * S[0]


def test_a_matrix_of_noise_is_left_to_lapack() -> None:
    A = np.random.default_rng(4).normal(size=(N, N))
    assert randomized.leading(A, 6) is None
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = compute.svd(Matrix(A), rank=6)
    assert found.S == pytest.approx(np.linalg.svd(A, compute_uv=False)[:6])


def test_a_matrix_of_zeros_has_none() -> None:
    found = randomized.leading(np.zeros((N, N)), 2)
    assert found is not None
    assert found.S.tolist() == [0, 0]


@pytest.mark.parametrize(
    ("shape", "k", "pays"),
    [
        ((N, N), None, False), ((N, N), 6, True), ((N, N), 60, False), ((50, 10**6), 2, False),
        ((10**6, 600), 9, True),
    ],
)  # fmt: skip
def test_where_it_pays(shape: tuple[int, int], k: int | None, pays: bool) -> None:
    assert randomized.pays(shape, k) is pays


def test_what_does_not_converge_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def svd(*_: object, **__: object) -> None:
        raise LinAlgError

    monkeypatch.setattr(np.linalg, "svd", svd)
    with pytest.raises(MathError, match="the singular values did not converge"):
        randomized.leading(np.eye(N), 3)


def test_a_large_scale_costs_nothing() -> None:
    S = 0.9 ** np.arange(N)
    with pytest.warns(match="found by random vectors"):
        found = compute.svd(Matrix(with_values(S) * 1e200), rank=3)
    assert found.S == pytest.approx(S[:3] * 1e200)


def test_svd_and_pca_say_so(tmp_path: Path, call: Call) -> None:
    S = 0.9 ** np.arange(N)
    A = with_values(S)
    np.save(tmp_path / "A.npy", A)
    few = call("svd", str(tmp_path / "A.npy"), "--rank", "3", "--part", "S")
    values = [float(x) for x in few.out.split()]
    assert values == pytest.approx(S[:3].tolist(), rel=1e-9)
    assert "note: found by random vectors: the 3 largest singular values are right to " in few.err
    found = call("pca", str(tmp_path / "A.npy"), "-k", "2", "--part", "explained")
    assert "found by random vectors" in found.err
    rows = [[float(x) for x in line.split(",")[1:]] for line in found.out.split()[1:]]
    Z = A - A.mean(axis=0)
    variances = np.linalg.eigvalsh(Z.T @ Z)[::-1] / (len(Z) - 1)
    assert [row[0] for row in rows] == pytest.approx(variances[:2].tolist(), rel=1e-9)
    assert [row[1] for row in rows] == pytest.approx((variances[:2] / variances.sum()).tolist())
    assert rows[1][2] == pytest.approx(variances[:2].sum() / variances.sum())
