"""The compute layer: `compute.inv(A)` runs the operation `inv` in the engine that suits A.

An engine is a module beside this one whose functions bear the operations' names. What they take
for a matrix its `operand` says: arrays, or rows of exact numbers.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any, TypeAlias

from lacli.compute import second, size
from lacli.errors import UsageError
from lacli.matrix import Matrix

Options: TypeAlias = dict[str, Any]
ENGINES = ("dense", "exact")
SMALL = 64
"""Up to so many rows and columns a second thread gains nothing: an SVD takes 0.6 ms with one."""
_fractions: bool | None = None
"""Whether the user wants fractions, floating point (False), or leaves it to us."""


def __getattr__(operation: str) -> Any:
    """The operation of that name, as a function of matrices and options."""
    if operation.startswith("_"):
        raise AttributeError(operation)
    if operation in ENGINES:  # `from lacli.compute import dense` asks here first
        return import_module(f"lacli.compute.{operation}")

    def run(*operands: Matrix, **options: Any) -> Any:
        size.check(operation, [operand.shape for operand in operands], options)
        engine = _engine(operation, operands, options)
        first = partial(_done, engine, operation, operands, options)
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
def arithmetic(fractions: bool | None) -> Iterator[None]:
    """Has everything under it done in fractions, or, where that is False, in floating point."""
    global _fractions  # noqa: PLW0603  # one call of the program is one choice
    before, _fractions = _fractions, fractions
    try:
        yield
    finally:
        _fractions = before


def _engine(operation: str, operands: tuple[Matrix, ...], options: Options) -> ModuleType:
    """The engine that is best for these operands.

    Raises UsageError where fractions are wanted and cannot be had.
    """
    if _fractions is False:
        return _dense(operands)
    exact = import_module("lacli.compute.exact")
    if _fractions:
        if exact.is_by_size(options) or not exact.has(operation):
            raise UsageError("--exact has no place here: the answer is no fraction")
        if inexact := next((A for A in operands if not (A.is_written and A.is_real)), None):
            raise UsageError(
                f"--exact: not every entry of {inexact.name} is an integer, a decimal or a fraction"
            )
        return exact
    return exact if exact.suits(operation, operands, options) else _dense(operands)


def _dense(operands: Sequence[Matrix]) -> ModuleType:
    """NumPy's engine; OpenBLAS has one thread where it is yet to be loaded for small operands.

    It starts its threads when it is loaded, and they wait busily: a small call then takes a third
    more of the processors, and a tenth longer where other programs run. A number that is set stays.
    """
    small = operands and max(size for A in operands for size in A.shape) <= SMALL
    if small and "numpy" not in sys.modules:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    return import_module("lacli.compute.dense")
