"""Matrix Market: one dense array, column by column, without names."""

from __future__ import annotations

from collections.abc import Iterator

from lacli.number import Number, shortest
from lacli.render import Style
from lacli.render._array import array, only_part
from lacli.result import Result

SUFFIX = ".mtx"


def render(result: Result, style: Style) -> Iterator[bytes]:
    """The array of a result that has one part; raises UsageError for several."""
    import numpy as np

    values = np.atleast_2d(array(only_part(result, SUFFIX), style))
    field = "complex" if np.iscomplexobj(values) else "real"
    yield f"%%MatrixMarket matrix array {field} general\n".encode()
    yield "{} {}\n".format(*values.shape).encode()
    for column in values.T:
        yield "".join(f"{_text(x)}\n" for x in column.tolist()).encode()


def _text(x: Number) -> str:
    """The shortest text that reads back: x, or its real and its imaginary part."""
    if isinstance(x, complex):
        return f"{shortest(x.real)} {shortest(x.imag)}"
    return shortest(x)
