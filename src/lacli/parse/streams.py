"""Streams of text: lines many at a time, and the end of a pipe that memory does not hold."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from lacli.errors import InputError

RUN = 1 << 18
"""Bytes of text to read at a time: what is made of them stays in the processor's cache."""


class Rest:
    """What follows in a pipe what was kept of it. It comes once, whoever asks for it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream: BinaryIO | None = stream

    def behind(self, beginning: BinaryIO, name: str) -> BinaryIO:
        """All of the pipe; raises InputError where it was read before."""
        if self._stream is None:
            raise InputError(
                f"{name}: too large for memory, and a pipe, which is read only once",
                hint="put it in a file",
            )
        stream, self._stream = self._stream, None
        return io.BufferedReader(_Joined(beginning, stream))


class _Joined(io.RawIOBase):
    """One stream after the other."""

    def __init__(self, *streams: Any) -> None:
        self._streams = streams

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return next((n for stream in self._streams if (n := stream.readinto(buffer))), 0)


def together(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Lines, so many at a time as are worth it."""
    some: list[bytes] = []
    size = 0
    for line in lines:
        some.append(line)
        size += len(line)
        if size > RUN:
            yield b"".join(some)
            some, size = [], 0
    yield b"".join(some)
