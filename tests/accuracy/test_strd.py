"""The certified digits of NIST's regression problems are found."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import numpy as np
import pytest
import strd

PROBLEMS = {name: strd.problem(name) for name in strd.NAMES}
DIGITS = 14
"""Of 15: what is certified is rounded in the last."""


@pytest.mark.parametrize("name", strd.NAMES)
def test_the_data_give_what_is_certified(name: str) -> None:
    given = PROBLEMS[name]
    for exact, certified in zip(exact_fit(given), given.certified, strict=True):
        pairs = (
            zip(exact, certified, strict=True) if isinstance(exact, list) else [(exact, certified)]
        )
        for x, c in pairs:
            assert strd.lre(x, mpmath.mpf(c)) >= DIGITS, (name, x, c)


def exact_fit(given: strd.Problem) -> strd.Fit:
    """The least squares solution by the normal equations, in rational arithmetic."""
    X = [[Fraction(x) for x in row] for row in given.design]
    y = [Fraction(value) for value in given.y]
    m, n = len(X), len(X[0])
    gram = [[sum(row[i] * row[j] for row in X) for j in range(n)] for i in range(n)]
    right = [[sum(row[i] * value for row, value in zip(X, y, strict=True))] for i in range(n)]
    eye = [[Fraction(i == j) for j in range(n)] for i in range(n)]
    solved = solve(gram, [b + e for b, e in zip(right, eye, strict=True)])
    x = [row[0] for row in solved]
    left = [
        v - sum(a * b for a, b in zip(row, x, strict=True)) for row, v in zip(X, y, strict=True)
    ]
    square = sum(r * r for r in left)
    mean = sum(y) / m * given.intercept
    variance = square / (m - n)
    deviations = [root(variance * solved[i][i + 1]) for i in range(n)]
    r2 = 1 - square / sum((v - mean) ** 2 for v in y)
    return strd.Fit([real(b) for b in x], deviations, root(variance), real(r2))


def solve(A: list[list[Fraction]], B: list[list[Fraction]]) -> list[list[Fraction]]:
    """The X with A X = B, by Gauss and Jordan; A is positive definite."""
    rows = [a + b for a, b in zip(A, B, strict=True)]
    for k in range(len(A)):
        rows[k] = pivot = [x / rows[k][k] for x in rows[k]]
        for i, row in enumerate(rows):
            if i != k:
                rows[i] = [x - row[k] * p for x, p in zip(row, pivot, strict=True)]
    return [row[len(A) :] for row in rows]


def real(x: Fraction) -> mpmath.mpf:
    with mpmath.workdps(40):
        return mpmath.mpf(x.numerator) / x.denominator


def root(x: Fraction) -> mpmath.mpf:
    with mpmath.workdps(40):
        return mpmath.sqrt(real(x))


@pytest.mark.parametrize("name", strd.TARGETS)
@pytest.mark.parametrize("way", strd.WAYS)
def test_the_certified_digits_are_found(name: str, way: str) -> None:
    given = PROBLEMS[name]
    found = strd.WAYS[way](given)
    digits = strd.digits(found, given.certified)
    assert digits.coefficients >= strd.TARGETS[name], digits


@pytest.mark.parametrize("name", strd.NAMES)
@pytest.mark.parametrize("way", strd.WAYS)
def test_no_problem_loses_more_digits_than_its_data_allow(name: str, way: str) -> None:
    """Half a unit in the last place of each entry may cost κ(1 + κρ)ε (Higham ASNA §20.1)."""
    given = PROBLEMS[name]
    X, y = np.array(given.design, dtype=float), np.array(given.y, dtype=float)
    sizes = np.linalg.norm(X, axis=0)
    scaled = np.array(given.certified.coefficients) * sizes
    cond = np.linalg.cond(X / sizes)
    rho = given.certified.residual * np.sqrt(len(y)) / np.linalg.norm(scaled)
    allowed = cond * (1 + cond * rho) * np.linalg.norm(scaled) / np.abs(scaled).min()
    found = strd.WAYS[way](given)
    digits = strd.digits(found, given.certified)
    assert digits.coefficients >= min(14, -np.log10(10 * allowed * np.finfo(float).eps))


@pytest.mark.parametrize("name", strd.NAMES)
@pytest.mark.parametrize("way", strd.WAYS)
def test_the_fit_is_judged_right(name: str, way: str) -> None:
    """The residuals are well conditioned, and standard deviations lose but what κ says."""
    given = PROBLEMS[name]
    found = strd.WAYS[way](given)
    digits = strd.digits(found, given.certified)
    least = 7 if name == "filip" else 9
    assert min(digits.deviations, digits.residual, digits.r2) >= least, digits


def test_digits_are_counted_as_mccullough_does() -> None:
    assert strd.lre(3.1416, 3.14159265) == pytest.approx(5.63, abs=0.01)
    assert strd.lre(-1.0, 1.0) == 0
    assert strd.lre(7.0, 7.0) == 15
    assert strd.lre(1e-12, 0.0) == 12
    assert strd.lre(float("nan"), 1.0) == 0
