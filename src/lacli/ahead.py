"""Reading ahead: a thread makes the next items while the last one is computed with."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")
WAITING = 2
"""How many items may wait."""


def ahead(items: Iterator[T]) -> Iterator[T]:
    """The same items; what they raise is raised where it is their turn.

    It pays where one side leaves Python's lock to the other: LAPACK does, and disks.
    """
    waiting: queue.Queue[tuple[T | None, BaseException | None]] = queue.Queue(WAITING)
    unwanted = threading.Event()

    def hand_over(item: T | None, error: BaseException | None) -> None:
        while not unwanted.is_set():
            with suppress(queue.Full):
                waiting.put((item, error), timeout=0.1)
                break

    def work() -> None:
        try:
            for item in items:
                hand_over(item, None)
                if unwanted.is_set():
                    return
        except BaseException as error:  # noqa: BLE001  # it is raised in the other thread
            hand_over(None, error)
        else:
            hand_over(None, StopIteration())

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        while True:
            item, error = waiting.get()
            if isinstance(error, StopIteration):
                return
            if error is not None:
                raise error
            yield item  # type: ignore[misc]  # there is one where there is no error
    finally:
        unwanted.set()
        thread.join()
