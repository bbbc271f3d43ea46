"""Result: what a command answered, as named parts."""

from __future__ import annotations

import math
from cmath import isfinite, isinf
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

from lacli.errors import MathError, UsageError
from lacli.matrix import Matrix
from lacli.number import LONGEST, Number, is_rational, nearest

Text: TypeAlias = tuple[str, ...]
"""Lines for people."""
Part: TypeAlias = "Matrix | Number | str | Text"


class Result(NamedTuple):
    """The parts of an answer by name; a single answer is the part named ""."""

    parts: dict[str, Part]
    title: str = ""
    bars: str = ""
    """`PART.COLUMN` whose values, shares of one, a table may draw as bars."""

    @classmethod
    def of(
        cls,
        answer: Any,
        title: str = "",
        bars: str = "",
        infinite: str | None = None,
        in_full: bool = False,
    ) -> Result:
        """The result of a command that returned a number, a Matrix, text or a NamedTuple of those.

        Parts that are None are left out. Raises MathError where an entry is not finite, for that is
        no answer; only the part called `infinite` may have infinities, and a certificate. So it
        does where an exact entry is out of the range of floating point or, where it is to be
        printed `in_full`, has more digits than can be read.
        """
        fields = answer._asdict() if hasattr(answer, "_asdict") else {"": answer}
        parts = {name: part for name, part in fields.items() if part is not None}
        for name, part in parts.items():
            if not isinstance(part, str | tuple):
                _check(part, infinite=name in (infinite, "certificate"), in_full=in_full)
        return cls(parts, title, bars)

    def only(self, name: str) -> Result:
        """The part of that name alone; raises UsageError if there is none."""
        if name not in self.parts:
            has = ", ".join(self.parts) if "" not in self.parts else "one answer, without parts"
            raise UsageError(f"no part '{name}': there is {has}")
        return Result({"": self.parts[name]}, f"{self.title}: {name}", self._bars_of(name))

    def _bars_of(self, name: str) -> str:
        part, _, column = self.bars.partition(".")
        return f".{column}" if part == name else ""


def _check(part: Matrix | Number, *, infinite: bool, in_full: bool) -> None:
    """Raises MathError unless all entries are numbers that can be printed, or `infinite` ones."""
    if isinstance(part, Matrix) and part.tall:
        return  # which is checked as it is made
    if isinstance(part, Matrix) and part.is_array:
        import numpy as np

        for values, _ in part.blocks():
            finite = np.isfinite(values)
            if not finite.all() and not (infinite and (finite | np.isinf(values)).all()):
                raise MathError("the result is too large for floating point")
        return
    for x in [part] if not isinstance(part, Matrix) else chain.from_iterable(part.tolist()):
        if in_full and is_rational(x):
            if max(x.numerator.bit_length(), x.denominator.bit_length()) > LONGEST * math.log2(10):
                raise MathError(f"the result has more than {LONGEST} digits")
            continue
        rounded = nearest(x)
        if not isfinite(rounded) and not (infinite and isinf(rounded)):
            raise MathError("the result is too large for floating point", _hint(x))
        if x and not rounded:
            raise MathError("the result is too small for floating point", _hint(x))


def _hint(x: Number) -> str:
    return "--exact prints it as it is" if is_rational(x) else ""
