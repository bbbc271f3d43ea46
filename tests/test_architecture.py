"""The house: imports point one way, and a call loads no more than it needs."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import LACLI, ROOT

SRC = ROOT / "src" / "lacli"
FILES = sorted(SRC.rglob("*.py"))

# What each room may import of the others; a module without a room of its own is its own room.
ALLOWED = {
    "errors": set(),
    "number": set(),
    "pattern": set(),
    "numeral": {"number", "pattern"},
    "terminal": set(),
    "memory": {"errors", "pattern"},
    "tall": {"alongside", "errors", "memory"},
    "alongside": {"errors"},
    "ahead": set(),
    "progress": {"terminal"},
    "spool": {"errors", "progress", "tall"},
    "cluster": {"alongside", "errors", "tall"},
    "matrix": {"number", "tall"},
    "result": {"errors", "matrix", "number"},
    "registry": set(),
    "machine": set(),
    "compute": {"errors", "matrix", "memory", "number", "tall"},
    "parse": {"ahead", "cluster", "errors", "machine", "matrix", "memory", "number", "numeral",
              "pattern", "progress", "spool", "tall"},
    "render": {"errors", "matrix", "number", "numeral", "result", "terminal"},
    "names": {"errors", "matrix"},
    "shape": {"errors", "matrix", "names"},
    "system": {"errors", "matrix", "names", "shape"},
    "signature": {"matrix"},
    "commands": {"registry", "matrix", "names", "number", "shape", "system", "compute", "errors"},
    "output": {"errors", "progress", "render", "replacing", "result", "terminal"},
    "replacing": set(),
    "report": {"errors", "terminal"},
    "options": {"errors", "output", "parse", "registry", "render", "signature"},
    "help": {"terminal"},
    "operands": {"errors", "matrix", "signature", "parse"},
    "subcommand": {"compute", "errors", "result", "registry", "operands", "output", "options",
                   "report", "help", "memory", "pattern", "signature"},
    "cli": {"errors", "number", "registry", "report", "help", "subcommand", "synonyms"},
    "synonyms": set(),
    "__main__": {"cli", "machine"},
    "__init__": set(),
}  # fmt: skip


def room(path: Path) -> str:
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The full names of what a file imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SRC)))
def test_imports_point_one_way(path: Path) -> None:
    here = room(path)
    for name in imported(path):
        top, _, rest = name.partition(".")
        if top == "rich":
            assert path.relative_to(SRC) == Path("render/table.py"), "only tables import rich"
        if top == "typer":
            assert here in (
                "cli",
                "subcommand",
                "operands",
                "options",
                "help",
                "registry",
                "signature",
            )
        if top == "numpy":
            assert here in (
                "alongside", "cluster", "compute", "matrix", "parse", "render", "result", "spool",
                "tall",
            )  # fmt: skip
        if top == "lacli" and rest:
            there = rest.split(".")[0]
            assert there in ALLOWED[here] | {here, "__version__"}, f"{here} must not import {there}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SRC)))
def test_nothing_heavy_is_imported_at_the_top(path: Path) -> None:
    if room(path) == "compute" or path.name == "table.py":
        return  # themselves imported late
    top_level = ast.Module([n for n in ast.parse(path.read_text()).body], [])  # noqa: C416
    for node in top_level.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names] + [getattr(node, "module", "") or ""]
            assert not {name.split(".")[0] for name in names} & {"numpy", "rich", "pydantic"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SRC)))
def test_every_file_says_what_it_is_for_and_fits_on_a_few_screens(path: Path) -> None:
    text = path.read_text()
    first = (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]
    assert first.endswith((".", ":"))
    assert len(text.splitlines()) <= 260


def loaded(*args: str, **environment: str) -> set[str]:
    """The modules that a call in a pipe has loaded when it ends."""
    script = (
        "import sys\n"
        "from lacli.__main__ import main\n"
        f"sys.argv = ['lacli', *{list(args)!r}]\n"
        "try:\n    main()\n"
        "except SystemExit as stop:\n    assert not stop.code, stop.code\n"
        "finally:\n    print(*(m for m in sys.modules if sys.modules[m]), file=sys.stderr)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin", "PYTHONPATH": str(ROOT / "src"), **environment},
        input="",
    )
    assert said.returncode == 0, said.stderr
    assert said.stdout
    return set(said.stderr.splitlines()[-1].split())


COMPLETE = {
    "bash": {"_LACLI_COMPLETE": "complete_bash", "COMP_WORDS": "lacli ", "COMP_CWORD": "1"},
    "zsh": {"_LACLI_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "lacli "},
    "fish": {
        "_LACLI_COMPLETE": "complete_fish",
        "_TYPER_COMPLETE_ARGS": "lacli ",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    },
}


@pytest.mark.parametrize(
    ("args", "environment"),
    [
        (["--version"], {}),
        (["--help"], {}),
        (["det", "--help"], {}),
        *(([], environment) for environment in COMPLETE.values()),
    ],
)
def test_version_completion_and_help_load_neither_numpy_nor_rich(
    args: list[str], environment: dict[str, str]
) -> None:
    modules = loaded(*args, **environment)
    assert not modules & {"numpy", "rich", "pydantic"}
    assert "lacli.cli" in modules


def test_version_completion_and_help_load_no_other_command() -> None:
    for modules in (loaded("--version"), loaded("--help"), loaded(**COMPLETE["bash"])):
        assert not {m for m in modules if m.startswith("lacli.commands.")}
    environment = COMPLETE["bash"] | {"COMP_WORDS": "lacli det --", "COMP_CWORD": "2"}
    modules = loaded(**environment)
    assert {m for m in modules if m.startswith("lacli.commands.") and "._" not in m} == {
        "lacli.commands.det"
    }


def test_a_piped_call_loads_its_own_command_and_no_rich() -> None:
    modules = loaded("det", "1 2; 3 4")
    assert not {m.split(".")[0] for m in modules} & {"numpy", "fractions", "rich", "pydantic"}
    assert {m for m in modules if m.startswith("lacli.commands.") and "._" not in m} == {
        "lacli.commands.det"
    }


EXACT = [
    ("det", "0.5 2; 3 4", "--log"),
    ("inv", "1 2; 3 4.5", "-f", "json"),
    ("solve", "1 2; 3 4", "5 6", "-f", "markdown"),
    ("solve", "1 2 3", "6", "-f", "latex"),
    ("rank", "1 2; 2 4"),
    ("rref", "1 2; 2 4"),
    ("nullspace", "1 2; 2 4"),
    ("independent", "1 2; 2 4"),
    ("charpoly", "1/3 2; 3 4"),
    ("trace", "0.1 2; 3 4"),
    ("transpose", "0.1 2; 3 4"),
    ("matmul", "0.1 2; 3 4", "1 2; 3 4", "5; 6"),
    ("power", "1 1; 1 0", "30"),
    ("power", "1 1; 1 0", "-3", "--exact"),
    ("add", "0.1", "0.2"),
    ("sub", "1 2", "3 4"),
    ("mul", "1 2", "3 4"),
    ("div", "1 2", "3 4"),
    ("dot", "1 2", "3 4"),
    ("outer", "1 2", "3 4"),
    ("kron", "1 2", "3 4"),
    ("show", "0.1 2"),
    ("hstack", "1 2", "3 4"),
    ("vstack", "1 2", "3 4"),
    ("reshape", "1 2 3 4", "2", "2"),
    ("diag", "1 2 3 4"),
]


@pytest.mark.parametrize("args", EXACT, ids=" ".join)
def test_small_matrices_of_written_numbers_need_no_numpy(args: tuple[str, ...]) -> None:
    assert "numpy" not in loaded(*args)


def test_floating_point_takes_numpy() -> None:
    assert "numpy" in loaded("det", "1 2; 3 4", "--float")


def test_the_program_is_installed() -> None:
    assert Path(LACLI).exists()
