"""add: the sum."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.commands._entrywise import entrywise
from lacli.matrix import Matrix
from lacli.registry import Argument, command


@command(panel="Combine", title="sum of {A}, {B}{more}", exact=True)
def add(
    A: Annotated[Matrix, Argument(help="The m×n matrix A.")],
    B: Annotated[Matrix, Argument(help="The m×n matrix B, or a number, a row or a column.")],
    *more: Annotated[Matrix, Argument(help="Further terms.")],
) -> Matrix:
    """Add matrices entry by entry.

    A number is added to every entry, a row to every row and a column to every column.

        $ lacli add '1 2; 3 4' '10 20; 30 40'
        11,22
        33,44

        $ lacli add '1 2; 3 4' '100; 200'
        101,102
        203,204
    """
    return entrywise(compute.add, A, B, *more)
