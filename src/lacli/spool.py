"""Blocks of a matrix that are read once and kept on disk, where they are read again."""

from __future__ import annotations

import json
import tempfile
import weakref
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import IO, NamedTuple

from lacli.errors import InputError, reason
from lacli.progress import progress
from lacli.tall import Block


class _Store(NamedTuple):
    """A file of blocks, and of each how many rows it has, and how many bytes its names take."""

    file: IO[bytes]
    name: str
    contents: list[tuple[int, int]]

    def write(self, block: Block) -> None:
        """Adds a block; raises OSError where there is no room."""
        import numpy as np

        names = json.dumps(block.rows).encode() if block.rows else b""
        self.file.write(np.ascontiguousarray(block.values, dtype=float).data)
        self.file.write(names)
        self.contents.append((len(block.values), len(names)))

    def close(self) -> None:
        """Gives the disk its room back, also where that is full, of which Python would complain."""
        with suppress(OSError):
            self.file.close()

    def blocks(self, width: int) -> Iterator[Block]:
        """The blocks from the first on; raises InputError where the disk does not give them."""
        import numpy as np

        at = 0
        total = sum(8 * width * rows + names for rows, names in self.contents)
        with progress(f"{self.name}, once more", total) as tell:
            for rows, names in self.contents:
                size = 8 * width * rows
                data = self._read(at, size + names)
                at += size + names
                values = np.frombuffer(data, count=rows * width).reshape(rows, width)
                yield Block(values, json.loads(data[size:]) if names else None)
                tell(rows, size + names)

    def _read(self, at: int, size: int) -> bytes:
        try:
            self.file.seek(at)  # another pass may be under way
            return self.file.read(size)
        except OSError as error:
            raise InputError(f"{self.name}: cannot be read again: {reason(error)}") from None


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
        self._store: _Store | None = None

    def __call__(self, last: bool) -> Iterator[Block]:
        """The blocks from the first on."""
        if self._store is not None:
            return self._store.blocks(self._width)
        return self._read() if last else self._keeping()

    def _keeping(self) -> Iterator[Block]:
        """The blocks as they are read, which are kept on the way."""
        store = self._opened()
        try:
            for block in self._read():
                store = store and self._kept(store, block)
                yield block
            self._store = store and self._kept(store, None)
        finally:
            if store and store is not self._store:
                store.close()

    def _opened(self) -> _Store | None:
        try:
            file = tempfile.TemporaryFile()  # noqa: SIM115  # it is closed with the last pass
        except OSError as error:
            self._check(error)
            return None
        store = _Store(file, self._name, [])
        weakref.finalize(self, store.close)
        return store

    def _kept(self, store: _Store, block: Block | None) -> _Store | None:
        """The store with a block more, or with all of them; None where there is no room for it."""
        try:
            store.file.flush() if block is None else store.write(block)
        except OSError as error:
            store.close()
            self._check(error)
            return None
        return store

    def _check(self, error: OSError) -> None:
        """Raises InputError where there is no file, and nothing could be read again."""
        if not self._again:
            raise InputError(
                f"{self._name}: cannot be kept for a second pass: {reason(error)}",
                hint="TMPDIR says in which folder; a file, unlike a pipe, can be read twice",
            )
