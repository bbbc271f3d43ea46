"""Condition numbers: published ones, the exact inverse as oracle, and infinity."""

from __future__ import annotations

import math
from collections.abc import Callable

import mpmath
import numpy as np
import pytest
from conftest import MATRICES, Said, read

from lacli.commands.cond import cond
from lacli.commands.norm import norm
from lacli.errors import AccuracyWarning, Note, ShapeError, UsageError
from lacli.matrix import Matrix

Call = Callable[..., Said]
HILBERT = read((MATRICES / "hilbert.csv").read_text())
INFINITE = {"1": math.inf, "2": math.inf, "inf": math.inf, "fro": math.inf, "-2": 0,
            "nuc": math.inf, "-1": math.inf, "-inf": math.inf}  # fmt: skip


def test_hilberts_matrix_as_published() -> None:
    assert cond(HILBERT) == pytest.approx(476607.25, rel=1e-8)  # Higham ASNA §28.1
    assert cond(HILBERT, ord="1") == pytest.approx(943656, rel=1e-9)
    assert cond(HILBERT, ord="inf") == pytest.approx(943656, rel=1e-9)


@pytest.mark.parametrize("imaginary", [0, 1])
def test_every_order_against_the_definition_in_thirty_digits(imaginary: int) -> None:
    random = np.random.default_rng(7)
    A = random.normal(size=(4, 4)) + imaginary * 1j * random.normal(size=(4, 4))
    with mpmath.workdps(30):
        M = mpmath.matrix(A.tolist())
        inverse = M**-1
        B = np.array([[complex(inverse[i, j]) for j in range(4)] for i in range(4)])
        S = [float(s) for s in mpmath.svd_c(M, compute_uv=False)]
    moduli = [np.abs(A), np.abs(B)]
    expected = {
        "1": math.prod(m.sum(axis=0).max() for m in moduli),
        "-1": math.prod(m.sum(axis=0).min() for m in moduli),
        "inf": math.prod(m.sum(axis=1).max() for m in moduli),
        "-inf": math.prod(m.sum(axis=1).min() for m in moduli),
        "fro": math.prod(math.sqrt((m**2).sum()) for m in moduli),
        "nuc": sum(S) * sum(1 / s for s in S),
        "2": max(S) / min(S),
        "-2": min(S) / max(S),
    }
    for order, value in expected.items():
        assert cond(Matrix(A), ord=order) == pytest.approx(value, rel=1e-11)


@pytest.mark.parametrize("scale", [1e-250, 1e250])
@pytest.mark.parametrize("order", list(INFINITE))
def test_size_has_no_part_in_it(scale: float, order: str) -> None:
    A = np.array([[2.0, 1], [1, 3]])
    assert cond(Matrix(A * scale), ord=order) == pytest.approx(cond(Matrix(A), ord=order))


def test_any_shape_has_one_of_order_2() -> None:
    A = Matrix([[3, 0, 0], [0, 4, 0]], name="A")
    assert (cond(A), cond(A.T), cond(A, ord="-2")) == (
        pytest.approx(4 / 3),
        pytest.approx(4 / 3),
        pytest.approx(3 / 4),
    )
    with pytest.raises(ShapeError, match="A is 2×3, not square"):
        cond(A, ord="1")


@pytest.mark.parametrize(("order", "value"), INFINITE.items())
def test_a_singular_matrix(order: str, value: float) -> None:
    assert cond(Matrix([[0, 0], [0, 0]]), ord=order) == value
    assert cond(Matrix([[1, 0], [0, 0]]), ord=order) == value
    nearly = Matrix([[1, 0], [0, 1e-20]])
    if value == 0:
        assert cond(nearly, ord=order) == value
        return
    with pytest.warns(Note, match=r"1\.0e\+20, above 1/ε, cannot be told from infinity"):
        assert cond(nearly, ord=order) == value


def test_a_number_with_few_digits_is_warned_of() -> None:
    with pytest.warns(AccuracyWarning, match=r"about 6 of 16 digits"):
        assert cond(Matrix([[1, 0], [0, 1e-10]])) == pytest.approx(1e10)


def test_infinity_is_an_answer(call: Call) -> None:
    assert call("cond", "0 0; 0 0").out == "inf\n"
    assert call("cond", "0 0; 0 0", "2 0; 0 1", "-f", "json").out.count('"Infinity"') == 1
    said = call("cond", "1 0; 0 1e-20", "--strict")
    assert (said.code, said.out) == (0, "inf\n")
    assert call("cond", "1 2; 3 4", "--ord", "-1").code == 0


@pytest.mark.parametrize(
    "order", ["2.0", "fro", "nuc", "1e0", "inf", "-Infinity", "+1", "-2", " 2"]
)
def test_orders_are_written_as_for_norm(order: str, call: Call) -> None:
    A = Matrix([[2, 1], [1, 3]])
    inverse = Matrix([[0.6, -0.2], [-0.2, 0.4]])
    assert cond(A, ord=order) == pytest.approx(norm(A, ord=order) * norm(inverse, ord=order))
    assert call("cond", "2 1; 1 3", "--ord", order).code == 0


@pytest.mark.parametrize("order", ["0", "3", "two", "nan", "1_0"])
def test_orders_that_matrices_lack(order: str) -> None:
    with pytest.raises(UsageError, match=rf"no norm of order '{order}': fro, nuc, 1, 2") as raised:
        cond(HILBERT, ord=order)
    assert not raised.value.hint
