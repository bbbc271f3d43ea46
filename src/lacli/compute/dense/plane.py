"""Points of the plane in Cartesian and in polar coordinates."""

from __future__ import annotations

import numpy as np

from lacli.matrix import Array


def polar(points: Array, degrees: bool = False) -> Array:
    """The radius and the angle, in (−π, π], of points (m×2, or m×1 complex), as an m×2 array.

    The origin has the angle 0.
    """
    x, y = (points.real, points.imag) if points.shape[1] == 1 else (points[:, :1], points[:, 1:])
    x, y = x + 0.0, y + 0.0  # no -0.0, whose angle is not that of 0.0
    angle = np.arctan2(y, x)
    return np.hstack([np.hypot(x, y), np.degrees(angle) if degrees else angle])


def cartesian(points: Array, degrees: bool = False) -> Array:
    """The x and y of points given by radius and angle (m×2), as an m×2 array."""
    radius, angle = points[:, 0], points[:, 1]
    return np.column_stack([radius * part for part in cos_sin(angle, degrees)])


def cos_sin(angle: Array, degrees: bool = False) -> tuple[Array, Array]:
    """The cosines and the sines of angles; of whole quarters of a turn in degrees they are exact.

    However large an angle in degrees is, the remainder of whole turns is exact.
    """
    if not degrees:
        return np.cos(angle), np.sin(angle)
    angle = np.fmod(angle, 360)
    quarters = np.rint(angle / 90)
    rest = np.radians(angle - 90 * quarters)
    c, s, which = np.cos(rest), np.sin(rest), np.mod(quarters, 4).astype(int)
    return np.choose(which, (c, -s, -c, s)), np.choose(which, (s, c, -s, -c))
