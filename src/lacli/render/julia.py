r"""Julia: [1 2; 3 4], and an assignment for each of several parts.

A matrix of one column, [1; 2; 3], is a vector to Julia, as `A \ b` wants it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from lacli.render import Style
from lacli.render._literals import Language, assignments
from lacli.result import Result

SUFFIX = ".jl"


def render(result: Result, style: Style) -> Iterator[bytes]:
    """The literal of each part, under the names of its rows and columns as comments."""
    return assignments(result, style, JULIA)


def _quoted(text: str) -> str:
    """A text in double quotes, in which `$` does not stand for a variable's value."""
    return json.dumps(text, ensure_ascii=False).replace("$", r"\$")


JULIA = Language("#", "im", "Inf", ("false", "true"), _quoted, between=" ")
