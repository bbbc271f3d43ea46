"""polar: polar coordinates, and the way back."""

from __future__ import annotations

from typing import Annotated

from lacli import compute
from lacli.errors import ShapeError
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command

COMPLEX = "c"


@command(panel="Solve and span", title="polar coordinates of {A}")
def polar(
    A: Annotated[
        Matrix,
        Argument(help="Points as rows of x and y, a single vector x y, or complex numbers."),
    ],
    degrees: Annotated[bool, Option("--degrees", help="Angles in degrees, not radians.")] = False,
    cartesian: Annotated[
        bool, Option("--cartesian", help="The way back: from rows of radius and angle to x and y.")
    ] = False,
) -> Matrix:
    """Turn x and y into a radius and an angle, or back.

    The radius is the distance from the origin, the angle that from the x axis, counterclockwise,
    above -π and up to π; it is 0 for the origin. Of complex numbers, in a row or a column, they are
    the modulus and the argument.

        $ lacli polar '3 4; 0 2' --degrees --precision 6
        radius,angle
        5,53.1301
        2,90

        $ lacli polar '2 90' --degrees --cartesian
        x,y
        0,2
    """
    points = _points(A, complex_too=not cartesian)
    answer = (compute.cartesian if cartesian else compute.polar)(points, degrees=degrees)
    return Matrix(answer, rows=points.rows, cols=("x", "y") if cartesian else ("radius", "angle"))


def _points(A: Matrix, *, complex_too: bool) -> Matrix:
    """A with a row for each point: two numbers, or one that is complex."""
    if A.values.dtype.kind == COMPLEX:
        if not (complex_too and A.is_vector):
            wanted = "in one row or one column" if complex_too else "no radius and no angle"
            raise ShapeError(f"{A.name} is {A.dimensions}: complex numbers are {wanted}")
        return A if A.shape[1] == 1 else A.T
    if A.shape[1] == 2:
        return A
    if A.shape == (2, 1):
        return A.T
    raise ShapeError(
        f"{A.name} is {A.dimensions}: points of the plane are rows of two numbers",
        hint="lacli transpose turns columns to rows" if A.shape[0] == 2 else "",
    )
