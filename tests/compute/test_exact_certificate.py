"""Certificates of exact answers: no residual, all digits, and how errors in the operands grow."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

import pytest
from conftest import Said

from lacli import compute
from lacli.compute import dense, exact
from lacli.matrix import Matrix

Call = Callable[..., Said]
A = Matrix([[3, 1], [1, 2]])
TALL = Matrix([[1, 0], [1, 1], [1, 2]])


def test_what_is_exact_has_no_residual_and_all_digits() -> None:
    for found in (
        compute.det_certificate(A),
        compute.inverse_certificate(A, Matrix(compute.inv(A))),
        compute.solution_certificate(A, Matrix([[1], [2]]), Matrix([[5], [5]])),
        compute.least_squares_certificate(TALL, Matrix([[1], [2]]), Matrix([[1], [3], [5]])),
    ):
        assert (found.residual, found.digits) == (0, 16)


def test_condition_numbers_by_hand() -> None:
    """A⁻¹ is [2 −1; −1 3]/5: of the determinant 2·6/5 + 2·1/5, of the rest by the definitions."""
    assert exact.det_certificate(A.tolist()).condition == 14 / 5
    assert (
        exact.inverse_certificate(
            [[2, 0], [0, 4]], [[Fraction(1, 2), 0], [0, Fraction(1, 4)]]
        ).condition
        == 1
    )
    x, b = [[1], [2]], [[5], [5]]
    assert exact.solution_certificate(A.tolist(), x, b).condition == pytest.approx((5 + 15) / 5 / 2)
    assert exact.solution_certificate([[1]], [[0]], [[0]]).condition == 1
    assert exact.det_certificate([[1, 2], [2, 4]]).condition == math.inf


def test_they_are_the_condition_numbers_of_the_dense_engine() -> None:
    y = Matrix([[6], [0], [1]])
    x = Matrix(exact.regression(TALL.tolist(), y.tolist()).x)
    given = {"intercept": False, "ridge": 0.0}
    pairs = [
        (exact.det_certificate(A.tolist()), dense.det_certificate(A.values)),
        (
            exact.regression_certificate(TALL.tolist(), x.tolist(), y.tolist()),
            dense.regression_certificate(TALL.values, x.values, y.values, **given),
        ),
    ]
    for one, other in pairs:
        assert one.condition == pytest.approx(other.condition, rel=0.5)
    with_ones = compute.regression_certificate(
        Matrix([[0], [1], [2]]),
        Matrix([[Fraction(29, 6)], [Fraction(-5, 2)]]),
        y,
        intercept=True,
        ridge=0.0,
    )
    assert with_ones == exact.regression_certificate(TALL.tolist(), x.tolist(), y.tolist())


@pytest.mark.parametrize(
    ("args", "parts"),
    [
        (["inv", "2 1; 1 3"], ["inverse", "certificate"]),
        (["solve", "2 1; 1 3", "3 5"], ["x", "certificate"]),
        (["solve", "1 0; 1 1; 1 2", "1 2 3"], ["x", "certificate"]),
        (["solve", "1 0; 1 1; 1 2", "6 0 0", "--nearest"], ["x", "certificate"]),
    ],
)
@pytest.mark.parametrize("arithmetic", [[], ["--float"], ["--exact"]])
def test_on_the_command_line(
    args: list[str], parts: list[str], arithmetic: list[str], call: Call
) -> None:
    said = call(*args, "--certificate", *arithmetic)
    assert said.code == 0
    assert [line[2:] for line in said.out.splitlines() if line.startswith("# ")] == parts
    rows = dict(line.split(",") for line in said.out.partition("# certificate\n")[2].splitlines())
    assert list(rows) == ['"residual"', '"condition number"', '"trusted digits"']
    assert int(rows['"trusted digits"']) >= 15
    assert float(rows['"residual"']) < 1
