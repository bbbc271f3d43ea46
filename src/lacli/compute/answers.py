"""What answers are made of, whichever engine found them."""

from __future__ import annotations

from typing import Any, NamedTuple


class Contradiction(NamedTuple):
    """A combination of the equations that says 0 = c, for a c that is not 0."""

    weights: list[Any]
    """By what each equation is multiplied."""
    c: Any
    column: int
    """The right-hand side that it is about, counted from 0."""


class Solutions(NamedTuple):
    """All x with A x = b: `x` plus any combination of the columns of `kernel`."""

    x: Any
    """A solution, n×k; None where there is none."""
    kernel: Any
    """A basis of the solutions of A x = 0, n×(n − rank); None where x is the only solution."""
    rank: int
    contradiction: Contradiction | None = None
    """Why there is no solution."""
    exactly: bool = False
    """Whether that is certain, and not to working precision."""


class Certificate(NamedTuple):
    """What is known of an answer, of the worst where there are several."""

    residual: float
    """The backward error over ε: how far from the operands the answer would be exact."""
    condition: float
    """By how much the answer changes, relatively, where each operand does so by so much."""
    digits: int
    """How many of the sixteen digits of the answer's largest number can be trusted."""
