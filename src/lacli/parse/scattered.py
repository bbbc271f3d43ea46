"""Files that the workers of a Dask cluster read, each where it is needed."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import partial

from lacli import cluster
from lacli.errors import InputError, Note
from lacli.matrix import Matrix
from lacli.parse.many import Head
from lacli.parse.reading import Reading
from lacli.parse.settling import not_in_blocks
from lacli.parse.source import Source
from lacli.tall import StreamedNames

Read = Callable[[Source, Reading], Matrix]


def matrix(name: str, sources: list[Source], reading: Reading, read: Read) -> Matrix:
    """The rows of files, one below the other, on the cluster; the first says what columns.

    Raises InputError as `read` does, where files have other columns than the first, and for a pipe.
    """
    if pipe := next((source.name for source in sources if not source.is_file), None):
        raise InputError(f"{pipe}: the workers of a cluster cannot read a pipe")
    cluster.connect(reading.scheduler)
    here = reading._replace(engine="memory")
    paths = [source.absolute() for source in sources]
    [head] = map(cluster.bring, cluster.load(partial(_head, reading=here, read=read), paths[:1]))
    blocks = cluster.load(partial(_block, reading=here, read=read, head=head), paths)
    tall = cluster.Scattered.of(blocks, head.width, name, named=head.named)
    return Matrix(tall, StreamedNames.of(tall), head.cols, name)


def _head(source: Source, reading: Reading, read: Read) -> Head:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Note)  # which comes with the block
        return Head.of(read(source, reading))


def _block(source: Source, reading: Reading, read: Read, head: Head) -> cluster.Loaded:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", Note)
        A = head.check(read(source, reading))
    if not A.is_real:
        raise not_in_blocks(A.name)
    return cluster.Loaded(A.values, A.rows, [str(entry.message) for entry in caught])
