"""Certificates of exact answers: nothing is lost, and errors in the operands grow as ever.

The condition numbers are those of the dense engine's certificates.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from lacli.compute.answers import Certificate
from lacli.compute.exact.entrywise import add, sub
from lacli.compute.exact.integers import Rows
from lacli.compute.exact.nearest import pseudoinverse, with_ones
from lacli.compute.exact.products import matmul
from lacli.compute.exact.spaces import rank
from lacli.compute.exact.systems import inv_in_fractions
from lacli.compute.remarks import DIGITS
from lacli.number import nearest


def det_certificate(A: Rows) -> Certificate:
    """How good the determinant of A (n×n) is; relative errors grow by ∑|aᵢⱼ||A⁻¹ⱼᵢ|."""
    if rank(A) < len(A):
        return _exactly(math.inf)
    pairs = zip(A, zip(*inv_in_fractions(A), strict=True), strict=True)
    return _exactly(sum(abs(a * x) for pair in pairs for a, x in zip(*pair, strict=True)))


def inverse_certificate(A: Rows, X: Rows) -> Certificate:
    """How good X (n×n), the inverse of A, is; errors grow by ‖|X||A||X|‖∞/‖X‖∞."""
    moduli = _moduli(X)
    return _exactly(_norm(matmul(moduli, _moduli(A), moduli)) / _norm(moduli))


def solution_certificate(A: Rows, x: Rows, b: Rows) -> Certificate:  # noqa: ARG001  # A x is b
    """How good x (n×k), the only one with A x = b, is, for A (m×n); errors grow by Skeel's number.

    That is ‖|A⁺||A||x|‖∞/‖x‖∞, of the worst of k columns.
    """
    return _exactly(_growth(matmul(_moduli(pseudoinverse(A)), _moduli(A), _moduli(x)), x))


def least_squares_certificate(A: Rows, x: Rows, b: Rows) -> Certificate:
    """How good x (n×k) is as the solution of A x ≈ b, for A (m×n).

    Errors grow by ‖|A⁺|(|b| + |A||x|) + |(AᵀA)⁺||Aᵀ||b − A x|‖∞/‖x‖∞ (Higham ASNA §20.1), of the
    worst of k columns.
    """
    P, turned = pseudoinverse(A), list(zip(*A, strict=True))
    reach = add(_moduli(b), matmul(_moduli(A), _moduli(x)))
    left = _moduli(sub(b, matmul(A, x)))
    gram = matmul(P, list(zip(*P, strict=True)))
    turn = matmul(_moduli(gram), _moduli(turned), left)
    return _exactly(_growth(add(matmul(_moduli(P), reach), turn), x))


def regression_certificate(
    X: Rows,
    x: Rows,
    y: Rows,
    intercept: bool = False,
    ridge: float = 0.0,  # noqa: ARG001
) -> Certificate:
    """How good x is as the coefficients of `regression`."""
    return least_squares_certificate(with_ones(X) if intercept else X, x, y)


def _exactly(condition: Any) -> Certificate:
    return Certificate(0.0, max(nearest(condition), 1.0), DIGITS)


def _growth(errors: Sequence[Sequence[Any]], x: Rows) -> Any:
    """The largest error relative to the largest entry, over the columns; 0/0 is 0."""
    ratios = [
        max(e) / max(map(abs, v)) if any(v) else math.inf if any(e) else 0
        for e, v in zip(zip(*errors, strict=True), zip(*x, strict=True), strict=True)
    ]
    return max(ratios)


def _moduli(A: Sequence[Sequence[Any]]) -> list[list[Any]]:
    return [[abs(x) for x in row] for row in A]


def _norm(A: Sequence[Sequence[Any]]) -> Any:
    """The largest row sum of moduli."""
    return max(sum(map(abs, row)) for row in A)
