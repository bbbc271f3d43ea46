"""SciPy, an optional extra: what NumPy has no LAPACK for."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from lacli.errors import UsageError


def scipy_linalg() -> ModuleType:
    """The module `scipy.linalg`; raises UsageError, with what to do, where there is none."""
    try:
        return import_module("scipy.linalg")
    except ImportError:
        raise UsageError(
            "this needs SciPy, which is not installed", hint="pip install 'lacli[scipy]'"
        ) from None
