"""What an engine says beside its answer: notes, and warnings of digits that are lost."""

from __future__ import annotations

import math
import sys
import warnings

from lacli.errors import AccuracyWarning, MathError, Note


def warn_digits(cond: float, residual: float = 0.0) -> None:
    """Warns where the condition number takes half of the sixteen digits or more.

    The relative error of a backward stable method is about cond·ε (Higham, Accuracy and Stability
    of Numerical Algorithms, 2nd ed., SIAM 2002, §1.6); that of least squares is so times
    1 + cond·ρ, where ρ is the residual relative to ‖A‖‖x‖ (§20.1).
    """
    error = cond * (1 + cond * residual) * sys.float_info.epsilon
    digits = max(math.floor(-math.log10(error)), 0) if error < 1 else 0
    if digits < 8:
        with_residual = " and a large residual" if cond * residual > 1 else ""
        warn(
            f"condition number {magnitude(cond)}{with_residual}: "
            f"about {digits} of 16 digits can be trusted"
        )


def magnitude(x: float) -> str:
    """A large number as messages show it."""
    return f"{x:.1e}" if math.isfinite(x) else "above 1e308"


def warn(message: str) -> None:
    """Warns that digits of the answer cannot be trusted."""
    warnings.warn(message, AccuracyWarning, stacklevel=2)


def note(message: str) -> None:
    """Remarks how the answer was found."""
    warnings.warn(message, Note, stacklevel=2)


def out_of_range(logarithm: float) -> MathError:
    """The error for a determinant that floating point cannot hold, by the logarithm of its size."""
    size = "large" if logarithm > 0 else "small"
    return MathError(
        f"the determinant, about 10^{logarithm / math.log(10):.0f}, is too {size} "
        "for floating point",
        hint="--log gives its sign and the logarithm of its modulus, --exact its digits",
    )
