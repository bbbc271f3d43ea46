"""Eigenvalues: the defining equation, the order, the phase, and what is defective."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lacli.commands.eig import eig
from lacli.errors import AccuracyWarning, ShapeError
from lacli.matrix import Matrix

MATRICES = st.integers(1, 6).flatmap(lambda n: arrays(int, (n, n), elements=st.integers(-5, 5)))


def parts(A: object) -> tuple[np.ndarray, np.ndarray]:
    answer = eig(Matrix(np.asarray(A)))
    return answer.values.values[:, 0], answer.vectors.values


@pytest.mark.filterwarnings("ignore::lacli.errors.AccuracyWarning")
@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
@given(MATRICES)
@example([[4, 4, 4, 4, 4], [4, 4, 4, 4, 3], [4, 4, 4, 0, 4], [4, 4, 4, 2, 4], [4, 4, 4, 4, 4]])
def test_the_defining_equation_length_and_phase(A: np.ndarray) -> None:
    values, vectors = parts(A)
    np.testing.assert_allclose(A @ vectors, vectors * values, atol=1e-6)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=0), 1)
    for column in vectors.T:
        pivots = column[np.abs(column) >= np.abs(column).max() * (1 - 1e-7)]
        assert any(x.real > 0 and abs(x.imag) < 1e-7 for x in pivots)


@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
@given(MATRICES)
def test_hermitian_matrices_have_real_values_and_orthonormal_vectors(M: np.ndarray) -> None:
    A = M + M.T + 1j * (M - M.T)
    values, vectors = parts(A)
    assert np.isrealobj(values)
    assert (np.diff(values) <= 0).all()
    np.testing.assert_allclose(vectors.conj().T @ vectors, np.eye(len(A)), atol=1e-12)
    np.testing.assert_allclose((vectors * values) @ vectors.conj().T, A, atol=1e-11)


def test_real_values_stay_real_and_descend() -> None:
    values, vectors = parts([[1, 2], [3, 2]])  # not symmetric; characteristic polynomial (λ-4)(λ+1)
    assert np.isrealobj(values)
    assert np.isrealobj(vectors)
    np.testing.assert_allclose(values, [4, -1])


def test_real_values_stay_real_where_numpy_says_complex(monkeypatch: pytest.MonkeyPatch) -> None:
    numpys = np.linalg.eig

    def always_complex(A: np.ndarray) -> tuple[np.ndarray, np.ndarray]:  # as NumPy 2.5 and later
        values, vectors = numpys(A)
        return values.astype(complex), vectors.astype(complex)

    monkeypatch.setattr(np.linalg, "eig", always_complex)
    assert all(np.isrealobj(part) for part in parts([[1, 2], [3, 2]]))


def test_complex_values_by_modulus_then_real_part_conjugates_together() -> None:
    blocks = np.zeros((7, 7))
    blocks[0:2, 0:2] = [[0, -1], [1, 0]]  # ±i
    blocks[2:4, 2:4] = [[3, -4], [4, 3]]  # 3±4i
    blocks[4, 4] = -5
    blocks[5, 5] = 5
    blocks[6, 6] = 0.5
    values, _ = parts(blocks)
    np.testing.assert_allclose(values, [5, 3 + 4j, 3 - 4j, -5, 1j, -1j, 0.5], atol=1e-12)


def test_pairs_of_very_different_size_stay_together() -> None:
    blocks = np.zeros((5, 5))
    blocks[0, 0] = 1e12
    blocks[1:3, 1:3] = [[1, -1], [1, 1]]
    blocks[3:5, 3:5] = [[2, -2], [2, 2]]
    values, _ = parts(blocks)
    np.testing.assert_allclose(values, [1e12, 2 + 2j, 2 - 2j, 1 + 1j, 1 - 1j])


@pytest.mark.parametrize(
    ("matrix", "expected"),
    [
        ([[1e16, 1, 0], [0, 0, 1], [0, -2, 0]], [1e16, 2**0.5 * 1j, -(2**0.5) * 1j]),
        ([[1e16, 0, 1], [0, 1, 0], [0, 0, 2]], [1e16, 2, 1]),
    ],
)
def test_small_values_beside_large_ones_are_not_merged(matrix: list, expected: list) -> None:
    np.testing.assert_allclose(parts(matrix)[0], expected, rtol=1e-12)


def test_repeated_pairs_alternate() -> None:
    rotation = np.array([[0, -1], [1, 0]])
    values, _ = parts(np.kron(np.eye(2), rotation))
    np.testing.assert_allclose(values, [1j, -1j, 1j, -1j])


def test_real_values_of_a_complex_matrix_go_by_value() -> None:
    values, _ = parts([[-3, 1j], [0, 2]])
    assert np.isrealobj(values)
    np.testing.assert_allclose(values, [2, -3])


def test_roots_of_unity_are_in_order_whatever_the_rounding() -> None:
    n = 7
    values, _ = parts(np.roll(np.eye(n), 1, axis=0))
    angles = np.angle(values) * n / (2 * np.pi)
    np.testing.assert_allclose(angles, [0, 1, -1, 2, -2, 3, -3], atol=1e-6)


def test_the_output_is_the_same_every_time() -> None:
    A = np.array([[2, 0, 1], [1, 3, 1], [0, 1, 4]])
    P = np.eye(3)[[2, 0, 1]]  # the same vectors in other coordinates
    (values, vectors), (again, permuted) = parts(A), parts(P @ A @ P.T)
    np.testing.assert_allclose(values, again)
    np.testing.assert_allclose(P @ vectors, permuted, atol=1e-12)


@pytest.mark.parametrize(
    "jordan",
    [
        [[1, 1], [0, 1]],
        [[2, 1, 0], [0, 2, 1], [0, 0, 2]],
        [[0, 1], [0, 0]],
        [[1, 1e-9], [0, 1]],
    ],
)
def test_a_defective_matrix_is_warned_of(jordan: list[list[int]]) -> None:
    with pytest.warns(AccuracyWarning, match="defective"):
        values, _ = parts(jordan)
    np.testing.assert_allclose(values, jordan[0][0], atol=1e-5)


@pytest.mark.parametrize("matrix", [np.eye(3), np.zeros((2, 2)), [[1, 2], [0, 3]]])
def test_repeated_values_alone_are_not_defective(
    matrix: object, recwarn: pytest.WarningsRecorder
) -> None:
    parts(matrix)
    assert not recwarn


@pytest.mark.parametrize("scale", [1e-200, 1e200])
def test_scales(scale: float) -> None:
    np.testing.assert_allclose(parts([[0, scale], [scale, 0]])[0], [scale, -scale])
    np.testing.assert_allclose(parts([[scale, scale], [0, 2 * scale]])[0], [2 * scale, scale])


def test_the_rows_of_vectors_are_named_by_columns() -> None:
    answer = eig(Matrix([[2, 1], [1, 2]], rows=("a", "b"), cols=("x", "y")))
    assert answer.vectors.rows == ("x", "y")


def test_only_square_matrices_have_them() -> None:
    with pytest.raises(ShapeError, match="not square"):
        eig(Matrix([[1, 2]], name="A"))


def test_what_is_similar_to_ordinary_numbers_has_their_eigenvalues() -> None:
    """D⁻¹A D with D = diag(1, 1e170, 1), of the matrix whose spectrum is beside it."""
    A = [[-1.0, -4e170, -3.0], [2e-170, -1.0, -4e-170], [2.0, 1e170, -1.0]]
    values = eig(Matrix(A)).values.values[:, 0]
    ordinary = np.linalg.eigvals(np.array([[-1.0, -4, -3], [2, -1, -4], [2, 1, -1]]))
    np.testing.assert_allclose(sorted(values, key=str), sorted(ordinary, key=str), rtol=1e-12)
