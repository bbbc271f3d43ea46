"""det: the determinant."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from lacli import compute
from lacli.matrix import Matrix, square
from lacli.registry import Argument, Option, command


class LogDet(NamedTuple):
    sign: float | complex
    logabsdet: float


@command(panel="Measure", title="determinant of {A}", infinite="logabsdet")
def det(
    A: Annotated[Matrix, Argument(help="The n×n matrix A.")],
    log: Annotated[
        bool,
        Option("--log", help="Its sign and the logarithm of its modulus, which never overflow."),
    ] = False,
) -> float | complex | LogDet:
    """Compute the determinant of A.

    It is 0 when A is singular; its modulus is the factor by which A scales volumes.

        $ lacli det '2 1; 1 3'
        5

        $ lacli det '1e200 0; 0 1e200' --log --precision 6
        # sign
        1

        # logabsdet
        921.034
    """
    if log:
        return LogDet(*compute.logdet(square(A)))
    return compute.det(square(A))
