"""What the libraries below us are told: how many threads, and what to do with memory."""

import os
import sys

_KEPT = (1 << 25) - (1 << 16)
"""Bytes: the largest piece of memory, almost, of which glibc learns how much to keep."""


def short_waits() -> None:
    """Has OpenBLAS's threads sleep after 2**16 cycles without work, unless the user has set it.

    As it is they wait busily for 2**26, a fortieth of a second, and take the processors that much
    longer from what we do between calls, and from other programs.
    """
    os.environ.setdefault("OPENBLAS_THREAD_TIMEOUT", "16")


def one_thread() -> None:
    """Has OpenBLAS start one thread, unless NumPy is loaded already, or the user has set a number.

    Many small calls take longer with two; and where a thread of ours reads while another computes,
    they take its processor from it.
    """
    if "numpy" not in sys.modules:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def keep_memory() -> None:
    """Has glibc keep what is freed, up to 64 megabytes, for the next array.

    It does so once it has freed so large a piece, of which no page was touched. New pages from the
    kernel take longer than to compute with them: sums over blocks ten times as long.
    """
    bytes(_KEPT)
