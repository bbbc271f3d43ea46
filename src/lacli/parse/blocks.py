"""The lines of a CSV file that are data, and the blocks `# NAME` that it may hold."""

from __future__ import annotations

from collections.abc import Iterator

from lacli import memory
from lacli.errors import InputError
from lacli.memory import OF_A_NUMBER
from lacli.parse.parts import absent, several
from lacli.parse.source import Source
from lacli.pattern import pattern

_HEADING = pattern(r"#\s*(?:name:\s*)?(\S+)")  # Octave writes `# name: A`
_ERROR = pattern(r"#(?:N/A|DIV/0!|REF!|VALUE!|NUM!|NAME\?|NULL!)")  # of a spreadsheet
_QUOTE = pattern(r'(?:^|(?<=[,;|\t ]))"')
_TEXT_IN_QUOTES = pattern(r'(?:[^"]++|"")*+("?)')

Line = tuple[int, str]
"""A line and its number in the file, counted from 1."""


def data_lines(source: Source) -> Iterator[Line]:
    """The lines of the block that is meant, without comments and empty lines.

    A file whose data begin under a heading `# NAME` holds a block for each such heading. Raises
    InputError where there are several and it is not said which is meant, where that one is not
    there, or where a name comes twice.
    """
    names: list[str] = []
    blocks = _blocks(source)
    for name, begins, number, line in blocks:
        if begins:
            names.append(name)
        if len(names) > 1 and not source.part:
            raise several(source, [*names, *(name for name, begins, _, _ in blocks if begins)])
        if source.part in ("", name):
            yield number, line.rstrip("\r\n")
    if source.part and source.part not in names:
        raise absent(source, [name for name in names if name])


def samples(source: Source, size: int) -> dict[str, tuple[list[Line], int]]:
    """The first lines of each block that has a name, and how many it has.

    Raises InputError where a name comes twice.
    """
    found: dict[str, tuple[list[Line], int]] = {}
    for name, _, number, line in _blocks(source):
        if not name:
            break  # a matrix without a name: there are no blocks
        lines, count = found.get(name, ([], 0))
        if count < size:
            lines.append((number, line.rstrip("\r\n")))
        found[name] = lines, count + 1
    return found


def _blocks(source: Source) -> Iterator[tuple[str, bool, int, str]]:
    """The lines of data, each with the name of its block and whether that begins with it."""
    name, after_blank, in_blocks, begins = "", True, None, True
    names = set()
    for number, line in _quoted_lines(source):
        text = line.strip()
        if text and (not text.startswith("#") or _ERROR.match(text)):
            in_blocks = bool(name) if in_blocks is None else in_blocks
            if begins and name in names:
                raise InputError(f"{source.name}:{number}: a second block is called '{name}'")
            names.add(name)
            yield name, begins, number, line
            begins = False
        elif (after_blank or in_blocks) and in_blocks is not False:
            if match := _HEADING.fullmatch(text):
                name, begins = match[1], True
        after_blank = not text


def _quoted_lines(source: Source) -> Iterator[Line]:
    """The numbered lines, those that a quoted line end parts joined again."""
    pending: list[str] = []
    size, room = 0, memory.ceiling()
    for number, line in enumerate(source.lines(), 1):
        if not pending and ('"' not in line or line.startswith("#")):
            yield number, line
            continue
        is_open = _ends_in_quotes(line, is_open=bool(pending))
        pending.append(line)
        size += OF_A_NUMBER + len(line)
        if size > room:
            memory.check(size, source.name)
        if not is_open:
            yield number - len(pending) + 1, "".join(pending)
            pending, size = [], 0
    if pending:
        raise InputError(f"{source.name}:{number - len(pending) + 1}: a quote is never closed")


def _ends_in_quotes(line: str, *, is_open: bool) -> bool:
    """Whether a quote that opens a cell, here or above, is not closed where a line ends.

    Inside a cell, as in 5" pipe, a quote is text.
    """
    start = 0 if is_open else _behind_quote(line, 0)
    while start is not None:
        closed = _TEXT_IN_QUOTES.match(line, start)
        assert closed is not None  # it may be empty
        if not closed[1]:
            return True
        start = _behind_quote(line, closed.end())
    return False


def _behind_quote(line: str, at: int) -> int | None:
    """The place behind the next quote that opens a cell; None where there is none."""
    quote = _QUOTE.search(line, at)
    return quote.end() if quote else None
