"""A line of a CSV file as cells, their quotes kept: they tell a name from a number."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

Record = list[str]
LINE_ENDS = "\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
"""What ends a line elsewhere, though not in CSV; at least it parts no cells."""
_DECIMAL_COMMA = str.maketrans(",.", ".,")


@cache
def splitter(delimiter: str) -> Callable[[str], Record]:
    """The function that parts a line into its cells, quotes kept, blanks around them removed."""
    if delimiter == " ":
        words = re.compile(rf'"(?:[^"]++|"")*+"(?=\s|$)|[\S{LINE_ENDS}]+')
        return words.findall
    mark, blank = re.escape(delimiter), "[ ]" if delimiter == "\t" else r"\s"
    cell = re.compile(rf'{blank}*("(?:[^"]++|"")*+"){blank}*{mark}|([^{mark}]*){mark}')

    def split(line: str) -> Record:
        if '"' not in line:
            return [cell.strip() for cell in line.split(delimiter)]
        return [match[1] or match[2].strip() for match in cell.finditer(line + delimiter)]

    return split


def unquoted(cell: str) -> str:
    """A cell without its quotes."""
    return cell[1:-1].replace('""', '"') if is_quoted(cell) else cell


def is_quoted(cell: str) -> bool:
    """Whether a cell is in quotes."""
    return len(cell) > 1 and cell[0] == cell[-1] == '"'


def with_point(text: str, decimal: str) -> str:
    """A number's text with a decimal point; a point where the mark is a comma makes it none."""
    return text if decimal == "." else text.translate(_DECIMAL_COMMA)
