"""schur: Schur form."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from lacli import compute
from lacli.matrix import Matrix
from lacli.names import self_named
from lacli.registry import Argument, Option, command
from lacli.shape import square


class Schur(NamedTuple):
    T: Matrix
    Z: Matrix


@command(panel="Factor", title="Schur form of {A}")
def schur(
    A: Annotated[Matrix, Argument(help="The n×n matrix A.")],
    complex: Annotated[
        bool, Option("--complex", help="A triangular T, complex where eigenvalues are.")
    ] = False,
) -> Schur:
    """Factor A into Z · T · Zᴴ, with T triangular.

    Z is orthogonal (unitary), and the eigenvalues of A stand on the diagonal of T, in LAPACK's
    order. A real A gets a real T, which has a block of two rows for each pair of complex
    eigenvalues, unless --complex is given. Every A has a Schur form, even where it has no basis of
    eigenvectors. Needs SciPy: pip install 'lacli[scipy]'.

        $ lacli schur '2 1; 0 1'
        # T
        2,1
        0,1

        # Z
        1,0
        0,1
    """
    names = self_named(square(A))
    T, Z = compute.schur(A, output="complex" if complex else "real")
    return Schur(Matrix(T), Matrix(Z, rows=names))
