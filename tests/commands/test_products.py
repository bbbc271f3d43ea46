"""dot, cross, outer, kron and power: known answers, and the laws that tie them together."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from conftest import Said
from hypothesis import assume, given
from hypothesis import strategies as st

from lacli import registry
from lacli.errors import ShapeError
from lacli.matrix import Matrix

Call = Callable[..., Said]
INTEGERS = st.integers(-9, 9)
REAL = st.just(0.0) | st.floats(1e-6, 1e6) | st.floats(-1e6, -1e-6)


def run(name: str, *operands: Any) -> Any:
    return registry.find(name).function(*operands)


def vectors(n: int) -> st.SearchStrategy[Matrix]:
    cells = st.lists(INTEGERS, min_size=n, max_size=n)
    return cells.map(lambda x: Matrix([x])) | cells.map(lambda x: Matrix([[a] for a in x]))


def squares(n: int) -> st.SearchStrategy[Matrix]:
    row = st.lists(INTEGERS, min_size=n, max_size=n)
    return st.lists(row, min_size=n, max_size=n).map(Matrix)


@given(vectors(3), vectors(3))
def test_the_cross_product_is_orthogonal_to_both_and_lagranges_identity(
    u: Matrix, v: Matrix
) -> None:
    w = run("cross", u, v)
    assert run("dot", w, u) == run("dot", w, v) == 0
    assert run("dot", w, w) == run("dot", u, u) * run("dot", v, v) - run("dot", u, v) ** 2
    assert w.shape == u.shape
    assert run("cross", v, u).values.ravel().tolist() == (-w.values).ravel().tolist()


@given(vectors(2), vectors(2))
def test_the_cross_product_in_the_plane_is_the_third_entry_of_that_in_space(
    u: Matrix, v: Matrix
) -> None:
    a, b = ([*x.values.ravel().tolist(), 0] for x in (u, v))
    assert run("cross", u, v) == run("cross", Matrix([a]), Matrix([b])).values[0, 2]


def test_cross_of_others_is_refused(call: Call) -> None:
    said = call("cross", "1 2 3 4", "1 2 3 4")
    assert (said.code, said.out) == (4, "")
    assert "u and v have 4 entries: a cross product is of 3, or of 2" in said.err
    assert "u has 2 entries, v has 3: they need as many" in call("cross", "1 2", "1 2 3").err
    assert "u is 2×2, not a vector" in call("cross", "1 2; 3 4", "1 2").err


@given(st.lists(st.tuples(REAL, REAL), min_size=1, max_size=20))
def test_dot_against_fractions(pairs: list[tuple[float, float]]) -> None:
    u, v = zip(*pairs, strict=True)
    exact = sum(Fraction(a) * Fraction(b) for a, b in pairs)
    size = sum(abs(Fraction(a) * Fraction(b)) for a, b in pairs)
    assert abs(Fraction(run("dot", Matrix([u]), Matrix([v]))) - exact) <= Fraction(2, 2**52) * size


def test_dot_conjugates_the_first_and_keeps_its_digits(call: Call) -> None:
    assert call("dot", "1i 2", "1i 1").out == "3+0j\n"
    assert call("dot", "1e16 1 -1e16", "1 1 1").out == "1\n"
    assert call("dot", "1e200 1", "1e100 1").out == "1e+300\n"
    assert call("dot", "1e200 1e200", "1e-200; 1e-200").out == "2\n"
    assert call("dot", "1e200", "1e200").code == 1
    assert "too small" in call("dot", "1e-200", "1e-200").err
    said = call("dot", "-", "1 2", stdin=",x\na,1\nb,2\n")
    assert said.out == "5\n"


@given(vectors(3), vectors(2))
def test_the_outer_product_has_every_product(u: Matrix, v: Matrix) -> None:
    a, b = u.values.ravel().tolist(), v.values.ravel().tolist()
    assert run("outer", u, v).values.tolist() == [[x * y for y in b] for x in a]


def test_outer_conjugates_the_second_and_takes_the_names(call: Call) -> None:
    assert call("outer", "1 1i", "1i").out == "0-1j\n1+0j\n"
    u = Matrix([[1], [2]], rows=("a", "b"))
    assert run("outer", u, u) == Matrix([[1, 2], [2, 4]], rows=("a", "b"), cols=("a", "b"))


@given(squares(2), squares(2), squares(2), squares(2))
def test_the_mixed_product_property(A: Matrix, B: Matrix, C: Matrix, D: Matrix) -> None:
    left = run("matmul", run("kron", A, B), run("kron", C, D))
    right = run("kron", run("matmul", A, C), run("matmul", B, D))
    assert left == right
    assert left.values.trace() == (A.values @ C.values).trace() * (B.values @ D.values).trace()


def test_names_of_a_kronecker_product() -> None:
    A = Matrix([[1, 2]], rows=("a",), cols=("x", "y"))
    B = Matrix([[1], [3]], rows=("r", "s"), cols=("z",))
    assert run("kron", A, B) == Matrix([[1, 2], [3, 6]], rows=("a⊗r", "a⊗s"), cols=("x⊗z", "y⊗z"))
    assert run("kron", A, Matrix([[1]])).rows is None


@given(squares(3), st.integers(0, 6))
def test_a_power_is_a_repeated_product(A: Matrix, N: int) -> None:
    expected = np.eye(3)
    for _ in range(N):
        expected = expected @ A.values
    np.testing.assert_allclose(run("power", A, N).values, expected, rtol=1e-13, atol=1e-9)


@given(squares(3), st.integers(1, 4))
def test_a_negative_power_undoes_the_positive_one(A: Matrix, N: int) -> None:
    a, b, c, d, e, f, g, h, i = (int(x) for x in A.values.ravel())
    det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    assume(abs(det) > 20)
    product = run("power", A, -N).values @ run("power", A, N).values
    size = np.abs(run("power", A, -N).values) @ np.abs(run("power", A, N).values)
    assert (abs(product - np.eye(3)) <= 1e-12 * size.max()).all()


def test_fibonacci_and_large_powers(call: Call) -> None:
    assert call("power", "1 1; 1 0", "70").out.splitlines()[0] == "308061521170129,190392490709135"
    assert call("power", "0 1; 1 0", "1000000000000000001").out == "0,1\n1,0\n"
    assert call("power", "2", "-1000").out == f"{2.0**-1000!r}\n"
    assert call("power", "1e200", "0").out == "1\n"
    said = call("power", "2 0; 0 1", "5000")
    assert (said.code, said.out) == (1, "")
    assert "too large" in said.err
    said = call("power", "0.5 0; 0 0.1", "5000")
    assert (said.code, said.out) == (1, "")
    assert "too small" in said.err
    assert call("power", "0 1; 0 0", "2").out == "0,0\n0,0\n"


def test_powers_that_are_refused(call: Call) -> None:
    assert "singular" in call("power", "1 2; 2 4", "-1").err
    assert call("power", "1 2 3; 4 5 6", "2").code == 4
    said = call("power", "1 2; 3 4", "1.5")
    assert (said.code, said.out) == (2, "")
    assert "not a whole number" in said.err


def test_names_of_powers() -> None:
    A = Matrix([[2, 0], [0, 4]], rows=("a", "b"), cols=("x", "y"))
    assert (run("power", A, -1).rows, run("power", A, -1).cols) == (("x", "y"), ("a", "b"))
    with pytest.raises(ShapeError, match="row 1 is 'a' in"):
        run("power", A, 2)
    A = Matrix(A.values, rows=("a", "b"), cols=("a", "b"))
    for N in (-2, 0, 3):
        assert (run("power", A, N).rows, run("power", A, N).cols) == (("a", "b"), ("a", "b"))


@pytest.mark.parametrize(("N", "digits"), [(10**9, 6), (10**12, 3), (10**17, 0)])
def test_a_high_power_says_how_many_digits_it_has(N: int, digits: int, call: Call) -> None:
    said = call("power", "0.1 0.9; 0.9 0.1", str(N))
    assert said.code == 0
    assert f"rounding errors grow with N: about {digits} of 16 digits can be trusted" in said.err
    assert call("power", "0.1 0.9; 0.9 0.1", "1000").err == ""


def test_whole_numbers_cancel_exactly(call: Call) -> None:
    assert call("cross", "100000001 100000000", "100000000 99999999").out == "-1\n"
    assert call("cross", "100000001 100000000 0", "100000000 99999999 0").out == "0,0,-1\n"
    assert call("dot", "1e20 1 -1e20", "1 1 1").out == "1\n"
    assert call("cross", "1e200 0", "0 1e-200").out == "1\n"


COMPLEX = st.complex_numbers(max_magnitude=9, allow_nan=False, allow_infinity=False)


@given(st.lists(COMPLEX, min_size=3, max_size=3), st.lists(COMPLEX, min_size=3, max_size=3))
def test_the_cross_product_of_complex_vectors_is_orthogonal_to_both(
    u: list[complex], v: list[complex]
) -> None:
    assume(all(x == 0 or abs(x) > 1e-6 for x in (*u, *v)))
    w = run("cross", Matrix([u]), Matrix([v])).values.ravel()
    for x in (u, v):
        assert abs(np.vdot(x, w)) <= 1e-13 * np.linalg.norm(u) * np.linalg.norm(v) * 30


@pytest.mark.parametrize("name", ["dot", "cross", "outer"])
def test_what_is_no_vector_is_refused(name: str, call: Call) -> None:
    assert call(name, "1 2", "1 2; 3 4").code == 4


def test_what_would_vanish_on_the_way_is_refused(call: Call) -> None:
    for args in (
        ("power", "0 1e-200 0 0; 0 0 1e200 0; 0 0 0 1e200; 0 0 0 0", "3"),
        ("matmul", "5e299; 0; -1e-100", "5e-301 -1e100", "3e-100; 0"),
    ):
        said = call(*args, "--float")
        assert (said.code, said.out) == (1, "")
        assert "the result, or a product on the way, is too large" in said.err
    said = call("outer", "1e-200 1", "1e-200 1", "--float")
    assert "an entry of the result is too small" in said.err
    assert call("matmul", "1 1", "1; -1", "5 5").out == "0,0\n"
