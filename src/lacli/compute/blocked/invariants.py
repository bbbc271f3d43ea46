"""Singular values, the rank and the condition number of a tall matrix: those of its R."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lacli import compute
from lacli.compute.blocked.summary import summary
from lacli.compute.dense import accuracy
from lacli.compute.dense.accuracy import Rank, count, rank_of, warn_of_rank
from lacli.compute.dense.invariants import of_singular_values, remarked
from lacli.compute.dense.orthogonal import column_exponents
from lacli.compute.dense.scaling import ldexp, scaled
from lacli.compute.dense.singular import remark_on_the_least
from lacli.compute.remarks import warn
from lacli.errors import InputError
from lacli.matrix import Array
from lacli.tall import Block, Tall


class SVD(NamedTuple):
    U: Tall
    S: Array
    Vh: Tall


def svd(X: Tall, full: bool = False, rank: int | None = None) -> SVD:
    """The singular values S of X (m×n), of its R, or the largest; U and Vh are not to be had.

    Raises InputError unless S alone is wanted.
    """
    if full or not compute.is_wanted("S", alone=True):
        raise InputError(
            f"{X.name} is too large for its singular vectors",
            hint="--part S tells the singular values alone, lacli pca -k the first components",
        )
    S = singular_values(X)[:rank]

    def refused(_: bool) -> Iterator[Block]:
        raise AssertionError("nobody asked for it")

    return SVD(Tall(refused, len(S), X.name), S, Tall(refused, X.width, X.name, height=len(S)))


def singular_values(X: Tall) -> Array:
    """The singular values of X (m×n), descending, with the remarks of the dense engine."""
    S = ldexp(*scaled_values(X))
    remark_on_the_least(S, (summary(X, last=True).m, X.width))
    return S


def numerical_rank(X: Tall, tol: float | None = None) -> Rank:
    """The rank of X (m×n), its singular values and their cut-off, as the dense engine has them."""
    S, exponent = scaled_values(X)
    return rank_of(S, exponent, (summary(X, last=True).m, X.width), tol)


def rank(X: Tall, tol: float | None = None) -> int:
    """The rank of X (m×n), with the warnings of the dense engine."""
    found = numerical_rank(X, tol)
    r, S, limit = found
    near = tol is None and warn_of_rank(S, limit)
    if tol is None and not near and r < len(S):
        R = summary(X, last=True).plain
        shape = summary(X, last=True).m, X.width
        other = count(accuracy.singular_values(ldexp(R, -column_exponents(R))), shape)
        if other > r:
            warn(f"badly scaled: with columns of one size the rank is {other}, not {r}")
    return r


def cond(X: Tall, order: str | float = 2) -> float:
    """The condition number of X (m×n) of order 2 or −2, with the remarks of the dense engine."""
    S, _ = scaled_values(X)
    return remarked(of_singular_values(S, order))


def scaled_values(X: Tall) -> tuple[Array, int]:
    """The singular values of X over a power of 2, and its exponent."""
    found = summary(X, last=True)
    R, exponent = scaled(found.plain)
    return accuracy.singular_values(R)[: found.m], exponent
