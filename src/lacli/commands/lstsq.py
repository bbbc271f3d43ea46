"""lstsq: least squares, and how well they fit."""

from __future__ import annotations

from math import isfinite
from typing import Annotated, Any, NamedTuple

from lacli import compute
from lacli.commands._certificate import CERTIFICATE, certified
from lacli.commands._words import column_names
from lacli.errors import UsageError
from lacli.matrix import Matrix, Names
from lacli.registry import Argument, Option, command
from lacli.system import system

INTERCEPT = "intercept"


class LeastSquares(NamedTuple):
    x: Matrix
    fitted: Matrix
    residuals: Matrix
    summary: Matrix


class CertifiedLeastSquares(NamedTuple):
    x: Matrix
    fitted: Matrix
    residuals: Matrix
    summary: Matrix
    certificate: Matrix


@command(panel="Solve and span", title="least squares of {X} x ≈ {y}", augmented=True, exact=True)
def lstsq(
    X: Annotated[
        Matrix, Argument(help="The m×n matrix X: a row for each observation or equation.")
    ],
    y: Annotated[
        Matrix | None,
        Argument(help="What to fit, or several as columns; left out where X has a '|'."),
    ] = None,
    intercept: Annotated[
        bool, Option("--intercept", help="Fit a constant too: put a column of ones before X's.")
    ] = False,
    ridge: Annotated[
        float,
        Option(
            "--ridge",
            metavar="L",
            help="Add L times the sum of the squares of x, but not of "
            "the intercept, to what is made small.",
        ),
    ] = 0.0,
    certificate: Annotated[bool, CERTIFICATE] = False,
) -> LeastSquares | CertifiedLeastSquares:
    """Fit y by X x, with the sum of squared errors as small as can be.

    It is linear regression: `x` has the coefficient, or weight, of each column of X; `fitted` is
    X x and `residuals` what it leaves of y. `summary` tells how good that is: the rank of X, the
    norm of the residuals, R² and the standard error ("std error") of each coefficient, how far
    noise in y may have moved it.
    Small data are fitted exactly. For others QR factors are used, and refined, not XᵀX, which would
    cost half of the digits.

    R² is the share of y's sum of squares that is explained: about the mean with --intercept, else
    about 0. Standard errors need more rows than columns and independent columns. Where columns are
    dependent, x is the solution of least norm. With --ridge there is neither rank nor standard
    error in the summary. A matrix with a '|' brings y along, as in '1 1 | 2; 1 2 | 3'.

        $ lacli lstsq '0; 1; 2; 3' '1; 3; 4; 4' --intercept --precision 6
        # x
        "intercept",1.5
        "column 1",1

        # fitted
        1.5
        2.5
        3.5
        4.5

        # residuals
        -0.5
        0.5
        0.5
        -0.5

        # summary
        "rank",2
        "residual norm",1
        "R²",0.833333
        "std error of intercept",0.591608
        "std error of column 1",0.316228

    Where y is a column of the same file, `lacli show` takes it out:

        $ lacli show longley.csv --columns gnp | lacli lstsq longley.csv - --columns 7 --part x -p 6
        ,gnp
        year,198.476

    With --certificate, `certificate` tells how good x is: by how much y would have to change for it
    to be exact, relative to rounding, the condition number, by which relative errors in X and y may
    grow in the largest coefficient, and how many of its sixteen digits are right.

        $ lacli lstsq '2; 0' '4; 1' --certificate --part certificate
        "residual",0
        "condition number",2
        "trusted digits",16
    """
    if not (ridge >= 0 and isfinite(ridge)):
        raise UsageError(f"--ridge takes a number that is 0 or more, not {ridge}")
    X, y = system(X, y)
    rows, cols = X.rows or y.rows, _coefficients(X, intercept)
    found = compute.regression(X, y, intercept=intercept, ridge=ridge)
    x = Matrix(found.x, rows=cols, cols=y.cols)
    parts = LeastSquares(
        x,
        Matrix(found.fitted, rows=rows, cols=y.cols),
        Matrix(found.residuals, rows=rows, cols=y.cols),
        _summary(found, cols or column_names(X), y, ridge),
    )
    if not certificate:
        return parts
    measures = compute.regression_certificate(X, x, y, intercept=intercept, ridge=ridge)
    return CertifiedLeastSquares(*parts, certified(measures))


def _coefficients(X: Matrix, intercept: bool) -> Names:
    """The names of the coefficients."""
    if not intercept:
        return X.cols
    if INTERCEPT in (X.cols or ()):
        raise UsageError(
            f"{X.name} has a column '{INTERCEPT}' already",
            hint="leave out --intercept, or the column with --columns",
        )
    return (INTERCEPT, *column_names(X))


def _summary(found: Any, names: tuple[str, ...], y: Matrix, ridge: float) -> Matrix:
    """The measures of the fit as rows, those that make sense, with a column for each of y."""
    rows: dict[str, Any] = {} if ridge else {"rank": [found.rank] * y.shape[1]}
    rows["residual norm"] = Matrix(found.norms).entries_of(0)
    if found.r2 is not None:
        rows["R²"] = Matrix(found.r2).entries_of(0)
    if found.errors is not None:
        for name, errors in zip(names, Matrix(found.errors), strict=True):
            rows[f"std error of {name}"] = errors
    return Matrix(list(rows.values()), rows=list(rows), cols=y.cols)
