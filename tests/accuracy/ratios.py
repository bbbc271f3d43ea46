"""LAPACK's test ratios: residuals beside what rounding in a stable method leaves.

A ratio is a relative residual in units of n·ε; LAPACK takes a routine for broken where one is 30 or
more. From Blackford and Dongarra, LAPACK Working Note 41: Installation Guide for LAPACK.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from samples import Case, definite, hermitian, normal, real, rectangular, square, systems

from lacli.compute import dense
from lacli.errors import MathError

Array: TypeAlias = NDArray[Any]

THRESHOLD = 30
EPS = 2.0**-53
"""What LAPACK calls ε: the largest relative error of rounding."""


class Ratio(NamedTuple):
    """One ratio of a routine for one matrix; `value` is None where lacli refuses an answer."""

    routine: str
    what: str
    kind: str
    shape: tuple[int, int]
    value: float | None


def ratios(routine: str) -> Iterator[Ratio]:
    """The ratios of a routine over all matrices that suit it."""
    cases, measure = ROUTINES[routine]
    for kind, A in cases():
        try:
            with warnings.catch_warnings(), dense.quietly():
                warnings.simplefilter("ignore")
                measured = measure(A)
        except MathError:
            yield Ratio(routine, "refused", kind, A.shape, None)
            continue
        for what, value in measured.items():
            yield Ratio(routine, what, kind, A.shape, value)


def _solve(A: Array) -> dict[str, float]:
    b = _wide(A) @ normal((len(A), 2), 1, 7)
    b = b / np.abs(b).max()
    b = b.astype(A.dtype)
    x = dense.solve(A, b)
    error = _norm(_times(A, x) - b)
    return {"‖b − A·x‖ / ‖A‖‖x‖ε": _over(error, _norm(A) * _norm(x))}


def _inv(A: Array) -> dict[str, float]:
    X = dense.inv(A)
    error = _norm(np.eye(len(A)) - _times(A, X))
    return {"‖I − A·A⁻¹‖ / n‖A‖‖A⁻¹‖ε": _over(error, len(A) * _norm(A) * _norm(X))}


def _lu(A: Array) -> dict[str, float]:
    P, L, U, _ = dense.lu(A)
    return {"‖A − P·L·U‖ / n‖A‖ε": _of(A, _times(P, L, U))}


def _qr(A: Array) -> dict[str, float]:
    Q, R, _, _ = dense.qr(A)
    return {"‖A − Q·R‖ / n‖A‖ε": _of(A, _times(Q, R)), "‖I − Qᴴ·Q‖ / nε": _unitary(Q)}


def _qr_pivoted(A: Array) -> dict[str, float]:
    Q, R, P, _ = dense.qr(A, full=True, pivot=True)
    return {
        "‖A·P − Q·R‖ / n‖A‖ε": _of(_times(A, P), _times(Q, R)),
        "‖I − Qᴴ·Q‖ / nε": _unitary(Q),
    }


def _cholesky(A: Array) -> dict[str, float]:
    L = dense.cholesky(A)
    return {"‖A − L·Lᴴ‖ / n‖A‖ε": _of(A, _times(L, L.conj().T))}


def _ldl(A: Array) -> dict[str, float]:
    L, D, P, _ = dense.ldl(A)
    return {"‖A − P·L·D·Lᴴ·Pᵀ‖ / n‖A‖ε": _of(A, _times(P, L, D, L.conj().T, P.T))}


def _eigh(A: Array) -> dict[str, float]:
    values, V = dense.eig(A)
    return {
        "‖A − V·Λ·Vᴴ‖ / n‖A‖ε": _of(A, _times(V * _wide(values), V.conj().T)),
        "‖I − Vᴴ·V‖ / nε": _unitary(V),
    }


def _eig(A: Array) -> dict[str, float]:
    values, V = dense.eig(A)
    error = _norm(_times(A, V) - _wide(V) * _wide(values))
    return {
        "‖A·V − V·Λ‖ / n‖A‖‖V‖ε": _over(error, len(A) * _norm(A) * _norm(V)),
        "(‖v‖ − 1) / ε": float(np.abs(np.linalg.norm(_wide(V), axis=0) - 1).max() / EPS),
    }


def _svd(A: Array) -> dict[str, float]:
    U, S, Vh = dense.svd(A)
    return {
        "‖A − U·S·Vᴴ‖ / n‖A‖ε": _of(A, _times(U * _wide(S), Vh)),
        "‖I − Uᴴ·U‖ / nε": _unitary(U),
        "‖I − V·Vᴴ‖ / nε": _unitary(Vh.conj().T),
        "descending, not negative": 0.0 if (np.diff(S) <= 0).all() and S[-1] >= 0 else math.inf,
    }


def _complex_schur(A: Array) -> dict[str, float]:
    T, Z = dense.schur(A, output="complex")
    return {
        "‖A − Z·T·Zᴴ‖ / n‖A‖ε": _of(A, _times(Z, T, Z.conj().T)),
        "‖I − Zᴴ·Z‖ / nε": _unitary(Z),
        "below T's diagonal": 0.0 if not np.tril(T, -1).any() else math.inf,
    }


def _schur(A: Array) -> dict[str, float]:
    T, Z = dense.schur(A, output="real")
    return {
        "‖A − Z·T·Zᵀ‖ / n‖A‖ε": _of(A, _times(Z, T, Z.T)),
        "‖I − Zᵀ·Z‖ / nε": _unitary(Z),
        "below T's blocks": 0.0 if not np.tril(T, -2).any() else math.inf,
    }


def _hessenberg(A: Array) -> dict[str, float]:
    H, Q = dense.hessenberg(A)
    return {
        "‖A − Q·H·Qᴴ‖ / n‖A‖ε": _of(A, _times(Q, H, Q.conj().T)),
        "‖I − Qᴴ·Q‖ / nε": _unitary(Q),
        "below H's subdiagonal": 0.0 if not np.tril(H, -2).any() else math.inf,
    }


def _lstsq(A: Array) -> dict[str, float]:
    """The residual is orthogonal to A's columns (LAPACK's xQRT17, but for ‖A‖‖x‖ beside ‖b‖)."""
    b = normal((len(A), 2), 1, 8)
    x = dense.lstsq(A, b)
    error = _norm(_times((_times(A, x) - b).conj().T, A))
    size = max(A.shape) * _norm(A.conj().T) * (_norm(A) * _norm(x) + _norm(b))
    return {"‖(b − A·x)ᴴ·A‖ / n‖Aᴴ‖(‖A‖‖x‖ + ‖b‖)ε": _over(error, size)}


def _pinv(A: Array) -> dict[str, float]:
    X = dense.pinv(A)
    size = max(A.shape) * _norm(A) * _norm(X)
    return {
        "‖A·X·A − A‖ / n‖A‖²‖X‖ε": _over(_norm(_times(A, X, A) - A), size * _norm(A)),
        "‖X·A·X − X‖ / n‖A‖‖X‖²ε": _over(_norm(_times(X, A, X) - X), size * _norm(X)),
    }


def _polar(A: Array) -> dict[str, float]:
    U, P = dense.polar_decomposition(A)
    columns = U if A.shape[0] >= A.shape[1] else U.conj().T
    return {"‖A − U·P‖ / n‖A‖ε": _of(A, _times(U, P)), "‖I − Uᴴ·U‖ / nε": _unitary(columns)}


def _of(A: Array, product: Array) -> float:
    """How far a product is from A, in units of n‖A‖ε."""
    return _over(_norm(_wide(A) - product), max(A.shape) * _norm(A))


def _unitary(Q: Array) -> float:
    """How far columns are from orthonormal, in units of nε."""
    return _over(_norm(np.eye(Q.shape[1]) - _times(Q.conj().T, Q)), len(Q))


def _over(error: float, size: float) -> float:
    """A residual in units of size·ε; of nothing it has to be none."""
    if size == 0 or not np.isfinite(error + size):
        return 0.0 if error == 0 else math.inf
    return float(error / size / EPS)


def _norm(A: Array) -> Any:
    """The 1-norm, in a range that does not overflow."""
    return np.abs(_wide(A)).sum(axis=0).max()


def _times(*factors: Array) -> Array:
    """The product of matrices in extended precision and range."""
    product = _wide(factors[0])
    for factor in factors[1:]:
        product = product @ _wide(factor)
    return product


def _wide(A: Array) -> Array:
    return A.astype(np.result_type(A, np.longdouble), copy=False)


Routine: TypeAlias = tuple[Callable[[], Iterator[Case]], Callable[[Array], dict[str, float]]]

ROUTINES: dict[str, Routine] = {
    "solve": (systems, _solve),
    "inv": (systems, _inv),
    "lu": (rectangular, _lu),
    "qr": (rectangular, _qr),
    "qr --pivot": (rectangular, _qr_pivoted),
    "cholesky": (definite, _cholesky),
    "ldl": (hermitian, _ldl),
    "eig, symmetric": (hermitian, _eigh),
    "eig": (square, _eig),
    "svd": (rectangular, _svd),
    "schur": (real, _schur),
    "schur --complex": (square, _complex_schur),
    "hessenberg": (square, _hessenberg),
    "lstsq": (rectangular, _lstsq),
    "pinv": (rectangular, _pinv),
    "polar-decomposition": (rectangular, _polar),
}
"""Each routine with the matrices that it is tried on, and its ratios."""
