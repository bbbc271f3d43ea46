"""The pseudoinverse: Penrose's four conditions, in every shape and rank."""

from __future__ import annotations

import numpy as np
import pytest

from lacli.commands.pinv import pinv
from lacli.errors import AccuracyWarning, Note, UsageError
from lacli.matrix import Matrix


@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
@pytest.mark.parametrize("shape", [(4, 4), (5, 3), (3, 5), (1, 4), (4, 1)])
@pytest.mark.parametrize("rank", [0, 1, 3])
@pytest.mark.parametrize("imaginary", [0, 1])
def test_penroses_conditions(shape: tuple[int, int], rank: int, imaginary: int) -> None:
    random = np.random.default_rng(5)
    m, n = shape
    L = random.normal(size=(m, rank)) + imaginary * 1j * random.normal(size=(m, rank))
    A = L @ random.normal(size=(rank, n))
    P = pinv(Matrix(A)).values
    assert P.shape == (n, m)
    np.testing.assert_allclose(A @ P @ A, A, atol=1e-12)
    np.testing.assert_allclose(P @ A @ P, P, atol=1e-12)
    np.testing.assert_allclose((A @ P).conj().T, A @ P, atol=1e-12)
    np.testing.assert_allclose((P @ A).conj().T, P @ A, atol=1e-12)


def test_the_rank_used_is_told_when_it_is_not_full() -> None:
    with pytest.warns(Note, match="the rank used is 2 of 3"):
        pinv(Matrix([[1, 2, 3], [4, 5, 6], [7, 8, 9]]))


def test_rcond_decides_what_counts_as_0() -> None:
    A = Matrix([[1, 0], [0, 1e-3]])
    np.testing.assert_allclose(pinv(A).values, [[1, 0], [0, 1000]])
    with pytest.warns(Note, match="the rank used is 1 of 2"):
        np.testing.assert_array_equal(pinv(A, rcond=1e-2).values, [[1, 0], [0, 0]])


@pytest.mark.parametrize("rcond", [-1, 1, float("nan"), float("inf")])
def test_rcond_is_a_share(rcond: float) -> None:
    with pytest.raises(UsageError, match="--rcond is a share"):
        pinv(Matrix([[1]]), rcond=rcond)


def test_lost_digits_are_warned_of() -> None:
    with pytest.warns(AccuracyWarning, match="about 1 of 16 digits"):
        pinv(Matrix([[1, 1], [1, 1 + 1e-14]]))


@pytest.mark.parametrize("scale", [1e-307, 1e307])
def test_scales(scale: float) -> None:
    np.testing.assert_allclose(
        pinv(Matrix([[4 * scale], [3 * scale]])).values * scale, [[4 / 25, 3 / 25]]
    )


def test_rows_are_named_by_columns_and_back() -> None:
    P = pinv(Matrix([[1, 0], [0, 1], [1, 1]], rows=("a", "b", "c"), cols=("x", "y")))
    assert (P.rows, P.cols) == (("x", "y"), ("a", "b", "c"))
