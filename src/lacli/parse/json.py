"""JSON: nested arrays, pandas' "split" objects, arrays of records, and objects of these by name."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from lacli import memory
from lacli.errors import InputError
from lacli.memory import OF_A_LIST, OF_A_NUMBER
from lacli.numeral import decimal, number
from lacli.parse import array
from lacli.parse.cells import numbers
from lacli.parse.grid import Grid, Loaded, NotThisFormat, counted, label, plain_address
from lacli.parse.parts import chosen
from lacli.parse.reading import Reading
from lacli.parse.source import FORMS, Source

HAS_PARTS = True
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
WRITTEN = 1 << 16
"""Up to so many characters decimals are kept as they are written: longer texts were measured."""
SPLIT = {"columns", "index", "data"}


def parse(source: Source, reading: Reading) -> Grid:
    """The grid of a JSON text; a number is a 1×1 matrix and a flat array is a row."""
    value = _value(source, exact=reading.exact)
    if hasattr(value, "shape") and not source.part:
        return array.grid(value, source.label)
    parts = _parts(source, value)
    if parts or source.part:
        value = parts[chosen(source, list(parts))]
    return _grid(source, _table(source, value))


def contents(source: Source, reading: Reading) -> dict[str, tuple[int, ...]]:
    """The shape of each matrix in an object of matrices; text and truth values are none."""
    parts = _parts(source, _value(source, exact=reading.exact))
    return {
        name: _table(source.at(name), value).shape
        for name, value in parts.items()
        if not _is_remark(value)
    }


def _value(source: Source, *, exact: bool) -> Any:
    """The value that a source says, decoded once for all its parts; a large matrix as an array."""
    if "json" not in source.kept:
        if exact or (value := _quickly(source)) is None:
            text = source.text()
            value = decoded(text, source.name, exact=exact or len(text) <= WRITTEN)
        source.kept["json"] = value
    return source.kept["json"]


def _quickly(source: Source) -> Any:
    """The value of a large text for which there is room whatever it says; else None."""
    size = source.size
    if size is None or size <= WRITTEN:
        return None
    if (FORMS + (OF_A_NUMBER + OF_A_LIST) // 2) * size > memory.ceiling():
        return None
    from lacli.parse import quick

    with source.open() as stream:
        return quick.value(stream.read())


def decoded(text: str, name: str, *, exact: bool = False) -> Any:
    """The value that a JSON text says; decimals are floats or, if `exact`, kept as written.

    Raises InputError for one that is not strictly JSON, or says more than memory holds.
    """
    cells, lists = text.count(","), text.count("[") + text.count("{")
    memory.check(FORMS * len(text) + OF_A_NUMBER * cells + OF_A_LIST * lists, name)
    try:
        value = json.loads(
            text,
            parse_float=_decimal if exact else _float,
            parse_constant=_no_constant,
            object_pairs_hook=_no_repeats,
        )
        if _SURROGATE.search(text):
            json.dumps(value, ensure_ascii=False, default=str).encode()
    except json.JSONDecodeError as error:
        what = error.msg[:1].lower() + error.msg[1:]
        raise NotThisFormat(f"{name}:{error.lineno}:{error.colno}: not JSON: {what}") from None
    except RecursionError:
        raise InputError(f"{name}: nested too deeply: a matrix has two levels") from None
    except _Refused as error:
        raise InputError(f"{name}: not JSON: {error}") from None
    except UnicodeEncodeError:
        raise InputError(f"{name}: not JSON: half of a character, \\ud800 to \\udfff") from None
    except ValueError:  # what int() says of thousands of digits
        raise InputError(f"{name}: an integer too large for floating point") from None
    return value


def _decimal(text: str) -> Any:
    """The number as it is written; where it is out of range the error, told with its address."""
    try:
        return decimal(text)
    except OverflowError as error:
        return error


def _float(text: str) -> Any:
    """The number in floating point; where it is out of range the error."""
    value = float(text)
    if value and not math.isinf(value):
        return value
    exact = _decimal(text)
    return exact if isinstance(exact, OverflowError) else value


class _Refused(Exception):
    """What Python's reader lets pass and JSON does not."""


def _no_constant(text: str) -> None:
    raise _Refused(f'{text} is written "{text}", in quotes')


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _Refused(f"the key '{twice}' comes twice in one object")
    return value


