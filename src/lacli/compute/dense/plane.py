"""Points of the plane in Cartesian and in polar coordinates."""

from __future__ import annotations

import numpy as np

from lacli.compute.dense.accuracy import warn_digits
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
    """The x and y of points given by radius and angle (m×2), as an m×2 array.

    Quarters of a turn in degrees are exact. Warns where an angle is so large that its digits are
    used up by whole turns.
    """
    radius, angle = points[:, 0], points[:, 1]
    quarters = np.zeros(len(points))
    turns = np.abs(angle).max() / (360 if degrees else 2 * np.pi)
    warn_digits(max(float(turns), 1.0))
    if degrees:
        quarters = np.rint(angle / 90)
        angle = np.radians(angle - 90 * quarters)
        quarters = np.mod(quarters, 4)
    c, s = np.cos(angle), np.sin(angle)
    turned = [
        np.choose(quarters.astype(int), choice) for choice in ((c, -s, -c, s), (s, c, -s, -c))
    ]
    return np.column_stack([radius * part for part in turned])
