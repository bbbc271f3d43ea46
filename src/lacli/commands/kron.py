"""kron: the Kronecker product."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.matrix import Matrix, Names
from lacli.registry import Argument, command


@command(panel="Combine", title="Kronecker product of {A} and {B}", exact=True)
def kron(
    A: Annotated[Matrix, Argument(help="The m×n matrix A.")],
    B: Annotated[Matrix, Argument(help="The p×q matrix B.")],
) -> Matrix:
    """Put a multiple of B in the place of each entry of A.

    The Kronecker product, mp×nq, of A, m×n, and B, p×q. The row of a and b is named a⊗b.

        $ lacli kron '1 2' '1 0; 0 1'
        1,0,2,0
        0,1,0,2
    """
    rows, cols = _names(A.rows, B.rows), _names(A.cols, B.cols)
    return Matrix(compute.kron(A, B), rows=rows, cols=cols)


def _names(ours: Names, theirs: Names) -> Names:
    """The names of all pairs, where both have names."""
    return tuple(f"{a}⊗{b}" for a in ours for b in theirs) if ours and theirs else None
