"""Source: where bytes come from, a file or standard input, and how they become text."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator
from copy import copy
from functools import partial
from typing import Any, BinaryIO

from lacli import memory
from lacli.errors import InputError, reason
from lacli.parse.beginnings import BOM, encoding, is_neither, not_text
from lacli.parse.streams import RUN, Rest, together

HEAD = 1 << 16
PIECE = 1 << 20
FORMS = 4
"""How often a text is in memory at once: its bytes, its characters, and the numbers made of it."""
LONGEST = 120
"""The longest name of a file that a message shows in full."""


class Source:
    """A file, standard input or a text, and which matrix in it is meant, if it holds several."""

    def __init__(
        self, name: str, part: str = "", path: str = "", data: bytes | None = None
    ) -> None:
        self.name = name
        self.part = part
        self._path = path
        self._data = data
        self._rest: Rest | None = None
        """What follows the data in a pipe that brings more than fits into memory."""
        self.argument = "-" if name == "stdin" else name
        """What the command line calls all of it; empty where it is the argument itself."""
        self.mistake: InputError | None = None
        """What to say instead where it cannot be read."""
        self.kept: dict[str, Any] = {}
        """What a parser found in it and needs for its other parts as well."""

    @classmethod
    def stdin(cls) -> Source:
        """Standard input, read to its end, or until memory is full."""
        if sys.stdin is None:
            raise InputError("standard input is closed")
        source = cls("stdin")
        try:
            source._take(sys.stdin.buffer)
        except OSError as error:
            raise InputError(f"stdin: {reason(error)}") from None
        return source

    @classmethod
    def of_text(cls, text: str, name: str, mistake: InputError | None) -> Source:
        """An argument that is itself what a file would hold."""
        source = cls(name, data=text.encode(errors="surrogateescape"))
        source.argument, source.mistake = "", mistake
        return source

    @classmethod
    def file(cls, argument: str) -> Source | None:
        """The file called that, or `FILE:PART`; None where there is none of either name."""
        colons = [i for i, character in enumerate(argument) if character == ":"]
        for end in (len(argument), *reversed(colons)):
            path, part = argument[:end], argument[end + 1 :]
            if path and os.path.lexists(path):
                break
        else:
            return None
        source = cls(path, part, path)
        try:
            if not stat.S_ISREG(os.stat(path).st_mode):
                stream = open(path, "rb")  # noqa: SIM115  # it stays open where it is endless
                source._take(stream)
                if not source.is_endless:
                    stream.close()
        except OSError as error:
            raise InputError(f"{path}: {reason(error)}") from None
        return source

    @staticmethod
    def not_found(argument: str) -> InputError:
        """The error for an argument that is neither a matrix nor a file, with close file names."""
        from difflib import get_close_matches

        folder, name = os.path.split(argument.rpartition(":")[0] or argument)
        try:
            files = os.listdir(folder or ".")
        except OSError:
            files = []
        close = [os.path.join(folder, file) for file in get_close_matches(name, files, 3, 0.7)]
        hint = f"did you mean {' or '.join(close)}?" if close else ""
        shown = argument if len(argument) <= LONGEST else f"{argument[:LONGEST]}…"
        if any(sign in name for sign in "*?["):
            return InputError(f"no file fits '{shown}'", hint)
        return InputError(f"no such file: '{shown}'", hint or "a matrix is written '1 2; 3 4'")

    def _take(self, stream: BinaryIO) -> None:
        """Reads a FIFO, or what else comes once, as far as memory holds it as text."""
        whole, room = io.BytesIO(), memory.ceiling() // FORMS
        while piece := stream.read(PIECE):
            whole.write(piece)
            if whole.tell() > room:
                self._rest = Rest(stream)
                break
            if whole.tell() == len(piece) and is_neither(piece[:HEAD]):
                break  # which needs no more to be refused
        self._data = whole.getvalue()

    def at(self, part: str) -> Source:
        """The same bytes, of which that part is meant."""
        source = copy(self)
        source.part = part
        return source

    def holding(self, text: str) -> Source:
        """The same in other words: messages are as before."""
        source = Source(self.name, self.part, data=text.encode())
        source.argument, source.mistake = self.argument, self.mistake
        return source

    @property
    def label(self) -> str:
        """What messages call the matrix that is meant."""
        return f"{self.name}:{self.part}" if self.part else self.name

    @property
    def suffix(self) -> str:
        """The suffix of the file's name, in lower case; empty for standard input."""
        return os.path.splitext(self._path)[1].lower()

    @property
    def is_file(self) -> bool:
        """Whether it is a file that can be read again, and not a pipe or a text."""
        return self._data is None

    def absolute(self) -> Source:
        """The same file for a process that may work in another folder."""
        return Source(self.name, self.part, os.path.abspath(self._path))

    @property
    def is_endless(self) -> bool:
        """Whether it is a pipe that memory does not hold: `runs` brings all of it, once."""
        return self._rest is not None

    @property
    def size(self) -> int | None:
        """How many bytes it has; None where only its end tells."""
        if self.is_endless:
            return None
        if self._data is not None:
            return len(self._data)
        try:
            return os.stat(self._path).st_size
        except OSError as error:
            raise InputError(f"{self.name}: {reason(error)}") from None

    def runs(self, *, beginning: bool = False) -> Iterator[bytes]:
        """The text in UTF-8, some whole lines at a time; of an endless one perhaps the `beginning`.

        Raises InputError where a line is longer than memory, or what it says no text.
        """
        code = encoding(self.head(), self.name)
        if code == "utf-16":
            yield from together(line.encode() for line in self.lines())
            return
        longest = memory.ceiling() // FORMS // FORMS
        try:
            with self._bytes() as stream:
                stream.seek(len(BOM) if code == "utf-8-sig" else 0)
                whole = stream
                if self._rest and not beginning:
                    whole = self._rest.behind(stream, self.name)
                while run := whole.read(RUN):
                    run += whole.readline(longest)
                    end = run.rfind(b"\n") + 1
                    if len(run) - end >= longest:
                        memory.check(FORMS * FORMS * (longest + 1), self.name)
                    yield run[:end] if beginning and self._rest else run
        except OSError as error:
            raise InputError(f"{self.name}: {reason(error)}") from None

    def open(self) -> BinaryIO:
        """The bytes from their beginning, as often as wanted; raises as `hold` does."""
        self.hold()
        return self._bytes()

    def hold(self) -> None:
        """Raises InputError where it is endless: memory does not hold it."""
        if self.is_endless:
            memory.check(memory.ceiling() + 1, self.name)

    def _bytes(self) -> BinaryIO:
        """The bytes that can be read again."""
        if self._data is not None:
            return io.BytesIO(self._data)
        try:
            return open(self._path, "rb")
        except OSError as error:
            raise InputError(f"{self.name}: {reason(error)}") from None

    def head(self) -> bytes:
        """The first bytes."""
        try:
            with self._bytes() as stream:
                return stream.read(HEAD)
        except OSError as error:
            raise InputError(f"{self.name}: {reason(error)}") from None

    def text(self, of_a_character: int = 1) -> str:
        """The whole text, of which a parser makes up to so many bytes for each character.

        Raises InputError where that is more than memory holds.
        """
        lines, length = [], 0
        each = FORMS + of_a_character
        longest = memory.ceiling() // each
        for line in self.lines():
            length += len(line)
            if length > longest:
                memory.check(each * length, self.name)
            lines.append(line)
        return "".join(lines)

    def lines(self) -> Iterator[str]:
        """The lines of the text with their ends.

        Raises InputError where it is not text, or a line of it more than memory holds.
        """
        code = encoding(self.head(), self.name)
        longest = memory.ceiling() // FORMS // FORMS
        number = 0
        try:
            with io.TextIOWrapper(self.open(), code, newline="") as stream:
                read = partial(stream.readline, longest)
                for number, line in enumerate(iter(read, ""), 1):
                    if len(line) == longest:
                        memory.check(FORMS * FORMS * (longest + 1), f"{self.name}:{number}")
                    yield line
        except UnicodeError:
            raise not_text(self.name, number + 1) from None
        except OSError as error:
            raise InputError(f"{self.name}: {reason(error)}") from None
