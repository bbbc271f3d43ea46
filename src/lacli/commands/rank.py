"""rank: how many rows or columns are independent."""

from __future__ import annotations

import warnings
from functools import partial
from typing import Annotated, Any

from lacli import compute
from lacli.commands._each import measured, of_each
from lacli.commands._tolerance import cutoff, share
from lacli.errors import Note
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command

SHOWN = 10
"""How many singular values are told on either side of the cut-off."""


@command(panel="Measure", title="rank of {A}{more}", exact=True)
def rank(
    A: Annotated[Matrix, Argument(help="The m×n matrix A.")],
    *more: Annotated[Matrix, Argument(help="Further matrices, a line for each.")],
    tol: Annotated[float | None, cutoff("--tol")] = None,
    verbose: Annotated[
        bool, Option("--verbose", help="Tell on stderr the singular values that decided.")
    ] = False,
) -> float | complex | Matrix:
    """Count the independent rows, or columns, of A.

    The two numbers are the same: the rank of A. Small matrices are taken as they are written, and
    counted exactly. Of others it is the number of singular values that rounding does not explain;
    there is a warning where that is in doubt. Of several matrices there is a line for each.

        $ lacli rank '1 2; 2 4'
        1

        $ lacli rank singular.csv symmetric.csv
        singular.csv,2
        symmetric.csv,4
    """
    matrices = (A, *more)
    found = measured(matrices, partial(compute.rank, tol=share(tol)))
    if verbose:
        for M, r in zip(matrices, found, strict=True):
            _tell(M, r, *compute.numerical_rank(M, tol=share(tol)))
    return of_each(matrices, found)


def _tell(A: Matrix, exact: int, r: int, S: Any, cutoff: float) -> None:
    """Tells the singular values next to the cut-off."""
    S = S.tolist()
    kept = ["…", *map(_digits, S[r - SHOWN : r])] if r > SHOWN else list(map(_digits, S[:r]))
    rest = [*map(_digits, S[r : r + SHOWN]), *(["…"] if len(S) > r + SHOWN else [])]
    zeros = f"; {', '.join(rest)} count as 0" if rest else ""
    warnings.warn(
        f"{A.name} has rank {r} of {len(S)}: singular values {', '.join(kept) or 'none'} "
        f"above the cut-off {_digits(cutoff)}{zeros}"
        + (f"; but of the numbers as they are written it is {exact}" if exact != r else ""),
        Note,
        stacklevel=2,
    )


def _digits(x: float) -> str:
    return f"{x:.6g}"
