"""describe: the words for kinds of matrices, numbers against known ones, and bad cells."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest
from conftest import Said

from lacli.commands.describe import Description, describe
from lacli.commands.det import det
from lacli.matrix import Matrix

Call = Callable[..., Said]
C, S = np.cos(0.3), np.sin(0.3)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ([[1, 0], [0, 1]], "identity"),
        ([[2, 0], [0, -3]], "diagonal"),
        ([[0, 0], [0, 0]], "zero"),
        ([[1, 2], [0, 3]], "upper triangular, nonnegative"),
        ([[1, 0], [-2, 3]], "lower triangular"),
        ([[1, -2], [-2, 3]], "symmetric"),
        ([[0, 2], [-2, 0]], "skew-symmetric"),
        ([[2, 1j], [-1j, 3]], "Hermitian"),
        ([[2j, 1j], [1j, 3]], "symmetric"),
        ([[C, -S], [S, C]], "orthogonal"),
        ([[C, -S * 1j], [S * 1j, -C]], "Hermitian, unitary"),
        ([[0, 1, 0], [0, 0, 1], [1, 0, 0]], "permutation"),
        ([[0, 1], [1, 0]], "symmetric, permutation"),
        ([[0.5, 0.5], [0.5, 0.5]], "symmetric, orthogonal projection, doubly stochastic"),
        ([[1, 1], [0, 0]], "upper triangular, oblique projection, nonnegative"),
        ([[0.25, 0.75], [0.5, 0.5]], "stochastic"),
        ([[1, -2], [3, 4]], "general"),
        ([[3, -4]], "row vector"),
        ([[0.6, -0.8]], "row vector, of length 1"),
        ([[1e10, 0, 0], [0, 1, 2], [0, -2, 1]], "general"),
        ([[1, 0], [0, -1e-10]], "diagonal"),
        ([[1, 1e-10], [0, 1]], "upper triangular, nonnegative"),
        ([[3], [4]], "column vector, nonnegative"),
        ([[1, 0], [0, 1], [0, 0]], "diagonal, orthonormal columns, nonnegative"),
        ([[0.6, 0.8], [-0.8, 0.6], [0, 0]], "orthonormal columns"),
        ([[1, -2, 3], [4, 5, 6]], "general"),
        ([[7]], "diagonal, nonnegative"),
    ],
)
@pytest.mark.filterwarnings("ignore::lacli.errors.AccuracyWarning", "ignore::lacli.errors.Note")
def test_kinds(cells: list[list[complex]], kind: str) -> None:
    assert describe(Matrix(cells)).kind == kind


@pytest.mark.parametrize(
    ("cells", "definiteness"),
    [
        ([[2, 1], [1, 2]], "positive definite"),
        ([[-2, 1], [1, -2]], "negative definite"),
        ([[1, 1], [1, 1]], "positive semidefinite"),
        ([[-1, -1], [-1, -1]], "negative semidefinite"),
        ([[1, 2], [2, 1]], "indefinite"),
        ([[1, 0], [0, -1e-10]], "indefinite"),
        ([[1, 1], [1, 0.9999999999]], "indefinite"),
        ([[2, 1j], [-1j, 2]], "positive definite"),
        ([[1e200, 0], [0, 1e-200]], "positive definite"),
        ([[1, 2], [3, 4]], None),
        ([[1, 2, 3], [4, 5, 6]], None),
    ],
)
@pytest.mark.filterwarnings("ignore::lacli.errors.Note", "ignore::lacli.errors.AccuracyWarning")
def test_definiteness(cells: list[list[complex]], definiteness: str | None) -> None:
    assert describe(Matrix(cells)).definiteness == definiteness


def test_the_numbers_of_a_known_matrix() -> None:
    told = describe(Matrix([[2, 1, 0], [1, 2, 1], [0, 1, 2]]))  # Strang's, without the signs
    assert (told.rows, told.columns, told.rank) == (3, 3, 3)
    assert told.det == pytest.approx(4, rel=1e-14)
    assert told.trace == 6
    assert told.frobenius == pytest.approx(4)
    root = np.sqrt(2)
    assert told.eigenvalues is not None
    np.testing.assert_allclose(told.eigenvalues.values.ravel(), [2 + root, 2, 2 - root], rtol=1e-14)
    assert told.spectral == pytest.approx(2 + root, rel=1e-14)
    assert told.condition == pytest.approx((2 + root) / (2 - root), rel=1e-13)
    assert told.singular_values is None


def test_what_is_not_square_has_singular_values() -> None:
    told = describe(Matrix([[3, 0, 0], [0, 4, 0]]))
    assert told.singular_values is not None
    assert told.singular_values.values.ravel().tolist() == [4, 3]
    assert told.det is told.trace is told.eigenvalues is told.definiteness is None


def test_a_singular_matrix_has_the_condition_number_infinity(call: Call) -> None:
    answer = json.loads(call("describe", "1 2; 2 4", "-f", "json").out)
    assert answer["condition"] == "Infinity"
    assert answer["rank"] == 1
    assert answer["det"] == 0


@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
def test_the_determinant_is_0_where_it_cannot_be_told_from_that() -> None:
    told = describe(Matrix([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6], [0.7, 0.8, 0.9]]))
    assert (told.rank, told.det) == (2, 0)


def test_what_overflows_is_left_out_and_told(call: Call) -> None:
    said = call("describe", "1e200 0; 0 1e200", "-f", "json")
    assert said.code == 0
    assert "det" not in json.loads(said.out)
    assert "the determinant, about 10^400, is too large" in said.err
    assert json.loads(said.out)["condition"] == 1


def test_cells_without_a_number_are_told_with_their_addresses(call: Call, matrices: Any) -> None:
    (matrices / "A.csv").write_text("x,y\n1,\n3,inf\nNA,4\n")
    said = call("describe", "A.csv", "-f", "json")
    assert said.code == 0
    assert json.loads(said.out) == {
        "rows": 3,
        "columns": 2,
        "gaps": ["A.csv:2:2: no number", "A.csv:3:2: infinite", "A.csv:4:1: no number"],
    }
    assert describe(Matrix([[1]], gaps=("A: row 1, column 1: no number",))) == Description(
        1, 1, gaps=("A: row 1, column 1: no number",)
    )


def test_the_card(call: Call) -> None:
    lines = call("describe", "2 1; 1 2", "-f", "table").out.splitlines()
    assert lines[0] == "A"
    assert "│ kind           symmetric, nonnegative │" in lines
    assert "│ definiteness   positive definite      │" in lines
    assert "eigenvalues · 2×1" in lines


@pytest.mark.usefixtures("matrices")
def test_every_example_is_described(call: Call) -> None:
    assert "symmetric" in call("describe", "symmetric.csv", "--part", "kind").out
    assert call("describe", "rotation.csv", "--part", "kind").out == "orthogonal\n"
    assert call("describe", "fourier.json", "--part", "kind").out == "symmetric\n"
    assert call("describe", "iris.csv", "--columns", "1-4", "--part", "rank").out == "4\n"


def test_missing_cells_are_settled_where_that_is_asked_for(call: Call, matrices: Any) -> None:
    (matrices / "A.csv").write_text("x,y\n1,\n2,0\n0,4\n")
    said = call("describe", "A.csv", "--missing", "drop", "-f", "json")
    assert (said.code, said.err) == (0, "note: A.csv: 1 row with missing values left out\n")
    told = json.loads(said.out)
    assert (told["rows"], told["det"], "gaps" in told) == (2, 8, False)
    assert call("check", "A.csv", "--missing", "mean", "--finite").code == 0
    assert call("check", "A.csv", "--finite").code == 1
    (matrices / "A.csv").write_text("x,y\n1,\n2,inf\n0,4\n")
    said = call("describe", "A.csv", "--missing", "drop", "-f", "json")
    assert json.loads(said.out)["gaps"] == ["A.csv:3:2: infinite"]


def test_gaps_in_an_array(call: Call, matrices: Any) -> None:
    np.save(matrices / "A.npy", [[1, np.nan], [np.inf, 1j]])
    said = call("describe", "A.npy", "-f", "json")
    assert json.loads(said.out)["gaps"] == [
        "A.npy: row 1, column 2: no number",
        "A.npy: row 2, column 1: infinite",
    ]
    A = np.ones((500, 500))
    np.save(matrices / "A.npy", A)
    tracemalloc.start()
    assert call("check", str(matrices / "A.npy"), "--square").code == 0
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1.5 * A.nbytes  # the array and what tells its finite entries


@pytest.mark.filterwarnings("ignore::lacli.errors.Note", "ignore::lacli.errors.AccuracyWarning")
def test_a_determinant_is_told_whatever_the_rank() -> None:
    scaled = describe(Matrix([[1, 0], [0, 1e-20]]))
    assert (scaled.rank, scaled.det, scaled.definiteness) == (1, 1e-20, "positive definite")
    H = Matrix([[1 / (i + j + 1) for j in range(11)] for i in range(11)])
    with mpmath.workdps(60):
        expected = mpmath.det(mpmath.matrix(H.values.tolist()))
    told = describe(H)
    assert told.rank == 10
    assert told.det == det(H) == pytest.approx(float(expected), rel=0.1)
    assert told.definiteness == "positive definite"
    cancelling = Matrix([[10**15, 10**15 + 1], [10**15 - 1, 10**15]])
    assert describe(cancelling).det == det(cancelling) == 1


def test_a_doubtful_determinant_is_0_without_the_warning_of_det(call: Call) -> None:
    A = "0.1i 0.2 0.3; 0.4i 0.5 0.6; 0.7i 0.8 0.9"
    assert "cannot be told from 0" in call("det", A).err
    said = call("describe", A, "-f", "json")
    assert json.loads(said.out)["det"] == 0
    assert "determinant" not in said.err
