"""Wolfram's lists: {{1, 2}, {3, 4}}, with 1.5*^-3, Sqrt[2], Pi and I in them."""

from __future__ import annotations

import re

from lacli.parse.expression import Cells
from lacli.parse.rows import matrix
from lacli.parse.tokens import NotAMatrix, tokens
from lacli.parse.written import Written
from lacli.pattern import pattern

_NUMBER = pattern(r"([0-9]+\.?[0-9]*)(?:`+[0-9.]*)?(?:\*\^([-+]?[0-9]+))?")  # 1.5`20*^-3
_NAME = pattern(
    r"\b(?:Out\[[0-9]+\]\s*=|Pi|I|E|Sqrt|Exp|Log|Infinity|(?:Arc)?(?:Sin|Cos|Tan)|(?:Sin|Cos|Tan)h)"
    r"(?![A-Za-z0-9])"
)
_BRACKETS = str.maketrans("[]{}\n", "()[] ")


def parse(text: str) -> Written:
    """The matrix in a list of lists, or the row in a list; raises NotAMatrix."""
    ours = _NAME.sub(_lower, _NUMBER.sub(_number, text)).translate(_BRACKETS)
    try:
        return matrix(Cells(text, tokens(ours), separator=","))
    except NotAMatrix as error:
        error.message = error.message.replace("']'", "'}'").replace("'['", "'{'")
        raise


def _number(match: re.Match[str]) -> str:
    """The number as we write it, as long as it was: so carets stand where they should."""
    exponent = f"e{match[2]}" if match[2] else ""
    return f"{match[1]}{exponent}".rjust(len(match[0]))


def _lower(match: re.Match[str]) -> str:
    word = {"Infinity": "inf"}.get(match[0], match[0].lower())
    return ("" if word.startswith("out") else word).ljust(len(match[0]))
