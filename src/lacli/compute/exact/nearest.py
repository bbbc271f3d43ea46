"""The pseudoinverse, and least squares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from lacli.compute.exact.entrywise import sub
from lacli.compute.exact.integers import Result, Rows
from lacli.compute.exact.products import matmul
from lacli.compute.exact.roots import root
from lacli.compute.exact.spaces import rank, rref
from lacli.compute.exact.systems import inv_in_fractions
from lacli.compute.remarks import note, note_kind
from lacli.number import ratio


class Regression(NamedTuple):
    x: Result
    fitted: Result
    residuals: Result
    rank: int
    norms: Sequence[Sequence[float]]
    """The residual norm of each column of y, as a column."""
    r2: Result | None
    """R² of each column of y, as a column."""
    errors: Sequence[Sequence[float]] | None
    """The standard error of each coefficient, n×k."""


class Projection(NamedTuple):
    projection: Result
    residual: Result


def pinv(A: Rows, rcond: float | None = None) -> Result:  # noqa: ARG001  # with one it is dense
    """The Moore–Penrose pseudoinverse of A (m×n), of shape n×m; remarks a rank that is not full.

    Of A = C·R, for C the pivot columns of A and R the rows of its echelon form that are not 0, it
    is Rᵀ(RRᵀ)⁻¹(CᵀC)⁻¹Cᵀ (Ben-Israel and Greville, Generalized Inverses, 2nd ed., 2003, §1.6).
    """
    r, full = rank(A), min(len(A), len(A[0]))
    if 0 < r < full:
        note(f"the rank used is {r} of {full}")
    return pseudoinverse(A)


def pseudoinverse(A: Rows) -> Result:
    """`pinv` without a remark."""
    R, C = _factors(A)
    return _pinv(R, C) if R else _zeros(len(A[0]), len(A))


def lstsq(A: Rows, b: Rows) -> Result:
    """The x (n×k) of least norm that minimises ‖A x − b‖₂, for A (m×n) and b (m×k), all real.

    Remarks which kind of solution x is and what the residual norm is.
    """
    m, n = len(A), len(A[0])
    R, C = _factors(A)
    x = matmul(_pinv(R, C), b) if R else _zeros(n, len(b[0]))
    left = _square([e for row in sub(b, matmul(A, x)) for e in row])
    note_kind(m, n, len(R), root(left))
    return x


def project(A: Rows, b: Rows) -> Projection:
    """The projection of b (m×k) onto the span of A's columns (m×n), and b less that (GVL §5.3.1).

    The columns may be dependent.
    """
    R, C = _factors(A)
    P = matmul(C, _left(C), b) if R else _zeros(len(b), len(b[0]))
    return Projection(P, sub(b, P))


def regression(
    X: Rows,
    y: Rows,
    intercept: bool = False,
    ridge: float = 0.0,  # noqa: ARG001  # with one it is dense
) -> Regression:
    """The fit of y (m×k) by X x, for X (m×n), which `intercept` gives a first column of ones.

    By `pseudoinverse`: what is squared on the way costs no digits here. R², the standard errors
    and the remark are those of the dense engine's `regression`.
    """
    X = with_ones(X) if intercept else X
    m, n, r = len(X), len(X[0]), rank(X)
    P = pseudoinverse(X)
    x = matmul(P, y)
    fitted = matmul(X, x)
    residuals = sub(y, fitted)
    squares = [_square(column) for column in zip(*residuals, strict=True)]
    totals = [_square(_centred(column, intercept)) for column in zip(*y, strict=True)]
    if r < n:
        note_kind(m, n, r, root(sum(squares)))
    r2 = [[1 - _over(s, t)] for s, t in zip(squares, totals, strict=True)] if all(totals) else None
    errors = None
    if r == n < m:
        lengths = map(_square, P)
        errors = [[root(_over(s * u, m - n)) for s in squares] for u in lengths]
    return Regression(x, fitted, residuals, r, [[root(s)] for s in squares], r2, errors)


def with_ones(X: Rows) -> Rows:
    """X with a first column of ones."""
    return [[1, *row] for row in X]


def _factors(A: Rows) -> tuple[Rows, Rows]:
    """R, the rows of A's reduced echelon form that are not 0, and C, A's pivot columns: A = C·R."""
    R, pivots = rref(A)
    return R[: len(pivots)], [[row[j] for j in pivots] for row in A]


def _zeros(m: int, n: int) -> Result:
    return [[0] * n for _ in range(m)]


def _pinv(R: Rows, C: Rows) -> Result:
    right = _turned(R)
    return matmul(right, inv_in_fractions(matmul(R, right)), _left(C))


def _left(C: Rows) -> Result:
    """(CᵀC)⁻¹Cᵀ, the pseudoinverse of independent columns."""
    turned = _turned(C)
    return matmul(inv_in_fractions(matmul(turned, C)), turned)


def _turned(A: Rows) -> Rows:
    """The transpose."""
    return list(zip(*A, strict=True))


def _centred(column: Sequence[Any], wanted: bool) -> Sequence[Any]:
    mean = _over(sum(column), len(column)) if wanted else 0
    return [x - mean for x in column]


def _square(v: Sequence[Any]) -> Any:
    return sum(x * x for x in v)


def _over(p: Any, q: Any) -> Any:
    """p/q of exact numbers."""
    return ratio(p.numerator * q.denominator, p.denominator * q.numerator)
