"""CSV: names in a header and a first column, one block under `# NAME` for each of several parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lacli.matrix import Matrix
from lacli.parse.number import is_number
from lacli.render import Style
from lacli.render._numbers import entries
from lacli.result import Part, Result

SUFFIX = ".csv"
_SPECIAL = frozenset(',;|\t\r\n"#')


def render(result: Result, style: Style, delimiter: str = ",") -> Iterator[bytes]:
    """The lines of each part; parts that have names are headed `# NAME`, an empty line between."""
    for i, (name, part) in enumerate(result.parts.items()):
        if name:
            yield f"{'' if i == 0 else chr(10)}# {name}\n".encode()
        for cells in _rows(part, style):
            yield (delimiter.join(cells) + "\n").encode()


def _rows(part: Part, style: Style) -> Iterator[Iterable[str]]:
    rows, cols = (part.rows, part.cols) if isinstance(part, Matrix) else (None, None)
    if cols:
        yield [*([""] if rows else []), *map(quoted, cols)]
    for i, cells in enumerate(entries(part, style.precision)):
        yield [quoted(rows[i]), *cells] if rows else cells


def quoted(name: str) -> str:
    """A name in quotes, if it could be taken for a number or for several cells without them."""
    if name.strip() == name and not is_number(name) and not _SPECIAL.intersection(name):
        return name
    return '"' + name.replace('"', '""') + '"'
