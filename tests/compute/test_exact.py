"""The exact engine against definitions: permutations, products, and a naive elimination."""

from __future__ import annotations

import inspect
import math
import warnings
from fractions import Fraction
from itertools import combinations, permutations
from typing import Any

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacli import compute
from lacli.compute import dense, exact, second
from lacli.compute.exact import cost
from lacli.compute.exact.doubt import is_rounded
from lacli.compute.exact.gaussian import Gaussian
from lacli.compute.exact.roots import root
from lacli.compute.remarks import note, warn
from lacli.errors import MathError, Note, Singular, UsageError
from lacli.matrix import Matrix
from lacli.number import ratio

Rows = list[list[Any]]
SMALL = st.integers(-9, 9)
RATIONAL = st.builds(ratio, st.integers(-30, 30), st.integers(1, 12))
WHOLE_COMPLEX = st.builds(complex, SMALL, SMALL)


def matrices(entries: Any, m: int | None = None, n: int | None = None, largest: int = 4) -> Any:
    """Matrices of m×n, or any size up to the largest."""
    sizes = st.integers(1, largest)
    return st.tuples(st.just(m) if m else sizes, st.just(n) if n else sizes).flatmap(
        lambda size: st.lists(
            st.lists(entries, min_size=size[1], max_size=size[1]),
            min_size=size[0],
            max_size=size[0],
        )
    )


def squares(entries: Any, largest: int = 4) -> Any:
    return st.integers(1, largest).flatmap(lambda n: matrices(entries, n, n))


def times(A: Rows, B: Rows) -> Rows:
    """The product by definition."""
    return [
        [
            sum((A[i][k] * B[k][j] for k in range(len(B))), start=Fraction(0))
            for j in range(len(B[0]))
        ]
        for i in range(len(A))
    ]


def leibniz(A: Rows) -> Any:
    """The determinant as the sum over permutations."""
    total: Any = 0
    for order in permutations(range(len(A))):
        inversions = sum(a > b for i, a in enumerate(order) for b in order[i + 1 :])
        total += (-1) ** inversions * math.prod(A[i][j] for i, j in enumerate(order))
    return total


def eye(n: int) -> Rows:
    return [[int(i == j) for j in range(n)] for i in range(n)]


def naive_rank(A: Rows) -> int:
    """The size of the largest minor that is not 0."""
    m, n = len(A), len(A[0])
    for r in range(min(m, n), 0, -1):
        for rows in combinations(range(m), r):
            for cols in combinations(range(n), r):
                if leibniz([[A[i][j] for j in cols] for i in rows]):
                    return r
    return 0


@given(squares(RATIONAL))
def test_the_determinant_is_the_sum_over_permutations(A: Rows) -> None:
    assert exact.det(A) == leibniz(A)
    sign, log = exact.logdet(A)
    if leibniz(A):
        assert sign * math.exp(log) == pytest.approx(float(leibniz(A)), rel=1e-12)
    else:
        assert (sign, log) == (0, -math.inf)


@given(squares(WHOLE_COMPLEX, largest=3))
def test_complex_determinants_too(A: Rows) -> None:
    value = leibniz(A)
    assert exact.det(A) == value
    sign, log = exact.logdet(A)
    assert sign * math.exp(log) == pytest.approx(value, rel=1e-12) if value else log == -math.inf


@given(squares(RATIONAL))
def test_the_inverse_times_the_matrix_is_the_identity(A: Rows) -> None:
    if leibniz(A):
        assert times(exact.inv(A), A) == eye(len(A))
    else:
        with pytest.raises(Singular, match=r"^exactly singular$"):
            exact.inv(A)


