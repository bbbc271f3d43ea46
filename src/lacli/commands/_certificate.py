"""The part `certificate` of an answer: how good that is, as far as it can be known."""

from __future__ import annotations

from typing import NamedTuple

from lacli.matrix import Matrix
from lacli.registry import Option


class Measures(NamedTuple):
    """What the engines' certificates hold."""

    residual: float
    condition: float
    digits: int


CERTIFICATE = Option(
    "--certificate", help="Tell too how good that is: residual, condition number, trusted digits."
)


def certificate(found: Measures) -> Matrix:
    """The measures as rows."""
    return Matrix([[x] for x in found], rows=("residual", "condition number", "trusted digits"))
