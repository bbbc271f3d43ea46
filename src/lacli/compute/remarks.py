"""What an engine says beside its answer: notes, and warnings of digits that are lost.

What condition numbers and backward errors cost is counted here.
"""

from __future__ import annotations

import math
import sys
import warnings

from lacli.errors import AccuracyWarning, MathError, Note

UNIT = sys.float_info.epsilon / 2
"""What rounding changes a number by at most, relatively."""
DIGITS = 16
"""How many decimal digits a double has: −log₁₀ UNIT, rounded."""
HALF = DIGITS // 2
LOST = 1e-8
"""The relative error from which digits count as lost: half of them."""


def digits(error: float) -> int:
    """How many of 16 digits are right where the relative error is about that: from 0 to 16."""
    if not error < 1:  # which NaN is not
        return 0
    return min(round(-math.log10(error)), DIGITS) if error > 0 else DIGITS


def warn_digits(cond: float, residual: float = 0.0) -> None:
    """Warns where the condition number takes half of the sixteen digits or more.

    The relative error of a backward stable method is about cond·u (Higham, Accuracy and Stability
    of Numerical Algorithms, 2nd ed., SIAM 2002, §1.6); that of least squares is so times
    1 + cond·ρ, where ρ is the residual relative to ‖A‖‖x‖ (§20.1).
    """
    large = " and a large residual" if cond * residual > 1 else ""
    error = cond * (1 + cond * residual) * UNIT
    warn_lost(digits(error), f"condition number {magnitude(cond)}{large}")


def warn_lost(right: int, because: str) -> None:
    """Warns, with the reason, where only half of the digits or fewer are right."""
    if right <= HALF:
        warn(f"{because}: about {right} of {DIGITS} digits can be trusted")


def magnitude(x: float) -> str:
    """A large number as messages show it."""
    return f"{x:.1e}" if math.isfinite(x) else "above 1e308"


def warn(message: str) -> None:
    """Warns that digits of the answer cannot be trusted."""
    warnings.warn(message, AccuracyWarning, stacklevel=2)


def note(message: str) -> None:
    """Remarks how the answer was found."""
    warnings.warn(message, Note, stacklevel=2)


def note_kind(m: int, n: int, rank: int, residual: float) -> None:
    """Remarks which kind of solution of m equations in n unknowns it is, and what it leaves."""
    kind = "minimum-norm solution" if m < n else "least-squares solution"
    if rank < min(m, n):
        kind += f" at rank {rank} of {min(m, n)}" + (", of least norm" if m >= n else "")
    note(f"{kind}: residual norm {residual:.6g}")


def out_of_range(logarithm: float) -> MathError:
    """The error for a determinant that floating point cannot hold, by the logarithm of its size."""
    size = "large" if logarithm > 0 else "small"
    return MathError(
        f"the determinant, about 10^{logarithm / math.log(10):.0f}, is too {size} "
        "for floating point",
        hint="--log gives its sign and the logarithm of its modulus, --exact its digits",
    )
