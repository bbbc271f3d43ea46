"""NumPy's `.npz`: an array for each part; text and the names of rows and columns are left out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from zipfile import ZipFile

from lacli.render import Style
from lacli.render._array import array, no_numbers
from lacli.result import Result

SUFFIX = ".npz"


def render(result: Result, style: Style) -> Iterator[bytes]:
    """The arrays by the names of their parts, `arr_0` for one without, as `numpy.savez` has them.

    Raises UsageError where all is text.
    """
    from numpy.lib import format as npy

    arrays = {
        name or "arr_0": array(part, style)
        for name, part in result.parts.items()
        if not isinstance(part, str | tuple)
    }
    if not arrays:
        raise no_numbers(SUFFIX)
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, values in arrays.items():
            with archive.open(f"{name}.npy", "w", force_zip64=True) as member:
                npy.write_array(member, values, allow_pickle=False)
    yield stream.getvalue()
