"""--certificate: how good an answer is, as a part of it."""

from __future__ import annotations

from collections.abc import Callable
from math import inf

import numpy as np
import pytest
from conftest import Said

from lacli.commands.det import det
from lacli.commands.eig import eig
from lacli.commands.lstsq import lstsq
from lacli.commands.svd import svd
from lacli.errors import UsageError
from lacli.matrix import Matrix

Call = Callable[..., Said]
ROWS = ("residual", "condition number", "trusted digits")
source = np.random.default_rng(3)
A = Matrix(source.normal(size=(40, 40)) + 1j * source.normal(size=(40, 40)), name="A")


def measures(part: Matrix) -> list[float]:
    assert (part.rows, part.cols, part.shape) == (ROWS, None, (3, 1))
    return part.values[:, 0].tolist()


@pytest.mark.parametrize("command", [eig, svd])
def test_factors_have_one_if_asked(command: Callable[..., tuple[Matrix, ...]]) -> None:
    plain, found = command(A), command(A, certificate=True)
    assert found[:-1] == plain
    residual, condition, digits = measures(found[-1])
    assert 0 < residual < 1000
    assert condition > 1
    assert 8 <= digits <= 15


@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
@pytest.mark.filterwarnings("ignore::lacli.errors.AccuracyWarning")
def test_the_k_largest_singular_values_have_one_of_their_own() -> None:
    D = Matrix(np.diag([4.0, 2, 1e-12]))
    assert measures(svd(D, certificate=True).certificate)[1:] == [pytest.approx(4e12), 3]
    assert measures(svd(D, rank=2, certificate=True).certificate)[1:] == [2, 16]


def test_eigenvalues_keep_their_left_vectors() -> None:
    assert eig(A, left=True, certificate=True)._fields == (
        "values",
        "vectors",
        "left",
        "certificate",
    )


def test_determinants_have_parts_only_with_one() -> None:
    value, certificate = det(A, certificate=True)
    assert value == det(A)
    sign, size, same = det(A, certificate=True, log=True)
    assert (sign, size) == det(A, log=True)
    assert certificate == same
    assert measures(certificate)[2] in range(10, 15)
    assert measures(det(Matrix([[1, 2], [2, 4]]), certificate=True).certificate) == [0, inf, 16]


def test_determinants_of_several_matrices_have_none() -> None:
    with pytest.raises(UsageError, match="--certificate goes with one matrix only"):
        det(A, A, certificate=True)


@pytest.mark.parametrize(("intercept", "ridge"), [(False, 0.0), (True, 0.0), (True, 2.0)])
def test_a_fit_has_one_of_its_coefficients(intercept: bool, ridge: float) -> None:
    X, y = Matrix(source.normal(size=(40, 3))), Matrix(source.normal(size=(40, 2)))
    plain = lstsq(X, y, intercept=intercept, ridge=ridge)
    found = lstsq(X, y, intercept=intercept, ridge=ridge, certificate=True)
    assert found[:-1] == plain
    residual, condition, digits = measures(found.certificate)
    assert residual < 10
    assert condition < 100
    assert digits >= 14


def test_the_condition_of_a_fit_counts_what_it_leaves() -> None:
    X = Matrix([[1, 1], [1, 1 + 1e-3], [1, 1 - 1e-3]])
    close = lstsq(X, Matrix([[1], [1], [1]]), certificate=True).certificate
    far = lstsq(X, Matrix([[1], [9], [9]]), certificate=True).certificate
    assert measures(far)[1] > 100 * measures(close)[1]


def test_infinity_is_an_answer_there(call: Call) -> None:
    said = call("svd", "1 0; 0 0", "--certificate", "--part", "certificate")
    assert said == (0, '"residual",0\n"condition number",inf\n"trusted digits",0\n', "")
    assert '"certificate"' in call("det", "1 2; 2 4", "--certificate", "-f", "json").out
