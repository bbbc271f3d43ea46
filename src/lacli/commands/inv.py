"""inv: the inverse."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from lacli import compute
from lacli.commands._certificate import CERTIFICATE, certified
from lacli.commands._relations import explained
from lacli.errors import Singular
from lacli.matrix import Matrix
from lacli.registry import Argument, command
from lacli.shape import square


class CertifiedInverse(NamedTuple):
    inverse: Matrix
    certificate: Matrix


@command(panel="Solve and span", title="inverse of {A}", exact=True)
def inv(
    A: Annotated[Matrix, Argument(help="The n×n matrix A.")],
    certificate: Annotated[bool, CERTIFICATE] = False,
) -> Matrix | CertifiedInverse:
    """Invert A.

    A small matrix is inverted exactly, and each entry rounded once. A singular matrix has no
    inverse, and one that is singular to working precision none that could be trusted: both are
    refused. The rows are named by A's columns and the columns by A's rows.

        $ lacli inv '1 2; 3 4'
        -2,1
        1.5,-0.5

        $ lacli inv '1 2; 3 5/7' --exact
        -5/37,14/37
        21/37,-7/37

    With --certificate it is the part `inverse`, and `certificate` tells how good it is: how far
    A times it is from the identity, relative to rounding, the condition number, by which relative
    errors in the entries of A may grow, and how many of the sixteen digits are right.

        $ lacli inv '2 0; 0 4' --certificate --part certificate
        "residual",0
        "condition number",1
        "trusted digits",16
    """
    try:
        inverse = Matrix(compute.inv(square(A)), rows=A.cols, cols=A.rows)
    except Singular as error:
        raise explained(A, error) from None
    if not certificate:
        return inverse
    return CertifiedInverse(inverse, certified(compute.inverse_certificate(A, inverse)))