@given(squares(WHOLE_COMPLEX, largest=3))
def test_complex_inverses_are_rounded_once(A: Rows) -> None:
    if not leibniz(A):
        return
    with mpmath.workdps(60):
        inverse = mpmath.inverse(mpmath.matrix(A))
        expected = [[complex(inverse[i, j]) for j in range(len(A))] for i in range(len(A))]
    for row, other in zip(exact.inv(A), expected, strict=True):
        for x, y in zip(row, other, strict=True):
            assert abs(complex(x) - y) <= 2**-52 * abs(y) + 1e-50


@given(matrices(SMALL))
def test_the_rank_is_the_size_of_the_largest_minor_that_is_not_0(A: Rows) -> None:
    assert exact.rank(A) == naive_rank(A)


@given(matrices(RATIONAL))
def test_the_echelon_form_is_reduced_and_spans_the_same(A: Rows) -> None:
    R, pivots = exact.rref(A)
    assert len(pivots) == exact.rank(A) == exact.rank(A + R)  # R's rows are in the span of A's
    assert pivots == sorted(set(pivots))
    for i, row in enumerate(R):
        if i < len(pivots):
            assert next(j for j, x in enumerate(row) if x) == pivots[i]
            assert row[pivots[i]] == 1
        else:
            assert not any(row)
    for k, j in enumerate(pivots):
        assert [row[j] for row in R] == [int(i == k) for i in range(len(R))]


@given(matrices(RATIONAL))
def test_the_null_space_is_what_the_matrix_takes_to_0(A: Rows) -> None:
    N = exact.nullspace_in_fractions(A)
    k = len(A[0]) - exact.rank(A)
    assert len(N) == len(A[0])
    assert {len(row) for row in N} == {k}
    if k:
        assert not any(x for row in times(A, N) for x in row)
        assert exact.rank(N) == k
        Q = exact.nullspace(A)
        gram = [[math.fsum(a * b for a, b in zip(u, v, strict=True)) for v in zip(*Q, strict=True)]
                for u in zip(*Q, strict=True)]  # fmt: skip
        for i, row in enumerate(gram):
            assert row == pytest.approx([float(i == j) for j in range(k)], abs=1e-14)
        scale = max(abs(x) for row in A for x in row) or 1
        for row in times([[float(x) for x in row] for row in A], Q):
            assert [float(x) for x in row] == pytest.approx([0] * k, abs=1e-13 * float(scale))
        assert all(max(v, key=abs) > 0 for v in zip(*Q, strict=True))


@given(matrices(SMALL), st.data())
def test_all_solutions_or_the_contradiction(A: Rows, data: st.DataObject) -> None:
    b = data.draw(matrices(SMALL, len(A), data.draw(st.integers(1, 2))))
    found = exact.solutions(A, b)
    together = [[*row, *right] for row, right in zip(A, b, strict=True)]
    assert (found.contradiction is None) == (naive_rank(A) == naive_rank(together))
    assert found.rank == naive_rank(A)
    if found.contradiction:
        y, c, column = found.contradiction
        assert not any(times([y], A)[0])
        assert times([y], b)[0][column] == c != 0
        assert next(w for w in reversed(y) if w) > 0
        assert math.gcd(*y) == 1
        return
    assert times(A, found.x) == b
    free = len(A[0]) - found.rank
    assert (found.kernel is None) == (free == 0)
    if free:
        assert not any(x for row in times(A, found.kernel) for x in row)
        assert exact.rank(found.kernel) == free


@given(squares(RATIONAL))
def test_the_characteristic_polynomial_is_a_determinant_wherever_one_looks(A: Rows) -> None:
    p = [c for [c] in exact.charpoly(A)]
    n = len(A)
    for value in (0, 1, -2, Fraction(1, 3)):
        shifted = [[value * (i == j) - A[i][j] for j in range(n)] for i in range(n)]
        assert sum(c * value ** (n - k) for k, c in enumerate(p)) == leibniz(shifted)


