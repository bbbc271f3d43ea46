"""coords: the coordinates of a vector in a basis."""

from __future__ import annotations

from typing import Annotated, Any

from lacli import compute
from lacli.commands._relations import relations
from lacli.errors import MathError, ShapeError
from lacli.matrix import Matrix
from lacli.names import common
from lacli.registry import Argument, Option, command
from lacli.shape import factors
from lacli.system import coefficients, right_hand_side


@command(panel="Solve and span", title="coordinates of {v} in the basis {B}", exact=True)
def coords(
    B: Annotated[Matrix, Argument(help="The m×n matrix B, whose columns are the basis.")],
    v: Annotated[Matrix, Argument(help="The vector, or several as columns.")],
    to: Annotated[
        Matrix | None,
        Option("--to", metavar="C", help="Another basis: v are coordinates in B, the answer in C."),
    ] = None,
) -> Matrix:
    """Find the coordinates of v in the basis of B's columns.

    They are the numbers that, times the columns of B, add up to v: the c with B c = v. They are
    named by B's columns. The columns must be independent, and v in their span.

        $ lacli coords '1 1; 1 -1' '3; 1'
        2
        1

    With --to C, v is not the vector itself but its coordinates in the basis B, and the answer its
    coordinates in the basis C: the change of basis C⁻¹B, times v.

        $ lacli coords '1 1; 1 -1' '2; 1' --to '1 0; 0 2'
        3
        0.5
    """
    if to is None:
        return _coordinates(B, right_hand_side(B, v))
    if B.shape[0] != to.shape[0]:
        raise ShapeError(
            f"{B.name} is {B.dimensions} and {to.name} is {to.dimensions}: "
            "two bases of one space have as many rows"
        )
    common((B, "row"), (to, "row"))
    _independent(B, compute.rref(B))
    B, v = factors(B, v if v.shape[0] == B.shape[1] else coefficients(B, v))
    product = Matrix(compute.matmul(B, v), B.rows, v.cols, name=f"{B.name}·{v.name}")
    return _coordinates(to, product)


def _independent(B: Matrix, reduced: Any) -> None:
    """Raises MathError, with the first relation, unless all columns of B, reduced, are pivots."""
    R, pivots = reduced
    if len(pivots) < B.shape[1]:
        raise MathError(
            f"the columns of {B.name} are no basis: {relations(B, Matrix(R), pivots)[0]}",
            hint=f"lacli independent {B.name} tells which of them are independent",
        )


def _coordinates(B: Matrix, v: Matrix) -> Matrix:
    """The c with B c = v; raises MathError where B is no basis or v not in its span."""
    n = B.shape[1]
    _independent(B, compute.rref(B))
    reduced = compute.rref(B, v)
    _independent(B, reduced)
    rows = Matrix(reduced.R).tolist()
    for j in range(v.shape[1]):
        if any(row[n + j] for row in rows[n:]):
            residual = Matrix(compute.project(B, v)[1]).columns([j])
            which = f"{v.col(j)} of {v.name}" if v.shape[1] > 1 else v.name
            raise MathError(
                f"{which} is not in the span of the columns of {B.name}: "
                f"its distance from it is {compute.vector_norm(residual, order=2):.6g}",
                hint=f"lacli project {B.name} {v.name} finds the nearest vector in it",
            )
    return Matrix([row[n:] for row in rows[:n]], rows=B.cols, cols=v.cols)
