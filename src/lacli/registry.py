"""The commands: what each is called, and how a file in `commands/` becomes one."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple, TypeVar, get_args, get_type_hints

from typer import Argument, Option

from lacli.matrix import Matrix

__all__ = [
    "Argument",
    "Command",
    "Option",
    "command",
    "find",
    "names",
    "operands",
    "parts",
]

F = TypeVar("F", bound=Callable[..., Any])


class Command(NamedTuple):
    """A subcommand: its function and what help and tables say of it."""

    function: Callable[..., Any]
    panel: str
    title: str
    bars: str
    infinite: str


_commands: dict[str, Command] = {}


def command(*, panel: str, title: str, bars: str = "", infinite: str = "") -> Callable[[F], F]:
    """Registers a function as the subcommand its file is named after, and returns it unchanged.

    `panel` groups it in the help. `title` heads its tables; `{A}` in it stands for what the matrix
    A is called. `bars`, `PART.COLUMN`, names shares of one that a table may draw as bars.
    `infinite` is the part in which minus infinity is an answer, such as the logarithm of 0.
    """

    def register(function: F) -> F:
        name = function.__module__.rpartition(".")[2]
        _commands[name] = Command(function, panel, title, bars, infinite)
        return function

    return register


def operands(function: Callable[..., Any]) -> list[str]:
    """The names of the parameters of a command that are matrices, in order."""
    hints = get_type_hints(function, include_extras=True)
    return [name for name, hint in hints.items() if get_args(hint)[:1] == (Matrix,)]


def parts(function: Callable[..., Any]) -> list[str]:
    """The names of the parts of a command's answer; none where it has one answer."""
    answer = get_type_hints(function)["return"]
    kinds = [kind for kind in (answer, *get_args(answer)) if hasattr(kind, "_fields")]
    return [field for kind in kinds for field in kind._fields]


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
