"""The part `certificate` of an answer: how good that is, as far as it can be known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lacli.matrix import Matrix
from lacli.registry import Option

if TYPE_CHECKING:
    from lacli.compute.answers import Certificate

CERTIFICATE = Option(
    "--certificate", help="Tell too how good that is: residual, condition number, trusted digits."
)


def certified(found: Certificate) -> Matrix:
    """The measures as rows."""
    return Matrix([[x] for x in found], rows=("residual", "condition number", "trusted digits"))
