"""Result: what a command answered, as named parts."""

from __future__ import annotations

from cmath import isfinite, isinf
from typing import Any, NamedTuple, TypeAlias

from lacli.errors import MathError, UsageError
from lacli.matrix import Matrix

Text: TypeAlias = tuple[str, ...]
"""Lines for people."""
Part: TypeAlias = Matrix | float | complex | str | Text


class Result(NamedTuple):
    """The parts of an answer by name; a single answer is the part named ""."""

    parts: dict[str, Part]
    title: str = ""
    bars: str = ""
    """`PART.COLUMN` whose values, shares of one, a table may draw as bars."""

    @classmethod
    def of(
        cls, answer: Any, title: str = "", bars: str = "", infinite: str | None = None
    ) -> Result:
        """The result of a command that returned a number, a Matrix, text or a NamedTuple of those.

        Parts that are None are left out. Raises MathError where an entry is not finite, for that is
        no answer; only the part called `infinite` may have infinities, and a certificate.
        """
        fields = answer._asdict() if hasattr(answer, "_asdict") else {"": answer}
        parts = {name: part for name, part in fields.items() if part is not None}
        for name, part in parts.items():
            if not isinstance(part, str | tuple) and not _is_finite(
                part, infinite=name in (infinite, "certificate")
            ):
                raise MathError("the result is too large for floating point")
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


def _is_finite(part: Matrix | complex, *, infinite: bool) -> bool:
    """Whether all entries are numbers and finite, or `infinite` ones."""
    if isinstance(part, Matrix):
        import numpy as np

        return bool((np.isinf(part.values) & infinite | np.isfinite(part.values)).all())
    return isfinite(part) or (infinite and isinf(part))
