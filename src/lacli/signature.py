"""What the function of a command says of itself: its matrices, and the parts of its answer."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache
from types import NoneType
from typing import Any, NamedTuple, get_args, get_type_hints

from typer import Option

from lacli.matrix import Contents, Matrix, Parts


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


@cache
def hints(function: Callable[..., Any]) -> dict[str, Any]:
    """The annotations of a function, evaluated once: that takes a while, and is often asked for."""
    return get_type_hints(function, include_extras=True)


def operands(function: Callable[..., Any]) -> dict[str, Operand]:
    """The parameters of a command that are matrices, in order.

    They are arguments, `Matrix` or, for all that are left, `*more`; or options, `Matrix | None`.
    An argument that is `Matrix | None` need not be given where another is an augmented matrix.
    """
    found = {}
    for name, parameter in inspect.signature(function).parameters.items():
        kind, declared = get_args(hints(function)[name])[:2]
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
    answer = hints(function)["return"]
    kinds = [kind for kind in (answer, *get_args(answer)) if hasattr(kind, "_fields")]
    return list(dict.fromkeys(field for kind in kinds for field in kind._fields))
