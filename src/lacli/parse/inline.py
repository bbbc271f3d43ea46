r"""Inline text → rows of numbers: MATLAB's, NumPy's and Python's ways to write a matrix.

    1 2; 3 4    1,2;3,4    [1 2; 3 4]    [[1,2],[3,4]]    [[1. 2.]\n [3. 4.]]    np.array([[1, 2]])

A `;` or a new line ends a row; blanks or commas part cells, not both in one row.
"""

from __future__ import annotations

import re

from lacli.number import Number
from lacli.parse.arithmetic import CONSTANTS, FUNCTIONS
from lacli.parse.expression import Cells
from lacli.parse.grid import counted
from lacli.parse.tokens import NotAMatrix

# Compiled when they are used: few calls need them.
_CONSTRUCTOR = r"\s*(?:[A-Za-z_]\w*\.)*(?:array|asarray|matrix|Matrix|tensor|Tensor)\s*\(\s*(?=\[)"
_KEYWORDS = r"\s*(?:,\s*[A-Za-z_]\w*\s*=[^=]*?)*,?\s*\)\s*"  # , dtype=float)
_SCALAR = r"(?:np|numpy)\.(?:float|int|uint|complex)[0-9]+\(([^()]*)\)"  # np.float64(1.5)
_OPENING = r"\s*\[\s*[-+.0-9(\[]"  # [1 2; 3 4]
_NUMERIC = r"[-+−.(]*[0-9]"
_PATH = r"[^;\[\]]*\.[A-Za-z][A-Za-z0-9]*(?::\w+)?"  # data 2.csv:S
_WORD = r"[A-Za-z_]\w*"

__all__ = ["NotAMatrix", "intended", "parse", "plausible", "starts_like_one"]

Rows = list[list[Number]]


def plausible(text: str) -> bool:
    """Whether a text can be a matrix at all: it has a digit, a bracket or a row's end."""
    return any(c in "0123456789[(;" for c in text)


def intended(text: str) -> bool:
    """Whether a text that is neither a matrix nor a file was rather meant to be a matrix."""
    if re.fullmatch(_PATH, text) or text.startswith((".", "/", "~")):
        return False
    words = set(re.findall(_WORD, text)) - set(CONSTANTS) - set(FUNCTIONS)
    if "/" in text and words:
        return False
    return text[0] in "+-0123456789[(√π" or any(c in " ;[,\n" for c in text)


def starts_like_one(text: str) -> bool:
    """Whether a file that begins so holds inline text."""
    if re.match(_OPENING, text) or re.match(_CONSTRUCTOR, text):
        return True
    lines = [line for line in text.splitlines() if line.strip()][:2]
    if len(lines) > 1 and lines[0].count(";") == lines[1].count(";"):
        return False  # a column for each `;`: CSV
    rows = [re.split(r"[ \t]+", row.strip()) for row in lines[0].split(";") if row.strip()]
    cells = [cell for row in rows for cell in row]
    return (
        len(rows) > 1
        and min(map(len, rows)) > 1
        and all(re.match(_NUMERIC, cell) for cell in cells)
    )


def parse(text: str, decimal: str = ".") -> Rows:
    """The rows of numbers that a text says; raises NotAMatrix with a caret where it says none."""
    if decimal == ",":
        if "." in text:
            raise NotAMatrix("a '.' in it, but the decimal mark is ','")
        text = text.replace(",", ".")
    if "..." in text or "…" in text:
        raise NotAMatrix(
            "the matrix is abbreviated with '...'",
            hint="print all of it: in NumPy with np.set_printoptions(threshold=np.inf)",
        )
    if "(" in text:
        text = re.sub(_SCALAR, r"\1", text)  # as NumPy 2 shows the numbers in a list
        if match := re.match(_CONSTRUCTOR, text):
            return _constructor(text, match.end())
    return _matrix(Cells(text))


def _constructor(text: str, start: int) -> Rows:
    """The rows in `np.array(…)`, whose keywords, as in `dtype=float`, say nothing to us."""
    end = text.rfind("]") + 1
    if not re.fullmatch(_KEYWORDS, text[end:]):
        reader = Cells(text)
        reader.at = len(reader.tokens) - 1
        raise reader.error("expected ')'")
    blanked = re.sub(r"\S", " ", text[:start])
    return _matrix(Cells(blanked + text[start:end]), breaks=False)


def _matrix(reader: Cells, breaks: bool = True) -> Rows:
    """The rows of a whole text. Where `breaks` is false a new line is a blank."""
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
        raise reader.error(f"expected the end, not '{reader.next.text}'")
    return _checked(rows)


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
    commas = _has_commas(reader, end, breaks)
    reader.blanks_part = not commas
    stops = {";", end} | ({"\n"} if breaks else set())
    row: list[Number] = []
    while True:
        if not breaks:
            _skip(reader)
        if reader.next.kind == "end" or reader.next.text in stops:
            return row
        row.append(_comma_cell(reader) if commas else reader.cell())
        if not breaks:
            _skip(reader)
        if _glued(reader, stops):
            raise reader.error("expected a blank, a sign or the end of the row")
        comma = reader.accept(",")
        ends = reader.next.kind == "end" or reader.next.text in stops
        if not ends and bool(comma) != commas:
            raise reader.error(
                "expected ',': this row parts its cells by commas",
                hint="if the comma is a decimal mark, add --decimal ,",
            )


def _glued(reader: Cells, stops: set[str]) -> bool:
    """Whether the next cell begins right where the last one ended, as in `(1)(2)`."""
    following = reader.next
    ends = following.kind == "end" or following.text in stops or following.text == ","
    return not ends and reader.previous.end == following.start


def _comma_cell(reader: Cells) -> Number:
    """A cell between commas, in which blanks mean nothing, unless `1 -2` may be two cells."""
    if reader.next.text == ",":
        raise reader.error("expected a number before ','")
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
