"""CSV: names in a header and a first column, one block under `# NAME` for each of several parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lacli.matrix import Matrix
from lacli.render import Style
from lacli.render._text import entries, parts
from lacli.result import Part, Result

SUFFIX = ".csv"
_SPECIAL = frozenset(' ,;|"#[({')


def render(result: Result, style: Style, delimiter: str = ",") -> Iterator[bytes]:
    """The lines of each part, under `# NAME` if there are several."""
    return parts(result, "# {}", lambda part: map(delimiter.join, _rows(part, style)))


def _rows(part: Part, style: Style) -> Iterator[Sequence[str]]:
    rows, cols = (part.rows, part.cols) if isinstance(part, Matrix) else (None, None)
    if cols:
        yield [*([""] if rows else []), *_quoted(cols)]
    labels = _quoted(rows or ())
    for i, cells in enumerate(entries(part, style)):
        yield [labels[i], *cells] if labels else cells


def _quoted(names: Sequence[str]) -> Sequence[str]:
    """The names, all in quotes if one of them could be taken for a number or for several cells."""
    if all(map(_is_plain, names)):
        return names
    return ['"' + name.replace('"', '""') + '"' for name in names]


def _is_plain(name: str) -> bool:
    from lacli.numeral import is_almost_number, is_number  # which answers without names spare

    numeric = is_number(name) or is_almost_number(name)
    return name.isprintable() and not numeric and not _SPECIAL.intersection(name)
