"""The commands: what each is called, and how a file in `commands/` becomes one."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable
from importlib import import_module
from types import NoneType
from typing import Any, NamedTuple, TypeVar, get_args, get_type_hints

from typer import Argument, Option

from lacli.matrix import Contents, Matrix, Parts

__all__ = [
    "PANELS",
    "Argument",
    "Command",
    "Operand",
    "Option",
    "command",
    "find",
    "names",
    "operands",
    "parts",
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


class Operand(NamedTuple):
    """A parameter of a command that is read as a matrix."""

    several: bool
    """Whether it takes all arguments that are left: `*more`."""
    needed: bool
    """Whether a pipe on standard input is read for it where it is not given."""
    spare: bool
    """Whether it is not needed after all where another is an augmented matrix."""
    whole: bool
    """Whether it is a file of several matrices, all of which are read."""
    listed: bool
    """Whether it may be a file of several matrices, of which none is read."""
    called: str
    """What messages call it where it has no file."""


_commands: dict[str, Command] = {}


def command(
    *,
    panel: str,
    title: str,
    bars: str = "",
    infinite: str | None = None,
    gaps: bool = False,
    augmented: bool = False,
) -> Callable[[F], F]:
    """Registers a function as the subcommand its file is named after, and returns it unchanged.

    `panel` groups it in the help. `title` heads its tables; `{A}` in it stands for what the matrix
    A is called. `bars`, `PART.COLUMN`, names shares of one that a table may draw as bars.
    `infinite` is the part in which infinity is an answer, such as the logarithm of 0; "" is a
    single answer. With `gaps`, cells without a number do not refuse a matrix, but are NaN in it.
    `augmented` says that it takes matrices with a right-hand side, as in '2 1 | 3; 1 3 | 5'.
    """
    assert panel in PANELS, panel

    def register(function: F) -> F:
        name = function.__module__.rpartition(".")[2]
        _commands[name] = Command(function, panel, title, bars, infinite, gaps, augmented)
        return function

    return register


def operands(function: Callable[..., Any]) -> dict[str, Operand]:
    """The parameters of a command that are matrices, in order.

    They are arguments, `Matrix` or, for all that are left, `*more`; or options, `Matrix | None`.
    An argument that is `Matrix | None` need not be given where another is an augmented matrix.
    """
    hints = get_type_hints(function, include_extras=True)
    found = {}
    for name, parameter in inspect.signature(function).parameters.items():
        kind, declared = get_args(hints[name])[:2]
        kinds = set(get_args(kind)) or {kind}
        if kinds & {Matrix, Parts}:
            several = parameter.kind is parameter.VAR_POSITIONAL
            needed = not several and not isinstance(declared, _OPTION)
            spare = needed and NoneType in kinds
            called = name if needed or several else declared.metavar or name
            found[name] = Operand(several, needed, spare, Parts in kinds, Contents in kinds, called)
    return found


_OPTION = type(Option())


def parts(function: Callable[..., Any]) -> list[str]:
    """The names of the parts of a command's answer; none where it has one answer."""
    answer = get_type_hints(function)["return"]
    kinds = [kind for kind in (answer, *get_args(answer)) if hasattr(kind, "_fields")]
    return list(dict.fromkeys(field for kind in kinds for field in kind._fields))


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
