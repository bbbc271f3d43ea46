"""What the formats of arrays have in common: parts as arrays, and files that hold one of them."""

from __future__ import annotations

from typing import TypeAlias

from lacli.errors import UsageError
from lacli.matrix import Array, Matrix
from lacli.number import Number, nearest
from lacli.render import Style
from lacli.render._text import entries
from lacli.result import Result

Numbers: TypeAlias = "Matrix | Number"


def only_part(result: Result, suffix: str) -> Numbers:
    """The one part of a result; raises UsageError for several, and for a text."""
    if len(result.parts) > 1:
        raise UsageError(
            f"an {suffix} file holds one array",
            hint=f"choose with --part: {', '.join(result.parts)}",
        )
    [part] = result.parts.values()
    if isinstance(part, str | tuple):
        raise no_numbers(suffix)
    return part


def no_numbers(suffix: str) -> UsageError:
    """The error for an answer that is text."""
    return UsageError(f"an {suffix} file holds numbers, no text")


def array(part: Numbers, style: Style) -> Array:
    """The numbers of a part, rounded to significant digits; 1 is true, and 0 is false.

    Raises UsageError for fractions, which it has not, if they are wanted in full.
    """
    import numpy as np

    if style.in_full and any("/" in text for row in entries(part, style) for text in row):
        raise UsageError("an array has no fractions", hint="leave out --exact, or choose csv")

    values = part.values if isinstance(part, Matrix) else np.asarray(nearest(part) + 0.0)
    if style.precision is None:
        return values
    kind = complex if np.iscomplexobj(values) else float
    rounded = [[kind(text) for text in row] for row in entries(part, style)]
    return np.asarray(rounded).reshape(values.shape)
