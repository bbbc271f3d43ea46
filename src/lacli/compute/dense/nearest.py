"""What is nearest to a matrix: of lower rank, and with orthonormal columns."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lacli.compute.dense.accuracy import count, cutoff
from lacli.compute.dense.norms import vector_norm
from lacli.compute.dense.scaling import ldexp, scaled
from lacli.compute.dense.singular import factors
from lacli.compute.remarks import note, warn_digits
from lacli.matrix import Array


class LowRank(NamedTuple):
    approximation: Array
    spectral: float
    frobenius: float
    energy: float


class Polar(NamedTuple):
    U: Array
    P: Array


def lowrank(A: Array, k: int) -> LowRank:
    """The matrix of rank k nearest to A (m×n), k ≤ min(m, n), and how near it is.

    By the k largest singular values (Eckart, Young and Mirsky, GVL theorem 2.4.8), in the 2-norm
    and the Frobenius norm at once; `spectral` and `frobenius` are the norms of what is left out,
    and `energy` is the share of the squared Frobenius norm that is kept, all of it where A is 0.
    Remarks where there is another matrix as near, and where nothing but rounding is left out.
    """
    B, exponent = scaled(A)
    U, S, Vh = factors(B, full=False)
    if k == len(S):
        return LowRank(A, 0.0, 0.0, 1.0)
    approximation = ldexp((U[:, :k] * S[:k]) @ Vh[:k], exponent)
    rounding = cutoff(A.shape) * S[0]
    if 0 < S[k] <= rounding:
        note(f"the rank of A is {count(S, A.shape)}: the errors are rounding")
    elif 0 < S[k] >= S[k - 1] - rounding:
        note(f"singular values {k} and {k + 1} coincide: another approximation is as near")
    spectral, frobenius = (ldexp(x, exponent) for x in (S[k], vector_norm(S[k:], order=2)))
    lost = (S[k:] ** 2).sum() / (S**2).sum() if S[0] > 0 else 0.0
    return LowRank(approximation, float(spectral), float(frobenius), float(1 - lost))


def polar_decomposition(A: Array, left: bool = False) -> Polar:
    """U (m×n) and the positive semidefinite P with A = U·P (P n×n), or A = P·U with `left` (m×m).

    U has orthonormal columns, or rows where m < n, and is of all such nearest to A. By the SVD
    (GVL §9.4.3; Higham, Functions of Matrices, SIAM 2008, §8.1). Remarks where A is rank deficient,
    so that U is not unique; warns where digits of U are lost.
    """
    m, n = A.shape
    B, exponent = scaled(A)
    W, S, Vh = factors(B, full=False)
    if count(S, A.shape) < len(S):
        note("A is rank deficient: P is unique, U is not")
    else:  # what changes U of a real square A by most turns a plane (Higham §8.2)
        least = S[-2:].mean() if m == n and np.isrealobj(A) else S[-1]
        warn_digits(float(S[0] / least))
    X = W if left else Vh.conj().T
    P = (X * S) @ X.conj().T
    return Polar(W @ Vh, ldexp(P / 2 + P.conj().T / 2, exponent))
