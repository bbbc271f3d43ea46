"""Square roots of exact numbers."""

from __future__ import annotations

import math
from typing import Any

BITS = 126
"""Those of the number whose root is taken: half of them are more than a float has."""


def root(x: Any) -> float:
    """The square root of an integer or a fraction that is not negative, rounded; never squared."""
    if not x:
        return 0.0
    p, q = x.numerator, x.denominator
    shift = (BITS - p.bit_length() + q.bit_length()) // 2
    square = (p << 2 * shift) // q if shift >= 0 else p // (q << -2 * shift)
    try:
        return math.ldexp(math.isqrt(square), -shift)
    except OverflowError:
        return math.inf
