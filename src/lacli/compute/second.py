"""Second opinions: what is exactly 0 is not left to rounding where numbers were written."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from math import isfinite
from typing import Any

from lacli.errors import AccuracyWarning, Singular
from lacli.matrix import Matrix


def opinion(operation: str, A: Matrix, first: Callable[[], Any], second: Callable[[], Any]) -> Any:
    """What the first engine answers about A, unless that hangs on rounding: then the second's.

    It does where something is said to be exactly 0, and where digits are said to be lost.
    """
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            answer = first()
            in_doubt = operation in DOUBTFUL and DOUBTFUL[operation](answer, A)
        except Singular:
            in_doubt = True
    if in_doubt or any(issubclass(entry.category, AccuracyWarning) for entry in caught):
        return second()
    for entry in caught:
        warnings.warn(entry.message, stacklevel=2)
    return answer


def _is_deficient(_: Any, A: Matrix) -> bool:
    """Whether A has not full rank in floating point."""
    from lacli.compute.dense.accuracy import rank_in_any_units

    return rank_in_any_units(A.values) < min(A.shape)


def _knows_nothing(certificate: Any, _: Matrix) -> bool:
    return not isfinite(certificate.condition) or certificate.digits == 0


DOUBTFUL: dict[str, Callable[[Any, Matrix], bool]] = {
    "nullspace": lambda N, A: N.shape[1] > max(A.shape[1] - A.shape[0], 0),
    "rank": lambda r, A: r < min(A.shape),
    "regression": lambda found, _: found.rank < len(found.x),
    "rref": lambda found, A: len(found.pivots) < min(A.shape),
    "solutions": lambda found, A: bool(found.contradiction) or found.rank < min(A.shape),
    **dict.fromkeys(("lstsq", "pinv", "project"), _is_deficient),
    **dict.fromkeys(
        ("det_certificate", "inverse_certificate", "least_squares_certificate"), _knows_nothing
    ),
    **dict.fromkeys(("regression_certificate", "solution_certificate"), _knows_nothing),
}
"""Whether the answer of an operation about A hangs on what is taken for 0."""
