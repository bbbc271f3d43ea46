r"""LaTeX's matrices: \begin{pmatrix} 1 & \frac{1}{2} \\ -3 & \sqrt{2} \end{pmatrix} and kin."""

from __future__ import annotations

import re

from lacli.parse.expression import Cells
from lacli.parse.foreign.mathmode import scan
from lacli.parse.rows import matrix
from lacli.parse.tokens import NotAMatrix, Token, excerpt
from lacli.parse.written import Written
from lacli.pattern import pattern

_SIZE = r"(?:\\(?:left|right|[bB]igg?[lr]?)\s*+)?"
_WRAP = r"\{(?:equation|align|gather|displaymath|math)\*?\}"
OPENING = (
    r"\s*+(?:\\setcounter\{MaxMatrixCols\}\{[0-9]+\}\s*+)?"
    rf"(?:\$\$?|\\\[|\\\(|\\begin{_WRAP})?\s*+"
    r"(?:(?:\\math\w+\{\w+\}|[A-Za-z]\w*)\s*+&?=\s*+)?"
    rf"(?:{_SIZE}(?:\\[{{|]|[\[({{|.])\s*+)?"
    r"\\begin\{(?P<kind>[pbBvV]?matrix\*?|smallmatrix\*?|array)\}"
)
"""What may stand before the first cell: a name, a bracket, the beginning of the matrix."""
_ALIGNMENT = pattern(r"\s*\[[a-z]\]")
_SPEC = pattern(r"(?:\s*\[[a-z]\])?\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}")
_CLOSING = pattern(
    rf"\s*+(?:{_SIZE}(?:\\[}}|]|[\])}}|.])\s*+)?[.,;]?\s*+"
    rf"(?:\$\$?|\\\]|\\\)|\\end{_WRAP})?[.,;]?\s*\Z"
)


def parse(text: str) -> Written:
    """The matrix, the names of our own bordered arrays included; raises NotAMatrix."""
    text = re.sub(r"(?<!\\)%[^\n]*", lambda comment: " " * len(comment[0]), text)
    opening = re.match(OPENING, text)
    assert opening is not None
    start, bars = opening.end(), [0]
    if opening["kind"] == "array":
        spec = _SPEC.match(text, start)
        if not spec:
            raise _error(text, start, "expected the columns, such as {rr|r}")
        start, bars = spec.end(), _bars(spec[1])
    elif opening["kind"].endswith("*") and (alignment := _ALIGNMENT.match(text, start)):
        start = alignment.end()
    ending = f"\\end{{{opening['kind']}}}"
    end = text.find(ending, start)
    if end < 0:
        raise _error(text, len(text), f"expected {ending}")
    if not _CLOSING.match(text, end + len(ending)):
        behind = end + len(ending)
        behind += len(text[behind:]) - len(text[behind:].lstrip())
        raise _error(text, behind, "expected the end: one matrix alone is read, and no product")
    tokens, index, names = _without_names(text, scan(text, start, end))
    written = matrix(Cells(text, tokens, separator="&"))
    width = len(written.rows[0])
    if names is not None and len(names) != width:
        raise NotAMatrix(f"{len(names)} names of columns for {width} columns")
    inner = sorted({bar - (index is not None) for bar in bars} & set(range(1, width)))
    if len(inner) > 1:
        raise NotAMatrix("several '|' between the columns: one parts off the right-hand side")
    return Written(written.rows, inner[0] if inner else None, index, names)


def _error(text: str, at: int, message: str) -> NotAMatrix:
    return NotAMatrix(message, excerpt=excerpt(text, at))


def _bars(spec: str) -> list[int]:
    """How many columns stand left of each `|` of an array's column specification."""
    spec = re.sub(r"[@!<>]\{(?:[^{}]|\{[^{}]*\})*\}|\s", "", spec)
    spec = re.sub(r"\*\{([0-9]{1,3})\}\{([^{}]*)\}", lambda m: m[2] * int(m[1]), spec)
    spec = re.sub(r"[pmb]\{[^{}]*\}", "c", spec)
    columns, bars = 0, []
    for sign in spec:
        if sign == "|":
            bars.append(columns)
        columns += sign.isascii() and sign.isalpha()
    return bars


def _without_names(
    text: str, tokens: list[Token]
) -> tuple[list[Token], list[str] | None, list[str] | None]:
    r"""The tokens of the numbers, and the names of rows and columns in a border of `\text{…}`."""
    rows: list[list[Token]] = [[]]
    for token in tokens:
        rows[-1].append(token)
        if token.kind == "sign" and token.text == ";":
            rows.append([])
    names = None
    written = {token.kind for token in rows[0] if token[:2] not in (("sign", ","), ("sign", ";"))}
    if len(rows) > 1 and written == {"text"}:
        names = [token.text for token in rows.pop(0) if token.kind == "text"]
    index = None
    if rows[0] and rows[0][0].kind == "text":
        index = []
        for row in filter(lambda row: row[0].kind != "end", rows):
            if row[0].kind != "text" or row[1][:2] != ("sign", ","):
                raise Cells(text, row).error("expected the name of the row, as in row 1")
            index.append(row[0].text)
            del row[:2]
    numbers = [token for row in rows for token in row]
    return [t._replace(kind="other") if t.kind == "text" else t for t in numbers], index, names
