"""check: whether a matrix has properties, as an exit code."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.commands._properties import PROPERTIES, TOLERANCE, flag, lacks, place, said
from lacli.commands._tolerance import share
from lacli.errors import NotFinite, ShapeError, Unmet, UsageError
from lacli.matrix import Matrix
from lacli.names import common
from lacli.registry import Argument, Option, command


@command(panel="Measure", title="check of {A}", gaps=True)
def check(
    A: Annotated[Matrix, Argument(help="The m×n matrix A.")],
    square: Annotated[bool, flag("square")] = False,
    symmetric: Annotated[bool, flag("symmetric")] = False,
    skew: Annotated[bool, flag("skew")] = False,
    hermitian: Annotated[bool, flag("hermitian")] = False,
    orthogonal: Annotated[bool, flag("orthogonal")] = False,
    orthonormal_columns: Annotated[bool, flag("orthonormal_columns")] = False,
    diagonal: Annotated[bool, flag("diagonal")] = False,
    upper: Annotated[bool, flag("upper")] = False,
    lower: Annotated[bool, flag("lower")] = False,
    posdef: Annotated[bool, flag("posdef")] = False,
    possemidef: Annotated[bool, flag("possemidef")] = False,
    invertible: Annotated[bool, flag("invertible")] = False,
    independent: Annotated[bool, flag("independent")] = False,
    projection: Annotated[bool, flag("projection")] = False,
    stochastic: Annotated[bool, flag("stochastic")] = False,
    nonnegative: Annotated[bool, flag("nonnegative")] = False,
    finite: Annotated[bool, flag("finite")] = False,
    cond_below: Annotated[
        float | None,
        Option("--cond-below", metavar="C", help="The condition number, of order 2, is below C."),
    ] = None,
    B: Annotated[
        Matrix | None,
        Option("--close-to", metavar="B", help="The same matrix as B, up to --tol."),
    ] = None,
    tol: Annotated[
        float,
        Option("--tol", help="How far entries may be off, relative to the largest modulus in A."),
    ] = TOLERANCE,
    verbose: Annotated[
        bool, Option("--verbose", help="Tell on stderr what fails, and by how much.")
    ] = False,
) -> None:
    """Check properties of A, and answer by the exit code.

    It is 0 if A has all that are asked for and 1 if not, and nothing is printed.

        $ lacli check '2 1; 1 3' --symmetric --posdef

        $ lacli check '2 1; 1 3' --orthogonal || echo 'not orthogonal'
        not orthogonal

    In a Makefile it stops what would go wrong, and --verbose says why:

        x.csv: A.csv b.csv
            lacli check A.csv --invertible --cond-below 1e8 --verbose
            lacli solve $^ -o $@

    The tolerance is relative to the largest modulus in A, or in A and B for --close-to, and to the
    largest eigenvalue for --possemidef. It is absolute where entries are held against 1, of inner
    products and sums of probabilities. --invertible and --independent hold to working precision,
    whatever the tolerance; so do the eigenvalues for --posdef, where A is Hermitian up to the
    tolerance (`lacli cholesky` allows only for the last digits). A shape that does not fit fails;
    so do names of B other than those of A, where both have names, and a cell without a finite
    number.
    """
    given = locals()
    wanted = [name for name in PROPERTIES if given[name]]
    if not wanted and cond_below is None and B is None:
        raise UsageError("nothing to check", hint="say what, such as --symmetric")
    if cond_below is not None and not cond_below > 1:
        raise UsageError(f"no condition number is below 1: --cond-below {cond_below:g} never holds")
    share(tol, of="modulus")
    try:
        failed = _gaps(A.read_through() if finite else A, B)
        if not failed:
            failed = [lacks(A, name, tol) for name in wanted]
            failed.append(_conditioned(A, cond_below) if cond_below is not None else "")
            failed.append(_close(A, B, tol) if B is not None else "")
    except NotFinite as error:  # of a matrix whose cells are read only now
        failed = [f"not finite: {error.message}"]
    if any(failed):
        raise Unmet("; ".join(dict.fromkeys(filter(None, failed))) if verbose else "")


def _gaps(*matrices: Matrix | None) -> list[str]:
    """What cells of which matrix have no finite number."""
    for M in matrices:
        if M is not None and M.gaps:
            more = f", and {len(M.gaps) - 1} more" if len(M.gaps) > 1 else ""
            return [f"not finite: {M.gaps[0]}{more}"]
    return []


def _conditioned(A: Matrix, bound: float) -> str:
    """Why the condition number of A is not below a bound; empty if it is."""
    value = compute.condition_number(A).value
    if value < bound:
        return ""
    return f"the condition number of {A.name} is {value:.6g}, not below {bound:.6g}"


def _close(A: Matrix, B: Matrix, tol: float) -> str:
    """Why A and B are not the same up to a tolerance; empty if they are."""
    if A.shape != B.shape:
        return f"{A.name} is {A.dimensions} and {B.name} is {B.dimensions}"
    try:
        common((A, "row"), (B, "row"))
        common((A, "column"), (B, "column"))
    except ShapeError as error:
        return error.message
    size, at, _ = compute.distance(A, B)
    if size <= tol:
        return ""
    entries = f"{said(A.values[at])} and {said(B.values[at])}"
    return f"{A.name} is not close to {B.name}: {place(A, *at)} is {entries}"
