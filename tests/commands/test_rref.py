"""The reduced row echelon form: known ones, its laws, exactness, tolerance and scale."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

import numpy as np
import pytest
from conftest import Said
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lacli import compute
from lacli.commands.rref import rref
from lacli.errors import AccuracyWarning, MathError, Note, ShapeError
from lacli.matrix import Matrix
from lacli.number import Rational, ratio
from lacli.result import Result


@pytest.fixture(params=["exact", "floating"])
def _either_way(request: pytest.FixtureRequest) -> Iterator[None]:
    """Runs a test by fractions, and by floating point."""
    with compute.wanting(False if request.param == "floating" else None):
        yield


KNOWN = [
    ([[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[1, 0, -1], [0, 1, 2], [0, 0, 0]], [1, 2]),
    ([[0, 2], [0, 4]], [[0, 1], [0, 0]], [2]),
    ([[0, 0, 3, 6]], [[0, 0, 1, 2]], [3]),
    ([[2], [4], [0]], [[1], [0], [0]], [1]),
    ([[1, 2, 1], [2, 4, 3]], [[1, 2, 0], [0, 0, 1]], [1, 3]),
    ([[1, 1j], [1j, -1]], [[1, 1j], [0, 0]], [1]),
    ([[1, 1j, 0], [1j, 1, 2]], [[1, 0, -1j], [0, 1, 1]], [1, 2]),
    ([[1e200, 0], [0, 1e-200]], [[1, 0], [0, 1]], [1, 2]),
    ([[1e-20, 1e-20], [1, 2]], [[1, 0], [0, 1]], [1, 2]),
    ([[5]], [[1]], [1]),
]


@pytest.mark.usefixtures("_either_way")
@pytest.mark.parametrize(("A", "R", "pivots"), KNOWN)
def test_known_forms(A: list, R: list, pivots: list) -> None:
    found = rref(Matrix(A))
    np.testing.assert_allclose(found.rref.values, R, rtol=1e-15, atol=1e-15)
    assert found.pivots == Matrix([pivots])


@pytest.mark.parametrize(
    ("A", "R"),
    [
        ([[0.1, 0.7], [0.3, 2.1]], [[1, 7], [0, 0]]),  # 3·0.7 is not 2.1 in floating point
        ([[1 / 3, 1], [1, 3]], [[1, 3], [0, 0]]),
        ([[1 / 3, 1 / 7], [2 / 3, 2 / 7]], [[1, 3 / 7], [0, 0]]),
        ([[49, 1], [1, 49]], [[1, 0], [0, 1]]),
        ([[3, 1], [9, 3], [0.3, 0.1]], [[1, 1 / 3], [0, 0], [0, 0]]),
        ([[2**53 - 1, 2**53], [1, 1]], [[1, 0], [0, 1]]),  # cond 1e32
        ([[1, 1], [1, 1.00000000001]], [[1, 0], [0, 1]]),
    ],
)
def test_written_numbers_are_reduced_exactly(A: list, R: list) -> None:
    found = rref(Matrix([[written(x) for x in row] for row in A])).rref
    assert found == Matrix([[written(x) for x in row] for row in R])


def written(x: float) -> Rational:
    """The number that a person would write for x."""
    short = Fraction(repr(x))
    simple = Fraction(x).limit_denominator(1000)
    return ratio(*(simple if float(simple) == x else short).as_integer_ratio())


def by_hand(A: np.ndarray) -> tuple[list[list[float]], list[int]]:
    """The form from its definition: columns that are combinations of those on their left."""
    m, n = A.shape
    pivots: list[int] = []
    R = [[0.0] * n for _ in range(m)]
    for j in range(n):
        x = _solution([[int(A[i, p]) for p in pivots] for i in range(m)], A[:, j].tolist())
        if x is None:
            R[len(pivots)][j] = 1.0
            pivots.append(j)
        else:
            for i, c in enumerate(x):
                R[i][j] = float(c)
    return R, pivots


def _solution(A: list[list[int]], b: list[int]) -> list[Fraction] | None:
    """The x of A x = b by Cramer's rule on the Gram matrix, for independent columns; or None."""
    n = len(A[0])
    gram = [[sum(r[i] * r[j] for r in A) for j in range(n)] for i in range(n)]
    right = [sum(r[i] * c for r, c in zip(A, b, strict=True)) for i in range(n)]
    d = _det(gram)
    x = []
    for k in range(n):
        replaced = [[right[i] if j == k else gram[i][j] for j in range(n)] for i in range(n)]
        x.append(Fraction(_det(replaced), d))
    fits = all(
        sum(a * c for a, c in zip(r, x, strict=True)) == t for r, t in zip(A, b, strict=True)
    )
    return x if fits else None


def _det(M: list[list[int]]) -> int:
    """By expansion along the first row."""
    if not M:
        return 1
    minors = ([row[:j] + row[j + 1 :] for row in M[1:]] for j in range(len(M)))
    return sum((-1) ** j * M[0][j] * _det(minor) for j, minor in enumerate(minors))


@given(
    st.tuples(st.integers(1, 4), st.integers(1, 5)).flatmap(
        lambda shape: arrays(int, shape, elements=st.integers(-4, 4))
    )
)
def test_the_definition(A: np.ndarray) -> None:
    R, pivots = by_hand(A)
    found = rref(Matrix(A.tolist()))
    assert found.rref == Matrix(R)
    assert (found.pivots is None) == (not pivots)
    if pivots:
        assert found.pivots == Matrix([[p + 1 for p in pivots]])


