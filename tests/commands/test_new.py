"""new: each kind against its definition, its laws, and what it refuses."""

from __future__ import annotations

import math
import shlex
from collections.abc import Callable
from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
from conftest import Said
from hypothesis import given
from hypothesis import strategies as st

from lacli.commands._makers import MAKERS
from lacli.commands.new import new
from lacli.matrix import Matrix

Call = Callable[..., Said]


def made(kind: str, *arguments: object, **options: object) -> np.ndarray:
    rows = [x if isinstance(x, list) else [x] for x in arguments]
    return new(kind, *(Matrix([row]) for row in rows), **options).values


@pytest.mark.parametrize(("sizes", "shape"), [((2,), (2, 2)), ((2, 3), (2, 3)), ((1, 1), (1, 1))])
def test_rectangles(sizes: tuple[int, ...], shape: tuple[int, int]) -> None:
    m, n = shape
    assert made("eye", *sizes).tolist() == [[float(i == j) for j in range(n)] for i in range(m)]
    assert made("zeros", *sizes).tolist() == [[0.0] * n] * m
    assert made("ones", *sizes).tolist() == [[1.0] * n] * m
    assert made("full", *sizes, -2.5).tolist() == [[-2.5] * n] * m
    assert made("full", *sizes, 1j).tolist() == [[1j] * n] * m
    assert made("hilbert", *sizes).tolist() == [
        [float(Fraction(1, i + j + 1)) for j in range(n)] for i in range(m)
    ]


def test_random_numbers_are_as_distributed_and_the_same_for_a_seed() -> None:
    even = made("random", 200, 100, seed=1)
    assert 0 <= even.min() < even.max() < 1
    assert even.mean() == pytest.approx(0.5, abs=0.02)
    assert even.var() == pytest.approx(1 / 12, abs=0.01)
    bell = made("normal", 200, 100, seed=1)
    assert bell.mean() == pytest.approx(0, abs=0.05)
    assert bell.var() == pytest.approx(1, abs=0.05)
    assert (abs(bell) < 1).mean() == pytest.approx(math.erf(1 / math.sqrt(2)), abs=0.02)
    for kind in ("random", "normal"):
        assert (made(kind, 3, seed=7) == made(kind, 3, seed=7)).all()
        assert (made(kind, 3, seed=7) != made(kind, 3, seed=8)).all()
        assert (made(kind, 3) != made(kind, 3)).all()


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=5), st.integers(1, 6))
def test_vandermonde_has_the_powers(x: list[int], n: int) -> None:
    assert made("vandermonde", x, n).tolist() == [[a**k for k in range(n)] for a in x]
    assert made("vandermonde", x).shape == (len(x), len(x))


@given(
    st.lists(st.integers(-9, 9), min_size=1, max_size=4), st.lists(st.integers(-9, 9), max_size=4)
)
def test_toeplitz_is_constant_along_diagonals(column: list[int], rest: list[int]) -> None:
    row = [column[0], *rest]
    T = made("toeplitz", column, row)
    assert T[:, 0].tolist() == column
    assert T[0].tolist() == row
    assert (T[1:, 1:] == T[:-1, :-1]).all()
    assert (made("toeplitz", column) == made("toeplitz", column, column)).all()


@given(st.floats(-10, 10), st.lists(st.floats(0.1, 9), min_size=3, max_size=3))
def test_rotations_turn_by_the_angle_and_leave_the_axis(angle: float, axis: list[float]) -> None:
    R = made("rotation", angle)
    np.testing.assert_allclose(R @ [1, 0], [math.cos(angle), math.sin(angle)], atol=1e-15)
    R = made("rotation", angle, axis)
    np.testing.assert_allclose(R @ axis, axis, atol=1e-13)
    np.testing.assert_allclose(R.T @ R, np.eye(3), atol=1e-14)
    assert R.trace() == pytest.approx(1 + 2 * math.cos(angle), abs=1e-14)
    skew = R - R.T  # 2 sin(angle) times the cross product with the unit axis
    assert skew[1, 0] == pytest.approx(2 * math.sin(angle) * axis[2] / math.hypot(*axis), abs=1e-13)


def test_degrees() -> None:
    assert made("rotation", 90, degrees=True).tolist() == [[0, -1], [1, 0]]
    assert made("rotation", 3600000000180, degrees=True).tolist() == [[-1, 0], [0, -1]]
    assert made("rotation", 90, [0, 0, 2], degrees=True).tolist() == [
        [0, -1, 0],
        [1, 0, 0],
        [0, 0, 1],
    ]
    assert made("rotation", 1e20, degrees=True)[0, 0] == pytest.approx(math.cos(math.radians(280)))
    np.testing.assert_allclose(made("rotation", 30, degrees=True), made("rotation", math.pi / 6))


def test_permutations() -> None:
    for order in permutations(range(1, 5)):
        P = made("permutation", list(order))
        assert (P @ [1, 2, 3, 4]).tolist() == list(order)
    P = made("permutation", 50, seed=3)
    assert (P == made("permutation", 50, seed=3)).all()
    assert sorted((P @ range(50)).tolist()) == list(range(50))
    assert (P != np.eye(50)).any()


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["eye"], 2, "eye takes its rows and columns, or the size of a square"),
        (["eye", "2", "3", "4"], 2, "eye takes"),
        (["eye", "1.5"], 2, "a size is a whole number from 1 to 100000000, not 1.5"),
        (["zeros", "0", "3"], 2, "a size is a whole number"),
        (["zeros", "99999999999999999999"], 2, "a size is a whole number from 1 to"),
        (["ones", "1 2"], 2, "a single number is wanted, not a matrix of 1×2"),
        (["diag", "1 2; 3 4"], 4, "A is 2×2, not a vector"),
        (["toeplitz", "1 2", "3 4"], 4, "begin with different numbers"),
        (["rotation", "1", "0 0 0"], 1, "the zero vector"),
        (["rotation", "1", "1 2"], 4, "three real entries"),
        (["rotation", "1i"], 2, "an angle is a real number"),
        (["permutation", "1 3"], 2, "each of 1 to 2 once"),
        (["permutation", "1 1"], 2, "each of 1 to 2 once"),
        (["permutation", "0.5 1"], 2, "each of 1 to 2 once"),
        (["eye", "2", "--seed", "1"], 2, "--seed goes with random matrices only"),
        (["eye", "2", "--degrees"], 2, "--degrees goes with a rotation only"),
        (["identity", "2"], 2, "no kind 'identity': eye, zeros, ones,"),
        (["vandermond", "1 2"], 2, "did you mean vandermonde?"),
    ],
)
def test_what_makes_no_matrix(args: list[str], code: int, message: str, call: Call) -> None:
    said = call("new", *args)
    assert (said.code, said.out) == (code, "")
    assert message in said.err


def test_the_size_of_no_machine_is_refused(call: Call) -> None:
    said = call("new", "eye", "100000000")
    assert (said.code, said.out) == (3, "")
    assert "memory" in said.err


@pytest.mark.parametrize("kind", [kind for kind in MAKERS if kind not in ("random", "normal")])
def test_both_engines_make_the_same(kind: str, call: Call) -> None:
    args = ("new", kind, *shlex.split(MAKERS[kind].example))
    exact, floating = call(*args), call(*args, "--float")
    assert exact.code == floating.code == 0
    assert exact.out == floating.out
