"""Many files as one matrix, the rows of one below those of the other: 'data/part-*.csv'."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from lacli import memory
from lacli.errors import InputError, UsageError
from lacli.matrix import Matrix
from lacli.parse.reading import Reading
from lacli.parse.settling import not_in_blocks
from lacli.parse.source import Source
from lacli.tall import Block, StreamedNames, Tall

_WILD = frozenset("*?[")
LONGEST = 1000
"""Characters of a pattern: no path is longer, and to look for one takes time."""
Read = Callable[[Source, Reading], Matrix]


class Many(NamedTuple):
    """The files that a pattern fits, in the order of their names, at least one."""

    label: str
    sources: list[Source]

    @classmethod
    def files(cls, pattern: str) -> Many | None:
        """The files that a pattern fits, as in a shell; None where it is none, or fits none."""
        if not _WILD.intersection(pattern) or len(pattern) > LONGEST:
            return None
        from glob import glob

        paths = sorted(path for path in glob(pattern) if not os.path.isdir(path))
        sources = [source for source in map(Source.file, paths) if source]
        return cls(pattern, sources) if sources else None

    def matrix(self, reading: Reading, read: Read) -> Matrix:
        """Their rows as one matrix, block by block where memory does not hold them.

        Raises InputError as `read` does, and where files have other columns than the first,
        UsageError for means, which would be those of each file.
        """
        if reading.missing == "mean" and len(self.sources) > 1:
            raise UsageError(
                "--missing mean is for one file, not for several",
                hint="--missing drop leaves the rows out",
            )
        if reading.engine == "dask":
            from lacli.parse import scattered

            return scattered.matrix(self.label, self.sources, reading, read)
        if reading.engine == "blocked" or (reading.engine is None and not self._fit):
            return self._in_blocks(reading._replace(engine="blocked"), read)
        matrices: list[Matrix] = []
        height = 0
        for source in self.sources:
            A = read(source, reading)
            matrices.append(Head.of(matrices[0]).check(A) if matrices else A)
            height += 0 if A.tall else A.height
            if A.tall or reading.takes_blocks(height, A.width):
                return self._in_blocks(reading._replace(engine="blocked"), read)
        return self._stacked(matrices)

    @property
    def _fit(self) -> bool:
        """Whether memory may hold them: a text of a number takes about as much as its copies."""
        room = memory.ceiling()
        sizes = [source.size for source in self.sources]
        return sum(room + 1 if size is None else size for size in sizes) <= room

    def _stacked(self, matrices: list[Matrix]) -> Matrix:
        first = matrices[0]
        if any(A.is_array for A in matrices):
            import numpy as np

            cells: Any = np.vstack([A.values for A in matrices])
        else:
            cells = [row for A in matrices for row in A.tolist()]
        rows = [name for A in matrices for name in A.rows or ()]
        return Matrix(cells, rows or None, first.cols, self.label)

    def _in_blocks(self, reading: Reading, read: Read) -> Matrix:
        matrices = [read(source, reading) for source in self.sources]  # of large ones the beginning
        first = matrices[0]
        for A in map(Head.of(first).check, matrices):
            if not A.is_real:
                raise not_in_blocks(A.name)

        def blocks(last: bool) -> Iterator[Block]:
            return (block for A in matrices for block in A.blocks(last))

        heights = [A.tall.known_height if A.tall else A.height for A in matrices]
        height = None if None in heights else sum(h or 0 for h in heights)
        named = first.rows is not None
        tall = Tall(blocks, first.width, self.label, named=named, height=height)
        return Matrix(tall, StreamedNames.of(tall), first.cols, self.label)


class Head(NamedTuple):
    """What files that are to be one matrix have in common, as the first of them has it."""

    name: str
    width: int
    cols: tuple[str, ...] | None
    named: bool

    @classmethod
    def of(cls, A: Matrix) -> Head:
        """What others must have like A."""
        return cls(A.name, A.width, A.cols, A.rows is not None)

    def check(self, A: Matrix) -> Matrix:
        """A itself, if it has the same columns, and row names or none; raises InputError else."""
        if A.width != self.width:
            raise InputError(f"{A.name} has {A.width} columns, {self.name} has {self.width}")
        if A.cols != self.cols:
            names = zip(A.cols or (), self.cols or (), strict=False)
            other = next((f": '{a}', not '{b}'" for a, b in names if a != b), "")
            raise InputError(f"{A.name} names its columns otherwise than {self.name}{other}")
        if (A.rows is not None) != self.named:
            has, not_ = (self.name, A.name) if self.named else (A.name, self.name)
            raise InputError(f"{has} names its rows, and {not_} does not")
        return A
