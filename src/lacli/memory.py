"""The memory ceiling: what is too large is refused before memory is taken for it."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from functools import cache

from lacli.errors import InputError, UsageError
from lacli.pattern import pattern

VARIABLE = "LACLI_MAX_MEMORY"
SUFFIXES = "KMGT"
COPIES = 2
"""What a matrix takes room for: its entries, and once more to compute with."""
OF_A_NUMBER = 64
"""Bytes of a number, or a short text, as Python keeps it in a list, about."""
OF_A_LIST = 128
"""Bytes of a short list in a list."""
_CONTAINERS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
"""Where Linux says what a container may have, in the newer version of cgroups and the older."""
_WRITTEN = pattern(rf"([0-9]{{1,18}}(?:\.[0-9]{{1,9}})?)([{SUFFIXES}]?)", re.IGNORECASE)


def check_matrix(m: int, n: int, name: str = "", entry: int = 8) -> None:
    """Raises InputError unless m×n entries of so many bytes fit, and may be computed with."""
    if (size := COPIES * entry * m * n) > ceiling():
        where = f"{name}: " if name else ""
        raise InputError(
            f"{where}{m}×{n} is too large for memory",
            hint=f"it would take {_shown(size)}, and {limit()}",
        )


def check(size: int, name: str) -> None:
    """Raises InputError where a text called `name`, and what is made of it, take more bytes."""
    if size > ceiling():
        raise InputError(f"{name}: too large for memory", hint=f"{limit()} for it and its numbers")


def ceiling() -> int:
    """The bytes that may be taken: LACLI_MAX_MEMORY, or else what the machine has.

    Raises UsageError for a setting that is no size.
    """
    said = os.environ.get(VARIABLE, "").strip()
    return _said(said) if said else _machine()


def limit() -> str:
    """How much memory there is, and who says so."""
    whose = f"{VARIABLE} allows" if os.environ.get(VARIABLE, "").strip() else "there is"
    return f"{whose} {_shown(ceiling())}"


def _said(text: str) -> int:
    written = _WRITTEN.fullmatch(text)
    size = 0 if not written else int(float(written[1]) * 1024 ** _power(written[2]))
    if size == 0:
        raise UsageError(
            f"{VARIABLE} is no size: '{text[:40]}'",
            hint="it is a number of bytes, or of K, M, G or T, such as 512M or 2G",
        )
    return size


def _power(suffix: str) -> int:
    return SUFFIXES.index(suffix.upper()) + 1 if suffix else 0


def _shown(size: int) -> str:
    """A size as LACLI_MAX_MEMORY takes it, in three digits."""
    scaled = float(size)
    for suffix in ("", *SUFFIXES[:-1]):
        if scaled < 1000:
            return f"{scaled:.3g}{suffix}"
        scaled /= 1024
    return f"{scaled:.3g}{SUFFIXES[-1]}"


@cache
def _machine() -> int:
    """The memory of this machine, or what of it a container or `ulimit -v` leaves to us."""
    from resource import RLIM_INFINITY, RLIMIT_AS, getrlimit

    sizes = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    limit, _ = getrlimit(RLIMIT_AS)
    if limit != RLIM_INFINITY:
        sizes.append(limit)
    for path in _CONTAINERS:
        with suppress(OSError, ValueError), open(path, encoding="ascii") as stream:
            sizes.append(int(stream.read()))  # "max" is no number
    return min(sizes)
