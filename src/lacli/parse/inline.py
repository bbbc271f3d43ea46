r"""Inline text → rows of numbers: MATLAB's, NumPy's and Python's ways to write a matrix.

    1 2; 3 4    1,2;3,4    [1 2; 3 4]    [[1,2],[3,4]]    [[1. 2.]\n [3. 4.]]    np.array([[1, 2]])

A `;` or a new line ends a row; blanks or commas part cells, not both in one row; a `|` parts off a
right-hand side. What other programs write or print goes through `foreign`.
"""

from __future__ import annotations

import re

from lacli.parse.arithmetic import CONSTANTS, FUNCTIONS
from lacli.parse.expression import Cells
from lacli.parse.rows import matrix
from lacli.parse.tokens import NotAMatrix, with_line_ends
from lacli.parse.written import Written

# Compiled when they are used: few calls need them.
_CONSTRUCTOR = r"\s*(?:[A-Za-z_]\w*\.)*(?:array|asarray|matrix|Matrix|tensor|Tensor)\s*\(\s*(?=\[)"
_KEYWORDS = r"\s*(?:,\s*[A-Za-z_]\w*\s*=[^=]*?)*,?\s*\)\s*"  # , dtype=float)
_SCALAR = r"(?:np|numpy)\.(?:float|int|uint|complex)[0-9]+\(([^()]*)\)"  # np.float64(1.5)
_OPENING = r"\s*\[\s*[-+.0-9(\[]"  # [1 2; 3 4]
_NUMERIC = r"[-+−.(]*[0-9]|\|"
_PATH = r"[^;\[\]]*\.[A-Za-z][A-Za-z0-9]*(?::\w+)?"  # data 2.csv:S
_WORD = r"(?<!\w)[A-Za-z_]\w*"
_ABBREVIATED = {
    "...": "in NumPy with np.set_printoptions(threshold=np.inf)",
    "max.print": "in R after options(max.print = 1e6)",
    **dict.fromkeys("…⋮⋱", 'in Julia with show(stdout, "text/plain", A)'),
}
"""What stands for a part left out, and how not to leave it out."""
_TELLTALES = ("\\", "{", "=", "#", "%", "[,", ",]", "[1] ", "Column", " *", "atrix")
"""At least one of these is in whatever `foreign` reads, but for R's tables with names."""

__all__ = ["NotAMatrix", "intended", "native", "parse", "parts", "plausible", "starts_like_one",
           "whole"]  # fmt: skip


def plausible(text: str) -> bool:
    """Whether a text can be a matrix at all: it has a digit, a bracket or a row's end."""
    return any(c in "0123456789[({;" for c in text)


def is_constant(text: str) -> bool:
    """Whether a text is a constant such as pi or -i, which would be a matrix were it no file."""
    return text.strip().lstrip("+-−") in CONSTANTS


def intended(text: str) -> bool:
    """Whether a text that is neither a matrix nor a file was rather meant to be a matrix."""
    if re.fullmatch(_PATH, text) or text.startswith((".", "/", "~")):
        return False
    if _is_recognised(text):
        return True
    words = set(re.findall(_WORD, text)) - set(CONSTANTS) - set(FUNCTIONS)
    if "/" in text and words:
        return False
    return not words or text[0] in "+-0123456789[(√π" or any(c in " ;[,\n" for c in text)


def starts_like_one(text: str) -> bool:
    """Whether a file that begins so holds inline text."""
    if re.match(_OPENING, text) or re.match(_CONSTRUCTOR, text) or _is_recognised(text):
        return True
    lines = [line for line in text.splitlines() if line.strip()][:2]
    if _has_bar(lines[0]):
        return True
    if len(lines) > 1 and lines[0].count(";") == lines[1].count(";"):
        return False  # a column for each `;`: CSV
    rows = [re.split(r"[ \t]+", row.strip()) for row in lines[0].split(";") if row.strip()]
    cells = [cell for row in rows for cell in row]
    return (
        len(rows) > 1
        and min(map(len, rows)) > 1
        and all(re.match(_NUMERIC, cell) for cell in cells)
    )


def _has_bar(line: str) -> bool:
    """Whether a row has several numbers, one `|` and more: in CSV with `|`, each would have one."""
    left, *right = line.split("|")
    cells = [re.split(r"[ \t,]+", side.strip()) for side in (left, *right)]
    numeric = all(re.match(_NUMERIC, cell) for side in cells for cell in side)
    return len(right) == 1 and len(cells[0]) > 1 and numeric


def _is_foreign(text: str) -> bool:
    """Whether a text may be of another program: a quick look, for most are not."""
    table = text[:1] == " " and any(c.isalpha() for c in text.partition("\n")[0])
    return table or any(telltale in text for telltale in _TELLTALES)


def _is_recognised(text: str) -> bool:
    if not _is_foreign(text):
        return False
    from lacli.parse import foreign

    return foreign.recognises(with_line_ends(text))


def parse(text: str, decimal: str = ".") -> Written:
    """The matrix that a text says; raises NotAMatrix with a caret where it says none."""
    text = with_line_ends(text)
    if decimal == ",":
        if "." in text:
            raise NotAMatrix("a '.' in it, but the decimal mark is ','")
        text = text.replace(",", ".")
    if _is_foreign(text):
        from lacli.parse import foreign

        return foreign.parse(text)
    return native(text)


def parts(text: str) -> dict[str, str]:
    """The texts of the matrices in a text by name, as in `U = [1 2; 3 4];`; "" for one without."""
    text = with_line_ends(text)
    if not _is_foreign(text):
        return {"": text}
    from lacli.parse import foreign

    return foreign.parts(foreign.without_comments(text))


def native(text: str) -> Written:
    """The matrix that a text says in one of the notations that are ours; raises as `parse` does."""
    text = whole(text)
    if "(" in text:
        text = re.sub(_SCALAR, r"\1", text)  # as NumPy 2 shows the numbers in a list
        if match := re.match(_CONSTRUCTOR, text):
            return _constructor(text, match.end())
    return matrix(Cells(text))


def whole(text: str) -> str:
    """The text itself; raises NotAMatrix if its matrix was printed with a part left out."""
    for sign, way in _ABBREVIATED.items():
        if sign in text:
            raise NotAMatrix(f"the matrix is abbreviated with '{sign}'", f"print all of it: {way}")
    return text


def _constructor(text: str, start: int) -> Written:
    """The matrix in `np.array(…)`, whose keywords, as in `dtype=float`, say nothing to us."""
    end = text.rfind("]") + 1
    if not re.fullmatch(_KEYWORDS, text[end:]):
        reader = Cells(text)
        reader.at = len(reader.tokens) - 1
        raise reader.error("expected ')'")
    blanked = re.sub(r"\S", " ", text[:start])
    return matrix(Cells(blanked + text[start:end]), breaks=False)
