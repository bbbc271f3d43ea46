"""The lines of a CSV file that are data, and the blocks `# NAME` that it may hold."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeAlias

from lacli import memory
from lacli.errors import InputError
from lacli.memory import OF_A_NUMBER
from lacli.parse.beginnings import not_text
from lacli.parse.parts import absent, several
from lacli.parse.source import Source
from lacli.parse.streams import RUN
from lacli.pattern import pattern

_HEADING = pattern(r"#\s*(?:name:\s*)?(\S+)")  # Octave writes `# name: A`
_ERROR = pattern(r"#(?:N/A|DIV/0!|REF!|VALUE!|NUM!|NAME\?|NULL!)")  # of a spreadsheet
_QUOTE = pattern(r'(?:^|(?<=[,;|\t ]))"')
_TEXT_IN_QUOTES = pattern(r'(?:[^"]++|"")*+("?)')

Line: TypeAlias = tuple[int, str]
"""A line and its number in the file, counted from 1."""
Run: TypeAlias = tuple[int, bytes]
"""Lines of data, among which there may be empty ones, and the number of the first."""


def data_lines(source: Source) -> Iterator[Line]:
    """The lines of the block that is meant, without comments and empty lines.

    A file whose data begin under a heading `# NAME` holds a block for each such heading. Raises
    InputError where there are several and it is not said which is meant, where that one is not
    there, or where a name comes twice. Of a pipe that memory does not hold only the beginning.
    """
    for number, data in _meant(source, beginning=source.is_endless):
        if isinstance(data, bytes):
            yield from numbered(number, data, source.name)
        else:
            yield number, data.rstrip("\r\n")


def data_runs(source: Source) -> Iterator[Run | list[Line]]:
    """The same lines, many at a time: as they are or, where others stood among them, one by one."""
    lines: list[Line] = []
    size = 0
    for number, data in _meant(source, beginning=False):
        if isinstance(data, bytes) or size > RUN:
            if lines:
                yield lines
                lines, size = [], 0
        if isinstance(data, bytes):
            yield number, data
        else:
            lines.append((number, data.rstrip("\r\n")))
            size += len(data)
    if lines:
        yield lines


def samples(source: Source, size: int) -> dict[str, tuple[list[Line], int]]:
    """The first lines of each block that has a name, and how many it has.

    Raises InputError where a name comes twice.
    """
    found: dict[str, tuple[list[Line], int]] = {}
    for name, _, number, data in _blocks(source, beginning=False):
        if not name:
            break  # a matrix without a name: there are no blocks
        lines, count = found.get(name, ([], 0))
        if isinstance(data, str):
            here, more = iter([(number, data.rstrip("\r\n"))]), 1
        else:
            here = numbered(number, data, source.name)
            more = sum(map(bool, map(bytes.strip, data.split(b"\n"))))
        found[name] = [*lines, *islice(here, size - len(lines))], count + more
    return found


def _meant(source: Source, *, beginning: bool) -> Iterator[tuple[int, str | bytes]]:
    names: list[str] = []
    blocks = _blocks(source, beginning=beginning)
    for name, begins, number, data in blocks:
        if begins:
            names.append(name)
        if len(names) > 1 and not source.part:
            others = () if source.is_endless else blocks
            raise several(source, [*names, *(name for name, begins, _, _ in others if begins)])
        if source.part in ("", name):
            yield number, data
    if source.part and source.part not in names:
        raise absent(source, [name for name in names if name])


def _blocks(source: Source, *, beginning: bool) -> Iterator[tuple[str, bool, int, str | bytes]]:
    """The lines of data, each with the name of its block and whether that begins with it.

    Those among which there are no others come as a run.
    """
    name, after_blank, in_blocks, begins = "", True, None, True
    names = set()
    for number, data in _quoted_lines(source, beginning=beginning):
        text = data.strip() if isinstance(data, str) else ""
        if isinstance(data, bytes) or (text and (not text.startswith("#") or _ERROR.match(text))):
            in_blocks = bool(name) if in_blocks is None else in_blocks
            if begins and name in names:
                raise InputError(f"{source.name}:{number}: a second block is called '{name}'")
            names.add(name)
            yield name, begins, number, data
            begins, after_blank = False, isinstance(data, bytes) and _ends_blank(data)
            continue
        if (after_blank or in_blocks) and in_blocks is not False:
            if match := _HEADING.fullmatch(text):
                name, begins = match[1], True
        after_blank = not text


def _quoted_lines(source: Source, *, beginning: bool) -> Iterator[tuple[int, str | bytes]]:
    """The numbered lines, those that a quoted line end parts joined again, or runs of them."""
    pending: list[str] = []
    size, room = 0, memory.ceiling()
    number = 0
    for run in _runs(source, beginning):
        if isinstance(run, bytes) and not pending and _is_plain(run):
            yield number + 1, run
            number += _count(run)
            continue
        lines = [run] if isinstance(run, str) else _lines(run, source.name, number + 1)
        for number, line in enumerate(lines, number + 1):  # noqa: B020  # it goes on counting
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


def _runs(source: Source, beginning: bool) -> Iterator[bytes | str]:
    """The text as runs of lines, or line by line where a carriage return alone ends each."""
    head = source.head()
    if b"\r" in head and b"\n" not in head and not source.is_endless:
        return source.lines()
    return source.runs(beginning=beginning)


def _is_plain(run: bytes) -> bool:
    """Whether lines hold data from the first on, and empty lines, but no comments and quotes."""
    if b"#" in run or b'"' in run or not run.partition(b"\n")[0].strip():
        return False
    return b"\r" not in run or run.count(b"\r") == run.count(b"\r\n")


def _ends_blank(run: bytes) -> bool:
    """Whether the last line is empty."""
    return not run[run.rfind(b"\n", 0, -1) + 1 :].strip()


def numbered(number: int, data: bytes, name: str) -> Iterator[Line]:
    """The lines of a run one by one, but empty ones; raises InputError where they are no text."""
    for i, line in enumerate(_lines(data, name, number), number):
        if line.strip():
            yield i, line.rstrip("\r\n")


def _lines(data: bytes, name: str, number: int) -> Iterable[str]:
    """Lines with their ends, of which the first has that number."""
    try:
        return io.StringIO(data.decode(), newline="")
    except UnicodeDecodeError as error:
        raise not_text(name, number + data.count(b"\n", 0, error.start)) from None


def _count(data: bytes) -> int:
    """How many lines there are."""
    return data.count(b"\n") + (data[-1:] != b"\n")


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
