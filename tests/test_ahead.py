"""Reading ahead: the same items and errors, from a thread that ends."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from time import sleep

import pytest

from lacli.ahead import WAITING, ahead
from lacli.errors import InputError


def test_the_items_come_in_their_order() -> None:
    assert [*ahead(iter(range(100)))] == [*range(100)]
    assert [*ahead(iter([]))] == []


def test_they_are_made_in_another_thread_and_not_too_many() -> None:
    made: list[str] = []

    def items() -> Iterator[int]:
        for i in range(50):
            made.append(threading.current_thread().name)
            yield i

    for i in ahead(items()):
        assert len(made) <= i + WAITING + 2
    assert set(made) != {threading.current_thread().name}


@pytest.mark.parametrize(
    "error", [InputError("A: not a number"), MemoryError(), KeyboardInterrupt()]
)
def test_what_they_raise_is_raised_where_it_is_their_turn(error: BaseException) -> None:
    def items() -> Iterator[int]:
        yield 1
        yield 2
        raise error

    coming = ahead(items())
    assert (next(coming), next(coming)) == (1, 2)
    with pytest.raises(type(error)) as raised:
        next(coming)
    assert raised.value is error


@pytest.mark.parametrize("taken", [1, 3])
def test_who_stops_early_leaves_no_thread(taken: int) -> None:
    ended = threading.Event()
    made: list[int] = []

    def items() -> Iterator[int]:
        try:
            for i in range(1_000_000):
                made.append(i)
                yield i
        finally:
            ended.set()

    before = threading.active_count()
    coming = ahead(items())
    assert [next(coming) for _ in range(taken)] == [*range(taken)]
    while len(made) < taken + WAITING + 1:  # until the thread waits for room
        sleep(0.01)
    coming.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before
    assert ended.wait(5)
