"""Second opinions: what is exactly 0 is not left to rounding where numbers were written."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

from lacli.errors import Singular

DEFICIENT: dict[str, Callable[[Any, int, int], bool]] = {
    "inv": lambda _X, _m, _n: False,  # which raises Singular
    "nullspace": lambda N, m, n: N.shape[1] > max(n - m, 0),
    "rank": lambda r, m, n: r < min(m, n),
    "rref": lambda found, m, n: len(found.pivots) < min(m, n),
    "solutions": lambda found, m, n: found.contradiction is not None or found.rank < min(m, n),
}
"""By operation on an m×n matrix, whether its answer says that something is exactly 0."""


def opinion(
    operation: str, shape: tuple[int, int], first: Callable[[], Any], second: Callable[[], Any]
) -> Any:
    """What the first engine answers unless that hangs on a 0, which is for the second to judge."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            answer = first()
            in_doubt = DEFICIENT[operation](answer, *shape)
        except Singular:
            in_doubt = True
    if in_doubt:
        return second()
    for entry in caught:
        warnings.warn(entry.message, stacklevel=2)
    return answer
