"""Files as output: replaced whole or not at all; what is no file is written directly."""

from __future__ import annotations

import errno
import os
import signal
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO

MOST_LINKS = 40
"""Linux follows no more."""
_ENDING = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)
"""The signals by which people and systems end a process, those that git cleans up after."""
_UNWILLING = (errno.EACCES, errno.EINVAL, errno.ENODATA, errno.ENOTSUP, errno.EPERM)
"""What a system says of attributes that it lacks or that are not ours to give."""


def write(path: str, pieces: Iterable[bytes]) -> None:
    """Writes a file of these pieces, in place of what is there.

    A new file is written beside the old and renamed over it, so that whoever reads sees the old or
    the new and never a part, and so that the old may be what the pieces are computed from. A
    symbolic link stays and what it points to is replaced; a hard link is parted from its other
    names, which keep the old content. Mode, owner, group and attributes stay as far as we may give
    them. A FIFO, a device and one of our own descriptors, such as /dev/stdout, are written
    directly. Raises OSError, and then the old file is untouched.
    """
    status = _status(path)
    target = _end_of_links(path)
    if (number := _descriptor(target)) is not None:
        with open(os.dup(number), "wb") as stream:
            stream.writelines(pieces)
    elif status is not None and not stat.S_ISREG(status.st_mode):
        with open(path, "wb") as stream:
            stream.writelines(pieces)
    else:
        _replace(target, status, pieces)


def _status(path: str) -> os.stat_result | None:
    """What is at a path; None where there is nothing yet. Raises OSError for a loop of links."""
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _end_of_links(path: str) -> str:
    """Where a link leads. The folders before the name are left to the system."""
    for _ in range(MOST_LINKS):
        if _descriptor(path) is not None:
            break
        try:
            path = os.path.join(os.path.dirname(path), os.readlink(path))
        except OSError as error:
            if error.errno in (errno.EINVAL, errno.ENOENT):  # no link, or nothing
                break
            raise
    return path


def _descriptor(path: str) -> int | None:
    """The number of a descriptor of this process, if a path is one.

    To replace the file behind it would take away what a shell has opened with >, and cut off what
    was there before >>.
    """
    folder, name = os.path.split(path)
    own = ("/dev/fd", f"/proc/{os.getpid()}/fd")
    is_one = name.isdecimal() and os.path.realpath(folder) in own
    return int(name) if is_one else None


def _replace(target: str, status: os.stat_result | None, pieces: Iterable[bytes]) -> None:
    if status is not None and not os.access(target, os.W_OK):
        os.close(os.open(target, os.O_WRONLY))  # what is protected stays: this says from what
    # What replaces a private file must not be readable by others for a moment either.
    mode = 0o666 if status is None else 0o600
    with _beside(target) as path:
        with open(path, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as stream:
            if status is not None:
                _keep(target, status, stream)
            stream.writelines(pieces)
            stream.flush()
            # Else a machine that loses its power may keep the rename and lose the content. That it
            # keeps the content and loses the rename is no harm: the old file is whole, older than
            # what it is made from, and made again. So the folder is not synchronised.
            os.fsync(stream.fileno())
        os.replace(path, target)


@contextmanager
def _beside(target: str) -> Iterator[str]:
    """A path in the same folder at which nothing is at the end, not if a signal ends us either.

    It is random: after a SIGKILL the file stays, and the number of a process comes again, in
    another container even at the same time. It is short, as names of 255 bytes may be replaced.
    """
    path = os.path.join(os.path.dirname(target), f".lacli-{os.urandom(8).hex()}.tmp")

    def end(number: int, _: Any) -> None:
        _remove(path)
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)  # so that a shell or make learns what happened
        os._exit(128 + number)  # process 1, in a container, outlives the signal

    caught = [number for number in _ENDING if signal.getsignal(number) is signal.SIG_DFL]
    for number in caught:  # and not those that nohup, say, has us ignore
        signal.signal(number, end)
    try:
        yield path
    finally:
        _remove(path)
        for number in caught:
            signal.signal(number, signal.SIG_DFL)


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)


def _keep(old: str, status: os.stat_result, stream: BinaryIO) -> None:
    """Gives a new file the owner, group, attributes and mode of the old, as far as we may.

    It is empty yet: what must not outlive a change of content, such as a set-user-id bit, the
    system takes away when it is written.
    """
    new = stream.fileno()
    mode = stat.S_IMODE(status.st_mode)
    for owner, group in ((-1, status.st_gid), (status.st_uid, -1)):
        with _willingly():
            os.fchown(new, owner, group)
    if os.fstat(new).st_gid != status.st_gid:  # another group may do what all others may
        mode = mode & ~0o070 | (mode & 0o007) << 3
    _keep_attributes(old, new)
    os.fchmod(new, mode)


def _keep_attributes(old: str, new: int) -> None:
    """Copies the extended attributes, access control lists among them, where there are such."""
    if sys.platform != "linux":
        return
    with _willingly():
        names = set(os.listxattr(old))
        for name in set(os.listxattr(new)) - names:  # given by the folder
            with _willingly():
                os.removexattr(new, name)
        for name in names:
            with _willingly():
                os.setxattr(new, name, os.getxattr(old, name))


@contextmanager
def _willingly() -> Iterator[None]:
    """Goes on where the system is unwilling, and not where it fails."""
    try:
        yield
    except OSError as error:
        if error.errno not in _UNWILLING:
            raise
