"""Markdown: pipe tables, each a part under its name in bold, or a single one without a name.

Line by line they become what the same would be in TSV, which is then read, names in quotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO

from lacli.errors import InputError
from lacli.memory import OF_A_NUMBER
from lacli.numeral import is_number
from lacli.parse import csv
from lacli.parse.grid import Grid
from lacli.parse.reading import Reading
from lacli.parse.record import with_point
from lacli.parse.source import Source
from lacli.pattern import pattern

HAS_PARTS = True
_NAME = pattern(r"\*\*(.+)\*\*")
_CELL = pattern(r"((?:\\.|[^|\\])*)\|")
_RULE = pattern(r":?-+:?")
_ESCAPED = pattern(r"\\([!-/:-@\[-`{-~])")


def parse(source: Source, reading: Reading) -> Grid:
    """The grid of a table or a number, of the part that is meant."""
    return csv.parse(*_as_tsv(source, reading))


def contents(source: Source, reading: Reading) -> dict[str, tuple[int, ...]]:
    """The shape of each part; text is none."""
    return csv.contents(*_as_tsv(source, reading))


def _as_tsv(source: Source, reading: Reading) -> tuple[Source, Reading]:
    lines = [line.strip() for line in StringIO(source.text(OF_A_NUMBER), newline="")]
    text = "\n".join(_tsv(lines, source.name, reading.decimal))
    return source.holding(text), reading._replace(delimiter="tab")


def _tsv(lines: Sequence[str], name: str, decimal: str) -> Iterator[str]:
    """A line for each line; what is no table stays as it is."""
    tables, named = 0, False
    for i, line in enumerate(lines):
        cells, rule = _cells(line), _cells(lines[i + 1]) if i + 1 < len(lines) else []
        if match := _NAME.fullmatch(line):
            tables = 0
            yield f"# {_plain(match[1])}"
        elif _is_rule(rule) and cells:
            tables += 1
            if tables > 1:
                raise InputError(
                    f"{name}:{i + 1}: a second table", hint="each of several has a name: **NAME**"
                )
            named = not cells[0] and rule[0].startswith(":")
            yield "\t".join(_header(cells)) if any(cells) else ""
        elif cells and not _is_rule(cells):
            yield "\t".join(
                cell if not (named and j == 0) and _is_number(cell, decimal) else _quoted(cell)
                for j, cell in enumerate(cells)
            )
        else:
            yield "" if cells else line


def _cells(line: str) -> list[str]:
    """The cells of a line of a table; none of any other."""
    if not (line.startswith("|") and line.endswith("|")):
        return []
    return [" ".join(_plain(cell).split()) for cell in _CELL.findall(line[1:])]


def _is_rule(cells: Sequence[str]) -> bool:
    """Whether a line is the one below the header, which says how columns are aligned."""
    return bool(cells) and all(map(_RULE.fullmatch, cells))


def _header(cells: Sequence[str]) -> list[str]:
    """The names of the columns; the first is a corner where it is empty."""
    return [_quoted(cell) if cell or j else "" for j, cell in enumerate(cells)]


def _is_number(cell: str, decimal: str) -> bool:
    return is_number(with_point(cell, decimal))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _plain(text: str) -> str:
    """A text as it was before Markdown's signs were escaped in it."""
    return _ESCAPED.sub(r"\1", text)
