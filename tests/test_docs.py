"""The documentation is true: what README, CONTRIBUTING and the examples tell to run, runs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

README = (ROOT / "README.md").read_text()
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text()


def blocks(text: str, language: str) -> list[str]:
    """The code blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def bash(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("script", blocks(README, "sh"))
@pytest.mark.usefixtures("matrices")
def test_the_lines_to_paste_run(script: str) -> None:
    for part in [script] if "\n  " in script else script.splitlines():
        said = bash(f"set -eo pipefail; {part}")
        assert said.returncode == 0, f"{part}\n{said.stdout}"
        assert said.stdout or "-o " in part
        assert "lacli" in part


@pytest.mark.usefixtures("matrices")
def test_the_recipes_run() -> None:
    [recipes] = blocks(README, "bash")
    said = bash(f"set -eo pipefail; {recipes}")
    assert said.returncode == 0, said.stdout
    assert said.stdout.startswith("0.7935,1.324\n")
    assert '"R²",0.97' in said.stdout
    assert len(re.findall(r"^# ", recipes, re.MULTILINE)) == 4


def test_there_are_ten_of_them() -> None:
    assert len(blocks(README, "sh")[0].splitlines()) == 10


@pytest.mark.usefixtures("matrices")
def test_what_the_readme_shows_is_what_is_printed() -> None:
    [shown] = blocks(README, "console")
    for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n?)*)", shown, re.MULTILINE):
        assert bash(command).stdout == output


def test_the_makefile_in_the_readme(matrices: Path) -> None:
    [makefile] = blocks(README, "make")
    (matrices / "Makefile").write_text(makefile)
    assert subprocess.run(["make", "-s", "x.csv"], check=False).returncode == 0
    assert (matrices / "x.csv").read_text().startswith(",load\nm1,0.")


def test_the_example_makefile_derives_everything(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns("out"))
    folder = tmp_path / "examples"
    for target in ("all", "demo"):
        said = subprocess.run(
            ["make", "-s", target], cwd=folder, capture_output=True, text=True, check=False
        )
        assert said.returncode == 0, said.stderr
    made = {path.name for path in (folder / "out").iterdir()}
    assert made == {
        "rotation.inv.csv", "symmetric.eig.json", "levelling.svd.md", "hilbert.inv.tex",
        "singular.pinv.csv", "displacements.csv", "heights.csv", "iris.pca.json",
        "iris.scores.csv", "fc2.rank8.npz",
    }  # fmt: skip
    assert (folder / "out" / "heights.csv").read_text().startswith(",height\nP,1.94")
    assert "principal components of iris.csv" in said.stdout
    assert "lacli inv: exactly singular" in said.stderr


def test_every_example_is_described_and_its_command_runs(matrices: Path) -> None:
    text = (matrices / "README.md").read_text()
    rows = re.findall(r"^\| `(\S+)` \|.*\| `(lacli [^`]*)` \|$", text, re.MULTILINE)
    files = {path.name for path in matrices.iterdir()} - {"README.md"}
    assert {name for name, _ in rows} == files
    for _, command in rows:
        assert bash(command).returncode == 0, command


def test_a_newcomer_adds_a_command_by_following_contributing(tmp_path: Path) -> None:
    copy = tmp_path / "src" / "lacli"
    shutil.copytree(ROOT / "src" / "lacli", copy)
    [code] = blocks(CONTRIBUTING, "python")
    (copy / "commands" / "gram.py").write_text(code)

    def lacli(*args: str) -> str:
        environment = os.environ | {"PYTHONPATH": str(tmp_path / "src")}
        said = subprocess.run(
            [sys.executable, "-m", "lacli", *args],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert said.returncode == 0, said.stderr
        return said.stdout

    settings = str(ROOT / "pyproject.toml")
    for tool in (
        ["ruff", "check", "--config", settings],
        ["ruff", "format", "--check", "--config", settings],
        ["mypy", "--config-file", settings],
    ):
        command = [*tool, str(copy / "commands" / "gram.py")]
        checked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout + checked.stderr
    assert lacli("gram", "1 2; 3 4") == "10,14\n14,20\n"
    assert lacli("gram", "1 2; 3 4", "-f", "json") == "[[10, 14],\n [14, 20]]\n"
    assert re.search(r"gram +Multiply the transpose of A by A\.", lacli("--help"))
    assert "$ lacli gram '1 2; 3 4'\n      10,14" in lacli("gram", "--help")


def test_contributing_fits_on_one_screen_and_names_what_exists() -> None:
    adding = CONTRIBUTING.partition("## Adding a command")[2].partition("\n## ")[0]
    assert len(adding.splitlines()) <= 50
    for path in re.findall(r"`(src/lacli/[\w/.]+?)/?`", CONTRIBUTING):
        assert (ROOT / path).exists() or path.endswith("gram.py")


def test_contributing_describes_every_room_of_the_house() -> None:
    house = CONTRIBUTING.partition("## The house")[2]
    rooms = {
        path.name
        for path in (ROOT / "src" / "lacli").iterdir()
        if not path.name.startswith(("__", "py."))
    }
    assert rooms == {
        name.rstrip("/") for name in re.findall(r"^      (\w+(?:\.py|/)) ", house, re.MULTILINE)
    }


def test_the_readme_knows_every_format_and_exit_code() -> None:
    from lacli import errors
    from lacli.render import formats

    assert all(f"`{name}`" in README for name in formats())
    codes = {kind.exit_code for kind in vars(errors).values() if hasattr(kind, "exit_code")}
    assert all(re.search(rf"^\| .*\b{code}\b", README, re.MULTILINE) for code in codes)
