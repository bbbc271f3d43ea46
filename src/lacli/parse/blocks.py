"""The lines of a CSV file that are data, and the blocks `# NAME` that it may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lacli.errors import InputError
from lacli.parse.source import Source

_HEADING = re.compile(r"#\s*(\S+)")

Line = tuple[int, str]
"""A line and its number in the file, counted from 1."""


def data_lines(source: Source) -> Iterator[Line]:
    """The lines of the block that is meant, without comments and empty lines.

    A file whose data begin under a heading `# NAME` holds a block for each such heading that
    follows an empty line. Raises InputError where there are several and it is not said which is
    meant, or where that one is not there.
    """
    names: list[str] = []
    sections = _sections(source)
    for name, number, line in sections:
        if name not in names:
            names.append(name)
        if len(names) > 1 and not source.part:
            names += dict.fromkeys(name for name, _, _ in sections if name not in names)
            where = "-" if source.name == "stdin" else source.name
            raise InputError(
                f"{source.name}: holds several matrices: {', '.join(names)}",
                hint=f"say which: {where}:{names[0]}",
            )
        if source.part in ("", name):
            yield number, line.rstrip("\r\n")
    if source.part and source.part not in names:
        has = ", ".join(filter(None, names)) or "one matrix, without a name"
        raise InputError(f"{source.name}: no part '{source.part}': there is {has}")


def _sections(source: Source) -> Iterator[tuple[str, int, str]]:
    """The lines of data, each with the name of its block, empty in a file without blocks."""
    name, after_blank, in_blocks = "", True, None
    for number, line in _quoted_lines(source):
        text = line.strip()
        if text and not text.startswith("#"):
            in_blocks = bool(name) if in_blocks is None else in_blocks
            yield name, number, line
        elif after_blank and in_blocks is not False and (match := _HEADING.fullmatch(text)):
            name = match[1]
        after_blank = not text


def _quoted_lines(source: Source) -> Iterator[Line]:
    """The numbered lines, those that a quoted line end parts joined again."""
    pending, start = "", 0
    for number, line in enumerate(source.lines(), 1):
        if not pending and (line.startswith("#") or '"' not in line):
            yield number, line
            continue
        pending, start = pending + line, start or number
        if pending.count('"') % 2 == 0:
            yield start, pending
            pending, start = "", 0
    if pending:
        raise InputError(f"{source.name}:{start}: a quote is never closed")
