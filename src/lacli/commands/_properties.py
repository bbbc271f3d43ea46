"""The properties that `check` asks for and `describe` tells of: all that is said of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from lacli import compute
from lacli.matrix import Matrix
from lacli.registry import Option

TOLERANCE = 1e-9
"""How far a matrix that is checked may be from having a property, unless said otherwise."""
EPS = 2.0**-52
"""The relative error of rounding."""
DUST = 1e-12
"""The size relative to the largest below which an eigenvalue may be rounding."""


class Property(NamedTuple):
    """A property; how far a matrix is from it is measured by compute.defect, under its name."""

    words: str
    """What a matrix that has it is."""
    help: str
    why: Callable[[Matrix, Any], str] | None = None
    """What A and its defect fail by; None where the shape, and cells with numbers, are all."""
    of_complex: str = ""
    """What a complex matrix that has it is, where that is called otherwise."""
    square: bool = False
    """Whether only a square matrix has it."""
    hermitian: bool = False
    """Whether only a Hermitian matrix has it, up to the tolerance."""
    exact: bool = False
    """Whether it holds to working precision, whatever the tolerance."""
    of_columns: bool = False
    """Whether it is the columns that have it."""


def lacks(A: Matrix, name: str, tol: float = TOLERANCE) -> str:
    """Why A, finite, does not have the property of that name; empty if it has."""
    of = PROPERTIES[name]
    if of.square and A.shape[0] != A.shape[1]:
        return f"{A.name} is {A.dimensions}, not square"
    if of.hermitian and (why := lacks(A, "hermitian", tol)):
        return why
    defect = _failure(A, name, tol)
    if of.why is None or defect is None:
        return ""
    subject = f"the columns of {A.name} are" if of.of_columns else f"{A.name} is"
    return f"{subject} not {word(A, name)}: {of.why(A, defect)}"


def has(A: Matrix, name: str) -> bool:
    """Whether A, finite, has the property of that name, but for rounding."""
    of = PROPERTIES[name]
    if of.square and A.shape[0] != A.shape[1]:
        return False
    if of.hermitian and not has(A, "hermitian"):
        return False
    return _failure(A, name, 8 * max(A.shape) * EPS) is None


def _failure(A: Matrix, name: str, tol: float) -> Any:
    """How far A is from having a property that more than the shape decides; None where it has."""
    of = PROPERTIES[name]
    defect = compute.defect(A, kind=name) if of.why else None
    return defect if defect and not defect.size <= (0 if of.exact else tol) else None


def word(A: Matrix, name: str) -> str:
    """What the property of that name is called of A."""
    of = PROPERTIES[name]
    return of.words if A.is_real else of.of_complex or of.words


def flag(name: str) -> Any:
    """The option that asks for the property of that name."""
    return Option(f"--{name.replace('_', '-')}", help=PROPERTIES[name].help)


def place(A: Matrix, i: int, j: int) -> str:
    """What a message that has named A calls an entry of it, the indices counted from 0."""
    return f"{A.row(i)}, {A.col(j)}"


def said(x: Any) -> str:
    """A number in the shortest text that says all of it."""
    x = complex(x) + 0  # which has no negative zero
    return repr(x if x.imag else x.real).strip("()").removesuffix(".0")


def _mirrored(A: Matrix, defect: Any) -> str:
    i, j = sorted(defect.at)
    one, other = (f"{place(A, *at)} is {said(A.values[at])}" for at in ((i, j), (j, i)))
    return one if i == j else f"{one} and {other}"


def _entry(A: Matrix, defect: Any) -> str:
    return f"{place(A, *defect.at)} is {said(A.values[defect.at])}"


def _product(A: Matrix, defect: Any) -> str:
    i, j = sorted(defect.at)
    other = "itself" if i == j else A.col(j)
    return (
        f"the inner product of {A.col(i)} with {other} is {said(defect.value)}, not {int(i == j)}"
    )


def _eigenvalue(A: Matrix, defect: Any) -> str:  # noqa: ARG001  # as the others
    doubt = ", which cannot be told from 0" if 0 < abs(defect.value) and defect.size < DUST else ""
    return f"its least eigenvalue is {defect.value:.6g}{doubt}"


def _rank(A: Matrix, defect: Any) -> str:
    return f"the rank is {defect.value} of {A.shape[1]}"


def _square(A: Matrix, defect: Any) -> str:
    return f"{_entry(A, defect)}, and {said(defect.value)} in its square"


def _probability(A: Matrix, defect: Any) -> str:
    i, j = defect.at
    return f"{A.row(i)} adds to {said(defect.value)}" if j < 0 else _entry(A, defect)


PROPERTIES = {
    "finite": Property("finite", "No cell is missing or infinite, as the others need too."),
    "square": Property("square", "As many rows as columns.", square=True),
    "symmetric": Property(
        "symmetric", "A = Aᵀ, without conjugation if A is complex.", _mirrored, square=True
    ),
    "skew": Property(
        "skew-symmetric", "A = −Aᵀ, without conjugation if A is complex.", _mirrored, square=True
    ),
    "hermitian": Property(
        "symmetric",
        "A is its own conjugate transpose.",
        _mirrored,
        of_complex="Hermitian",
        square=True,
    ),
    "orthogonal": Property(
        "orthogonal",
        "Square, AᵀA = I; unitary if A is complex.",
        _product,
        of_complex="unitary",
        square=True,
    ),
    "orthonormal_columns": Property(
        "orthonormal", "AᵀA = I, of any shape.", _product, of_columns=True
    ),
    "diagonal": Property("diagonal", "0 off the diagonal.", _entry),
    "upper": Property("upper triangular", "Upper triangular: 0 below the diagonal.", _entry),
    "lower": Property("lower triangular", "Lower triangular: 0 above the diagonal.", _entry),
    "posdef": Property(
        "positive definite",
        "Hermitian up to --tol, with positive eigenvalues only.",
        _eigenvalue,
        square=True,
        hermitian=True,
        exact=True,
    ),
    "possemidef": Property(
        "positive semidefinite",
        "Hermitian, with no negative eigenvalue, both up to --tol.",
        _eigenvalue,
        square=True,
        hermitian=True,
    ),
    "invertible": Property(
        "invertible",
        "Not singular to working precision, as for inv.",
        _rank,
        square=True,
        exact=True,
    ),
    "independent": Property(
        "independent",
        "No column is a combination of others.",
        _rank,
        exact=True,
        of_columns=True,
    ),
    "projection": Property(
        "a projection", "A² = A; with --hermitian an orthogonal one.", _square, square=True
    ),
    "stochastic": Property("stochastic", "Each row is probabilities, and adds to 1.", _probability),
    "nonnegative": Property("nonnegative", "No entry is below 0.", _entry),
}
"""The properties by name, in the order in which `check` tells what fails."""
