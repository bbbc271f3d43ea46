"""det: the determinant."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from lacli import compute
from lacli.commands._certificate import CERTIFICATE, certified
from lacli.commands._each import measured, of_each
from lacli.errors import UsageError
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command
from lacli.shape import square


class CertifiedDet(NamedTuple):
    det: float | complex | Matrix
    certificate: Matrix


class LogDet(NamedTuple):
    sign: float | complex | Matrix
    logabsdet: float | complex | Matrix


class CertifiedLogDet(NamedTuple):
    sign: float | complex | Matrix
    logabsdet: float | complex | Matrix
    certificate: Matrix


@command(panel="Measure", title="determinant of {A}{more}", infinite="logabsdet", exact=True)
def det(
    A: Annotated[Matrix, Argument(help="The n×n matrix A.")],
    *more: Annotated[Matrix, Argument(help="Further matrices, a line for each.")],
    log: Annotated[
        bool,
        Option("--log", help="Its sign and the logarithm of its modulus, which never overflow."),
    ] = False,
    certificate: Annotated[bool, CERTIFICATE] = False,
) -> float | complex | Matrix | LogDet | CertifiedDet | CertifiedLogDet:
    """Compute the determinant of A.

    It is 0 when A is singular; its modulus is the factor by which A scales volumes.

        $ lacli det '2 1; 1 3'
        5

        $ lacli det '1e200 0; 0 1e200' --log --precision 6
        # sign
        1

        # logabsdet
        921.034

    Of several matrices there is a line for each:

        $ lacli det rotation.csv hilbert.csv --precision 6
        rotation.csv,1
        hilbert.csv,3.7493e-12

    With --certificate the number is the part `det`, and `certificate` tells how good it is: by how
    much the matrix would have to change for it to be exact, relative to rounding, the condition
    number, by which relative errors in the entries may grow, and how many of the sixteen digits are
    right.

        $ lacli det '2 1; 1 3' --certificate --precision 6
        # det
        5

        # certificate
        "residual",0
        "condition number",2.8
        "trusted digits",16
    """
    if certificate and more:
        raise UsageError("--certificate goes with one matrix only")
    matrices = [square(M) for M in (A, *more)]
    how_good = certified(compute.det_certificate(A)) if certificate else None
    if log:
        pairs = measured(matrices, compute.logdet)
        sign, size = (of_each(matrices, part) for part in zip(*pairs, strict=True))
        return CertifiedLogDet(sign, size, how_good) if how_good else LogDet(sign, size)
    value = of_each(matrices, measured(matrices, compute.det))
    return CertifiedDet(value, how_good) if how_good else value