@given(st.data())
def test_products(data: st.DataObject) -> None:
    A = data.draw(matrices(RATIONAL))
    B = data.draw(matrices(RATIONAL, len(A[0])))
    C = data.draw(matrices(RATIONAL, len(B[0])))
    assert exact.matmul(A, B) == times(A, B)
    assert exact.matmul(A, B, C) == times(times(A, B), C)
    u, v = [[x] for x in A[0]], [[x] for x in A[-1]]
    assert exact.dot(u, v) == sum(a * b for a, b in zip(A[0], A[-1], strict=True))
    assert exact.outer(u, v) == [[a * b for b in A[-1]] for a in A[0]]
    K = exact.kron(A, B)
    p, q = len(B), len(B[0])
    assert all(K[i][j] == A[i // p][j // q] * B[i % p][j % q]
               for i in range(len(K)) for j in range(len(K[0])))  # fmt: skip


@given(squares(RATIONAL, largest=3), st.integers(-4, 6))
@settings(max_examples=50)
def test_powers(A: Rows, N: int) -> None:
    if N < 0 and not leibniz(A):
        with pytest.raises(Singular):
            exact.power(A, N=N)
        return
    expected = eye(len(A))
    for _ in range(abs(N)):
        expected = times(expected, A)
    P = exact.power(A, N=N)
    assert times(P, expected) == eye(len(A)) if N < 0 else P == expected


def test_complex_products_conjugate_the_first() -> None:
    u, v = [[1 + 2j], [3]], [[2j], [1]]
    assert exact.dot(u, v) == 7 + 2j
    assert exact.outer(u, v) == [[4 - 2j, 1 + 2j], [-6j, 3]]
    assert exact.trace([[1 + 1j, 0], [0, 2]]) == 3 + 1j
    assert exact.conj(u) == [[1 - 2j], [3]]


def test_what_is_rounded_is_rounded_once() -> None:
    tenths = Matrix([[ratio(k, 10) for k in range(1, 11)]])
    assert compute.dot(tenths.T, Matrix([[1]] * 10)) == Fraction(11, 2)
    assert (
        compute.trace(Matrix([[ratio(1, 10), 0, 0], [0, ratio(1, 5), 0], [0, 0, ratio(-3, 10)]]))
        == 0
    )


def hilbert(n: int) -> Rows:
    return [[ratio(1, i + j + 1) for j in range(n)] for i in range(n)]


def test_the_inverse_of_hilberts_matrix_is_integers() -> None:
    """By the formula with binomial coefficients (Knuth, TAOCP 1, §1.2.3, exercise 45)."""
    n = 10
    expected = [
        [
            (-1) ** (i + j) * (i + j + 1) * math.comb(n + i, n - j - 1)
            * math.comb(n + j, n - i - 1) * math.comb(i + j, i) ** 2
            for j in range(n)
        ]
        for i in range(n)
    ]  # fmt: skip
    inverse = exact.inv(hilbert(n))
    assert inverse == expected
    assert all(type(x) is int for row in inverse for x in row)


@pytest.mark.parametrize("n", [1, 5, 12])
def test_the_choice_of_the_engine_is_told_by_what_comes_back(n: int) -> None:
    A = Matrix(hilbert(n))
    assert isinstance(compute.inv(A), list)
    floats = Matrix([[float(x) for x in row] for row in hilbert(min(n, 5))])
    assert not isinstance(compute.inv(floats), list)
    with compute.wanting(fractions=False):
        assert not isinstance(compute.matmul(A, A), list)


def test_what_costs_more_than_numpy_is_left_to_numpy_unless_fractions_are_wanted() -> None:
    long = [
        [ratio((7 * i + 3 * j + i * j) ** 9 % 10**4, 10**4) for j in range(50)] for i in range(50)
    ]
    for i in range(50):
        long[i][i] += 50
    A = Matrix(long)
    assert exact.suits("det", [A], {})
    assert not exact.suits("inv", [A], {})
    assert not isinstance(compute.inv(A), list)
    with compute.wanting(fractions=True):
        assert isinstance(compute.matmul(A, A), list)
    assert not exact.suits("rank", [Matrix([[1] * 5000] * 5000)], {})
    assert exact.suits("power", [Matrix([[1, 1], [1, 0]])], {"N": 1000})
    assert not exact.suits("power", [Matrix([[1, 1], [1, 0]])], {"N": 10**8})


def test_numbers_of_many_digits_may_be_rounded_and_decide_nothing() -> None:
    sixteen = Matrix([[ratio(1234567890123457, 10**16), 1], [1, 2]])
    assert not exact.suits("rank", [sixteen], {})
    assert not exact.suits("det", [sixteen], {})
    assert exact.suits("inv", [sixteen], {})
    assert exact.suits("matmul", [sixteen, sixteen], {})
    assert exact.suits("solutions", [sixteen, Matrix([[1], [2]])], {})
    singular = Matrix([[1, 2], [2, 4]])
    rounded = Matrix([[ratio(1234567890123457, 10**16)], [2]])
    assert not exact.suits("solutions", [singular, rounded], {})
    assert exact.suits("rank", [Matrix([[ratio(1, 3), 10**20], [1, 2]])], {})  # fractions, integers


def test_fractions_that_cannot_be_had_are_refused() -> None:
    A = Matrix([[1.5, 2], [3, 4]], name="A.csv")
    with compute.wanting(fractions=True):
        with pytest.raises(UsageError, match=r"not every entry of A\.csv is"):
            compute.det(A)
        with pytest.raises(UsageError, match="not every entry of B is"):
            compute.det(Matrix([[1j]], name="B"))
        with pytest.raises(UsageError, match="has no place here"):
            compute.svd(Matrix([[1]]))
        with pytest.raises(UsageError, match="has no place here"):
            compute.rank(Matrix([[1]]), tol=0.1)
        assert compute.det(Matrix([[10**400]])) == 10**400
    with pytest.raises(MathError, match=r"about 10\^400, is too large"):
        compute.det(Matrix([[10**400]]))
    with pytest.raises(MathError, match=r"about 10\^-400, is too small"):
        compute.det(Matrix([[ratio(1, 10**200), 0], [0, ratio(1, 10**200)]]))


def test_entries_in_doubt_are_judged_by_the_condition_number() -> None:
    third = ratio(3333333333333333, 10**16)
    with pytest.raises(Singular, match=r"^singular to working precision, condition number"):
        exact.inv([[third, third], [third, third + ratio(1, 10**17)]])
    with pytest.warns(match="about 5 of 16 digits can be trusted"):
        exact.inv([[third, third], [third, third + ratio(1, 10**11)]])
    with pytest.raises(Singular):
        exact.solutions([[third, third], [third, third + ratio(1, 10**17)]], [[1], [2]])


@given(matrices(RATIONAL))
def test_the_pseudoinverse_has_the_four_properties_of_penrose(A: Rows) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Note)
        P = exact.pinv(A)
    AP, PA = times(A, P), times(P, A)
    assert times(AP, A) == A
    assert times(PA, P) == P
    assert [list(row) for row in zip(*AP, strict=True)] == AP
    assert [list(row) for row in zip(*PA, strict=True)] == PA


