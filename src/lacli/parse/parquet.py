"""Parquet files, by pyarrow, which the extra lacli[parquet] brings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lacli.errors import InputError, UsageError
from lacli.matrix import Array
from lacli.memory import check_matrix
from lacli.parse.grid import Grid, Loaded, plain_address
from lacli.parse.reading import Reading
from lacli.parse.settling import no_means, settled, some_left
from lacli.parse.source import Source
from lacli.progress import progress
from lacli.tall import ENTRIES, Block, Tall

HAS_PARTS = False
_INDEX = "__index_level_0__"
"""What pandas calls the column of row names that it has no name for."""


def parse(source: Source, reading: Reading) -> Grid:
    """The grid of a table whose columns are numbers, but for a first one of text, which names rows.

    Raises InputError where it cannot be read, UsageError without pyarrow.
    """
    with _opened(source) as file:
        fields, rows = list(file.schema_arrow), file.metadata.num_rows
    names = [field.name for field in fields]
    texts = [j for j, field in enumerate(fields) if _is_text(field.type)]
    labels = (
        names.index(_INDEX) if _INDEX in names else 0 if 0 in texts and len(fields) > 1 else None
    )
    if not fields or not rows:
        raise InputError(f"{source.name}: empty: there is no number in it")

    def load(keep: list[int], labels: int | None) -> Loaded | Tall:
        for j in keep if labels is None else [*keep, labels]:
            if names.count(names[j]) > 1:
                raise InputError(f"{source.name}: several columns are called '{names[j]}'")
        for j in keep:
            if not _is_number(fields[j].type):
                raise InputError(
                    f"{source.name}: column '{names[j]}' is {fields[j].type}, not numbers",
                    hint="to leave a column out, use --columns",
                )
        return _Columns(source, names, keep, labels).load(reading, rows)

    return Grid(len(fields), names, labels, load)


class _Columns:
    """Some columns of a table, and the one that names the rows."""

    def __init__(
        self, source: Source, names: list[str], keep: list[int], labels: int | None
    ) -> None:
        self._source = source
        self._keep = keep
        self._names = [names[j] for j in keep]
        self._label = None if labels is None else names[labels]

    def load(self, reading: Reading, rows: int) -> Loaded | Tall:
        """Their numbers, in memory or block by block."""
        import numpy as np

        name, width = self._source.name, len(self._names)
        if reading.takes_blocks(rows, width):
            no_means(reading)
            height = None if reading.missing else rows

            def read(_last: bool) -> Iterator[Block]:
                return some_left(self._settled(reading), name)

            return Tall(read, width, name, named=self._label is not None, height=height)
        check_matrix(rows, width, name)
        blocks = list(self._blocks())
        labels = [name for block in blocks for name in block.rows or ()] or None
        where = plain_address(name, self._keep)
        return Loaded(np.concatenate([block.values for block in blocks]), labels, where)

    def _settled(self, reading: Reading) -> Iterator[tuple[Block, int]]:
        start = 0
        for block in self._blocks():
            yield settled(block, plain_address(self._source.name, self._keep, start), reading)
            start += len(block.values)

    def _blocks(self) -> Iterator[Block]:
        import numpy as np

        wanted = [*self._names, *([] if self._label is None else [self._label])]
        size = max(ENTRIES // len(self._names), 1)
        with (
            _opened(self._source) as file,
            progress(self._source.name, self._source.size) as tell,
        ):
            share = (self._source.size or 0) / max(file.metadata.num_rows, 1)
            for batch in file.iter_batches(batch_size=size, columns=wanted):
                arrays = [_floats(batch.column(name)) for name in self._names]
                names = None if self._label is None else batch.column(self._label).to_pylist()
                tell(len(arrays[0]), int(share * len(arrays[0])))
                yield Block(np.column_stack(arrays), names and [*map(_name, names)])


@contextmanager
def _opened(source: Source) -> Iterator[Any]:
    """The file, for reading; raises InputError for one that is none or turns out to be damaged."""
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise UsageError(
            f"{source.name}: reading Parquet needs pyarrow", hint="pip install 'lacli[parquet]'"
        ) from None
    with source.open() as stream:
        try:
            yield ParquetFile(stream)
        except (pa.ArrowException, OSError) as error:
            what = str(error).partition("\n")[0]
            message = f"{source.name}: not a Parquet file, or a damaged one"
            raise InputError(message, hint=what) from None


def _floats(column: Any) -> Array:
    return column.to_numpy(zero_copy_only=False).astype(float)


def _name(label: object) -> str:
    """The name of a row that a value says; none is an empty one, as in CSV."""
    return "" if label is None else str(label)


def _is_number(kind: Any) -> bool:
    from pyarrow import types

    return types.is_integer(kind) or types.is_floating(kind)


def _is_text(kind: Any) -> bool:
    from pyarrow import types

    return types.is_string(kind) or types.is_large_string(kind)
