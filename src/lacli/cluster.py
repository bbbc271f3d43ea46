"""Cluster: a tall matrix whose rows lie on the workers of a Dask cluster."""

from __future__ import annotations

import itertools
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple, TypeVar

from lacli.alongside import same_names, uneven
from lacli.errors import InputError, Note, UsageError
from lacli.tall import Array, Block, StreamedNames, Tall, checked

T = TypeVar("T")
PATIENCE = 5
"""Seconds in which a scheduler is to answer."""
BRANCHES = 8
"""How many results are merged at a time."""
AHEAD = 3
"""How many blocks are brought at a time, so that the workers need not wait."""


class Loaded(NamedTuple):
    """Some rows on a worker, their names, and what was remarked where they were read."""

    values: Array
    rows: Sequence[str] | None
    remarks: list[str]


class Scattered(Tall):
    """An m×n matrix as a Dask array, a chunk for each file; `names` are the names of their rows.

    What is told of all rows is merged in a tree, on the workers; what is as tall as it stays there,
    and comes a chunk at a time where it is written.
    """

    def __init__(self, array: Any, names: Sequence[Any] | None, name: str) -> None:
        super().__init__(self._chunks, array.shape[1], name, named=names is not None)
        self.chunked = array
        self._names = names
        self._height = int(array.shape[0])

    @classmethod
    def of(cls, blocks: Sequence[Any], width: int, name: str, *, named: bool) -> Scattered:
        """The matrix of what was loaded on the workers, below one another; tells their remarks."""
        import dask.array as da
        from dask import compute, delayed

        for remarks in compute(*[delayed(_remarks)(b) for b in blocks]):
            for remark in remarks:
                warnings.warn(remark, Note, stacklevel=2)
        chunks = [
            da.from_delayed(delayed(_values)(b), (float("nan"), width), dtype=float) for b in blocks
        ]
        array = da.concatenate(chunks).compute_chunk_sizes()
        return cls(array, [delayed(_rows)(b) for b in blocks] if named else None, name)

    def _chunks(self, _last: bool) -> Iterator[Block]:
        from dask.distributed import default_client

        client = default_client()
        names = self._names or itertools.repeat(None)
        wanted = zip(self.chunked.to_delayed().ravel().tolist(), names, strict=False)
        futures = (client.compute([*pair]) for pair in wanted)
        coming = list(itertools.islice(futures, AHEAD))
        while coming:
            values, rows = client.gather(coming.pop(0))
            coming += itertools.islice(futures, 1)
            yield Block(values, rows)

    def fold(
        self,
        of_block: Callable[[Array, int, T | None], T],
        merged: Callable[[T, T], T],
        last: bool = False,  # noqa: ARG002  # the cluster keeps it
    ) -> T:
        """As that of any other, on the workers."""
        from dask import delayed

        values = self.chunked.to_delayed().ravel().tolist()
        starts = [0, *itertools.accumulate(self.chunked.chunks[0])]
        task, merge = delayed(of_block), delayed(_merged)
        first = task(values[0], 0, None)
        found = [first, *(task(v, s, first) for v, s in zip(values[1:], starts[1:], strict=False))]
        while len(found) > 1:
            groups = (found[i : i + BRANCHES] for i in range(0, len(found), BRANCHES))
            found = [merge(merged, group) for group in groups]
        told: T = found[0].compute()
        return told

    def map(self, function: Callable[[Array], Array], width: int) -> Scattered:
        """As that of any other, on the workers."""
        chunks = (self.chunked.chunks[0], (width,))
        made = self.chunked.map_blocks(_applied, function, dtype=float, chunks=chunks)
        return Scattered(made, self._names, self.name)

    def _all_names(self) -> list[str]:
        from dask import compute

        return [name for names in compute(*(self._names or ())) for name in names]

    def unnamed(self) -> Scattered:
        """The same without the names of the rows."""
        return Scattered(self.chunked, None, self.name)

    def beside(self, B: Tall) -> Scattered:
        """As that of any other; B goes to where the rows are."""
        import dask.array as da

        if B.named and self.named:
            same_names(self._all_names(), [*StreamedNames(B)], 0, self.name, B.name)
        other = B.chunked if isinstance(B, Scattered) else B.array()
        if len(other) != self.height:
            longer, shorter = (self, B) if self.height > len(other) else (B, self)
            raise uneven(longer.name, shorter.name, min(self.height, len(other)))
        rows = self.chunked.chunks[0]
        right = da.asarray(other).rechunk((rows, (other.shape[1],)))
        both = da.concatenate([self.chunked, right], axis=1)
        both = both.rechunk({1: both.shape[1]})
        return Scattered(both, self._names, self.name)


def load(function: Callable[..., Any], items: Sequence[Any]) -> list[Any]:
    """What a function makes of each item, on the workers.

    It stays in the memory of the cluster, or on its disks; what is lost is made again.
    """
    from dask import delayed, persist

    task = delayed(function, pure=False)
    return list(persist(*map(task, items)))


def bring(value: Any) -> Any:
    """What is on a worker, here."""
    return value.compute()


def _values(loaded: Loaded) -> Array:
    return loaded.values


def _rows(loaded: Loaded) -> Sequence[str] | None:
    return loaded.rows


def _remarks(loaded: Loaded) -> list[str]:
    return loaded.remarks


def _merged(merged: Callable[[T, T], T], parts: Sequence[T]) -> T:
    total = parts[0]
    for part in parts[1:]:
        total = merged(total, part)
    return total


def _applied(values: Array, function: Callable[[Array], Array]) -> Array:
    return checked(function(values))


def connect(address: str | None) -> None:
    """Has what follows done by the cluster whose scheduler is there; None starts one here.

    Raises UsageError without Dask, InputError where nobody answers.
    """
    try:
        import dask
        from dask.distributed import Client, default_client
    except ImportError:
        raise UsageError("--engine dask needs Dask", hint="pip install 'lacli[dask]'") from None
    with suppress(ValueError):  # there is none yet
        if address in (None, default_client().scheduler.address):
            return
    import logging

    dask.config.set(
        {"logging.distributed": "critical", "distributed.comm.timeouts.connect": PATIENCE}
    )
    for name in list(logging.root.manager.loggerDict):  # each of which has a level of its own
        if name.startswith("distributed"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
    if address is None:
        Client(dashboard_address=None, threads_per_worker=1, silence_logs=logging.CRITICAL)
        return
    _reach(address)


def _reach(address: str) -> None:
    """Makes a client of the scheduler there, the one for all that follows.

    It waits no longer than it has to, whoever else may listen at that port.
    """
    from dask.distributed import Client

    found: list[Client | Exception] = []

    def reach() -> None:
        try:
            found.append(Client(address, timeout=PATIENCE))
        except Exception as error:  # noqa: BLE001  # any that a stranger's answer leads to
            found.append(error)

    thread = threading.Thread(target=reach, daemon=True)
    thread.start()
    thread.join(PATIENCE + 2)
    if found and isinstance(found[0], ValueError):
        raise InputError(f"--scheduler {address}: no address", hint="an address is tcp://HOST:8786")
    if not found or isinstance(found[0], Exception):
        raise InputError(
            f"--scheduler {address}: no Dask scheduler answers",
            hint="`dask scheduler` starts one, and says where",
        )
    try:
        found[0].wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise InputError(
            f"--scheduler {address}: it has no workers", hint=f"`dask worker {address}` starts one"
        ) from None
