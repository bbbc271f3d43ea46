"""NumPy's `.npy`: one array, without names."""

from __future__ import annotations

import io
from collections.abc import Iterator

from lacli.render import Style
from lacli.render._array import array, only_part
from lacli.result import Result

SUFFIX = ".npy"


def render(result: Result, style: Style) -> Iterator[bytes]:
    """The array of a result that has one part; raises UsageError for several."""
    import numpy as np

    stream = io.BytesIO()
    np.save(stream, array(only_part(result, SUFFIX), style))
    yield stream.getvalue()