@pytest.mark.parametrize("imaginary", [0, 1])
@pytest.mark.parametrize("shape", [(60, 40), (40, 60)])
def test_a_large_matrix_of_low_rank(shape: tuple[int, int], imaginary: int) -> None:
    m, n = shape
    random = np.random.default_rng(1)
    pivots = [0, 1, 4, 7, 9, 12, 20, 21, 22, 30]
    R = np.triu(random.normal(size=(10, n)) + imaginary * 1j * random.normal(size=(10, n)))
    for k, p in enumerate(pivots):
        R[k, :p] = 0
        R[:, p] = 0
        R[k, p] = 1
    found = rref(Matrix((random.normal(size=(m, 10))) @ R))
    assert found.pivots == Matrix([[p + 1 for p in pivots]])
    np.testing.assert_allclose(found.rref.values[:10], R, atol=1e-11)
    assert not found.rref.values[10:].any()
    assert (found.rref.values[:, pivots] == np.eye(m)[:, :10]).all()


def test_units_do_not_count() -> None:
    A = np.array([[np.pi, 1, 2], [1, np.e, 1], [1, 1, 2**0.5]])
    for rows, cols in (([1, 1e-150, 1e150], [1, 1, 1]), ([1, 1, 1], [1e-150, 1, 1e140])):
        B = A * np.array(rows)[:, None] * cols
        assert rref(Matrix(B)).rref == Matrix(np.eye(3))


def test_a_zero_matrix_has_no_pivots() -> None:
    found = rref(Matrix([[0, 0], [0, 0]]))
    assert found == (Matrix([[0, 0], [0, 0]]), None)
    assert list(Result.of(found).parts) == ["rref"]


def test_names() -> None:
    A = Matrix([[1, 2, 0], [0, 0, 3]], rows=("e", "f"), cols=("x", "y", "z"))
    R, pivots = rref(A)
    assert (R.rows, R.cols) == (None, ("x", "y", "z"))
    assert pivots == Matrix([[1, 3]], cols=("x", "z"))


@pytest.mark.usefixtures("_either_way")
def test_an_augmented_matrix_shows_the_solution() -> None:
    bar = Matrix([[2, 1, 3, 1], [1, 3, 5, 0]], cols=("x", "y", "b", "c"), bar=2)
    R, pivots = rref(bar)
    np.testing.assert_allclose(R.values, [[1, 0, 0.8, 0.6], [0, 1, 1.4, -0.2]], rtol=1e-15)
    assert R.cols == ("x", "y", "b", "c")
    assert pivots == Matrix([[1, 2]], cols=("x", "y"))


@pytest.mark.usefixtures("_either_way")
@pytest.mark.parametrize("c", [4, 2 + 1e-9, 2j, 1e200])
def test_a_contradiction_stands_in_its_row_and_is_told(c: complex) -> None:
    with pytest.warns(Note, match="^row 2 says 0 = .*: the system has no solution"):
        R, pivots = rref(Matrix([[1, 1, 2], [1, 1, c]]), augmented=True)
    assert pivots == Matrix([[1]])
    assert not R.values[1, :2].any()
    # In floating point the second row may have been the pivot's.
    assert abs(R.values[1, 2]) == pytest.approx(abs(c - 2), rel=1e-6)


def test_rounding_is_no_contradiction() -> None:
    A = np.array([[np.pi, 1], [np.pi**2, np.pi], [3, np.e]])
    R, _ = rref(Matrix(np.column_stack([A, A @ [0.1, 0.7]])), augmented=True)
    np.testing.assert_allclose(R.values, [[1, 0, 0.1], [0, 1, 0.7], [0, 0, 0]], rtol=1e-14)


def test_a_contradiction_beside_huge_numbers_is_found() -> None:
    A = [[np.pi, 0, 1e20], [0, np.e, np.e], [0, np.e, 2 * np.e]]
    with pytest.warns(Note, match="no solution"):
        R, _ = rref(Matrix(A), augmented=True)
    assert R.values[1, 2] in (1, 2)  # either equation, and not 0


def test_what_no_floating_point_number_can_say() -> None:
    with pytest.raises(MathError, match="too small, beside others, for floating point"):
        rref(Matrix([[1e200, 1e-200]]))
    with pytest.raises(MathError, match="too small, beside others, for floating point"):
        rref(Matrix([[np.pi * 1e200, 1e-200]]))
    with pytest.raises(MathError, match="too large for floating point"):
        Result.of(rref(Matrix([[1e-200, 1e200]])))
    with pytest.raises(MathError, match="too large for floating point"):
        Result.of(rref(Matrix([[1e-160, 1e150]])))


def test_near_ties_are_warned_of() -> None:
    with pytest.warns(AccuracyWarning, match="digits can be trusted"):
        rref(Matrix([[np.pi, np.pi], [1, 1 + 1e-13]]))


def test_a_single_column_cannot_be_augmented() -> None:
    with pytest.raises(ShapeError, match="A is 2×1: it needs a column for an unknown and one for"):
        rref(Matrix([[1], [2]], name="A"), augmented=True)


def test_a_bar_on_the_command_line(call: Callable[..., Said]) -> None:
    said = call("rref", "2 1 | 3; 1 3 | 5", "--part", "pivots")
    assert said == (0, "1,2\n", "")
