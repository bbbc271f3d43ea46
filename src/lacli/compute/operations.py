"""The operations of an engine, each found in the module of its folder that holds it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any


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
