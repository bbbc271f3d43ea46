"""The determinant, and its logarithm where it is out of range."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from lacli.compute.dense.accuracy import condition, warn
from lacli.compute.dense.scaling import EPS
from lacli.errors import MathError
from lacli.matrix import Array


def det(A: Array) -> float | complex:
    """The determinant of A (n×n), by LU with partial pivoting (LAPACK getrf).

    Raises MathError where it is too large or too small for floating point. Warns where A is
    singular to working precision.
    """
    value = np.linalg.det(A).item()
    sign, log = logdet(A)
    if not math.isfinite(abs(value)) or (value == 0 and sign != 0):
        size = "large" if log > 0 else "small"
        raise MathError(
            f"the determinant, about 10^{log / math.log(10):.0f}, is too {size} for floating point",
            hint="--log gives its sign and the logarithm of its modulus",
        )
    if sign != 0 and (cond := condition(A)) > 1 / EPS:
        warn(f"condition number {cond:.1e}: the determinant cannot be told from 0")
    return value  # type: ignore[no-any-return]


class LogDet(NamedTuple):
    sign: float | complex
    logabsdet: float


def logdet(A: Array) -> LogDet:
    """The sign (or phase) of det A and the natural logarithm of |det A|, for A (n×n), by LU.

    A singular A has the sign 0 and the logarithm minus infinity. (LAPACK getrf.)
    """
    sign, log = np.linalg.slogdet(A)
    return LogDet(sign.item(), log.item())
