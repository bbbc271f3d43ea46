"""The parts of a file that holds several matrices: which is meant, and what to say if none is."""

from __future__ import annotations

from collections.abc import Sequence

from lacli.errors import InputError
from lacli.parse.source import Source

SHOWN = 10
"""How many names a message lists."""


def chosen(source: Source, names: Sequence[str]) -> str:
    """The name of the part that is meant, which need not be said where there is one.

    Raises InputError where it is not said which of several, and where that one is not there.
    """
    if source.part and source.part not in names:
        raise absent(source, names)
    if not source.part and len(names) > 1:
        raise several(source, names)
    return source.part or names[0]


def several(source: Source, names: Sequence[str]) -> InputError:
    """The error for a file of several matrices of which none was named."""
    if source.argument:
        hint = f"say which: {source.argument}:{names[0]}{_way_to_list(source, names, '; ')}"
    else:
        hint = f"give one of them: --part {names[0]} prints it alone"
    return InputError(f"{source.name}: holds several matrices: {_listed(names)}", hint)


def absent(source: Source, names: Sequence[str]) -> InputError:
    """The error for a part that is not there; no names are one matrix without a name."""
    where = " in what memory holds of it" if source.is_endless else ""
    return InputError(
        f"{source.name}: no part '{source.part}'{where}: there is "
        + (_listed(names) or "one matrix, without a name"),
        hint=_way_to_list(source, names),
    )


def _way_to_list(source: Source, names: Sequence[str], before: str = "") -> str:
    return f"{before}lacli show {source.argument} lists them" if _is_long(names) else ""


def _listed(names: Sequence[str]) -> str:
    """The names, of many only the first."""
    more = f", … ({len(names)} in all)" if _is_long(names) else ""
    return ", ".join(names[:SHOWN]) + more


def _is_long(names: Sequence[str]) -> bool:
    return len(names) > SHOWN
