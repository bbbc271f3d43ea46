"""new: matrices made from sizes, vectors and angles."""

from __future__ import annotations

from typing import Annotated

from lacli.commands._makers import MAKERS, Settings, made
from lacli.errors import UsageError
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command


@command(panel="Reshape and make", title="new matrix", exact=True)
def new(
    kind: Annotated[
        str,
        Argument(
            help="What to make, as below.", metavar="KIND", autocompletion=lambda: list(MAKERS)
        ),
    ],
    *arguments: Annotated[
        Matrix, Argument(help="Its sizes, vectors or angle.", metavar="[ARGUMENTS]...")
    ],
    seed: Annotated[
        int | None,
        Option("--seed", min=0, metavar="N", help="Draw the same random numbers each time."),
    ] = None,
    degrees: Annotated[
        bool, Option("--degrees", help="The angle of a rotation is in degrees, not radians.")
    ] = False,
) -> Matrix:
    """Make a matrix: identity, random, rotation and more.

    M rows and N columns: `eye`, `zeros`, `ones`, `random` (uniform from 0 to 1), `normal`
    (standard normal), `hilbert`, and `full M N VALUE`. One size makes a square.

    From vectors: `diag V`; `vandermonde X [N]`, the powers of X; `toeplitz COLUMN [ROW]`, constant
    along diagonals; `permutation ORDER`, such as '2 3 1', or `permutation N`, a random one;
    `rotation ANGLE [AXIS]`, of the plane, or of space about an axis.

        $ lacli new eye 2
        1,0
        0,1

        $ lacli new full 1 3 1/2
        0.5,0.5,0.5

        $ lacli new vandermonde '1 2 3'
        1,1,1
        1,2,4
        1,3,9

        $ lacli new permutation '2 3 1' | lacli matmul - '10; 20; 30'
        20
        30
        10
    """
    if degrees and kind != "rotation":
        raise UsageError("--degrees goes with a rotation only")
    if seed is not None and kind not in ("random", "normal", "permutation"):
        raise UsageError(f"--seed goes with random matrices only, not with {kind}")
    return Matrix(made(kind, arguments, Settings(seed, degrees)))
