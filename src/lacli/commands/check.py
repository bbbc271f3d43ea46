"""check: whether a matrix has properties, as an exit code."""

from __future__ import annotations

from typing import Annotated

from lacli.commands._predicates import failures
from lacli.errors import Unmet, UsageError
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command


@command(panel="Measure", title="check of {A}", gaps=True)
def check(
    A: Annotated[Matrix, Argument(help="The m×n matrix A.")],
    square: Annotated[bool, Option("--square", help="As many rows as columns.")] = False,
    symmetric: Annotated[
        bool, Option("--symmetric", help="A = Aᵀ, without conjugation if A is complex.")
    ] = False,
    skew: Annotated[
        bool, Option("--skew", help="A = −Aᵀ, without conjugation if A is complex.")
    ] = False,
    hermitian: Annotated[
        bool, Option("--hermitian", help="A is its own conjugate transpose.")
    ] = False,
    orthogonal: Annotated[
        bool, Option("--orthogonal", help="Square, AᵀA = I; unitary if A is complex.")
    ] = False,
    orthonormal_columns: Annotated[
        bool, Option("--orthonormal-columns", help="AᵀA = I, of any shape.")
    ] = False,
    diagonal: Annotated[bool, Option("--diagonal", help="0 off the diagonal.")] = False,
    upper: Annotated[bool, Option("--upper", help="Upper triangular: 0 below the diagonal.")] = (
        False
    ),
    lower: Annotated[bool, Option("--lower", help="Lower triangular: 0 above the diagonal.")] = (
        False
    ),
    posdef: Annotated[
        bool, Option("--posdef", help="Hermitian and positive definite, as for cholesky.")
    ] = False,
    possemidef: Annotated[
        bool, Option("--possemidef", help="Hermitian, with no negative eigenvalue.")
    ] = False,
    invertible: Annotated[
        bool, Option("--invertible", help="Not singular to working precision, as for inv.")
    ] = False,
    independent: Annotated[
        bool, Option("--independent", help="No column is a combination of others.")
    ] = False,
    projection: Annotated[
        bool, Option("--projection", help="A² = A; with --hermitian an orthogonal one.")
    ] = False,
    stochastic: Annotated[
        bool, Option("--stochastic", help="Each row is probabilities, and adds to 1.")
    ] = False,
    nonnegative: Annotated[bool, Option("--nonnegative", help="No entry is below 0.")] = False,
    finite: Annotated[
        bool, Option("--finite", help="No cell is missing or infinite, as the others need too.")
    ] = False,
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
    ] = 1e-9,
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
    products and sums of probabilities. --posdef, --invertible and --independent hold to working
    precision, whatever the tolerance. A shape that does not fit fails; so do names of B other than
    those of A, where both have names, and a cell without a finite number.
    """
    wanted = {
        "finite": finite,
        "square": square,
        "symmetric": symmetric,
        "skew": skew,
        "hermitian": hermitian,
        "orthogonal": orthogonal,
        "orthonormal columns": orthonormal_columns,
        "diagonal": diagonal,
        "upper": upper,
        "lower": lower,
        "posdef": posdef,
        "possemidef": possemidef,
        "invertible": invertible,
        "independent": independent,
        "projection": projection,
        "stochastic": stochastic,
        "nonnegative": nonnegative,
    }
    kinds = [kind for kind, asked in wanted.items() if asked]
    if not kinds and cond_below is None and B is None:
        raise UsageError("nothing to check", hint="say what, such as --symmetric")
    if cond_below is not None and not cond_below > 1:
        raise UsageError(f"no condition number is below 1: --cond-below {cond_below:g} never holds")
    if not 0 <= tol < 1:
        raise UsageError(f"--tol is a share of the largest modulus, below 1, not {tol}")
    if failed := failures(A, kinds, cond_below, B, tol):
        raise Unmet("; ".join(failed) if verbose else "")
