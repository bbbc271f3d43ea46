"""What holds for every command: nobody edits this file for a new one."""

from __future__ import annotations

import inspect
import json
import re
import shlex
import subprocess
from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import get_args, get_type_hints

import numpy as np
import pytest
from conftest import ROOT, Said, process, read

from lacli import registry, signature
from lacli.parse import Reading, Source, read_source
from lacli.render import BINARY, Style, formats, render
from lacli.result import Result

NAMES = registry.names()
EXAMPLE = re.compile(r"^    \$ (lacli .*)\n((?:    (?!\$ ).*\n?|\n)*)", re.MULTILINE)
LABELLED = ",x,y\nx,2,1\ny,1,3\n"
OF_ONE_ARRAY = ("npy", "mtx")
Call = Callable[..., Said]


def operands(name: str) -> list[str]:
    """The names of the matrices that a command must have."""
    found = signature.operands(registry.find(name).function)
    return [operand for operand, kind in found.items() if kind.needed]


@cache
def arguments(name: str) -> list[str]:
    """Arguments with which a command has an answer.

    They are the same good matrix for each operand or, where that does not fit, those of the first
    example in its help.
    """
    same = [name, *["A.csv"] * len(operands(name))]
    said = process(*same)
    if said.returncode == 0:
        return same
    assert said.returncode in (1, 2, 4), said.stderr.decode()  # the mathematics, usage, a shape
    return shlex.split(first_example(name))[1:]


def first_example(name: str) -> str:
    """The first example in a command's help, which is no pipeline."""
    return next(example for example, _ in examples() if example.startswith(f"lacli {name} "))


def with_file(name: str, file: str) -> list[str]:
    """The arguments, that file in the place of the first matrix."""
    function = registry.find(name).function
    before = list(inspect.signature(function).parameters).index(operands(name)[0])
    args = list(arguments(name))
    args[1 + before] = file
    return args


def texts(name: str) -> set[str]:
    """The parts of a command's answer that are text; "" is its only answer."""
    answer = get_type_hints(registry.find(name).function)["return"]
    found = {"" for kind in (answer, *get_args(answer)) if kind in TEXT}
    for kind in (answer, *get_args(answer)):
        if hasattr(kind, "_fields"):
            hints = get_type_hints(kind)
            found |= {part for part, hint in hints.items() if {hint, *get_args(hint)} & TEXT}
    return found


LONGEST = 70
"""As many characters of the first line as `lacli --help` shows."""
TEXT = {str, tuple[str, ...]}
SILENT = [
    name for name in NAMES if get_type_hints(registry.find(name).function)["return"] is type(None)
]
SPEAKING = [name for name in NAMES if name not in SILENT]
TAKING_MORE = [
    name
    for name in SPEAKING
    if any(kind.several for kind in signature.operands(registry.find(name).function).values())
]
EXACT = [name for name in NAMES if registry.find(name).exact]
READING = [name for name in NAMES if operands(name)]


@pytest.fixture(autouse=True)
def a_file(matrices: Path) -> None:
    (matrices / "A.csv").write_text(LABELLED)


def examples() -> list[tuple[str, str]]:
    found = []
    for name in NAMES:
        documentation = inspect.getdoc(registry.find(name).function) or ""
        found += [(m[1], dedent(m[2]).strip()) for m in EXAMPLE.finditer(documentation)]
    return found


@pytest.mark.parametrize(("command", "output"), examples())
def test_the_examples_in_the_help_are_true(command: str, output: str) -> None:
    said = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout.strip()) == (0, output), said.stderr


@pytest.mark.parametrize("name", NAMES)
def test_the_help_begins_with_a_sentence_and_has_an_example(name: str, call: Call) -> None:
    command = registry.find(name)
    documentation = inspect.getdoc(command.function) or ""
    assert documentation.partition("\n")[0].endswith(".")
    assert any(example.startswith(f"lacli {name} ") for example, _ in examples())
    said = call(name, "--help")
    assert said.code == 0
    assert f"Usage: lacli {name} " in said.out
    for heading in (
        "Arguments:",
        *(["Input:"] if operands(name) else []),
        *(["Output:"] if name in SPEAKING else []),
    ):
        assert f"\n{heading}\n" in said.out
    for parameter in inspect.signature(command.function, eval_str=True).parameters.values():
        assert parameter.annotation.__metadata__[0].help
    for part in signature.parts(command.function):
        assert part in documentation or f"# {part}" in documentation


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_listed_in_its_panel(name: str, call: Call) -> None:
    panel = registry.find(name).panel
    listed = call("--help").out.partition(f"\n{panel}:\n")[2].partition("\n\n")[0]
    summary = (inspect.getdoc(registry.find(name).function) or "").partition("\n")[0]
    assert len(summary) <= LONGEST
    assert f" {name} {summary} " in f" {' '.join(listed.split())} "


def parts(text: str) -> list[str]:
    """The names of the blocks in a CSV."""
    return re.findall(r"^# (\w+)$", text, re.MULTILINE) or [""]


