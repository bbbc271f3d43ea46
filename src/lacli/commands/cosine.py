"""cosine: the angle between two vectors."""

from __future__ import annotations

from math import degrees as in_degrees
from typing import Annotated, NamedTuple

from lacli import compute
from lacli.errors import MathError
from lacli.matrix import Matrix
from lacli.registry import Argument, Option, command
from lacli.shape import vectors


class Cosine(NamedTuple):
    cosine: float
    angle: float


@command(panel="Measure", title="angle between {u} and {v}")
def cosine(
    u: Annotated[Matrix, Argument(help="The vector u, a row or a column.")],
    v: Annotated[Matrix, Argument(help="The vector v, with as many entries.")],
    degrees: Annotated[bool, Option("--degrees", help="The angle in degrees.")] = False,
) -> Cosine:
    """Measure the angle between two vectors, and its cosine.

    The `cosine` is the inner product of u and v over the product of their lengths: 1 where they
    point the same way, 0 where they are orthogonal, -1 where they are opposite. The `angle` is in
    radians, from 0 to π, right to about 16 decimals even where it is small. Of complex vectors the
    real part of the inner product counts.

        $ lacli cosine '1 0' '1 1' --degrees --precision 6
        # cosine
        0.707107

        # angle
        45
    """
    u, v = vectors(u, v)
    for w in (u, v):
        if not w.values.any():
            raise MathError(f"{w.name} is the zero vector, which has no direction")
    found, angle = compute.angle(u, v)
    return Cosine(found, in_degrees(angle) if degrees else angle)
