"""The singular value decomposition, and the pseudoinverse made from it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.linalg import LinAlgError

from lacli.compute.dense import randomized
from lacli.compute.dense.accuracy import ABOVE, count, cutoff, rank_in_any_units
from lacli.compute.dense.phase import fix_phases
from lacli.compute.dense.scaling import ldexp, scaled
from lacli.compute.remarks import DIGITS, UNIT, digits, note, warn, warn_digits
from lacli.errors import MathError
from lacli.matrix import Array


class SVD(NamedTuple):
    U: Array
    S: Array
    Vh: Array


def svd(A: Array, full: bool = False, rank: int | None = None) -> SVD:
    """U (m×r), the singular values S (r), descending, and Vh (r×n) with A = U·diag(S)·Vh.

    r is min(m, n), or `rank` if that is less; with `full` U is m×m and Vh n×n. Each column of U has
    its largest entry real and positive. LAPACK gesdd or, where few of many are wanted, and a remark
    says so, `largest`. Raises MathError where it does not converge.
    """
    U, S, Vh = factors(A, full) if rank is None else largest(A, rank)
    remark_on_the_least(S, A.shape)
    r = len(S)
    U, phases = fix_phases(U)
    Vh[:r] *= phases[:r, None].conj()
    if len(Vh) > r:
        Vh[r:] = fix_phases(Vh[r:].T)[0].T
    return SVD(U, S, Vh)


def largest(A: Array, k: int) -> SVD:
    """The k largest singular values of A (m×n), or all, with their vectors.

    By random vectors where that pays, with a remark on their error, else by LAPACK.
    """
    B, exponent = scaled(A)
    if randomized.pays(A.shape, k) and (found := randomized.leading(B, k)):
        note(
            f"found by random vectors: the {k} largest singular values are right to "
            f"{found.error:.0e} of the largest"
        )
        return SVD(found.U, ldexp(found.S, exponent), found.Vh)
    U, S, Vh = factors(A, full=False)
    return SVD(U[:, :k], S[:k], Vh[:k])


def singular_values(A: Array) -> Array:
    """The singular values of A (m×n), descending, with the remarks of `svd`."""
    S = factors(A, full=False).S
    remark_on_the_least(S, A.shape)
    return S


def remark_on_the_least(S: Array, shape: tuple[int, ...]) -> None:
    """Remarks which singular values may be rounding alone, and warns of one that hardly is more.

    Each is right to about ε·σ₁, whatever its own size (GVL §8.6.2).
    """
    limit = float(S[0] * cutoff(shape))
    r = count(S, shape)
    if r < len(S) and S[r] > 0:
        note(f"singular values below {limit:.1e} cannot be told from 0: {len(S) - r} of {len(S)}")
    if r and S[r - 1] <= ABOVE * limit:
        right = digits(float(S[0] / S[r - 1]) * UNIT)
        warn(
            f"singular value {r}, {S[r - 1]:.1e}, is small beside the largest: "
            f"about {right} of {DIGITS} digits of it can be trusted"
        )


def pinv(A: Array, rcond: float | None = None) -> Array:
    """The Moore–Penrose pseudoinverse of A (m×n), of shape n×m, by the SVD (GVL §5.5.2).

    Singular values up to `rcond` times the largest count as 0; it is max(m, n)·ε unless given.
    Remarks which rank that left, if it is not full; warns where digits are lost.
    """
    B, exponent = scaled(A)
    U, S, Vh = factors(B, full=False)
    rank = count(S, A.shape, rcond)
    if rcond is None and rank < len(S) and (other := rank_in_any_units(A)) > rank:
        warn(f"badly scaled: with rows and columns of one size the rank is {other}, not {rank}")
    if rank < len(S):
        note(f"the rank used is {rank} of {len(S)}")
    if rank:
        warn_digits(float(S[0] / S[rank - 1]))
    inverse = Vh[:rank].conj().T / S[:rank] @ U[:, :rank].conj().T
    return ldexp(inverse, -exponent)


def factors(A: Array, full: bool) -> SVD:
    """The SVD of A as LAPACK gives it, with whatever signs; raises MathError if it gives none."""
    B, exponent = scaled(A)
    try:
        U, S, Vh = np.linalg.svd(B, full_matrices=full)
    except LinAlgError:
        raise MathError("the singular values did not converge") from None
    return SVD(U, ldexp(S, exponent), Vh)
