"""solve: systems of linear equations."""

from __future__ import annotations

import warnings
from typing import Annotated, NamedTuple

from lacli import compute
from lacli.commands._certificate import CERTIFICATE, certified
from lacli.commands._relations import explained
from lacli.commands._solutions import contradiction, general_solution
from lacli.errors import MathError, Note, Singular
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command
from lacli.system import system


class CertifiedSolution(NamedTuple):
    x: Matrix
    certificate: Matrix


class Solutions(NamedTuple):
    x: Matrix
    nullspace: Matrix
    general: tuple[str, ...] | None


@command(panel="Solve and span", title="solution of {A} x = {b}", augmented=True, exact=True)
def solve(
    A: Annotated[Matrix, Argument(help="The m×n matrix A: a row for each equation.")],
    b: Annotated[
        Matrix | None,
        Argument(help="The right-hand side, or several as columns; left out where A has a '|'."),
    ] = None,
    nearest: Annotated[
        bool,
        Option("--nearest", help="The x that brings A x nearest to b, the shortest if many do."),
    ] = False,
    certificate: Annotated[bool, CERTIFICATE] = False,
) -> Matrix | CertifiedSolution | Solutions:
    """Solve A x = b, a system of linear equations.

    There may be as many equations as unknowns, more or fewer. The rows of x are named by A's
    columns. A matrix with a '|' brings b along.

        $ lacli solve '2 1; 1 3' '3 5'
        0.8
        1.4

        $ lacli solve '2 1 | 3; 1 3 | 5'
        0.8
        1.4

    Where there is no solution, the answer is the combination of equations that contradicts itself,
    and the exit code is 1; --nearest gives the least-squares solution then. Where there are many,
    `x` is one of them, and x plus any combination of the columns of `nullspace` is another;
    `general` writes that out, unless much is free.

        $ lacli solve '1 1 1; 0 1 2' '6 4'
        # x
        2
        4
        0

        # nullspace
        1
        -2
        1

        # general
        x1 = 2 + t
        x2 = 4 − 2·t
        x3 = t

        $ lacli solve '1 0; 1 1; 1 2' '6; 0; 0' --nearest
        5
        -3

    With --certificate, `certificate` tells how good x is, where it is the only answer: how far A x
    is from b, relative to rounding, the condition number, by which relative errors in A may grow,
    and how many of the sixteen digits of its largest entry are right.
    """
    A, b = system(A, b)
    if nearest:
        x = Matrix(compute.lstsq(A, b), rows=A.cols, cols=b.cols)
        measure = compute.least_squares_certificate
        return CertifiedSolution(x, certified(measure(A, x, b))) if certificate else x
    try:
        found = compute.solutions(A, b)
    except Singular as error:
        raise explained(A, error) from None
    rounded = "" if found.exactly else " to working precision"
    if found.contradiction:
        raise MathError(
            f"no solution{rounded}: {contradiction(A, b, found.contradiction)}",
            hint="--nearest gives the x that comes nearest to one",
        )
    x = Matrix(found.x, rows=A.cols, cols=b.cols)
    if found.kernel is None:
        measure = compute.solution_certificate
        return CertifiedSolution(x, certified(measure(A, x, b))) if certificate else x
    kernel = Matrix(found.kernel, rows=A.cols)
    message = (
        f"infinitely many solutions{rounded}: the rank is {found.rank}, of {A.shape[1]} unknowns"
    )
    warnings.warn(message + "; none has a certificate" * certificate, Note, stacklevel=2)
    return Solutions(x, kernel, general_solution(x, kernel))
