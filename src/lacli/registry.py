"""The commands: what each is called, and how a file in `commands/` becomes one."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple, TypeVar

from typer import Argument, Option

__all__ = [
    "PANELS",
    "Argument",
    "Command",
    "Option",
    "command",
    "find",
    "names",
]

PANELS = ("Combine", "Reshape and make", "Measure", "Solve and span", "Factor", "Data")
"""The panels of the help, in their order."""

F = TypeVar("F", bound=Callable[..., Any])


class Command(NamedTuple):
    """A subcommand: its function and what help and tables say of it."""

    function: Callable[..., Any]
    panel: str
    title: str
    bars: str
    infinite: str | None
    gaps: bool
    augmented: bool
    exact: bool


_commands: dict[str, Command] = {}


def command(
    *,
    panel: str,
    title: str,
    bars: str = "",
    infinite: str | None = None,
    gaps: bool = False,
    augmented: bool = False,
    exact: bool = False,
) -> Callable[[F], F]:
    """Registers a function as the subcommand its file is named after, and returns it unchanged.

    `panel` groups it in the help. `title` heads its tables; `{A}` in it stands for what the matrix
    A is called. `bars`, `PART.COLUMN`, names shares of one that a table may draw as bars.
    `infinite` is the part in which infinity is an answer, such as the logarithm of 0; "" is a
    single answer. With `gaps`, cells without a number do not refuse a matrix, but are NaN in it.
    `augmented` says that it takes matrices with a right-hand side, as in '2 1 | 3; 1 3 | 5'.
    `exact` says that its answer is a fraction where its matrices are, and gives it --exact.
    """
    assert panel in PANELS, panel

    def register(function: F) -> F:
        name = function.__module__.rpartition(".")[2]
        _commands[name] = Command(function, panel, title, bars, infinite, gaps, augmented, exact)
        return function

    return register


def names() -> list[str]:
    """The names of all commands, found by listing the folder `commands/`."""
    folder = os.path.join(os.path.dirname(__file__), "commands")
    stems = (file.removesuffix(".py") for file in os.listdir(folder) if file.endswith(".py"))
    return sorted(stem.replace("_", "-") for stem in stems if not stem.startswith("_"))


def find(name: str) -> Command:
    """The command of that name, one of `names()`. Imports its file and no other."""
    module = name.replace("-", "_")
    import_module(f"lacli.commands.{module}")
    return _commands[module]