@pytest.mark.parametrize("name", SPEAKING)
def test_every_format_says_the_same_and_is_read_back(name: str, call: Call, matrices: Path) -> None:
    printed = {
        form: call(*arguments(name), "-f", form)
        for form in formats()
        if form not in ("table", *BINARY, *OF_ONE_ARRAY)
    }
    assert {said.code for said in printed.values()} == {0}
    arrays = {}
    for part in parts(printed["csv"].out):
        if part in texts(name):
            continue
        sources = {form: Source(f"t.{form}", part, f"t.{form}", printed[form].out.encode())
                 for form in ("csv", "tsv", "json")}  # fmt: skip
        answers = [read_source(source, Reading()) for source in sources.values()]
        assert answers[0] == answers[1] == answers[2]
        only = ["--part", part] if part else []
        assert read(call(*arguments(name), *only).out) == answers[0]
        arrays[part or "arr_0"] = answers[0].values
        for form in OF_ONE_ARRAY:
            assert call(*arguments(name), *only, "-o", f"out.{form}").code == 0
            source = Source(form, path=str(matrices / f"out.{form}"))
            np.testing.assert_array_equal(read_source(source, Reading()).values, answers[0].values)
        assert f"**{part}**" in printed["markdown"].out or not part
        assert rf"\mathrm{{{part}}} =" in printed["latex"].out or not part
    if arrays:
        assert call(*arguments(name), "-o", "out.npz").code == 0
        with np.load(matrices / "out.npz") as archive:
            assert {*archive} == {*arrays}
            for part, values in arrays.items():
                np.testing.assert_array_equal(np.atleast_2d(archive[part]), values)
    answer = json.loads(printed["json"].out)
    for part in [part for part in texts(name) if not part or part in answer]:
        lines = answer[part] if part else answer
        assert lines
        assert all(isinstance(line, str) for line in lines)


@pytest.mark.parametrize("name", SPEAKING)
def test_a_table_is_titled_with_what_it_is(name: str, call: Call) -> None:
    said = call(*arguments(name), "-f", "table")
    assert said.code == 0
    if "A.csv" not in arguments(name):
        pytest.skip("its operands are those of an example")
    if "╭" not in said.out:
        pytest.skip("its answer is printed without a table")
    assert heading(said) == title(name)


@pytest.mark.parametrize("name", TAKING_MORE)
def test_a_title_names_all_that_is_given(name: str, call: Call) -> None:
    if "A.csv" not in arguments(name):
        pytest.skip("its operands are those of an example")
    Path("B.csv").write_text(LABELLED)
    said = call(*arguments(name), "B.csv", "-f", "table")
    assert said.code == 0
    assert heading(said) == title(name, more=", B.csv")


def title(name: str, **more: str) -> str:
    """The title of a command's table where each operand is A.csv."""
    given = defaultdict(str, dict.fromkeys(operands(name), "A.csv") | more)
    return registry.find(name).title.format_map(given)


def heading(said: Said) -> str:
    """The first line of a table, without the shape."""
    return said.out.partition("\n")[0].partition(" · ")[0]


@pytest.mark.parametrize("name", SPEAKING)
def test_a_file_of_the_same_suffix_gets_the_same_text(
    name: str, call: Call, matrices: Path
) -> None:
    for form in ("csv", "json"):
        said = call(*arguments(name), "-o", f"out.{form}")
        assert (said.code, said.out) == (0, "")
        assert (matrices / f"out.{form}").read_text() == call(*arguments(name), "-f", form).out


@pytest.mark.parametrize("name", SPEAKING)
@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["--presision", "3"], 2, "no such option: --presision"),
        (["-f", "xml"], 2, "no format 'xml': csv, json,"),
        (["-o", "out.xlsx"], 2, "no format for files that end in .xlsx"),
        (["--part", "nothing"], 2, "no part 'nothing'"),
        (["-p", "0"], 2, "invalid value for '--precision' / '-p'"),
        (["-o", "no/such/folder.csv"], 6, "cannot write no/such/folder.csv: no such file"),
    ],
)
def test_wrong_usage(name: str, args: list[str], code: int, message: str, call: Call) -> None:
    said = call(*arguments(name), *args)
    assert (said.code, said.out) == (code, "")
    assert said.err.startswith(f"lacli {name}: {message}")


@pytest.mark.parametrize("name", SILENT)
def test_what_answers_nothing_prints_nothing(name: str, call: Call) -> None:
    assert call(*arguments(name)) == Said(0, "", "")
    assert call(*arguments(name), "--presision", "3").code == 2
    assert call(*arguments(name), "-f", "csv").code == 2
    assert call(*arguments(name), "--quiet").code == 2


def test_the_readme_says_which_commands_lack_which_options() -> None:
    readme = " ".join((ROOT / "README.md").read_text().split())
    [silent], [alone] = SILENT, sorted({*NAMES} - {*READING})
    assert f"Every command that reads a matrix, all but `{alone}`, takes" in readme
    assert f"every command that prints an answer, all but `{silent}`, takes" in readme