@given(matrices(RATIONAL), st.data())
def test_least_squares_of_least_norm(A: Rows, data: st.DataObject) -> None:
    b = data.draw(matrices(RATIONAL, len(A)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Note)
        x = exact.lstsq(A, b)
    projection, residual = exact.project(A, b)
    assert projection == times(A, x)
    turned = [list(column) for column in zip(*A, strict=True)]
    assert not any(entry for row in times(turned, residual) for entry in row)
    assert exact.add(projection, residual) == b
    assert exact.rank(turned) == exact.rank(
        [[*row, *more] for row, more in zip(turned, x, strict=True)]
    )


def test_a_regression_by_hand() -> None:
    """Through 0, 1, 2, 3 → 1, 3, 4, 4: slope 1, intercept 3/2; squares left 1 of 6."""
    X, y = [[0], [1], [2], [3]], [[1], [3], [4], [4]]
    found = exact.regression(X, y, intercept=True)
    assert found.x == [[Fraction(3, 2)], [1]]
    assert found.residuals == [
        [Fraction(-1, 2)],
        [Fraction(1, 2)],
        [Fraction(1, 2)],
        [Fraction(-1, 2)],
    ]
    assert (found.rank, found.norms, found.r2) == (2, [[1.0]], [[Fraction(5, 6)]])
    assert found.errors == [[math.sqrt(0.35)], [math.sqrt(0.1)]]
    alone = exact.regression([[2]], [[0]])
    assert (alone.x, alone.r2, alone.errors) == ([[0]], None, None)


def test_a_regression_of_dependent_columns_is_the_shortest() -> None:
    X, y = Matrix([[1, 2], [2, 4], [3, 6]]), Matrix([[1], [2], [3]])
    given = {"intercept": False, "ridge": 0.0}
    assert exact.suits("regression", [X, y], given)
    assert not exact.suits("regression", [X, y], given | {"ridge": 0.5})
    with pytest.warns(
        Note, match="least-squares solution at rank 1 of 2, of least norm: residual norm 0"
    ):
        found = exact.regression(X.tolist(), y.tolist())
    assert found.x == [[Fraction(1, 5)], [Fraction(2, 5)]]  # the shortest of x + 2y = 1
    assert (found.rank, found.errors) == (1, None)


def test_complex_numbers_with_fractions_on_the_way_are_left_to_floating_point() -> None:
    A = Matrix([[1, 1j], [1j, -1]])
    assert not exact.suits("pinv", [A], {})
    assert not exact.suits("power", [A], {"N": -1})
    assert exact.suits("power", [A], {"N": 2})
    expected = [[0.25, -0.25j], [-0.25j, -0.25]]  # Aᴴ/‖A‖², for A has rank 1
    with pytest.warns(Note, match="the rank used is 1 of 2"):
        P = compute.pinv(A)
    for row, other in zip(P.tolist(), expected, strict=True):
        assert row == pytest.approx(other)


def test_gaussian_integers_go_with_integers() -> None:
    z = Gaussian(3, -4)
    for found, expected in (
        (25 // z, 3 + 4j), (z // 1, 3 - 4j), (2 + z, 5 - 4j), (2 - z, -1 + 4j), (2 * z, 6 - 8j),
        (-z, -3 + 4j), (z - 1, 2 - 4j), (z * z, -7 - 24j),
    ):  # fmt: skip
        assert complex(found.real, found.imag) == expected
    assert z
    assert not Gaussian(0, 0)


@pytest.mark.parametrize("A", [[[1, 2], [3, 4]], [[1, 2, 3]], [[ratio(1, 3)], [2]]])
def test_reshaping_is_that_of_arrays(A: Rows) -> None:
    M = Matrix(A)
    count = M.shape[0] * M.shape[1]
    for operation, options in (
        ("reshape", {"M": 1, "N": count, "by_columns": False}),
        ("reshape", {"M": count, "N": 1, "by_columns": True}),
        ("diag", {"offset": 0}),
        ("conj", {}),
    ):
        one = getattr(exact, operation)(A, **options)
        other = getattr(dense, operation)(M.values, **options)
        assert [[float(x) for x in row] for row in one] == other.tolist()
    for operation in ("hstack", "vstack"):
        one, other = getattr(exact, operation)(A, A), getattr(dense, operation)(M.values, M.values)
        assert [[float(x) for x in row] for row in one] == other.tolist()
    column = [[x] for row in A for x in row]
    for offset in (-1, 0, 2):
        one = exact.diagonal(column, offset=offset)
        other = dense.diagonal(Matrix(column).values, offset=offset)
        assert [[float(x) for x in row] for row in one] == other.tolist()


def test_the_tables_of_operations_agree() -> None:
    """What is in one of them under a wrong name would never be looked up."""
    operations = {name for names in exact.OPERATIONS.values() for name in names}
    assert {*exact.DECIDING, *exact.REAL, *cost.WORK, *second.DOUBTFUL} <= operations
    for name in sorted(operations):
        if name.endswith("_in_fractions"):
            assert name.removesuffix("_in_fractions") in operations
            continue
        ours, theirs = (
            [(p.name, p.kind) for p in inspect.signature(getattr(engine, name)).parameters.values()]
            for engine in (exact, dense)
        )
        assert ours == theirs, name


def test_what_is_too_long_ends_soon() -> None:
    with pytest.raises(MathError, match="more than 300000 digits"):
        exact.power([[1, 1], [1, 0]], N=10**12)
    assert root(Fraction(10**700)) == math.inf
    assert root(Fraction(1, 10**600)) == 1e-300
    assert root(0) == 0
    assert root(2) == math.sqrt(2)
    assert not is_rounded([[ratio(2**1000 + 1, 2**1000)]])  # more digits than any float has
    assert is_rounded([[ratio(3333333333333333, 10**16)]])


def test_a_complex_contradiction_tells_the_last_equation_as_it_is() -> None:
    y, c, column = exact.solutions([[1, 1j], [1j, -1]], [[1], [2]]).contradiction
    assert (y, c, column) == ([-1j, 1], 2 - 1j, 0)


def frank(n: int) -> Matrix:
    """Integers whose determinant is 1, of condition numbers that grow as n! (Higham ASNA §28.3)."""
    return Matrix([[n - max(i, j) if j >= i - 1 else 0 for j in range(n)] for i in range(n)])


def test_a_second_opinion_where_rounding_cannot_tell() -> None:
    """Of matrices above the limit of cost, which floating point takes for singular."""
    A = frank(50)
    assert not exact.suits("inv", [A], {})
    X = compute.inv(A)
    assert times(A.tolist()[:3], X) == eye(50)[:3]
    assert len(compute.rref(A).pivots) == 50
    singular = Matrix([*A.tolist()[:-1], A.tolist()[0]])
    with pytest.raises(Singular, match=r"^exactly singular"):
        compute.inv(singular)
    assert len(compute.rref(singular).pivots) == 49


def test_the_first_opinion_counts_where_nothing_hangs_on_a_0() -> None:
    A = Matrix(
        [
            [ratio((i * 7 + j * j) % 1000, 1000) + 30 * (i == j) for j in range(50)]
            for i in range(50)
        ]
    )
    X = compute.inv(A)
    assert not isinstance(X, list)
    assert abs(A.values @ X - Matrix(eye(50)).values).max() < 1e-14
    assert second.opinion("inv", A, warns, lambda: 8) == 8
    with pytest.warns(Note, match="as it happens"):
        assert second.opinion("inv", A, remarks, lambda: 8) == 7


def warns() -> int:
    warn("about 3 of 16 digits can be trusted")
    return 7


def remarks() -> int:
    note("as it happens")
    return 7


@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
def test_second_opinions_of_what_is_made_of_an_inverse() -> None:
    A, b = frank(40), Matrix([[1]] * 40)
    assert not exact.suits("pinv", [A], {})
    assert compute.pinv(A) == compute.inv(A)
    assert compute.power(A, N=-1) == compute.inv(A)
    given = {"intercept": False, "ridge": 0.0}
    x = compute.solutions(A, b).x
    assert compute.lstsq(A, b) == x
    assert compute.regression(A, b, **given).x == x
    assert compute.project(A, b).residual == [[0]] * 40
    assert compute.regression_certificate(A, Matrix(x), b, **given).digits == 16
    assert compute.det_certificate(A).digits == 16
