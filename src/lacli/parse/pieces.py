"""Pieces of a run of lines: halves of it, and in which line each row stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from lacli.parse.blocks import Line, Run, numbered

FEW = 1 << 11
"""Bytes of lines that are not worth halving; and as many lines as have about as many."""
FEW_LINES = 8


def halved(stretch: Run | list[Line]) -> Sequence[Run | list[Line]]:
    """Both halves of some lines; none where they are few."""
    if isinstance(stretch, list):
        half = len(stretch) // 2
        return (stretch[:half], stretch[half:]) if len(stretch) > FEW_LINES else ()
    number, data = stretch
    end = data.find(b"\n", len(data) // 2) + 1
    if len(data) <= FEW or not 0 < end < len(data):
        return ()
    return (number, data[:end]), (number + data.count(b"\n", 0, end), data[end:])


class Lines:
    """In which line of a file each row stands, counted from 1, for the addresses of cells."""

    def __init__(self, name: str, keep: Sequence[int]) -> None:
        self._name = name
        self._keep = keep
        self._rows: list[int] = []
        self._numbers: list[int | list[int]] = []

    def add(self, row: int, stretch: Run | list[Line], *, plain: bool) -> None:
        """Says where the rows from that one on stand; where all are plain no line is left out."""
        self._rows.append(row)
        if isinstance(stretch, list):
            self._numbers.append([number for number, _ in stretch])
        elif plain:
            self._numbers.append(stretch[0])
        else:
            self._numbers.append([number for number, _ in numbered(*stretch, self._name)])

    def address(self, i: int, j: int) -> str:
        """The address of the cell in row i and column j of those that are kept, from 0."""
        at = bisect_right(self._rows, i) - 1
        start, numbers = self._rows[at], self._numbers[at]
        line = numbers + i - start if isinstance(numbers, int) else numbers[i - start]
        return f"{self._name}:{line}:{self._keep[j] + 1}"
