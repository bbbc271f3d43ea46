"""rref: the reduced row echelon form."""

from __future__ import annotations

import warnings
from typing import Annotated, NamedTuple

from lacli import compute
from lacli.commands._words import told
from lacli.errors import Note
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command
from lacli.system import parted


class RREF(NamedTuple):
    rref: Matrix
    pivots: Matrix | None


@command(
    panel="Solve and span", title="reduced row echelon form of {A}", augmented=True, exact=True
)
def rref(
    A: Annotated[Matrix, Argument(help="The m×n matrix A, or an augmented one with a '|'.")],
    augmented: Annotated[
        bool, Option("--augmented", help="The last column is a right-hand side, as behind a '|'.")
    ] = False,
) -> RREF:
    """Reduce the rows of A as far as elimination goes.

    Adding multiples of rows to others, the columns of A are made columns of the identity as far
    to the left as possible: `rref` is what is left, and `pivots` numbers the columns that became
    columns of the identity. They are as many as the rank. There is no pivots where A is 0.

        $ lacli rref '1 2 3; 4 5 6; 7 8 9'
        # rref
        1,0,-1
        0,1,2
        0,0,0

        # pivots
        1,2

    Of an augmented matrix only the columns before the right-hand side are reduced. Behind them
    stands the solution; a row of zeros with another number c at its end says 0 = c: there is none.

        $ lacli rref '2 1 3; 1 3 5' --augmented --part rref
        1,0,0.8
        0,1,1.4

    Small matrices are reduced exactly, as by hand. In others, what rounding could have left counts
    as 0.
    """
    parts = parted(A) if augmented or A.bar is not None else (A,)
    found = compute.rref(*parts)
    R, pivots = Matrix(found.R, cols=A.cols), found.pivots
    if len(parts) == 2:
        _note_contradiction(R, len(pivots), parts[0].shape[1])
    names = None if A.cols is None else [A.cols[j] for j in pivots]
    numbers = Matrix([[j + 1 for j in pivots]], cols=names) if pivots else None
    return RREF(R, numbers)


def _note_contradiction(R: Matrix, rank: int, n: int) -> None:
    """Remarks where a row without a pivot has a right-hand side that is not 0."""
    for i, row in enumerate(R.tolist()[rank:], rank + 1):
        if c := next((x for x in row[n:] if x), None):
            message = f"row {i} says 0 = {told(c)}: the system has no solution"
            warnings.warn(message, Note, stacklevel=3)
            return
