"""A command's plain function → a Typer subcommand: its operands read, its answer written."""

from __future__ import annotations

import inspect
import re
import signal
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from typing import Annotated, Any, get_args, get_type_hints

from typer import Context, Typer, echo
from typer.core import TyperCommand
from typer.main import get_command

from lacli import options, output, parse, registry, report
from lacli.errors import AccuracyWarning, InputError, Note, StrictError, UsageError
from lacli.help import PanelledCommand, markup_mode, without_markup
from lacli.matrix import Matrix
from lacli.result import Result

_NEGATIVE = re.compile(
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
            if not taken and _NEGATIVE.match(argument):
                args[i] = f" {argument}"
        return super().parse_args(ctx, args)


def _last_option(argument: str) -> str:
    """The option that the next argument may belong to: `-o` for `-qo`."""
    bundled = argument.startswith("-") and not argument.startswith("--")
    return f"-{argument[-1]}" if bundled else argument


def subcommand(name: str) -> TyperCommand:
    """The Typer command of that name, one of `registry.names()`."""
    command = registry.find(name)
    operands, choices = _parameters(command.function)
    reading, writing = _declared(options.reading), _declared(options.output)

    def call(ctx: Context, **given: Any) -> None:
        def take(names: Mapping[str, Any]) -> dict[str, Any]:
            return {key: given[key] for key in names}

        settings = options.output(**take(writing))
        name = output.decide(settings)
        sources = _sources(take(operands), ctx)
        how = options.reading(**take(reading))
        with _notes(settings):
            matrices = _read(sources, how)
            with _interruptible():
                answer = command.function(**matrices, **take(choices))
            title = command.title.format_map({k: A.name for k, A in matrices.items()})
            result = Result.of(answer, title, command.bars, command.infinite)
        output.emit(result, name, settings)

    context = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Context)
    parameters = [
        context,
        *operands.values(),
        *choices.values(),
        *reading.values(),
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
    hints = get_type_hints(function, include_extras=True)
    parameters = inspect.signature(function).parameters
    return {
        name: parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY)
        for name, parameter in parameters.items()
    }


def _parameters(function: Any) -> tuple[Parameters, Parameters]:
    """A command's matrices, which become arguments, and its options."""
    choices = _declared(function)
    operands = {name: choices.pop(name) for name in registry.operands(function)}
    for name, parameter in operands.items():
        argument = copy(get_args(parameter.annotation)[1])
        argument.metavar = name
        annotation = Annotated[str | None, argument]
        operands[name] = parameter.replace(annotation=annotation, default=None)
    return operands, choices


def _sources(given: dict[str, str | None], ctx: Context) -> dict[str, str | None]:
    """What each matrix is read from; None, for one at the most, is a pipe on standard input."""
    absent = [name for name, text in given.items() if text is None]
    at_terminal = sys.stdin is not None and sys.stdin.isatty()
    if absent and at_terminal and len(absent) == len(given) and sys.stdout and sys.stdout.isatty():
        echo(ctx.get_help(), nl=False)
        ctx.exit(2)
    if absent and (at_terminal or len(absent) > 1):
        raise UsageError(
            f"{' and '.join(absent)} {'is' if len(absent) == 1 else 'are'} missing",
            hint=f"{ctx.command_path} --help shows what it takes",
        )
    if sum(text is None or parse.is_stdin(text) for text in given.values()) > 1:
        raise UsageError("standard input can be read only once", hint="put one matrix in a file")
    return given


def _read(sources: dict[str, str | None], how: parse.Reading) -> dict[str, Matrix]:
    """The matrices; the options that choose columns are for the first of several."""
    if how.missing == "drop" and len(sources) > 1:
        raise UsageError(
            "--missing drop would leave rows out of one matrix and not of the other",
            hint="leave them out of both files first",
        )
    matrices = {}
    for name, text in sources.items():
        try:
            matrices[name] = parse.read("-" if text is None else text, name, how)
        except InputError as error:
            if text is None:
                error.hint = (
                    error.hint or f"{name} was not given, so standard input was read for it"
                )
            raise
        how = how._replace(first=False)
    return matrices


@contextmanager
def _notes(settings: output.Output) -> Iterator[None]:
    """Tells our notes and warnings of what is done under it, and no others, once it is done."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
    for entry in caught:
        message = str(entry.message)
        if issubclass(entry.category, AccuracyWarning) and settings.strict:
            raise StrictError(message, hint="without --strict it is a warning")
        if issubclass(entry.category, AccuracyWarning) and not settings.quiet:
            report.warning(message)
        elif issubclass(entry.category, Note) and not settings.quiet:
            report.note(message)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Lets Ctrl-C end the process even in the middle of LAPACK, which Python cannot interrupt."""
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
