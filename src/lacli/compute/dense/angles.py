"""The angle between vectors."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from lacli.compute.dense.scaling import EPS, largest_parts, ldexp
from lacli.matrix import Array


class Angle(NamedTuple):
    cosine: float
    angle: float


def angle(u: Array, v: Array) -> Angle:
    """The cosine of the angle between u and v (n×1, neither of them 0), and the angle in radians.

    That of complex vectors is between those of their real and imaginary parts: its cosine is
    Re uᴴv/(‖u‖‖v‖). The angle is Kahan's 2·atan2(‖x − y‖, ‖x + y‖) of the unit vectors x and y,
    whose error is a few ε where that of the arc cosine is √ε (How Futile are Mindless Assessments
    of Roundoff, 2006, §12); one that rounding explains is 0.
    """
    u, v = _ordinary(u), _ordinary(v)
    product = np.vdot(u, v).real
    cosine = float(product / np.sqrt(np.vdot(u, u).real * np.vdot(v, v).real))
    x, y = u / np.linalg.norm(u), v / np.linalg.norm(v)
    radians = 2 * math.atan2(np.linalg.norm(x - y), np.linalg.norm(x + y))
    return Angle(min(max(cosine, -1.0), 1.0), radians if radians > 4 * EPS else 0.0)


def _ordinary(v: Array) -> Array:
    """A vector of the same direction whose largest entry is about 1."""
    return ldexp(v, -int(np.frexp(largest_parts(v).max())[1]))
