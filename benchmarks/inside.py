"""One call of lacli in this process, told apart by what its time went into.

`python inside.py SUMMARY ARGUMENT…` runs `lacli ARGUMENT…` and writes the seconds as JSON to the
file SUMMARY. It wraps the functions of lacli from outside, and Python's import: what is loaded
while a file is read counts as loading.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib import import_module
from time import perf_counter
from typing import Any

PHASES = {
    "lacli.parse": ("reading", ("find", "read", "read_parts")),
    "lacli.output": ("writing", ("emit",)),
    "lacli.compute": ("computing", ("__getattr__",)),
}
"""The modules whose functions are wrapped, once they are loaded."""
PACKAGES = {"typer": "Typer", "numpy": "NumPy", "lacli": "lacli"}
"""What is loaded counts as one of these, or as what loads it."""


class Clock:
    """Gives every moment to one label: the innermost that is running."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._running = ["command line"]
        self._since = perf_counter()

    def _charge(self) -> None:
        now = perf_counter()
        label = self._running[-1]
        self.spent[label] = self.spent.get(label, 0.0) + now - self._since
        self._since = now

    def wrapped(self, function: Callable[..., Any], label: Callable[..., str]) -> Any:
        """The function, whose time goes to what `label` says of its arguments."""

        def run(*args: Any, **options: Any) -> Any:
            self._charge()
            self._running.append(label(*args) or self._running[-1])
            try:
                return function(*args, **options)
            finally:
                self._charge()
                self._running.pop()

        return run

    def stop(self) -> None:
        """Counts what has run since."""
        self._charge()


def main() -> None:
    """Runs the call; ends as it does."""
    summary = sys.argv[1]
    sys.argv = ["lacli", *sys.argv[2:]]
    clock = Clock()
    importing: Any = import_module("_frozen_importlib")
    load = clock.wrapped(
        importing._find_and_load,  # noqa: SLF001  # there is no public place to stand in
        lambda name, *_: PACKAGES.get(name.partition(".")[0], ""),
    )
    importing._find_and_load = lambda name, *rest: _watched(clock, name, load(name, *rest))  # noqa: SLF001
    try:
        import_module("lacli.__main__").main()
    finally:
        clock.stop()
        with open(summary, "w", encoding="ascii") as stream:
            json.dump(clock.spent, stream)


def _watched(clock: Clock, name: str, module: Any) -> Any:
    """A module that was just loaded, with its functions wrapped."""
    label, functions = PHASES.get(name, ("", ()))
    for key in functions:
        if key == "__getattr__":
            _watch_operations(clock, module, label)
        else:
            setattr(module, key, clock.wrapped(getattr(module, key), lambda *_: label))
    return module


def _watch_operations(clock: Clock, module: Any, label: str) -> None:
    """Wraps what a module makes when it is asked for it."""
    original = module.__getattr__

    def look(name: str) -> Any:
        found = original(name)
        return clock.wrapped(found, lambda *_: label) if callable(found) else found

    module.__getattr__ = look


if __name__ == "__main__":
    main()
