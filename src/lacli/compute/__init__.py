"""The compute layer: `compute.inv(A)` runs the operation `inv` in the engine that suits A.

An engine is a module beside this one whose functions bear the operations' names. What they take
for a matrix its `operand` says: arrays, or rows of exact numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any, TypeAlias

from lacli.compute import second, size
from lacli.errors import UsageError
from lacli.matrix import Matrix

Options: TypeAlias = dict[str, Any]
ENGINES = ("blocked", "dense", "exact")
_fractions: bool | None = None
"""Whether the user wants fractions, floating point (False), or leaves it to us."""
_part: str | None = None
"""The part of the answer that is wanted; None is all of it."""


def __getattr__(operation: str) -> Any:
    """The operation of that name, as a function of matrices and options."""
    if operation.startswith("_"):
        raise AttributeError(operation)
    if operation in ENGINES:  # `from lacli.compute import dense` asks here first
        return import_module(f"lacli.compute.{operation}")

    def run(*operands: Matrix, **options: Any) -> Any:
        engine = _engine(operation, operands, options)
        first = partial(_done, engine, operation, operands, options)
        if any(A.tall for A in operands):  # of which sizes may not be known, nor entries written
            return first()
        size.check(operation, [operand.shape for operand in operands], options)
        if _fractions is not None:
            return first()
        exact = import_module("lacli.compute.exact")
        if engine is exact or not exact.may_settle(operation, operands, options):
            return first()
        then = partial(_done, exact, operation, operands, options)
        return second.opinion(operation, operands[0], first, then)

    return run


def _done(engine: ModuleType, operation: str, operands: Sequence[Matrix], options: Options) -> Any:
    """What an engine answers; in fractions where there is another way to have them."""
    name = f"{operation}_in_fractions"
    chosen = name if _fractions and hasattr(engine, name) else operation
    function: Callable[..., Any] = getattr(engine, chosen)
    with engine.quietly():
        return function(*(engine.operand(A) for A in operands), **options)


@contextmanager
def wanting(fractions: bool | None = None, part: str | None = None) -> Iterator[None]:
    """Has everything under it done in fractions, or, where that is False, in floating point.

    Of the answer only that part is wanted, if one is named.
    """
    global _fractions, _part  # one call of the program is one choice
    before = _fractions, _part
    _fractions, _part = fractions, part
    try:
        yield
    finally:
        _fractions, _part = before


def is_wanted(part: str, *, alone: bool = False) -> bool:
    """Whether a part of the answer is wanted, or no other than it."""
    return _part == part or (_part is None and not alone)


def listed(
    engine: str, operations: Mapping[str, Sequence[str]]
) -> tuple[Callable[[str], Any], Callable[[str], bool]]:
    """What finds an operation by its name, for `__getattr__`, and what says if there is one.

    `operations` are those of each module; a call imports only the one it needs.
    """
    modules = {name: module for module, names in operations.items() for name in names}

    def find(operation: str) -> Any:
        """The operation of that name; raises AttributeError where there is none."""
        if operation not in modules:
            raise AttributeError(operation)
        return getattr(import_module(f"{engine}.{modules[operation]}"), operation)

    def has(operation: str) -> bool:
        """Whether there is an operation of that name."""
        return operation in modules

    return find, has


def _engine(operation: str, operands: tuple[Matrix, ...], options: Options) -> ModuleType:
    """The engine that is best for these operands.

    Raises UsageError where fractions are wanted and cannot be had.
    """
    dense = "lacli.compute.dense"
    if tall := next((A.tall for A in operands if A.tall), None):
        if _fractions:
            raise UsageError(f"--exact: {tall.name} is too large for fractions")
        engine = import_module(f"lacli.compute.{tall.engine}")
        return engine if engine.has(operation) else import_module(dense)
    if _fractions is False:
        return import_module(dense)
    exact = import_module("lacli.compute.exact")
    if _fractions:
        if exact.is_by_size(options) or not exact.has(operation):
            raise UsageError("--exact has no place here: the answer is no fraction")
        if inexact := next((A for A in operands if not (A.is_written and A.is_real)), None):
            raise UsageError(
                f"--exact: not every entry of {inexact.name} is an integer, a decimal or a fraction"
            )
        return exact
    return exact if exact.suits(operation, operands, options) else import_module(dense)
