"""The Typer application: finds the subcommand, and maps errors to exit codes."""

from __future__ import annotations

import inspect
import os
import re
import sys
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, NoReturn

from typer import Context, Exit, Option, Typer, TyperException, echo
from typer.core import TyperCommand
from typer.main import get_command

from lacli import __version__, registry, report
from lacli.errors import Bug, InputError, LacliError, OutputError, ReaderGone, UsageError, reason
from lacli.help import PanelledGroup, markup_mode, without_markup
from lacli.number import LONGEST

COMPLETE = "_LACLI_COMPLETE"


def main() -> NoReturn:
    """Runs the command line, and ends the process with its exit code."""
    sys.set_int_max_str_digits(LONGEST)
    _open_streams()
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:  # told, if there is anyone; Python would complain of it again at its exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(code)


def _open_streams() -> None:
    """Makes the standard streams bring or take everything, or fail.

    One that another program left non-blocking would bring half a matrix. The number of one that is
    closed would go to the next file that is opened. Standard output that Python does not buffer
    (PYTHONUNBUFFERED) would stop in the middle, silently, where a disk is full.
    """
    for number in range(3):
        try:
            os.set_blocking(number, True)
        except OSError:
            os.open(os.devnull, os.O_RDONLY)  # to read nothing, and to fail to write
    encoding = None if sys.stdout is None else sys.stdout.encoding
    sys.stdout = os.fdopen(1, "w", encoding=encoding, errors="replace", closefd=False)


def run(args: list[str]) -> int:
    """Runs the command line, tells stderr what is wrong, and returns the exit code."""
    where = f"lacli {args[0]}" if args and args[0] in registry.names() else "lacli"
    try:
        return _invoke(args)
    except LacliError as error:
        return _failed(where, error)
    except TyperException as error:
        return _failed(where, _usage(where, error, args))
    except MemoryError:
        return _failed(where, InputError("not enough memory for a matrix of that size"))
    except OSError as error:  # files are handled where they are opened: this is Typer's own echo
        return _failed(where, OutputError(f"cannot write: {reason(error)}"))
    except Exception as error:
        return _bug(where, error)


def _invoke(args: list[str]) -> int:
    completing = COMPLETE in os.environ
    if completing:
        sys.modules["rich"] = None  # type: ignore[assignment]  # Typer would load it to no end
    try:
        code = application().main(args or ["--help"], prog_name="lacli", standalone_mode=False)
    except SystemExit as stop:
        if stop.code == 1 and not completing:  # what Typer makes of a closed pipe
            raise ReaderGone("") from None
        raise
    return code if isinstance(code, int) else 0


def _failed(where: str, error: LacliError) -> int:
    """The exit code of an error, which is told unless it has nothing to say."""
    if error.message:
        report.error(where, error)
    return error.exit_code


def _usage(where: str, error: TyperException, args: list[str]) -> UsageError:
    """What Typer says of a wrong command line, in our words."""
    from lacli.synonyms import SYNONYMS

    message = error.format_message().removesuffix(".")
    hint = f"{where} --help shows what it takes"
    word = args[0].lower() if args else ""
    if where == "lacli" and (meant := word if word in registry.names() else SYNONYMS.get(word)):
        message, hint = f"no such command '{args[0]}'", f"did you mean {meant}?"
    elif close := getattr(error, "possibilities", None):
        message, hint = error.message, f"did you mean {' or '.join(close)}?"
    elif " Did you mean " in message:
        message, _, close = message.partition(". Did you mean ")
        hint = f"did you mean {close.replace(chr(39), '')}"
    elif message.startswith("Got unexpected extra argument"):
        message = message.removeprefix("Got ")
        hint = "a matrix is one argument, in quotes: '1 2; 3 4'"
    message = re.sub("a valid (int|integer)( range)?$", "a whole number", message)
    message = re.sub(r"\. Choose from:\s+", ": one of ", message)
    message = " ".join(message.split())
    return UsageError(message[:1].lower() + message[1:], hint)


def _bug(where: str, error: Exception) -> int:
    if os.environ.get("LACLI_DEBUG"):
        import traceback

        traceback.print_exc()
    what = f"a bug in lacli: {type(error).__name__}: {error}"
    report.error(where, Bug(what, hint="LACLI_DEBUG=1 shows where; please report it"))
    return Bug.exit_code


class Commands(Mapping[str, TyperCommand]):
    """What the list of commands says of each, by name; those of a panel together, in their order.

    Typer suggests from the names.
    """

    def __getitem__(self, name: str) -> TyperCommand:
        if name not in registry.names():
            raise KeyError(name)
        panel, summary = registry.outline(name)
        return TyperCommand(name, help=without_markup(summary), rich_help_panel=panel)

    def __iter__(self) -> Iterator[str]:
        panels = {name: registry.outline(name)[0] for name in registry.names()}
        return iter(sorted(panels, key=lambda name: (registry.PANELS.index(panels[name]), name)))

    def __len__(self) -> int:
        return len(registry.names())


class Application(PanelledGroup):
    """The group of all commands, of which only the one that is called is made whole."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes | {"commands": Commands()})

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The subcommand that is called, as a whole, and its arguments."""
        name, found, rest = super().resolve_command(ctx, args)
        if not found:
            return name, found, rest
        from lacli.subcommand import subcommand

        return name, subcommand(args[0]), rest


def application() -> Any:
    """The whole command line as a Typer command, ready to be called."""
    app = Typer(cls=Application, rich_markup_mode=markup_mode(), context_settings=_CONTEXT)
    app.callback(help=without_markup(inspect.getdoc(_lacli) or ""))(_lacli)
    return get_command(app)


_CONTEXT = {"help_option_names": ["-h", "--help"]}


def _version(wanted: bool) -> None:
    if wanted:
        echo(f"lacli {__version__}")
        raise Exit


def _lacli(
    ctx: Context,
    version: Annotated[
        bool, Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Linear algebra at the shell prompt: matrices from files, pipes and inline text.

    A matrix is '1 2; 3 4', a file (CSV, JSON, npy, npz, mtx, safetensors, LaTeX …), or - for
    standard input; FILE:PART is one of several in a file. The answer is a table on a terminal and
    CSV in a pipe. `lacli COMMAND --help` has examples.
    """
