"""A command's plain function → a Typer subcommand: its operands read, its answer written."""

from __future__ import annotations

import inspect
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from types import NoneType
from typing import Annotated, Any, get_args

from typer import Context, Typer
from typer.core import TyperCommand
from typer.main import get_command

from lacli import compute, memory, operands, options, output, registry, report, signature
from lacli.errors import AccuracyWarning, Note, StrictError, UsageError
from lacli.help import PanelledCommand, markup_mode, without_markup
from lacli.pattern import pattern
from lacli.result import Result

_NEGATIVE = pattern(
    r"""-(?: \s* [0-9.(\[π√∞]      # -1 2; 3 4   -.5   -(1+2)
         | (?:inf|pi|tau)\b       # -inf
         | [a-z]+[0-9]*\(         # -sqrt(2)
         | [ij]?[\s;,]            # -i 0; 0 i
         | :                      # -:S, a part of standard input
         )""",
    re.IGNORECASE | re.VERBOSE,
)
"""What begins like a negative number, and so is no option."""


class Subcommand(PanelledCommand):
    """A Typer command for which an argument that begins like a negative number is no option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Puts a blank before such arguments, up to `--` and unless an option takes them."""
        takes_value = {
            name
            for parameter in self.params
            if not getattr(parameter, "is_flag", False)
            for name in parameter.opts
        }
        end = args.index("--") if "--" in args else len(args)
        for i, argument in enumerate(args[:end]):
            taken = i > 0 and _last_option(args[i - 1]) in takes_value
            if not taken and argument.startswith("-") and _NEGATIVE.match(argument):
                args[i] = f" {argument}"
        return super().parse_args(ctx, args)


def _last_option(argument: str) -> str:
    """The option that the next argument may belong to: `-o` for `-qo`."""
    bundled = argument.startswith("-") and not argument.startswith("--")
    return f"-{argument[-1]}" if bundled else argument


def subcommand(name: str) -> TyperCommand:
    """The Typer command of that name, one of `registry.names()`."""
    command = registry.find(name)
    matrices = signature.operands(command.function)
    own = _own(command.function, matrices)
    reads = any(operand.needed for operand in matrices.values())
    reading = _declared(options.reading) if reads else {}
    arithmetic = _declared(options.arithmetic) if command.exact else {}
    speaks = signature.hints(command.function)["return"] is not NoneType
    writing = _declared(options.output) if speaks else {}

    def call(ctx: Context, **given: Any) -> None:
        def take(names: Iterable[str]) -> dict[str, Any]:
            return {key: given[key] for key in names}

        fractions = options.arithmetic(**take(arithmetic))
        settings = options.output(**take(writing))._replace(in_full=fractions is True)
        if settings.in_full and settings.precision:
            raise UsageError("--exact and --precision exclude each other")
        form = output.decide(settings)
        memory.ceiling()  # a wrong one is told at once
        texts = take(matrices)
        operands.show_help_if_nothing_is_given(matrices, texts, ctx)
        how = options.reading(**take(reading))
        how = how._replace(gaps=command.gaps, exact=fractions is True)
        with _notes(settings):
            found = operands.read(matrices, texts, how, augmented=command.augmented)
            with compute.arithmetic(fractions):
                answer = _called(command.function, take(own) | found)
            title = command.title.format_map({key: _name(A, key) for key, A in found.items()})
            result = Result.of(answer, title, command.bars, command.infinite, fractions is True)
        if speaks:
            output.emit(result, form, settings)

    context = inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=Context)
    parameters = [
        context,
        *own.values(),
        *reading.values(),
        *arithmetic.values(),
        *writing.values(),
    ]
    call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    app = Typer(add_completion=False, rich_markup_mode=markup_mode())
    documentation = without_markup(inspect.getdoc(command.function) or "")
    app.command(name, cls=Subcommand, help=documentation, rich_help_panel=command.panel)(call)
    made = get_command(app)
    assert isinstance(made, TyperCommand)
    return made


Parameters = dict[str, inspect.Parameter]


def _declared(function: Any) -> Parameters:
    """The parameters of a function with their annotations resolved."""
    hints = signature.hints(function)
    parameters = inspect.signature(function).parameters
    return {
        name: parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY)
        for name, parameter in parameters.items()
    }


def _own(function: Any, matrices: Mapping[str, signature.Operand]) -> Parameters:
    """A command's own parameters, of which those that are matrices become texts."""
    parameters = _declared(function)
    for name, operand in matrices.items():
        declared = copy(get_args(parameters[name].annotation)[1])
        declared.metavar = declared.metavar or (f"[{name}...]" if operand.several else name)
        kind = list[str] if operand.several else str
        parameters[name] = parameters[name].replace(
            annotation=Annotated[kind | None, declared], default=None
        )
    return parameters


def _called(function: Any, given: dict[str, Any]) -> Any:
    """The answer of a command; what it takes as `*more` is a list in `given`."""
    positional: list[Any] = []
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind is parameter.VAR_POSITIONAL:
            positional += given.pop(name)
            break
        positional.append(given.pop(name))
    return function(*positional, **given)


def _name(found: Any, key: str) -> str:
    """What a title calls an operand; what it calls those in `*more` begins with a comma.

    One that was not given, such as the b that an augmented matrix has, is called what it is.
    """
    if isinstance(found, list):
        return "".join(f", {A.name}" for A in found)
    return getattr(found, "name", key)


@contextmanager
def _notes(settings: output.Output) -> Iterator[None]:
    """Tells our notes and warnings of what is done under it, and no others, once it is done."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
    for message, entry in {str(entry.message): entry for entry in caught}.items():
        if issubclass(entry.category, AccuracyWarning) and settings.strict:
            raise StrictError(message, hint="without --strict it is a warning")
        if issubclass(entry.category, AccuracyWarning) and not settings.quiet:
            report.warning(message)
        elif issubclass(entry.category, Note) and not settings.quiet:
            report.note(message)
