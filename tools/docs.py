"""Makes what is generated in the documentation: the picture, and README's table of commands.

`python tools/docs.py` writes them; with `--check` it only says whether they are current.
"""

from __future__ import annotations

import fcntl
import inspect
import io
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text
from typer.models import ArgumentInfo, OptionInfo

from lacli import registry

ROOT = Path(__file__).parent.parent
MATRICES = ROOT / "examples" / "matrices"
README = ROOT / "README.md"
PICTURE = ROOT / "docs" / "lacli.svg"
WIDTH = 92
SHOWN = (
    "lacli svd '3 0; 4 5'",
    "lacli describe symmetric.csv",
    "lacli independent '1 2 3; 2 4 1; 3 6 0' --part relations",
    "lacli solve levelling.csv observed.csv",
    "lacli pca iris.csv --columns 1-4 --part explained",
    "lacli inv singular.csv",
)


def main() -> int:
    """Writes, or checks, each generated piece; returns the exit code."""
    check = "--check" in sys.argv
    stale = []
    for path, text in ((PICTURE, picture()), (README, readme())):
        if path.exists() and shown(path.read_text(encoding="utf-8")) == shown(text):
            continue
        stale.append(path.relative_to(ROOT))
        if not check:
            path.write_text(text, encoding="utf-8")
    for path in stale:
        print(f"{path} {'is not current: run make docs' if check else 'written'}")
    if not stale:
        print("generated documentation is current")
    return 1 if check and stale else 0


def shown(text: str) -> str:
    """What a reader sees of a text: of an SVG its words, for rich may draw them anew."""
    if not text.startswith("<svg"):
        return text
    without_style = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
    return "".join(re.findall(r">([^<]*)</text>", without_style))


def picture() -> str:
    """An SVG of what the commands print on a terminal of its own."""
    console = Console(
        record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor"
    )
    for command in SHOWN:
        console.print(Text.assemble(("$ ", "bold green"), command))
        console.print(Text.from_ansi(on_terminal(command)))
    svg = console.export_svg(title="lacli", theme=MONOKAI, unique_id="lacli")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def on_terminal(command: str) -> str:
    """What a command prints on a pseudo-terminal, colours included."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, WIDTH, 0, 0))
    program = Path(sys.executable).parent
    clean = {"PATH": f"{program}:{os.environ['PATH']}", "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    # Where these are set, older BLAS builds need them.
    blas = {name: value for name, value in os.environ.items() if name.startswith("OPENBLAS")}
    process = subprocess.Popen(
        command,
        shell=True,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=MATRICES,
        env=clean | blas,
    )
    os.close(slave)
    printed = b""
    try:
        while piece := os.read(master, 65536):
            printed += piece
    except OSError:  # how Linux says that the last writer is gone
        pass
    os.close(master)
    process.wait()
    return printed.decode().replace("\r\n", "\n")


def readme() -> str:
    """README with its table of commands made anew."""
    table = "\n\n".join(map(panel, registry.PANELS))
    text = README.read_text(encoding="utf-8")
    start, end = "<!-- commands: made by tools/docs.py -->", "<!-- end -->"
    pattern = re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.DOTALL)
    return pattern.sub(lambda _: f"{start}\n{table}\n{end}", text)


def panel(title: str) -> str:
    """The table of the commands in a panel."""
    rows = [f"**{title}**", "", "| command | what it does | options |", "|---|---|---|"]
    for name in registry.names():
        command = registry.find(name)
        if command.panel == title:
            summary = (inspect.getdoc(command.function) or "").partition("\n")[0]
            rows.append(f"| `{usage(name)}` | {summary} | {options(name)} |")
    return "\n".join(rows)


def usage(name: str) -> str:
    """A command with its arguments, as in `lacli solve A b`."""
    words = ["lacli", name]
    for key, parameter, declared in parameters(name):
        needed = parameter.default is parameter.empty
        if isinstance(declared, ArgumentInfo):
            word = key if key == key[:1] else key.upper()
            several = parameter.kind is parameter.VAR_POSITIONAL
            words.append("…" if several else word if needed else f"[{word}]")
        elif isinstance(declared, OptionInfo) and needed:
            words += [str(declared.default), str(declared.metavar)]
    return " ".join(words)


def options(name: str) -> str:
    """The options of a command's own."""
    declared = [option for _, _, option in parameters(name) if isinstance(option, OptionInfo)]
    # Typer takes the first name of an option in Annotated for its default, until it is used.
    return ", ".join(f"`{option.default}`" for option in declared)


def parameters(name: str) -> list[tuple[str, inspect.Parameter, object]]:
    """The parameters of a command, each with what is declared of it."""
    found = inspect.signature(registry.find(name).function, eval_str=True).parameters
    return [(key, each, each.annotation.__metadata__[0]) for key, each in found.items()]


if __name__ == "__main__":
    sys.exit(main())
