"""The commands: what each is called, and how a file in `commands/` becomes one."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import cache
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
    "outline",
]

PANELS = ("Combine", "Reshape and make", "Measure", "Solve and span", "Factor", "Data")
"""The panels of the help, in their order."""

_FOLDER = os.path.join(os.path.dirname(__file__), "commands")
_OUTLINE = r'^@command\(\s*panel="([^"]+)".*?^    """(.+?)$'
"""The panel of a command and the first line of its docstring, in the text of its file."""

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
    stems = (file.removesuffix(".py") for file in os.listdir(_FOLDER) if file.endswith(".py"))
    return sorted(stem.replace("_", "-") for stem in stems if not stem.startswith("_"))


@cache
def outline(name: str) -> tuple[str, str]:
    """The panel and the first line of the help of the command of that name, one of `names()`.

    They are read from the text of its file: importing all files takes ten times as long.
    """
    path = os.path.join(_FOLDER, f"{name.replace('-', '_')}.py")
    with open(path, encoding="utf-8") as file:
        found = re.search(_OUTLINE, file.read(), re.DOTALL | re.MULTILINE)
    assert found, f"{path} begins otherwise than commands do"
    return found[1], found[2]


def find(name: str) -> Command:
    """The command of that name, one of `names()`. Imports its file and no other."""
    module = name.replace("-", "_")
    import_module(f"lacli.commands.{module}")
    return _commands[module]
