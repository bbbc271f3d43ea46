"""NumPy's `.npy`: one array, without names."""

from __future__ import annotations

import io
from collections.abc import Iterator

from lacli.matrix import slices
from lacli.render import Style
from lacli.render._array import array, only_part
from lacli.result import Result

SUFFIX = ".npy"


def render(result: Result, style: Style) -> Iterator[bytes]:
    """The array of a result that has one part; raises UsageError for several."""
    import numpy as np
    from numpy.lib import format as npy

    values = array(only_part(result, SUFFIX), style)
    declared = npy.header_data_from_array_1_0(values)
    header = io.BytesIO()
    npy.write_array_header_1_0(header, declared)
    yield header.getvalue()
    for some in slices(np.atleast_2d(values.T if declared["fortran_order"] else values)):
        yield some.tobytes()