@pytest.mark.parametrize("name", READING)
def test_a_decimal_mark_that_is_none(name: str, call: Call) -> None:
    said = call(*arguments(name), "--decimal", ";")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"lacli {name}: a decimal mark is . or , not ';'")


@pytest.mark.parametrize("name", READING)
def test_a_column_that_is_not_there(name: str, call: Call) -> None:
    said = call(*with_file(name, "A.csv"), "--columns", "z")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"lacli {name}: A.csv: no column 'z'")


@pytest.mark.parametrize("name", READING)
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1,2\n3,x\n", "bad.csv:2:2: not a number: 'x'"),
        ("1,2\n3\n", "bad.csv:2: ragged: 1 cell, not 2"),
        ("", "bad.csv: empty"),
        ("x,y\n1,nan\n", "bad.csv:2:2: missing value"),
        ("1,2\n3,inf\n", "bad.csv:2:2: infinite, or too large for floating point"),
        (None, "no such file: 'bad.csv'"),
    ],
)
def test_what_cannot_be_read(name: str, text: str | None, message: str, call: Call) -> None:
    if text is not None:
        Path("bad.csv").write_text(text)
    said = call(*with_file(name, "bad.csv"))
    if registry.find(name).gaps and text and ("nan" in text or "inf" in text):
        assert said.code == (1 if name in SILENT else 0)
        return
    assert (said.code, said.out) == (3, "")
    assert said.err.splitlines()[0] == f"lacli {name}: {message}"
    assert len(said.err.splitlines()) <= 2


@pytest.mark.parametrize("name", SPEAKING)
def test_complex_matrices_go_through(name: str, call: Call) -> None:
    Path("A.csv").write_text("2,1j\n-1j,3\n")
    said = call(*arguments(name))
    assert said.code == 0 or "complex" in said.err
    for part in [part for part in parts(said.out) if said.out and part not in texts(name)]:
        assert read_source(Source("t", part, data=said.out.encode()), Reading()).shape


@pytest.mark.parametrize("name", SPEAKING)
def test_a_command_is_a_plain_function(name: str, call: Call) -> None:
    if "A.csv" not in arguments(name):
        pytest.skip("its operands are those of an example")
    answer = registry.find(name).function(*[read(LABELLED)] * len(operands(name)))
    printed = b"".join(render(Result.of(answer), "csv", Style())).decode()
    assert printed == call(*arguments(name)).out


@pytest.mark.parametrize("name", EXACT)
def test_fractions_are_printed_in_every_format_and_read_back_exactly(name: str, call: Call) -> None:
    args = arguments(name)
    Path("A.csv").write_text("x,y\n1/3,0.1\n-2,7/4\n")
    printed = {
        form: call(*args, "--exact", "-f", form)
        for form in ("csv", "tsv", "json", "markdown", "latex", "python", "matlab", "julia")
    }
    assert {said.code for said in printed.values()} == {0}, printed["csv"].err
    for part in [part for part in parts(printed["csv"].out) if part not in texts(name)]:
        read_back = [
            read_source(Source(f"t.{form}", part, f"t.{form}", said.out.encode()), Reading())
            for form, said in printed.items()
            if form in ("csv", "tsv", "json")
        ]
        assert all(A.is_written for A in read_back)
        exact = [[[Fraction(x) for x in row] for row in A] for A in read_back]
        assert exact[0] == exact[1] == exact[2]
        fractions = {str(x) for row in exact[0] for x in row if str(x) in printed["csv"].out}
        fractions = {text for text in fractions if "/" in text}  # and not roots, in decimals
        for form in ("markdown", "python", "matlab", "julia"):
            assert all(text in printed[form].out for text in fractions)
        for x in fractions:
            assert r"\frac{{{}}}{{{}}}".format(*x.lstrip("-").split("/")) in printed["latex"].out
        rounded = read_source(Source("t.csv", part, "t.csv", call(*args).out.encode()), Reading())
        if name != "nullspace":  # which has unit vectors then
            for row, other in zip(exact[0], rounded, strict=True):
                assert [x.numerator / x.denominator for x in row] == [float(x) for x in other]


@pytest.mark.parametrize("name", EXACT)
def test_floating_point_from_the_start_on_demand(name: str, call: Call) -> None:
    exact, floating = call(*arguments(name)), call(*arguments(name), "--float")
    assert floating.code == 0
    for part in [part for part in parts(exact.out) if part not in texts(name)]:
        one, other = (
            read_source(Source("t.csv", part, "t.csv", said.out.encode()), Reading()).values
            for said in (exact, floating)
        )
        np.testing.assert_allclose(one, other, rtol=1e-14, atol=1e-15)
    said = call(*arguments(name), "--exact", "--precision", "3")
    assert (said.code, said.out) == (2, "")
    assert "--exact and --precision exclude each other" in said.err


@pytest.mark.parametrize("name", [name for name in SPEAKING if name not in EXACT])
def test_other_commands_know_no_fractions(name: str, call: Call) -> None:
    said = call(*arguments(name), "--exact")
    assert (said.code, said.out) == (2, "")
    assert "no such option: --exact" in said.err
