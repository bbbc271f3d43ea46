"""Determinants, inverses, ranks, polynomials and spectra are those that the literature knows."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import numpy as np
import pytest
from classical import PLACES, Classical, Known, made, paired, product
from gallery import MATRICES, growth, pascal
from program import answer, lacli, numbers

from lacli.compute import dense

EPS = np.finfo(float).eps
GROWTH = Classical("growth 60", growth(60))


def over(*matrices: Classical) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("matrix", matrices, ids=lambda matrix: matrix.name)


every = over(*MATRICES)
regular = over(*(matrix for matrix in MATRICES if matrix.det))
inverted = over(*(matrix for matrix in MATRICES if matrix.known_inverse))
solved = over(*(matrix for matrix in MATRICES if matrix.known_eigenvalues))
measured = pytest.mark.filterwarnings("ignore::lacli.errors.AccuracyWarning")


@every
def test_the_determinant_of_the_literature_is_that_of_the_matrix(matrix: Classical) -> None:
    assert matrix.det == (-1) ** len(matrix.A) * matrix.charpoly[-1]


@inverted
def test_the_inverse_of_the_literature_is_that_of_the_matrix(matrix: Classical) -> None:
    eye = made(len(matrix.A), lambda i, j: i == j)
    assert product(matrix.A, matrix.known_inverse) == eye
    assert matrix.inverse == matrix.known_inverse


@solved
def test_the_eigenvalues_of_the_literature_are_roots(matrix: Classical) -> None:
    """At a point that is no root the polynomial is the product of the differences."""
    x = Fraction(-3, 7)
    value = sum(c * x**k for k, c in enumerate(reversed(matrix.charpoly)))
    with mpmath.workdps(PLACES):
        factors = [
            mpmath.mpf(x.numerator) / x.denominator - root for root in matrix.known_eigenvalues
        ]
        expected = mpmath.mpf(value.numerator) / value.denominator
        assert abs(mpmath.fprod(factors) / expected - 1) < 1e-50


@every
def test_the_determinant_as_written(matrix: Classical) -> None:
    assert float(answer("det", matrix.text)) == float(matrix.det)


@regular
def test_the_inverse_as_written(matrix: Classical) -> None:
    assert numbers(answer("inv", matrix.text)) == [float(x) for row in matrix.inverse for x in row]


@every
def test_the_rank_as_written(matrix: Classical) -> None:
    assert answer("rank", matrix.text) == f"{len(matrix.A) - (matrix.det == 0)}\n"


@every
def test_the_characteristic_polynomial_as_written(matrix: Classical) -> None:
    assert numbers(answer("charpoly", matrix.text)) == [float(c) for c in matrix.charpoly]


def test_the_rosser_matrix_has_no_inverse() -> None:
    [rosser] = [matrix for matrix in MATRICES if not matrix.det]
    said = lacli("inv", rosser.text)
    assert said.code == 1
    assert "singular" in said.err


def test_a_pascal_matrix_less_one_in_its_corner_is_singular() -> None:
    """Its cofactor is 1, so that the determinant falls from 1 to 0 (Higham, Toolbox: pascal)."""
    A = pascal(9).A
    A[-1][-1] -= 1
    less = Classical("", Known(A, Fraction(0)))
    assert answer("det", less.text) == "0\n"
    assert answer("rank", less.text) == "8\n"
    assert lacli("inv", less.text).code == 1


def test_the_inverse_of_the_hilbert_matrix_is_all_integers() -> None:
    printed = answer("inv", MATRICES[1].text)
    assert printed.startswith("100,-4950,79200,")
    assert "." not in printed


def test_the_growth_matrix_is_solved() -> None:
    x = [(-1) ** i * (i % 7 + 1) for i in range(60)]
    b = product(GROWTH.A, [[Fraction(value)] for value in x])
    text = "; ".join(str(value) for [value] in b)
    found = np.array(numbers(answer("solve", GROWTH.text, text)))
    assert np.abs(found - x).max() <= 1e-12 * np.abs(x).max()
    found = dense.solve(GROWTH.array, np.array(b, dtype=float)).ravel()
    assert np.abs(found - x).max() <= 1e-12 * np.abs(x).max()


def test_the_determinant_of_the_growth_matrix() -> None:
    assert float(answer("det", GROWTH.text)) == 2.0**59


@measured
@every
def test_the_determinant_of_arrays(matrix: Classical) -> None:
    """Integers leave no doubt; what was rounded may move it by n·κ·ε (Higham §14.6)."""
    found, det = dense.det(matrix.array), float(matrix.det)
    slack = 0 if matrix.is_integral else len(matrix.A) * condition(matrix) * EPS
    assert abs(found - det) <= slack * abs(det)


@measured
@regular
def test_the_inverse_of_arrays(matrix: Classical) -> None:
    """Its error is κ·ε in the norm, of refinement and of rounded entries (Higham §14.1)."""
    found, inverse = dense.inv(matrix.array), np.array(matrix.inverse, dtype=float)
    allowed = 4 * condition(matrix) * EPS
    assert np.linalg.norm(found - inverse) <= allowed * np.linalg.norm(inverse)


@pytest.mark.filterwarnings("ignore::lacli.errors.Note")
@pytest.mark.filterwarnings("ignore::lacli.errors.AccuracyWarning")
@every
def test_the_singular_values_of_arrays(matrix: Classical) -> None:
    """They move by no more than A does, n·ε·‖A‖ (GVL §8.6.1)."""
    found = dense.svd(matrix.array).S
    largest = matrix.singular_values[0]
    for S, known in zip(found.tolist(), matrix.singular_values, strict=True):
        assert abs(S - known) <= len(matrix.A) * EPS * largest


@measured
@every
def test_the_eigenvalues_of_arrays(matrix: Classical) -> None:
    """Each moves by its condition number times n·ε·‖A‖ (GVL §7.2.2)."""
    values = dense.eig(matrix.array).values.tolist()
    unit = len(matrix.A) * EPS * matrix.singular_values[0]
    for value, known, sensitivity in paired(values, matrix.spectrum):
        assert abs(value - known) <= unit * sensitivity


@measured
def test_real_eigenvalues_of_matrices_that_are_not_symmetric_come_out_real() -> None:
    for matrix in MATRICES:
        if matrix.name.startswith(("Clement", "Kahan", "Vandermonde")):
            assert np.isrealobj(dense.eig(matrix.array).values), matrix.name


def condition(matrix: Classical) -> float:
    return float(matrix.singular_values[0] / matrix.singular_values[-1])
