"""det: the determinant."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from lacli import compute
from lacli.commands._each import measured, of_each
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command
from lacli.shape import square


class LogDet(NamedTuple):
    sign: float | complex | Matrix
    logabsdet: float | complex | Matrix


@command(panel="Measure", title="determinant of {A}{more}", infinite="logabsdet", exact=True)
def det(
    A: Annotated[Matrix, Argument(help="The n×n matrix A.")],
    *more: Annotated[Matrix, Argument(help="Further matrices, a line for each.")],
    log: Annotated[
        bool,
        Option("--log", help="Its sign and the logarithm of its modulus, which never overflow."),
    ] = False,
) -> float | complex | Matrix | LogDet:
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
    """
    matrices = [square(M) for M in (A, *more)]
    if log:
        pairs = measured(matrices, compute.logdet)
        return LogDet(*(of_each(matrices, part) for part in zip(*pairs, strict=True)))
    return of_each(matrices, measured(matrices, compute.det))