def _parts(source: Source, value: Any) -> dict[str, Any]:
    """The parts of an object of matrices by name; none of anything else."""
    parts = value if isinstance(value, dict) and not _is_split(value) else {}
    if any(isinstance(part, dict) and not _is_split(part) for part in parts.values()):
        raise InputError(
            f"{source.name}: objects in an object: no matrix is written so",
            hint='in pandas, to_json(orient="split") writes one that is read',
        )
    return parts


def _is_remark(value: Any) -> bool:
    """Whether a part is a truth value, a text, or a list of texts."""
    if isinstance(value, list):
        return bool(value) and all(map(_is_text, value))
    return isinstance(value, bool) or _is_text(value)


def _is_split(value: dict[str, Any]) -> bool:
    return "data" in value and set(value) <= SPLIT


class _Table(NamedTuple):
    """Rows of cells, the names of columns and rows, and the column that names the rows."""

    rows: list[Any]
    names: Sequence[str] | None = None
    row_names: Sequence[str] | None = None
    labels: int | None = None

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.rows), len(self.rows[0]) - int(self.labels is not None)


def _table(source: Source, value: Any) -> _Table:
    """What a JSON value says, as rows of equal length with as many names as there are."""
    if isinstance(value, dict):
        return _checked(source, _split(source, value))
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return _checked(source, _records(source, value))
    if isinstance(value, list) and any(isinstance(row, list) for row in value):
        return _checked(source, _Table(value))
    return _checked(source, _Table([value if isinstance(value, list) else [value]]))


def _split(source: Source, value: dict[str, Any]) -> _Table:
    if not _is_split(value) or not isinstance(value["data"], list):
        raise InputError(f'{source.label}: an object without a list of rows under "data"')
    given = [value.get(key) for key in ("columns", "index")]
    if not all(isinstance(names, list | None) for names in given):
        raise InputError(f'{source.label}: "columns" or "index" is no list of names')
    return _Table(value["data"], _names(given[0]), _names(given[1]))


def _names(names: list[Any] | None) -> list[str] | None:
    """Names as text; 0, 1, 2, … is an index, not names."""
    if names is None or (names and names == list(range(len(names)))):
        return None
    return [name if isinstance(name, str) else json.dumps(name) for name in names]


def _records(source: Source, records: list[Any]) -> _Table:
    """The rows of an array of objects with the same keys; a first column of text names the rows."""
    keys = list(records[0])
    for i, record in enumerate(records, 1):
        if not isinstance(record, dict) or set(record) != set(keys):
            raise InputError(f"{source.label}: ragged: record {i} has other keys than the first")
    rows = [[record[key] for key in keys] for record in records]
    text = bool(keys[1:]) and all(_is_text(row[0]) for row in rows)
    return _Table(rows, keys, labels=0 if text else None)


def _is_text(cell: Any) -> bool:
    try:
        return isinstance(cell, str) and number(cell) is None
    except OverflowError:
        return False


def _checked(source: Source, table: _Table) -> _Table:
    """The table itself; raises InputError where its rows or its names are not as many as due."""
    rows = table.rows
    for i, row in enumerate(rows, 1):
        if not isinstance(row, list):
            raise InputError(f"{source.label}: row {i} is not an array")
    width = len(rows[0]) if rows else 0
    if not width:
        raise InputError(f"{source.label}: empty: there is no number in it")
    for i, row in enumerate(rows, 1):
        if len(row) != width:
            raise InputError(
                f"{source.label}: ragged: row {i} has {counted(len(row))}, not {width}"
            )
    sizes = (("columns", table.names, width), ("index", table.row_names, len(rows)))
    for called, given, size in sizes:
        if given is not None and len(given) != size:
            raise InputError(f'{source.label}: "{called}" has {len(given)} names for {size}')
    return table


def _grid(source: Source, table: _Table) -> Grid:
    rows = table.rows

    def load(keep: list[int], labels: int | None) -> Loaded:
        where = plain_address(source.label, keep)
        is_all = keep == list(range(len(rows[0])))
        wanted = rows if is_all else [[row[j] for j in keep] for row in rows]
        labelled = table.row_names
        if labels is not None:
            at = plain_address(source.label, [labels])
            labelled = [label(row[labels], at(i, 0)) for i, row in enumerate(rows)]
        return Loaded(numbers(wanted, where), labelled, where)

    return Grid(len(rows[0]), table.names, table.labels, load)
