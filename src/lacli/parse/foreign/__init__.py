"""Matrices as other programs write or print them, known by how they begin: one file for each.

A text may begin with comments and with `A =`, and a file may hold several such assignments.
"""

from __future__ import annotations

import re
from importlib import import_module

from lacli.parse import inline
from lacli.parse.foreign import r
from lacli.parse.foreign.latex import OPENING
from lacli.parse.tokens import NotAMatrix, excerpt
from lacli.parse.written import Written
from lacli.pattern import pattern

LONG = 1 << 14
"""More characters than this may be the beginning of a longer text."""
_COMMENT = pattern(r"^[ \t]*[#%].*$", re.MULTILINE)
_ASSIGNED = pattern(
    r"^(?:\\mathrm\{(\w+)\}|([A-Za-z]\w*))[ \t]*=(?=[ \r\n\[{\\]) *", re.MULTILINE
)  # U = [1 2; 3 4];
_ENTRY = pattern(r"""[{,]\s*'(\w+)'\s*:[ \t]*""")  # {'U': [[1, 2], [3, 4]],
_ENTRIES = pattern(r"\s*\{\s*'")
_VALUE = pattern(
    r"\s*\[\s*[-+.0-9(\[]|[ \t]*\r?\n\s*[-+.0-9]"
    r"|[ \t]*[-+.0-9][^,;\s]*+(?: [-+] [^,;\s]++)?[;\s]*\Z"
)
_BEGINNINGS = {
    "latex": pattern(OPENING),
    "wolfram": pattern(
        r"\s*(?:Out\[[0-9]+\]\s*=\s*)?\{\s*(?:[-+−.0-9({}]|[A-Z][A-Za-z]*\s*[]\[,}+*/-])"
    ),
    "julia": pattern(r"\s*[0-9]+(?:[×x][0-9]+|-element) [^\n]*:[ \t\r]*(?:\n|$)"),
    "octave": pattern(
        r"\s*(?:Columns 1 (?:through|to|and) [0-9]+:?\s*\n|[0-9.]+e[-+][0-9]+ +\*\s*\n"
        r"|(?:Diagonal|Permutation) Matrix\s*\n|[0-9]+[×x][0-9]+ \w+ matrix\s*\n)"
    ),
}


def recognises(text: str) -> bool:
    """Whether a text that may be CSV is one of these rather than that."""
    text = without_comments(text)
    if r.is_plain_table(text) or (text.lstrip().startswith("{") and not _is_list(text)):
        return False
    assigned = parts(text, whole=False)
    named = "" not in assigned and all(map(_is_value, assigned.values()))
    return named or _dialect(text) is not None or bool(re.match(r"\s*\[\s*[-+.0-9(\[]", text))


def parse(text: str) -> Written:
    """The matrix in a text, which may as well be of no other program; raises NotAMatrix."""
    text = without_comments(text)
    assigned = parts(text)
    if len(assigned) > 1:
        raise NotAMatrix(f"several matrices: {', '.join(assigned)}", hint="give one of them")
    [text] = assigned.values()
    dialect = _dialect(text)
    if dialect is None:
        return inline.native(text)
    try:
        written: Written = import_module(f"lacli.parse.foreign.{dialect}").parse(text)
    except NotAMatrix:
        inline.whole(text)  # says why, if that is why; names may hold such signs and do no harm
        raise
    return written


def parts(text: str, whole: bool = True) -> dict[str, str]:
    """The texts that are assigned to names, or the whole text under the name "".

    Raises NotAMatrix for a name that comes twice, or a brace that is not closed in a `whole` text.
    """
    entries = _ENTRIES.match(text)
    found = [*(_ENTRY if entries else _ASSIGNED).finditer(text)]
    if not found or (not entries and text[: found[0].start()].strip()):
        return {"": text}
    ends = [match.start() for match in found[1:]]
    if entries and whole and not text.rstrip().endswith("}"):
        raise NotAMatrix("expected '}' at the end", excerpt=excerpt(text, len(text)))
    last = text.rstrip().removesuffix("}").rstrip().removesuffix(",") if entries else text
    ends.append(max(len(last), found[-1].end()))
    named = {}
    for match, end in zip(found, ends, strict=True):
        name = next(filter(None, match.groups()))
        if whole and name in named:
            raise NotAMatrix(f"a second matrix is called '{name}'")
        named[name] = text[match.end() : end]
    return named


def without_comments(text: str) -> str:
    """The text, its lines of comment empty."""
    return _COMMENT.sub("", text) if "#" in text or "%" in text else text


def _dialect(text: str) -> str | None:
    """The module that reads a text."""
    if r.begins(text):
        return "r"
    return next((name for name, opening in _BEGINNINGS.items() if opening.match(text)), None)


def _is_list(text: str) -> bool:
    """Whether braces hold the whole text, unless it is cut off, and not names such as {1}."""
    nested = re.match(r"\s*\{\s*[{']", text)
    closed = text.rstrip("; \t\r\n").endswith("}") or len(text) > LONG
    return closed and (nested is not None or text.count("}") <= 1)


def _is_value(text: str) -> bool:
    """Whether what is assigned begins as a matrix, or is one number."""
    return bool(_VALUE.match(text)) or _dialect(text) is not None
