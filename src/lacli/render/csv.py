"""CSV: names in a header and a first column, one block under `# NAME` for each of several parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import add

from lacli.matrix import Matrix
from lacli.render import Style
from lacli.render._lines import lines
from lacli.render._text import parts
from lacli.result import Part, Result

SUFFIX = ".csv"
_SPECIAL = frozenset(' ,;|"#[({')


def render(result: Result, style: Style, delimiter: str = ",") -> Iterator[bytes]:
    """The lines of each part, under `# NAME` if there are several."""
    return parts(result, "# {}", lambda part: _part(part, style, delimiter))


def _part(part: Part, style: Style, delimiter: str) -> Iterator[bytes]:
    rows, cols = (part.rows, part.cols) if isinstance(part, Matrix) else (None, None)
    known = rows if isinstance(rows, tuple) else ()  # others come block by block
    in_quotes = not _are_plain(known)
    for text, names in lines(part, style, delimiter):
        if cols:
            header = _quoted(cols, not _are_plain(cols))
            yield f"{delimiter.join([*([''] if names else []), *header])}\n".encode()
            cols = None
        if names:
            quoted = in_quotes or not (known or _are_plain(names))
            labels = [f"{label}{delimiter}".encode() for label in _quoted(names, quoted)]
            yield b"\n".join(map(add, labels, text.split(b"\n")))
        else:
            yield text
        yield b"\n"


def _quoted(names: Sequence[str], in_quotes: bool) -> Sequence[str]:
    return ['"' + name.replace('"', '""') + '"' for name in names] if in_quotes else names


def _are_plain(names: Sequence[str]) -> bool:
    """Whether none of the names, all in quotes else, could be a number or several cells."""
    return all(map(_is_plain, names))


def _is_plain(name: str) -> bool:
    from lacli.numeral import is_almost_number, is_number  # which answers without names spare

    numeric = is_number(name) or is_almost_number(name)
    return name.isprintable() and not numeric and not _SPECIAL.intersection(name)
