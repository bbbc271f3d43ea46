"""NumPy's `.npy`: one array, without names."""

from __future__ import annotations

import io
from collections.abc import Iterator

from lacli.errors import UsageError
from lacli.matrix import Matrix
from lacli.render import Style
from lacli.render._text import entries
from lacli.result import Result

SUFFIX = ".npy"


def render(result: Result, style: Style) -> Iterator[bytes]:
    """The array of a result that has one part; raises UsageError for several."""
    import numpy as np

    if len(result.parts) > 1:
        raise UsageError(
            "an .npy file holds one array", hint=f"choose with --part: {', '.join(result.parts)}"
        )
    [part] = result.parts.values()
    if isinstance(part, str | tuple):
        raise UsageError("an .npy file holds numbers, no text")
    values = part.values if isinstance(part, Matrix) else np.asarray(part)
    if style.precision is not None:
        kind = complex if np.iscomplexobj(values) else float
        rounded = [[kind(text) for text in row] for row in entries(part, style.precision)]
        values = np.asarray(rounded).reshape(values.shape)
    stream = io.BytesIO()
    np.save(stream, values)
    yield stream.getvalue()
