"""JSON: nested arrays, pandas' "split" objects, arrays of records, and objects of these by name."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

from lacli.errors import InputError
from lacli.number import NAN, Number
from lacli.numeral import number
from lacli.parse.grid import Grid, Loaded, NotThisFormat, Where, counted, label, plain_address
from lacli.parse.reading import Reading
from lacli.parse.source import Source

HAS_PARTS = True
SPLIT = {"columns", "index", "data"}


def parse(source: Source, reading: Reading) -> Grid:
    """The grid of a JSON text; a number is a 1×1 matrix and a flat array is a row."""
    value = _part(source, _decoded(source))
    if isinstance(value, dict):
        return _split(source, value)
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return _records(source, value)
    if isinstance(value, list) and any(isinstance(row, list) for row in value):
        return _grid(source, value, None, None)
    rows = value if isinstance(value, list) else [value]
    return _grid(source, [rows], None, None)


def _decoded(source: Source) -> Any:
    try:
        return json.loads(source.text(), parse_constant=_no_constant, object_pairs_hook=_no_repeats)
    except json.JSONDecodeError as error:
        what = error.msg[:1].lower() + error.msg[1:]
        address = f"{source.name}:{error.lineno}:{error.colno}"
        raise NotThisFormat(f"{address}: not JSON: {what}") from None
    except RecursionError:
        raise InputError(f"{source.name}: nested too deeply: a matrix has two levels") from None
    except _Refused as error:
        raise InputError(f"{source.name}: not JSON: {error}") from None
    except ValueError:  # what int() says of thousands of digits
        raise InputError(f"{source.name}: an integer too large for floating point") from None


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


def _part(source: Source, value: Any) -> Any:
    """The part of an object of matrices that is meant."""
    parts = value if isinstance(value, dict) and not _is_split(value) else {}
    if source.part:
        if source.part not in parts:
            has = ", ".join(parts) or "one matrix, without a name"
            raise InputError(f"{source.name}: no part '{source.part}': there is {has}")
        return parts[source.part]
    if any(isinstance(part, dict) and not _is_split(part) for part in parts.values()):
        raise InputError(
            f"{source.name}: objects in an object: no matrix is written so",
            hint='in pandas, to_json(orient="split") writes one that is read',
        )
    if len(parts) > 1:
        where = "-" if source.name == "stdin" else source.name
        raise InputError(
            f"{source.name}: holds several matrices: {', '.join(parts)}",
            hint=f"say which: {where}:{next(iter(parts))}",
        )
    return next(iter(parts.values())) if parts else value


def _is_split(value: dict[str, Any]) -> bool:
    return "data" in value and set(value) <= SPLIT


def _split(source: Source, value: dict[str, Any]) -> Grid:
    if not _is_split(value) or not isinstance(value["data"], list):
        raise InputError(f'{source.name}: an object without a list of rows under "data"')
    return _grid(source, value["data"], _names(value.get("columns")), _names(value.get("index")))


def _names(names: Any) -> list[str] | None:
    """Names as text; 0, 1, 2, … is an index, not names."""
    if not isinstance(names, list) or names == list(range(len(names))):
        return None
    return [name if isinstance(name, str) else json.dumps(name) for name in names]


def _records(source: Source, records: list[Any]) -> Grid:
    """The grid of an array of objects with the same keys; a first column of text names the rows."""
    keys = list(records[0])
    for i, record in enumerate(records, 1):
        if not isinstance(record, dict) or set(record) != set(keys):
            raise InputError(f"{source.name}: ragged: record {i} has other keys than the first")
    rows = [[record[key] for key in keys] for record in records]
    text = bool(keys[1:]) and all(_is_text(row[0]) for row in rows)
    return _grid(source, rows, keys, None)._replace(labels=0 if text else None)


def _is_text(cell: Any) -> bool:
    try:
        return isinstance(cell, str) and number(cell) is None
    except OverflowError:
        return False


def _grid(
    source: Source, rows: list[Any], names: Sequence[str] | None, index: Sequence[str] | None
) -> Grid:
    for i, row in enumerate(rows, 1):
        if not isinstance(row, list):
            raise InputError(f"{source.name}: row {i} is not an array")
    width = len(rows[0]) if rows else 0
    if not width:
        raise InputError(f"{source.name}: empty: there is no number in it")
    for i, row in enumerate(rows, 1):
        if len(row) != width:
            raise InputError(f"{source.name}: ragged: row {i} has {counted(len(row))}, not {width}")
    for called, given, size in (("columns", names, width), ("index", index, len(rows))):
        if given is not None and len(given) != size:
            raise InputError(f'{source.name}: "{called}" has {len(given)} names for {size}')

    def load(keep: list[int], labels: int | None) -> Loaded:
        where = plain_address(source.name, keep)
        cells = [
            [_number(row[j], where, i, k) for k, j in enumerate(keep)] for i, row in enumerate(rows)
        ]
        labelled = index
        if labels is not None:
            at = plain_address(source.name, [labels])
            labelled = [label(row[labels], at(i, 0)) for i, row in enumerate(rows)]
        return Loaded(cells, labelled, where)

    return Grid(width, names, None, load)


def _number(cell: Any, where: Where, i: int, j: int) -> Number:
    if type(cell) is float:
        return cell
    try:
        if type(cell) is int and math.isfinite(cell):
            return cell
        value = NAN if cell is None else number(cell) if isinstance(cell, str) else None
    except OverflowError:
        return math.inf
    if value is None:
        raise InputError(
            f"{where(i, j)}: not a number: {json.dumps(cell)[:40]}",
            hint="to leave a column out, use --columns",
        )
    return value
