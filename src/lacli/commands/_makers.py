"""The kinds of matrices that `new` makes: what each takes, and how it is made of that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

from lacli import compute
from lacli.errors import MathError, ShapeError, UsageError
from lacli.matrix import Array, Matrix
from lacli.number import Number, nearest
from lacli.shape import vector

Arguments = Sequence[Matrix]
LARGEST = 10**8
"""More rows or columns than memory holds of any matrix but the narrowest."""


class Settings(NamedTuple):
    """The options of `new`."""

    seed: int | None = None
    degrees: bool = False


class Maker(NamedTuple):
    """How one kind is made: what it takes, how many, and the making."""

    takes: str
    example: str
    fewest: int
    most: int
    make: Callable[[Arguments, Settings], Array]


def made(kind: str, given: Arguments, settings: Settings) -> Array:
    """The matrix of that kind; raises UsageError for no kind, and too few or many arguments."""
    if kind not in MAKERS:
        close = get_close_matches(kind, MAKERS, 1)
        hint = f"did you mean {close[0]}?" if close else ""
        raise UsageError(f"no kind '{kind}': {', '.join(MAKERS)}", hint)
    maker = MAKERS[kind]
    if not maker.fewest <= len(given) <= maker.most:
        raise UsageError(f"{kind} takes {maker.takes}", hint=f"lacli new {kind} {maker.example}")
    return maker.make(given, settings)


def _eye(given: Arguments, settings: Settings) -> Array:
    return compute.eye(**_sizes(given))


def _zeros(given: Arguments, settings: Settings) -> Array:
    return compute.full(**_sizes(given), value=0)


def _ones(given: Arguments, settings: Settings) -> Array:
    return compute.full(**_sizes(given), value=1)


def _full(given: Arguments, settings: Settings) -> Array:
    return compute.full(**_sizes(given[:-1]), value=_number(given[-1]))


def _random(given: Arguments, settings: Settings) -> Array:
    return compute.random(**_sizes(given), seed=settings.seed)


def _normal(given: Arguments, settings: Settings) -> Array:
    return compute.normal(**_sizes(given), seed=settings.seed)


def _hilbert(given: Arguments, settings: Settings) -> Array:
    return compute.hilbert(**_sizes(given))


def _diag(given: Arguments, settings: Settings) -> Array:
    return compute.diagonal(vector(given[0]))


def _vandermonde(given: Arguments, settings: Settings) -> Array:
    x = vector(given[0])
    return compute.vandermonde(x, n=_whole(given[1]) if len(given) > 1 else x.shape[0])


def _toeplitz(given: Arguments, settings: Settings) -> Array:
    column, row = vector(given[0]), vector(given[-1])
    if column.tolist()[0][0] != row.tolist()[0][0]:
        raise ShapeError("the first row and the first column begin with different numbers")
    return compute.toeplitz(column, row)


def _rotation(given: Arguments, settings: Settings) -> Array:
    angle = _number(given[0])
    if isinstance(angle, complex):
        raise UsageError(f"an angle is a real number, not {angle:g}")
    turned = {"angle": nearest(angle), "degrees": settings.degrees}
    if len(given) == 1:
        return compute.rotation_of_plane(**turned)
    axis = vector(given[1])
    if axis.shape[0] != 3 or not axis.is_real:
        raise ShapeError("an axis of rotation is a vector of three real entries")
    if not axis.values.any():
        raise MathError("the axis of rotation is the zero vector, which has no direction")
    return compute.rotation_about(axis, **turned)


def _permutation(given: Arguments, settings: Settings) -> Array:
    if given[0].shape == (1, 1):
        return compute.permutation(order=compute.shuffled(n=_whole(given[0]), seed=settings.seed))
    order: list[Any] = [x - 1 for [x] in vector(given[0])]
    if sorted(order, key=abs) != list(range(len(order))):
        raise UsageError(f"a permutation has each of 1 to {len(order)} once")
    return compute.permutation(order=[int(x) for x in order])


def _sizes(given: Arguments) -> dict[str, int]:
    """The rows and columns; one size is that of a square."""
    m, n = _whole(given[0]), _whole(given[-1])
    return {"m": m, "n": n}


def _whole(A: Matrix) -> int:
    """The size that a 1×1 matrix says."""
    x = _number(A)
    if isinstance(x, complex) or x != int(x) or not 1 <= x <= LARGEST:
        raise UsageError(f"a size is a whole number from 1 to {LARGEST}, not {nearest(x):g}")
    return int(x)


def _number(A: Matrix) -> Number:
    if A.shape != (1, 1):
        raise UsageError(f"a single number is wanted, not a matrix of {A.dimensions}")
    return A.tolist()[0][0]


_RECTANGLE = "its rows and columns, or the size of a square"
MAKERS = {
    "eye": Maker(_RECTANGLE, "3", 1, 2, _eye),
    "zeros": Maker(_RECTANGLE, "2 3", 1, 2, _zeros),
    "ones": Maker(_RECTANGLE, "2 3", 1, 2, _ones),
    "full": Maker("its rows, its columns and the number that fills it", "2 3 1/2", 2, 3, _full),
    "diag": Maker("the diagonal", "'1 2 3'", 1, 1, _diag),
    "random": Maker(_RECTANGLE, "2 3", 1, 2, _random),
    "normal": Maker(_RECTANGLE, "2 3", 1, 2, _normal),
    "hilbert": Maker(_RECTANGLE, "3", 1, 2, _hilbert),
    "vandermonde": Maker(
        "a vector and, if not as many as its entries, the columns", "'1 2 3' 4", 1, 2, _vandermonde
    ),
    "toeplitz": Maker(
        "the first column and, if it is another, the first row", "'1 2 3' '1 4 5'", 1, 2, _toeplitz
    ),
    "rotation": Maker("an angle and, in space, an axis", "pi/6", 1, 2, _rotation),
    "permutation": Maker("an order such as '2 3 1', or a size", "'2 3 1'", 1, 1, _permutation),
}
