"""ldl: LDL decomposition of Hermitian matrices."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from lacli import compute
from lacli.matrix import Matrix
from lacli.names import reordered, self_named
from lacli.registry import Argument, command
from lacli.shape import square


class LDL(NamedTuple):
    L: Matrix
    D: Matrix
    P: Matrix


@command(panel="Factor", title="LDL decomposition of {A}")
def ldl(A: Annotated[Matrix, Argument(help="The symmetric, or Hermitian, A.")]) -> LDL:
    """Factor a symmetric A, definite or not, into P · L · D · Lᴴ · Pᵀ.

    L is lower triangular with ones on its diagonal, P a permutation, and D has blocks of one or two
    rows on its diagonal. D has as many positive and as many negative eigenvalues as A.

        $ lacli ldl '4 2; 2 -1'
        # L
        1,0
        0.5,1

        # D
        4,0
        0,-2

        # P
        1,0
        0,1

        $ lacli ldl '0 1; 1 0' --part D
        0,1
        1,0
    """
    names = self_named(square(A))
    L, D, P, order = compute.ldl(A)
    rows = reordered(names, order)
    return LDL(Matrix(L, rows=rows), Matrix(D), Matrix(P, rows=names, cols=rows))
