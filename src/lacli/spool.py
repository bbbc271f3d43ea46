"""Blocks of a matrix that are read once and kept on disk, where they are read again."""

from __future__ import annotations

import json
import tempfile
import weakref
from collections.abc import Callable, Iterator
from typing import IO, NamedTuple

from lacli.errors import InputError, reason
from lacli.tall import Block


class _Kept(NamedTuple):
    """A block on disk: how many rows it has, and how many bytes its names take."""

    rows: int
    names: int


class Spool:
    """What brings blocks, and keeps them unless it is told that they are not wanted again.

    `again` says that `read` can be asked more than once, though reading text anew is slower; what
    finds no room on the disk is then read anew. The file has no name, and goes with the process.
    """

    def __init__(
        self, read: Callable[[], Iterator[Block]], width: int, name: str, *, again: bool
    ) -> None:
        self._read = read
        self._width = width
        self._name = name
        self._again = again
        self._file: IO[bytes] | None = None
        self._index: list[_Kept] | None = None

    def __call__(self, last: bool) -> Iterator[Block]:
        """The blocks from the first on."""
        if self._index is not None:
            return self._kept()
        return self._read() if last else self._keeping()

    def _keeping(self) -> Iterator[Block]:
        """The blocks as they are read, which are kept on the way."""
        index: list[_Kept] = []
        file = self._opened()
        if file:
            weakref.finalize(self, file.close)
        for block in self._read():
            if file:
                try:
                    index.append(_write(file, block))
                except OSError as error:
                    self._check(error)
                    file = None
            yield block
        if file:
            self._file, self._index = file, index

    def _opened(self) -> IO[bytes] | None:
        try:
            return tempfile.TemporaryFile()
        except OSError as error:
            self._check(error)
            return None

    def _check(self, error: OSError) -> None:
        """Raises InputError where there is no file, and nothing could be read again."""
        if not self._again:
            raise InputError(
                f"{self._name}: cannot be kept for a second pass: {reason(error)}",
                hint="TMPDIR says in which folder; a file, unlike a pipe, can be read twice",
            )

    def _kept(self) -> Iterator[Block]:
        import numpy as np

        assert self._file is not None
        assert self._index is not None
        at = 0
        for rows, names in self._index:
            self._file.seek(at)  # another pass may be under way
            size = 8 * self._width * rows
            values = np.frombuffer(self._file.read(size)).reshape(rows, self._width)
            labels = json.loads(self._file.read(names)) if names else None
            at += size + names
            yield Block(values, labels)


def _write(file: IO[bytes], block: Block) -> _Kept:
    import numpy as np

    names = json.dumps(block.rows).encode() if block.rows else b""
    file.write(np.ascontiguousarray(block.values, dtype=float).data)
    file.write(names)
    return _Kept(len(block.values), len(names))
