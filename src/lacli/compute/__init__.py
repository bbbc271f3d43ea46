"""The compute layer: `compute.inv(A)` runs the operation `inv` in the engine that suits A.

An engine is a module beside this one whose functions bear the operations' names. What they take
for a matrix its `operand` says: arrays, or rows of exact numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

from lacli.compute import size
from lacli.errors import UsageError
from lacli.matrix import Matrix

ENGINES = ("dense", "exact")
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
        name = f"{operation}_in_fractions"
        chosen = name if _fractions and hasattr(engine, name) else operation
        function: Callable[..., Any] = getattr(engine, chosen)
        with engine.quietly():
            return function(*(engine.operand(A) for A in operands), **options)

    return run


@contextmanager
def arithmetic(fractions: bool | None) -> Iterator[None]:
    """Has everything under it done in fractions, or, where that is False, in floating point."""
    global _fractions  # noqa: PLW0603  # one call of the program is one choice
    before, _fractions = _fractions, fractions
    try:
        yield
    finally:
        _fractions = before


def _engine(operation: str, operands: tuple[Matrix, ...], options: dict[str, Any]) -> ModuleType:
    """The engine that is best for these operands.

    Raises UsageError where fractions are wanted and cannot be had.
    """
    if _fractions is False:
        return import_module("lacli.compute.dense")
    exact = import_module("lacli.compute.exact")
    by_size = any(options.get(name) is not None for name in ("tol", "rcond"))
    by_size = by_size or bool(options.get("ridge"))
    if _fractions:
        if by_size or not exact.has(operation):
            raise UsageError("--exact has no place here: the answer is no fraction")
        if inexact := next((A for A in operands if not (A.is_written and A.is_real)), None):
            raise UsageError(
                f"--exact: not every entry of {inexact.name} is an integer, a decimal or a fraction"
            )
        return exact
    if not by_size and exact.suits(operation, operands, options):
        return exact
    return import_module("lacli.compute.dense")
