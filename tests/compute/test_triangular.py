"""LU factors, across the edges of blocks."""

from __future__ import annotations

import numpy as np
import pytest

from lacli.compute.dense.elimination import eliminate
from lacli.compute.dense.triangle import BLOCK


@pytest.mark.parametrize("n", [1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 5])
@pytest.mark.parametrize("imaginary", [0, 1])
def test_the_factors_multiply_to_the_rows_of_a(n: int, imaginary: int) -> None:
    random = np.random.default_rng(n)
    A = random.normal(size=(n, n)) + imaginary * 1j * random.normal(size=(n, n))
    packed, rows, sign = eliminate(A)
    L, U = np.tril(packed, -1) + np.eye(n), np.triu(packed)
    np.testing.assert_allclose(L @ U, A[rows], atol=1e-12)
    assert np.abs(L).max() <= 1 + 1e-12 or imaginary
    assert sign == round(np.linalg.det(np.eye(n)[rows]))


def test_a_column_without_a_pivot_leaves_a_zero() -> None:
    assert eliminate(np.zeros((3, 3))).packed.tolist() == np.zeros((3, 3)).tolist()
