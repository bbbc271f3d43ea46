"""QR factors, with a sign that does not change from run to run."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lacli.compute.dense.accuracy import cutoff
from lacli.compute.dense.phase import fix_phases
from lacli.compute.dense.scaling import largest_by_column, ldexp
from lacli.compute.remarks import note
from lacli.matrix import Array

TIE = 1e-12
"""By how much, relatively, norms may differ that count as equal: the first column is taken."""


class QR(NamedTuple):
    Q: Array
    R: Array
    P: Array | None
    """The permutation (n×n); None for the identity, without pivoting."""
    columns: list[int]
    """The column of A that each column of Q·R is."""


def qr(A: Array, full: bool = False, pivot: bool = False) -> QR:
    """Q (m×r, orthonormal columns) and R (r×n, upper triangular) with A = Q·R for A (m×n).

    r is min(m, n); with `full` Q is m×m and R m×n. The diagonal of R is real and not negative. By
    Householder reflections (GVL §5.2.2, LAPACK geqrf). With `pivot` A·P = Q·R, where each step
    takes the column of which most is left, so that R's diagonal descends (Businger and Golub, GVL
    §5.4.2, LAPACK geqp3). Scaling columns by powers of 2, which changes Q in nothing, keeps all in
    range. Remarks which columns depend on those before them.
    """
    r = min(A.shape)
    exponents = np.frexp(largest_by_column(A))[1]
    B, columns = ldexp(A, -exponents), np.arange(A.shape[1])
    if pivot:
        Q, R, columns = _pivoted(B, exponents, full)
    else:
        Q, R = np.linalg.qr(B, mode="complete" if full else "reduced")
    diagonal = R.diagonal()
    moduli = np.abs(diagonal)
    phases = np.divide(diagonal, moduli, out=np.ones_like(diagonal), where=moduli > 0)
    Q[:, :r] *= phases
    Q[:, r:] = fix_phases(Q[:, r:])[0]
    R[:r] *= phases.conj()[:, None]
    np.fill_diagonal(R, moduli)
    _note_dependent(R, "A·P" if pivot else "A")
    P = np.eye(len(columns))[:, columns] if pivot else None
    return QR(Q, ldexp(R, exponents[columns]), P, columns.tolist())


def _pivoted(B: Array, exponents: Array, full: bool) -> tuple[Array, Array, Array]:
    """Q, R and the columns of B·2^exponents, largest first, of which Q·R·2^… is made.

    What is left of each column is measured anew in every step, which costs about as much as the
    reflection does and needs no care for cancellation, unlike LAPACK's updated norms.
    """
    R = np.array(B)
    m, n = R.shape
    r = min(m, n)
    columns, reflectors = np.arange(n), []
    for k in range(r):
        left = np.linalg.norm(R[k:, k:], axis=0)
        left = ldexp(left, exponents[columns[k:]] - exponents.max())
        pivot = k + int((left >= left.max() * (1 - TIE)).argmax())
        for swapped in (R.T, columns):
            swapped[[k, pivot]] = swapped[[pivot, k]]
        reflectors.append(_reflect(R[k:, k:]))
    Q = np.eye(m, m if full else r, dtype=R.dtype)
    for k, v in reversed(list(enumerate(reflectors))):
        Q[k:] -= 2 * np.outer(v, v.conj() @ Q[k:])
    return Q, np.triu(R[: Q.shape[1]]), columns


def _reflect(F: Array) -> Array:
    """The unit vector v (m) whose reflection I − 2vvᴴ takes F's first column to a multiple of e₁.

    F (m×n) is overwritten by its reflection. Where that column is 0, so is v (GVL §5.1.2).
    """
    v = F[:, 0].copy()
    length = np.linalg.norm(v)
    if length == 0:
        return np.zeros_like(v)
    phase = v[0] / abs(v[0]) if v[0] != 0 else 1
    v[0] += phase * length
    v /= np.linalg.norm(v)
    F -= 2 * np.outer(v, v.conj() @ F)
    F[0, 0] = -phase * length
    return v


def _note_dependent(R: Array, product: str) -> None:
    """Remarks for which columns there is nothing on R's diagonal but rounding."""
    m, n = R.shape
    lengths = np.linalg.norm(R[:, : min(m, n)], axis=0)
    dependent = np.flatnonzero(np.abs(R.diagonal()) <= cutoff(R.shape) * lengths)
    if dependent.size:
        which = ", ".join(str(i + 1) for i in dependent)
        note(f"{product} has dependent columns ({which}): it does not determine those of Q")
