"""Tokens → rows of cells: blanks or commas part cells, a `;`, a new line or brackets rows."""

from __future__ import annotations

from lacli.number import Number
from lacli.parse.expression import Cells
from lacli.parse.grid import counted
from lacli.parse.tokens import NotAMatrix, Token
from lacli.parse.written import Written

Rows = list[list[Number]]
_ONE_MATRIX = (
    "an argument is one matrix; lacli mul, lacli matmul and lacli transpose compute with it"
)


def matrix(reader: Cells, breaks: bool = True) -> Written:
    """The matrix of a whole text. Where `breaks` is false a new line is a blank."""
    _skip(reader)
    reader.in_brackets = reader.next.text == "["
    if not reader.accept("["):
        rows = _rows(reader, "", breaks)
    elif _skip(reader).next.text == "[":
        rows = _nested(reader)
    else:
        rows = _rows(reader, "]", breaks)
        reader.expect("]")
    _skip(reader, ";,\n")
    if reader.next.kind != "end":
        closed = reader.in_brackets and reader.next.text != "]"
        raise reader.error(
            f"expected the end, not '{reader.next.text}'", hint=_ONE_MATRIX if closed else ""
        )
    return Written(_checked(rows), reader.bars[0])


def _nested(reader: Cells) -> Rows:
    """The rows in `[1, 2], [3, 4]]`, up to the last bracket."""
    rows: Rows = []
    while reader.accept("["):
        if reader.next.text == "[":
            raise reader.error("three brackets deep: a matrix has two dimensions")
        if (row := _row(reader, "]", breaks=False)) or _skip(reader).next.text == "]":
            rows.append(row)
        reader.expect("]")
        _skip(reader, ",;\n")
    reader.expect("]")
    return rows


def _rows(reader: Cells, end: str, breaks: bool) -> Rows:
    rows: Rows = []
    while True:
        _skip(reader)
        if reader.next.kind == "end" or reader.next.text == end:
            return rows
        rows.append(_row(reader, end, breaks))
        if not reader.accept(";", "\n"):
            return rows


def _row(reader: Cells, end: str, breaks: bool) -> list[Number]:
    """The cells up to a `;`, a new line that ends the row, or the closing bracket."""
    commas = bool(reader.separator) or _has_commas(reader, end, breaks)
    reader.blanks_part = not commas
    stops = {";", end} | ({"\n"} if breaks else set())
    row: list[Number] = []
    bar: Token | None = None
    reader.bars.append(None)
    while True:
        if not breaks:
            _skip(reader)
        if reader.next.kind == "end" or reader.next.text in stops:
            _check_bar(reader, bar, len(row))
            return row
        row.append(_comma_cell(reader) if commas else reader.cell())
        if not breaks:
            _skip(reader)
        if _glued(reader, stops):
            raise reader.error("expected a blank, a sign or the end of the row")
        if reader.next[:2] == ("sign", "|"):
            bar = _bar(reader, bar, len(row))
            continue
        comma = reader.accept(",")
        ends = reader.next.kind == "end" or reader.next.text in stops
        if ends and comma and reader.separator:
            raise reader.error(f"expected a number after '{reader.separator}'")
        if not ends and bool(comma) != commas:
            raise _no_comma(reader)


def _no_comma(reader: Cells) -> NotAMatrix:
    if reader.separator:
        return reader.error(f"expected '{reader.separator}' or the end of the row")
    return reader.error(
        "expected ',': this row parts its cells by commas",
        hint="if the comma is a decimal mark, add --decimal ,",
    )


def _bar(reader: Cells, before: Token | None, cells: int) -> Token:
    """Reads the `|` that stands behind so many cells of its row."""
    if before:
        raise reader.error("a second '|': a row is parted once, before the right-hand side")
    bar = reader.take()
    if reader.next.kind == "end" or reader.next.text in ("|", ";", "]", ",", "\n"):
        raise reader.error("expected a number after '|'")
    first = reader.bars[0] if len(reader.bars) > 1 else cells
    reader.bars[-1] = cells
    if first is None:
        raise reader.error("a '|' here, but none in row 1", bar)
    if first != cells:
        raise reader.error(f"a '|' after {counted(cells)}, in row 1 after {counted(first)}", bar)
    return bar


def _check_bar(reader: Cells, bar: Token | None, cells: int) -> None:
    """Raises NotAMatrix for a row that lacks the `|` of the first."""
    if cells and not bar and reader.bars[0] is not None:
        raise reader.error(f"no '|' in this row, row 1 has one after {counted(reader.bars[0])}")


def _glued(reader: Cells, stops: set[str]) -> bool:
    """Whether the next cell begins right where the last one ended, as in `(1)(2)`."""
    following = reader.next
    ends = following.kind == "end" or following.text in stops or following.text in (",", "|")
    return not ends and reader.previous.end == following.start


def _comma_cell(reader: Cells) -> Number:
    """A cell between commas, in which blanks mean nothing, unless `1 -2` may be two cells."""
    if reader.next.text == ",":
        raise reader.error(f"expected a number before '{reader.separator or ','}'")
    start = reader.at
    value = reader.cell()
    for k in range(start + 1, reader.at - 1):
        left, sign, right = reader.tokens[k - 1 : k + 2]
        lone = sign.text in "+-" and sign.blank_before and not sign.blank_after
        if lone and left.kind == right.kind == "number" and not right.is_imaginary:
            raise reader.ambiguous(left, sign, right)
    return value


def _has_commas(reader: Cells, end: str, breaks: bool) -> bool:
    """Whether the row that begins here has a comma outside parentheses, but for one at its end."""
    depth = 0
    for k in range(reader.at, len(reader.tokens)):
        token, following = reader.tokens[k], reader.tokens[min(k + 1, len(reader.tokens) - 1)]
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.text == "," and depth == 0:
            return following.kind != "end" and following.text not in (";", end, "\n")
        if token.text in (";", end) or (breaks and token.text == "\n"):
            return False
    return False


def _skip(reader: Cells, signs: str = "\n") -> Cells:
    while reader.accept(*signs):
        pass
    return reader


def _checked(rows: Rows) -> Rows:
    """The rows, if there are any and all are of one length."""
    if not any(rows):
        raise NotAMatrix("empty: there is no number in it")
    width = len(rows[0])
    for i, row in enumerate(rows, 1):
        if len(row) != width:
            raise NotAMatrix(f"ragged: row {i} has {counted(len(row))}, row 1 has {counted(width)}")
    return rows
