"""Blocks on disk: kept where they are wanted again, and read again where there is no room."""

from __future__ import annotations

import errno
import io
import os
import tempfile
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from lacli.errors import InputError
from lacli.spool import Spool
from lacli.tall import Block


class Counted:
    """Blocks, and how often they were read."""

    def __init__(self, *blocks: Block) -> None:
        self.blocks = blocks
        self.passes = 0

    def __call__(self) -> Iterator[Block]:
        self.passes += 1
        yield from self.blocks


VALUES = np.random.default_rng(0).normal(size=(5, 3))


def named() -> Counted:
    return Counted(
        Block(VALUES[:2], ["a", 'b "\n\u00e9']),
        Block(VALUES[:0]),
        Block(VALUES.T[:3, 2:].T, ["c", "d", ""]),
    )


def contents(blocks: Iterator[Block]) -> list[Any]:
    return [(values.tolist(), rows and [*rows]) for values, rows in blocks]


def test_what_was_read_once_comes_from_the_disk() -> None:
    read = named()
    spool = Spool(read, 3, "A", again=False)
    expected = contents(iter(read.blocks))
    for _ in range(3):
        assert contents(spool(False)) == expected
    assert contents(spool(True)) == expected
    assert read.passes == 1


def test_the_last_pass_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda: pytest.fail("no file is wanted"))
    read = named()
    assert len(contents(Spool(read, 3, "A", again=True)(True))) == 3


def test_a_disk_that_fails_afterwards() -> None:
    class Broken(io.BytesIO):
        def seek(self, *_: int) -> int:
            raise OSError(errno.EIO, "Input/output error")

    spool = Spool(named(), 3, "A", again=False)
    contents(spool(False))
    assert spool._store
    spool._store = spool._store._replace(file=Broken())
    with pytest.raises(InputError, match="A: cannot be read again: input/output error"):
        contents(spool(False))


def test_two_passes_at_once() -> None:
    read = named()
    spool = Spool(read, 3, "A", again=True)
    for _ in range(2):  # while they are kept, and when they are
        pairs = [*zip(spool(False), spool(False), strict=True)]
        assert len(pairs) == 3
        for one, other in pairs:
            np.testing.assert_array_equal(one.values, other.values)
    assert read.passes == 2


def test_who_stops_early_keeps_nothing() -> None:
    read = named()
    spool = Spool(read, 3, "A", again=True)
    passing = spool(False)
    next(passing)
    passing.close()  # type: ignore[attr-defined]
    assert len(contents(spool(False))) == 3
    assert read.passes == 2


class Full(io.BytesIO):
    """A file on a disk that takes so many more bytes, and tells late of what it did not take."""

    room = 0

    def write(self, data: Any) -> int:
        if self.room < memoryview(data).nbytes:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.room -= memoryview(data).nbytes
        return super().write(data)


class Late(io.BytesIO):
    """A file whose last bytes find no room."""

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def close(self) -> None:
        super().close()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def none() -> io.BytesIO:
    raise FileNotFoundError(errno.ENOENT, "No usable temporary directory")


@pytest.mark.parametrize("opened", [Full, Late, none])
def test_a_disk_without_room(opened: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", opened)
    read = named()
    spool = Spool(read, 3, "A", again=True)
    expected = contents(iter(read.blocks))
    for passes in (1, 2):
        assert contents(spool(False)) == expected
        assert read.passes == passes
    with pytest.raises(InputError) as raised:
        contents(Spool(read, 3, "stdin", again=False)(False))
    assert raised.value.message.startswith("stdin: cannot be kept for a second pass: no ")
    assert "TMPDIR" in raised.value.hint
    assert contents(Spool(read, 3, "stdin", again=False)(True)) == expected
