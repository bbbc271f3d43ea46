"""docs/performance.md: its Markdown, of which single sections can be written anew."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence

from benchmarks import opponents
from benchmarks.rows import Row

INTRODUCTION = """\
# Performance

Made by `make bench`, which measures it anew. All times are of whole processes, byte-compiled, run
in turn A B A B … after a round that warms up. A ratio is that of a pair, and what is shown its
median with the quartiles. What is missed is shown as well.
"""


def page(sections: Iterable[str]) -> str:
    """The whole page."""
    return "\n".join((INTRODUCTION, machine(), *sections, opposing()))


def opposing() -> str:
    """The section that shows how opponents are called."""
    tasks = (opponents.lines(task, "FILE") for task in opponents.TASKS)
    lines = dict.fromkeys(line for found in tasks for line in found.values())
    text = "These are the command lines beside which lacli is measured, where installed."
    return section("Opponents", text, "```text", *lines, "```\n")


def section(title: str, text: str, *blocks: str) -> str:
    """A section with its heading."""
    return "\n".join((f"## {title}\n", f"{text}\n", *blocks))


def replaced(text: str, title: str, new: str) -> str:
    """The text of a page with the section of that title new; at its end if it has none."""
    old = re.compile(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    if not old.search(text):
        return f"{text.rstrip()}\n\n{new}"
    return old.sub(lambda _: f"{new}\n", text).rstrip() + "\n"


def measured(rows: Sequence[Row]) -> str:
    """A table of what was measured."""
    heads = ("call", "beside", "it takes", "the other", "ratio", "quartiles", "limit", "")
    return table(
        heads,
        (
            (
                *(row.what, row.against, row.ours, row.theirs),
                *(row.value, row.spread, row.bound, row.verdict),
            )
            for row in rows
        ),
    )


def table(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A table of Markdown; a column in which all cells are empty is left out."""
    kept = list(lines)
    used = [i for i in range(len(heads)) if any(line[i] for line in kept)]
    picked = [[line[i].replace("|", "\\|") for i in used] for line in (heads, *kept)]
    picked.insert(1, ["---"] * len(used))
    return "".join(f"| {' | '.join(line)} |\n" for line in picked)


def machine() -> str:
    """What it was measured on, and with."""
    numpy = printed("import numpy; print(numpy.__version__)")
    facts = [
        f"{os.cpu_count()} cores ({platform.machine()}), {platform.system()}",
        f"Python {platform.python_version()}",
        f"NumPy {numpy}",
    ]
    for name, module in opponents.MODULES.items():
        if name not in opponents.missing():
            facts.append(f"{name} {printed(f'import {module}; print({module}.__version__)')}")
    said = f"Measured on {facts[0]}, with {', '.join(facts[1:])}"
    programs = [name for name in opponents.PROGRAMS if name not in opponents.missing()]
    said += f"; beside {' and '.join(map(program, programs))}." if programs else "."
    if opponents.missing():
        said += f" Not installed there, and so not compared: {', '.join(opponents.missing())}."
    return f"{said}\n"


def printed(code: str) -> str:
    """What a line of Python prints, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()


def program(name: str) -> str:
    """A program and its version."""
    done = subprocess.run(
        [opponents.PROGRAMS[name], "--version"], capture_output=True, text=True, check=False
    )
    found = re.search(r"\d+\.\d+(?:\.\d+)?", done.stdout + done.stderr)
    return f"{name} {found[0]}" if found else name
