"""How the columns of a matrix depend on each other, in words."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

from lacli import compute
from lacli.commands._words import column_names, combination, equals
from lacli.errors import Singular
from lacli.matrix import Matrix

MOST = 8
"""The columns that an error names; with more it is easier told how many there are."""
WAYS_OUT = "lacli pinv gives the pseudoinverse, lacli solve --nearest the nearest solution"

AS_WRITTEN = "; --exact takes numbers as they are written"


def relations(A: Matrix, R: Matrix, pivots: Sequence[int]) -> tuple[str, ...]:
    """Each column of A that depends on those at `pivots`, left of it: "c = 2·a − b".

    R is the reduced row echelon form of A. Long coefficients are rounded to six digits, which ≈
    tells.
    """
    names = column_names(A)
    rows = R.tolist()[: len(pivots)]
    found = []
    for j in range(A.shape[1]):
        if j not in pivots:
            multiples = [row[j] for row in rows]
            terms = [(x, names[p]) for x, p in zip(multiples, pivots, strict=True)]
            found.append(f"{names[j]} {equals(multiples)} {combination(terms)}")
    return tuple(found)


def explained(A: Matrix, error: Singular) -> Singular:
    """The error for a singular A that says which column depends on which others."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of lost digits: that is what the error says
        R, pivots = compute.rref(A)
    n = A.shape[1]
    if len(pivots) == n:
        return Singular(error.message, error.hint or WAYS_OUT)
    relation = relations(A, Matrix(R), pivots)[0]
    if (terms := relation.count("·") + 1) > MOST:
        names = column_names(A)
        first = next(name for j, name in enumerate(names) if j not in pivots)
        relation = f"{first} is a combination of {terms} others"
    if not error.exactly:
        relation = relation.replace(" = ", " ≈ ")
    as_written = "" if error.exactly or not A.is_written else AS_WRITTEN
    return Singular(
        f"{error.message}: {relation} (rank {len(pivots)} of {n})", WAYS_OUT + as_written
    )
