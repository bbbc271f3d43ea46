"""independent: which columns are independent, and what the others are made of."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from lacli import compute
from lacli.commands._relations import relations
from lacli.commands._words import column_names
from lacli.matrix import Matrix
from lacli.registry import Argument, command


class Independent(NamedTuple):
    relations: tuple[str, ...]
    columns: Matrix | None
    combinations: Matrix | None


@command(panel="Solve and span", title="independent columns of {A}", exact=True)
def independent(
    A: Annotated[Matrix, Argument(help="The m×n matrix A, whose columns are the vectors.")],
) -> Independent:
    """Tell which columns of A are independent, and what makes the others.

    From left to right, a column is independent unless it is a combination of those before it:
    numbers times them, added up. `relations` says in words what each other column is made of, with
    ≈ for = where a number is rounded to six digits; `columns` are the independent ones and
    `combinations` has the numbers. Where no column depends on others, there are no combinations;
    where all are 0, relations alone.

        $ lacli independent '1 2 3; 2 4 1; 3 6 0'
        # relations
        column 2 = 2·column 1

        # columns
        1,3
        2,1
        3,0

        # combinations
        ,"column 2"
        "column 1",2
        "column 3",0
    """
    found = compute.rref(A)
    R, pivots = Matrix(found.R), found.pivots
    names = column_names(A)
    dependent = [j for j in range(A.shape[1]) if j not in pivots]
    cols = [names[j] for j in pivots]
    columns = A.columns(pivots) if pivots else None
    combinations = None
    if pivots and dependent:
        others = [names[j] for j in dependent]
        multiples = R.columns(dependent).tolist()[: len(pivots)]
        combinations = Matrix(multiples, rows=cols, cols=others)
    said = relations(A, R, pivots) or (_all(len(pivots)),)
    return Independent(said, columns, combinations)


def _all(n: int) -> str:
    return f"the {n} columns are independent" if n > 1 else "the column is independent"
