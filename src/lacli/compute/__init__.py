"""The compute layer: `compute.inv(A)` runs the operation `inv` in the engine that suits A.

An engine is a module beside this one whose functions bear the operations' names and take and
return plain arrays and numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any

from lacli.compute import size
from lacli.matrix import Matrix

ENGINES = ("dense",)


def __getattr__(operation: str) -> Any:
    """The operation of that name, as a function of matrices and options."""
    if operation.startswith("_"):
        raise AttributeError(operation)
    if operation in ENGINES:  # `from lacli.compute import dense` asks here first
        return import_module(f"lacli.compute.{operation}")

    def run(*operands: Matrix, **options: Any) -> Any:
        size.check(operation, [operand.shape for operand in operands], options)
        engine = _engine(operands)
        function: Callable[..., Any] = getattr(engine, operation)
        with engine.quietly():
            return function(*(operand.values for operand in operands), **options)

    return run


def _engine(operands: tuple[Matrix, ...]) -> ModuleType:  # noqa: ARG001  # one engine suits all yet
    """The engine that is best for these operands."""
    return import_module("lacli.compute.dense")
