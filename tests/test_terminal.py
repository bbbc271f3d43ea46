"""On a real pseudo-terminal: tables, widths, colour, help and completion."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
from pathlib import Path

import numpy as np
import pytest
from conftest import LACLI, on_terminal, process

from lacli import registry
from lacli.synonyms import SYNONYMS

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def bare(text: str) -> str:
    return COLOUR.sub("", text)


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("columns", [3, 15, 60])
def test_tables_never_break_or_drop_a_digit(width: int, columns: int, tmp_path: Path) -> None:
    numbers = (
        np.random.default_rng(columns).normal(size=(5, columns))
        * 10.0 ** np.arange(-6, 4, 2)[:, None]
    )
    header = ",".join(["", *(f"column {j}" for j in range(columns))])
    lines = [f"row {i}," + ",".join(map(repr, row)) for i, row in enumerate(numbers.tolist())]
    (tmp_path / "A.csv").write_text("\n".join([header, *lines, ""]))
    np.save(tmp_path / "A.npy", numbers)
    transposed = bare(on_terminal(f"lacli pinv --rcond 0.9 -q {tmp_path}/A.csv", width))
    assert max(len(line) for line in transposed.splitlines() if line[:1] in "╭│├╰") <= width
    printed = bare(on_terminal(f"lacli norm {tmp_path}/A.csv --axis columns", width))
    expected = np.sqrt((numbers**2).sum(axis=0))
    found = [
        float(x) for x in re.findall(r"(?<= )-?[0-9.]+(?:e[+-][0-9]+)?(?= )", printed) if "." in x
    ]
    np.testing.assert_allclose(found[-columns:], expected, rtol=1e-5)
    assert len(found) == columns
    assert all(f"column {j}" in printed for j in range(columns))


@pytest.mark.usefixtures("matrices")
def test_the_main_job_as_a_table() -> None:
    printed = bare(on_terminal("lacli solve symmetric.csv forces.csv"))
    assert printed.splitlines() == [
        "solution of symmetric.csv x = forces.csv · 4×1",
        "╭───────────╮",
        "│      load │",
        "├───────────┤",
        "│ m1    0.6 │",
        "│ m2    1.2 │",
        "│ m3    0.8 │",
        "│ m4    0.4 │",
        "╰───────────╯",
    ]
    printed = bare(on_terminal("lacli pca iris.csv --columns 1-4", 100))
    for text in (
        "explained · 4×3",
        "components · 4×4",
        "scores · 150×4",
        "mean · 1×4",
        "██████████████▊",
    ):
        assert text in printed
    assert "130 of 150 rows left out; --all shows them" in printed


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_colour(environment: dict[str, str], coloured: bool) -> None:
    for command in ("lacli svd '1 2; 3 4'", "lacli det x", "lacli eig '1 1; 0 1'"):
        assert bool(COLOUR.search(on_terminal(command, **environment))) is coloured, command


def test_force_color_does_not_make_a_pipe_a_terminal() -> None:
    said = process("inv", "4", env=os.environ | {"FORCE_COLOR": "1"})
    assert said.stdout == b"0.25\n"
    said = process("inv", "4", "-f", "table", env=os.environ | {"FORCE_COLOR": "1"})
    assert b"\x1b[" in said.stdout
    assert b"\x1b[" not in process("inv", "4", "-f", "table").stdout


def test_the_width_of_a_table_in_a_pipe() -> None:
    said = process(
        "norm", "1.5 " * 40, "--axis", "columns", "-f", "table", env=os.environ | {"COLUMNS": "40"}
    )
    assert max(map(len, said.stdout.decode().splitlines())) <= 40


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_terminals_that_lack_signs(encoding: str) -> None:
    environment = {"PYTHONIOENCODING": encoding}
    printed = bare(
        on_terminal("lacli svd '1 2; 3 4'; lacli svd --help; lacli --help", **environment)
    )
    assert "U - 2x2" in printed
    assert "Traceback" not in printed
    assert "a bug" not in printed


def test_nothing_given_at_a_terminal_shows_the_help() -> None:
    printed = bare(on_terminal("lacli solve; echo $?"))
    assert "Usage: lacli solve" in printed
    assert printed.splitlines()[-1] == "2"
    printed = bare(on_terminal("lacli solve 1; echo $?; x=$(lacli det); echo $?$x"))
    assert printed.splitlines()[0] == "lacli solve: b is missing"
    assert printed.splitlines()[2] == "2"
    assert printed.splitlines()[-1] == "2"


def test_help_on_a_terminal_has_panels_and_keeps_brackets() -> None:
    printed = bare(on_terminal("lacli pca --help", 100))
    for panel in ("Arguments", "Options", "Input", "Output"):
        assert re.search(rf"╭─ {panel} ─+╮", printed)
    assert "$ lacli pca" in printed
    printed = bare(on_terminal("lacli", 100))
    for panel in ("Measure", "Solve and span", "Factor", "Data"):
        assert re.search(rf"╭─ {panel} ─+╮", printed)


def test_control_characters_in_names_are_shown(tmp_path: Path) -> None:
    (tmp_path / "A.csv").write_text('x,"\x1b[31mred\u202e"\n1,2\n')
    printed = on_terminal(f"lacli norm {tmp_path}/A.csv --axis columns", NO_COLOR="1")
    assert "\x1b" not in printed
    assert r"\x1b[31mred" in printed
    nasty = tmp_path / "\x1b[2J.csv"
    nasty.write_text("1,x\n")
    said = process("det", str(nasty))
    assert b"\x1b" not in said.stderr


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("[red]x", "[red]x"),
        ("w[/b]", "w[/b]"),
        ("\x1b]0;owned\x07", r"\x1b]0;owned\x07"),
        ("\u202egnp", r"\u202egnp"),
        ("\x9b31m", r"\x9b31m"),
        ("a\u2028b", r"a\u2028b"),
    ],
)
def test_names_do_nothing_to_the_terminal(name: str, shown: str, tmp_path: Path) -> None:
    """Those of rows, columns, parts and files, in tables, lists of parts and messages."""
    file = tmp_path / f"{name.replace('/', '')}.json"
    one = {"columns": [name], "index": [name], "data": [[1.5]]}
    for value, arguments in (
        (one, []),
        ({name: [[1.5]], "other": [[2]]}, []),
        ({name: [[1.5]]}, ["--columns", name]),
        ({name: [["x"]]}, []),
        ({name: {name: 1}}, []),
        (one, ["--part", name]),
    ):
        file.write_text(json.dumps(value))
        command = shlex.join(["lacli", "show", str(file), *arguments])
        printed = on_terminal(command, 100, NO_COLOR="1")
        assert not set(printed) & set("\x1b\x07\x9b\u202e\u2028")
        assert shown.replace("/", "") in printed.replace("/", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_of_commands_options_and_formats(shell: str) -> None:
    for words, expected in (
        ("lacli so", "solve"),
        ("lacli svd --ra", "--rank"),
        ("lacli svd -f mark", "markdown"),
        ("lacli svd --part V", "Vh"),
        ("lacli norm --ord fr", "fro"),
    ):
        environment = os.environ | {
            "_LACLI_COMPLETE": f"complete_{shell}",
            "_TYPER_COMPLETE_ARGS": words,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split()) - 1),
        }
        said = subprocess.run([LACLI], env=environment, capture_output=True, text=True, check=False)
        assert expected in said.stdout, said.stderr


@pytest.mark.parametrize(
    ("args", "message", "hint"),
    [
        (["slove", "1", "2"], "lacli: no such command 'slove'", "did you mean solve?"),
        (["kernel", "1 2"], "lacli: no such command 'kernel'", "did you mean nullspace?"),
        (["Determinant"], "lacli: no such command 'Determinant'", "did you mean det?"),
        (
            ["det", "1", "2"],
            "lacli det: 2 matrices of one number each",
            "a matrix is one argument, in quotes: '1 2; 3 4'",
        ),
        (
            ["pca", "-k", "1.5", "1"],
            "lacli pca: invalid value for '-k': '1.5' is not a whole number",
            "lacli pca --help shows what it takes",
        ),
        (["det", ""], "lacli det: A is empty", "a matrix is written '1 2; 3 4'"),
        (
            ["solve", "2"],
            "lacli solve: stdin: empty",
            "b was not given, so standard input was read for it",
        ),
    ],
)
def test_common_mistakes_are_understood(args: list[str], message: str, hint: str) -> None:
    said = process(*args)
    assert said.returncode in (2, 3)
    assert said.stderr.decode().splitlines() == [message, f"hint: {hint}"]


def test_every_synonym_is_no_command_and_means_one() -> None:
    commands = set(registry.names())
    assert set(SYNONYMS.values()) <= commands
    assert not set(SYNONYMS) & commands
    assert all(word == word.lower() for word in SYNONYMS)


def test_help_fits_the_terminal() -> None:
    printed = bare(on_terminal("lacli pca --help", 200))
    assert max(map(len, printed.splitlines())) <= 100
    narrow = bare(on_terminal("lacli pca --help", 40))
    assert "--standardize" in narrow
    assert "╭" not in narrow
    assert "\x1b" not in on_terminal("lacli pca --help", 100, NO_COLOR="1")


def test_version() -> None:
    from lacli import __version__

    assert process("--version").stdout.decode() == f"lacli {__version__}\n"
