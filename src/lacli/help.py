"""Help: rich's on a terminal, plain text in a pipe, in the same panels."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from shutil import get_terminal_size
from typing import Any, Literal

from typer.core import TyperCommand, TyperGroup

from lacli.terminal import wants_colour

NARROWEST, WIDEST = 60, 100
"""The widths between which rich draws help: below, its columns cut words; above, lines are long."""


def markup_mode() -> Literal["rich"] | None:
    """Whether rich draws the help: on a terminal that has colour and room for it."""
    if sys.stdout is None or not sys.stdout.isatty() or not wants_colour(to_terminal=True):
        return None
    columns = get_terminal_size().columns
    os.environ.setdefault("TERMINAL_WIDTH", str(min(columns, WIDEST)))  # which Typer asks for
    return "rich" if columns >= NARROWEST else None


def without_markup(documentation: str) -> str:
    """A docstring as help: `[a]` is text, paragraphs flow, indented examples keep their lines."""
    if markup_mode() == "rich":
        documentation = documentation.replace("[", "\\[")
    return "\n\n".join(
        f"\b\n{paragraph}" if paragraph.startswith("    ") else " ".join(paragraph.split())
        for paragraph in documentation.split("\n\n")
    )


class PanelledCommand(TyperCommand):
    """A command whose plain help groups its options in panels, as rich's does."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Writes the arguments and the options of each panel."""
        panels: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            kind = "Arguments" if parameter.param_type_name == "argument" else "Options"
            panel = getattr(parameter, "rich_help_panel", None) or kind
            if record := parameter.get_help_record(ctx):
                panels.setdefault(panel, []).append(record)
        _write(formatter, panels.items())


class PanelledGroup(TyperGroup):
    """A group whose plain help groups its commands in panels, as rich's does."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Writes the commands of each panel with the first lines of their help."""
        panels: dict[str, list[tuple[str, str]]] = {}
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            assert isinstance(command, TyperCommand)
            panel = command.rich_help_panel or "Commands"
            panels.setdefault(str(panel), []).append((name, command.get_short_help_str(70)))
        _write(formatter, panels.items())


def _write(formatter: Any, panels: Iterable[tuple[str, list[tuple[str, str]]]]) -> None:
    for title, records in panels:
        with formatter.section(title):
            formatter.write_dl(records)
