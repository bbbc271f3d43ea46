"""Linear systems: square, tall and wide, with names, against exact answers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from conftest import MATRICES, read
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lacli.commands.solve import solve
from lacli.errors import AccuracyWarning, MathError, Note, ShapeError, Singular, UsageError
from lacli.matrix import Matrix

LONGLEY = {  # NIST StRD, certified
    "gnp_deflator": 15.0618722713733,
    "gnp": -0.0358191792925910,
    "unemployed": -2.02022980381683,
    "armed_forces": -1.03322686717359,
    "population": -0.0511041056535807,
    "year": 1829.15146461355,
}
INTERCEPT = -3482258.63459582


def integers(n: int) -> st.SearchStrategy[np.ndarray]:
    return arrays(int, (n, n), elements=st.integers(-9, 9))


@given(st.integers(1, 6).flatmap(lambda n: st.tuples(integers(n), arrays(int, (n, 2)))))
def test_the_residual_of_every_equation_is_small(system: tuple[np.ndarray, np.ndarray]) -> None:
    A = system[0] + 60 * np.eye(len(system[0]))  # diagonally dominant: well conditioned
    b = system[1] % 100
    x = solve(Matrix(A), Matrix(b)).values
    bound = 1e-14 * (np.abs(A) @ np.abs(x) + np.abs(b))
    assert (np.abs(A @ x - b) <= bound + 1e-300).all()


@pytest.mark.parametrize(
    ("A", "b", "x"),
    [
        ([[2]], [[6]], [[3]]),  # by Cholesky, whose square root of 2 would leave 2.9999999999999996
        ([[2, 1], [1, 3]], [[3], [5]], [[0.8], [1.4]]),
        ([[0, 1], [1, 0]], [[1], [2]], [[2], [1]]),
        ([[1, 2], [2, 1]], [[3], [3]], [[1], [1]]),  # symmetric, not positive definite
        ([[2, 1j], [-1j, 2]], [[2 + 1j], [2 - 1j]], [[1], [1]]),  # Hermitian positive definite
        ([[2, 1], [1, 3]], [[3, 4], [4, 7]], [[1, 1], [1, 2]]),
    ],
)
def test_known_solutions(A: list, b: list, x: list) -> None:
    np.testing.assert_allclose(solve(Matrix(A), Matrix(b)).values, x, rtol=1e-15, atol=1e-15)


@pytest.mark.parametrize("n", [1, 5, 60])
@pytest.mark.parametrize("imaginary", [0, 1])
def test_cholesky_on_what_is_positive_definite(n: int, imaginary: int) -> None:
    random = np.random.default_rng(n)
    M = random.normal(size=(n, n)) + imaginary * 1j * random.normal(size=(n, n))
    x = random.normal(size=(n, 3))
    A = M @ M.conj().T + n * np.eye(n)
    A = (A + A.conj().T) / 2
    np.testing.assert_allclose(solve(Matrix(A), Matrix(A @ x)).values, x, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("scale", [1e-200, 1e200])
def test_scales(scale: float) -> None:
    x = solve(Matrix([[2 * scale, 0], [0, 4 * scale]]), Matrix([[2], [8]])).values
    np.testing.assert_allclose(x, [[1 / scale], [2 / scale]])


def test_taller_is_least_squares_and_says_so() -> None:
    A = Matrix([[1, 0], [1, 1], [1, 2]])
    with pytest.warns(Note, match="^least-squares solution: residual norm 2.44949$"):
        x = solve(A, Matrix([[6], [0], [0]]), nearest=True)
    np.testing.assert_allclose(x.values, [[5], [-3]])


def test_wider_is_minimum_norm_and_says_so() -> None:
    with pytest.warns(Note, match="^minimum-norm solution: residual norm 0$"):
        x = solve(Matrix([[3, 4]]), Matrix([[25]]), nearest=True)
    np.testing.assert_allclose(x.values, [[3], [4]])


def test_a_deficient_rank_is_told() -> None:
    with pytest.warns(Note, match="^least-squares solution at rank 1 of 2, of least norm"):
        x = solve(Matrix([[1, 1], [1, 1], [1, 1]]), Matrix([[2], [2], [2]]), nearest=True)
    np.testing.assert_allclose(x.values, [[1], [1]])


@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
def test_longleys_data_to_certified_digits() -> None:
    X = read((MATRICES / "longley.csv").read_text(), columns="2-7")
    y = read((MATRICES / "longley.csv").read_text(), columns="employed")
    with_ones = Matrix(np.column_stack([np.ones(16), X.values]), cols=("intercept", *X.cols))
    x = solve(with_ones, y, nearest=True)
    assert x.rows == ("intercept", *LONGLEY)
    np.testing.assert_allclose(x.values[:, 0], [INTERCEPT, *LONGLEY.values()], rtol=1e-10)


@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
@pytest.mark.parametrize(
    ("A", "b", "x"),
    [
        (
            [[1, 1.7e12 + 2.88e7 * i] for i in range(4)],
            [10, 20, 30, 40],
            [-590267.7777777778, 10 / 2.88e7],
        ),
        ([[1, 1e-20], [2, 3e-20], [1, 5e-20]], [1, 2, 4], [-3 / 22, 9e20 / 11]),
    ],
)
def test_columns_of_unlike_size_lose_no_rank(A: list, b: list, x: list) -> None:
    np.testing.assert_allclose(
        solve(Matrix(A), Matrix([b]).T, nearest=True).values[:, 0], x, rtol=1e-6
    )


@pytest.mark.parametrize(
    ("A", "b", "x"),
    [
        ([[1e-20, 2e-20], [3, 4]], [3e-20, 7], [1, 1]),
        ([[1e200, 0], [0, 1e-200]], [1e200, 1e-200], [1, 1]),
        ([[1, 1], [-1, 1]], [1.5e308, 1.5e308], [0, 1.5e308]),
        ([[1e308, 1e308], [-1e308, 1e308]], [1e308, 1e308], [0, 1]),
        ([[1e-20, 1e-30], [1e-30, 1e-20]], [1e-20, 0], [1, -1e-10]),
        ([[1e-16, 1, 0], [1, 1e-16, 0], [0, 0, 1]], [1, 2, 3], [2, 1, 3]),
        ([[2, 0, 1], [0, 2, 1], [1, 1, 1e-18]], [1, 2, 3], [1.25, 1.75, -1.5]),
    ],
)
def test_units_alone_make_nothing_singular(A: list, b: list, x: list) -> None:
    np.testing.assert_allclose(solve(Matrix(A), Matrix([b])).values[:, 0], x, rtol=1e-12)


@pytest.mark.parametrize("n", [60, 200])
def test_growth_of_elements_is_found_and_avoided(n: int) -> None:
    # Wilkinson's example: a small condition number, elements of U up to 2ⁿ⁻¹
    A = np.eye(n) - np.tril(np.ones((n, n)), -1)
    A[:, -1] = 1
    x = (-1.0) ** np.arange(n) / 3
    np.testing.assert_allclose(solve(Matrix(A), Matrix(A @ x)).values[:, 0], x, rtol=1e-12)


@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
def test_a_large_residual_costs_digits_and_is_told() -> None:
    A = Matrix([[0, 2e-6], [0, 1e-6], [2, 2.000002], [-3, -3.000001]])
    with pytest.warns(AccuracyWarning, match="and a large residual: about"):
        solve(A, Matrix([[-500, -200, 900, 600]]), nearest=True)


def test_names_follow_the_algebra() -> None:
    A = Matrix([[2, 0], [0, 4]], rows=("e1", "e2"), cols=("x", "y"))
    x = solve(A, Matrix([[2, 4], [8, 4]], rows=("e1", "e2"), cols=("b", "c")))
    assert x == Matrix([[1, 2], [2, 1]], rows=("x", "y"), cols=("b", "c"))


def test_rows_in_another_order_are_refused() -> None:
    A = Matrix([[2, 0], [0, 4]], rows=("e1", "e2"), name="A.csv")
    with pytest.raises(ShapeError, match=r"row 1 is 'e1' in A\.csv and 'e2' in b\.csv"):
        solve(A, Matrix([[2], [8]], rows=("e2", "e1"), name="b.csv"))


def test_a_right_hand_side_may_lie_down() -> None:
    assert solve(Matrix([[2, 0], [0, 4]]), Matrix([[2, 8]])) == Matrix([[1], [2]])


def test_shapes_must_fit() -> None:
    with pytest.raises(
        ShapeError, match="A is 2×2 and b is 3×1: b needs a row for each of the 2 of A"
    ):
        solve(Matrix([[2, 0], [0, 4]], name="A"), Matrix([[1], [2], [3]], name="b"))


def test_singular_is_refused() -> None:
    A = Matrix([[1.0, 1.0], [1.0, 1 + 2**-52]], name="A")
    with pytest.raises(
        MathError, match=r"^no solution to working precision: equation 2 − equation 1 says 0 ≈ 1$"
    ):
        solve(A, Matrix([[1.0], [2.0]]))
    hilbert = Matrix([[1 / (i + j + 1) for j in range(12)] for i in range(12)])
    with pytest.raises(Singular, match=r"^singular to working precision, condition number"):
        solve(hilbert, Matrix([[1.0]] * 12))


def test_an_augmented_matrix_brings_its_right_hand_side() -> None:
    M = Matrix([[2, 1, 3, 4], [1, 3, 5, 7]], cols=("x", "y", "b", "c"), bar=2)
    x = solve(M)
    np.testing.assert_allclose(x.values, [[0.8, 1], [1.4, 2]], rtol=1e-15)
    assert (x.rows, x.cols) == (("x", "y"), ("b", "c"))


@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
def test_an_augmented_matrix_of_any_shape() -> None:
    assert solve(Matrix([[1, 0, 6], [1, 1, 0], [1, 2, 0]], bar=2), nearest=True).shape == (2, 1)
    assert solve(Matrix([[3, 4, 25]], bar=2)).nullspace.shape == (2, 1)


def test_one_right_hand_side_is_enough() -> None:
    A, M = Matrix([[2, 1], [1, 3]], name="A"), Matrix([[2, 3], [1, 5]], bar=1, name="M")
    with pytest.raises(
        UsageError, match=r"M has a right-hand side behind '\|', and A is given too"
    ):
        solve(M, A)
    with pytest.raises(
        UsageError, match=r"M has a right-hand side behind '\|', and A is given too"
    ):
        solve(A, M)
    with pytest.raises(UsageError, match="A has no right-hand side"):
        solve(A)


def test_a_bar_on_the_command_line(call: object) -> None:
    assert call("solve", "2 1 | 3; 1 3 | 5") == (0, "0.8\n1.4\n", "")  # type: ignore[operator]
    said = call("solve", "2 1 | 3; 1 3 | 5", "-f", "table")  # type: ignore[operator]
    assert said.out.startswith("solution of A x = b · 2×1\n")
    assert call("solve", "2 1 | 3; 1 3 | 5", "1; 2").code == 2  # type: ignore[operator]


def test_a_bar_in_a_pipe(call: object) -> None:
    for args in ((), ("-",)):
        said = call("solve", *args, stdin="2 1 | 3\n1 3 | 5\n")  # type: ignore[operator]
        assert said == (0, "0.8\n1.4\n", "")
        said = call("solve", *args, stdin="2 1\n1 3\n")  # type: ignore[operator]
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith("lacli solve: b is missing\n")


def test_the_main_job(tmp_path: Path, call: object) -> None:
    (tmp_path / "A.csv").write_text(",x,y\ne1,2,1\ne2,1,3\n")
    (tmp_path / "b.csv").write_text("3\n5\n")
    said = call("solve", str(tmp_path / "A.csv"), str(tmp_path / "b.csv"))  # type: ignore[operator]
    assert said == (0, "x,0.8\ny,1.4\n", "")
