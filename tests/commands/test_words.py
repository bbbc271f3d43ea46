"""Numbers, sums and solutions in words."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from conftest import Said

from lacli.commands._words import combination, equals, told

Call = Callable[..., Said]


@pytest.mark.parametrize(
    ("x", "text"),
    [
        (2, "2"),
        (-7, "−7"),
        (Fraction(-1, 3), "−1/3"),
        (Fraction(1234567890123, 10**6), "1.23457e+06"),
        (-1e-9, "−1e-09"),
        (10**400, "1e400"),
        (-3 * 10**400, "−3e400"),
        (Fraction(-1, 10**600), "−1e-600"),
        (Fraction(2, 3 * 10**600), "6.66667e-601"),
        (2 - 1j, "2−1j"),
        (3 + 0j, "3"),
    ],
)
def test_a_number(x: complex, text: str) -> None:
    assert told(x) == text


def test_a_number_of_more_digits_than_python_prints() -> None:
    assert told(10**5000) == "1e5000"
    assert equals([10**5000]) == "≈"


def test_a_sum_begins_with_what_is_added() -> None:
    assert combination([(-1, "a"), (2, "b"), (-3, "c"), (1, "d")]) == "2·b − 3·c + d − a"
    assert combination([(-1, "a"), (-2, "b")]) == "−a − 2·b"
    assert combination([(0, "a")]) == "0"
    assert combination([(-1, ""), (2, "t")]) == "−1 + 2·t"  # a number stays in front
    assert combination([(1 - 2j, "a"), (-1j, "b")]) == "(1−2j)·a − 1j·b"


def test_what_is_rounded_is_told_by_the_sign() -> None:
    assert equals([1, Fraction(1, 3), 0.5, 2j]) == "="
    assert equals([1, Fraction(1, 10**20)]) == "≈"
    assert equals([0.1234567]) == "≈"


@pytest.mark.parametrize(
    ("args", "lines"),
    [
        (["1 2 3", "6"], ["x1 = 6 − 2·t1 − 3·t2", "x2 = t1", "x3 = t2"]),
        (["1 1; 2 2", "1 2; 2 4"], ["1: x1 = 1 − t", "1: x2 = t", "2: x1 = 2 − t", "2: x2 = t"]),
    ],
)
def test_the_general_solution(args: list[str], lines: list[str], call: Call) -> None:
    said = call("solve", *args, "--part", "general")
    assert said.out.splitlines() == lines
    assert "infinitely many solutions: the rank is 1" in said.err


def test_parameters_are_no_unknowns_and_many_are_left_out(call: Call) -> None:
    said = call("solve", "t,s\n1,1", "b\n1", "--part", "general")
    assert said.out == "b: t = 1 − u\nb: s = u\n"
    said = call("solve", ",".join("tsuvwpq") + "\n1,1,1,1,1,1,1", "x\n1", "--part", "general")
    assert said.out.splitlines()[1] == "x: s = t1"
    said = call("solve", " ".join("1" * 12), "1")
    assert said.code == 0
    assert "# general" not in said.out


def test_contradictions(call: Call) -> None:
    rows = "; ".join("1 2" for _ in range(3))
    said = call("solve", rows, "1 2; 1 2; 1 3")
    assert (said.code, said.out) == (1, "")
    assert "no solution: equation 3 − equation 1 says 0 = 1 (column 2 of b)" in said.err
    many = "; ".join(f"1 {k * k % 7}.5" for k in range(11))
    said = call("solve", many, "; ".join(str(k % 3) for k in range(11)), "--float")
    assert said.code == 1
    assert "no solution to working precision: 11 of 11 equations contradict each other" in said.err
