"""Where a matrix comes from: a file, standard input or the argument itself."""

from __future__ import annotations

import errno
import io
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import Said

from lacli.errors import InputError
from lacli.parse import Source


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


Call = Callable[..., Said]


def test_an_argument_that_parses_is_inline_and_dot_slash_forces_a_file(call: Call) -> None:
    Path("2").write_text("7\n")
    assert call("det", "2").out == "2\n"
    assert call("det", "./2").out == "7\n"


def test_standard_input(call: Call) -> None:
    assert call("det", "-", stdin="1,2\n3,5\n").out == call("det", stdin="1,2\n3,5\n").out
    assert call("norm", "-", stdin="3 4\n").out == "5\n"
    assert call("norm", "-", stdin="[3, 4]").out == "5\n"
    assert call("norm", "-:S", stdin="# U\n1\n\n# S\n3\n4\n").out == "5\n"


def test_one_matrix_of_two_may_come_from_standard_input(call: Call) -> None:
    assert call("solve", "2", stdin="6\n").out == "3\n"
    assert call("solve", "-", "6", stdin="2\n").out == "3\n"


@pytest.mark.parametrize("args", [("-", "-"), ("-:A", "-"), ("-", "-:b")])
def test_standard_input_is_read_once(call: Call, args: tuple[str, ...]) -> None:
    said = call("solve", *args, stdin="# A\n1\n\n# b\n2\n")
    assert said.code == 2
    assert "standard input can be read only once" in said.err


def test_two_absent_matrices_are_wrong_usage(call: Call) -> None:
    said = call("matmul", stdin="1\n")
    assert (said.code, said.err.splitlines()[0]) == (2, "lacli matmul: A and B are missing")
    for args in ((), ("-:A",)):  # A may bring b along, but does not
        said = call("solve", *args, stdin="# A\n1\n" if args else "1\n")
        assert (said.code, said.err.splitlines()[0]) == (2, "lacli solve: b is missing")


def test_a_fifo_is_read_once(call: Call, here: Path) -> None:
    os.mkfifo("pipe.csv")
    writer = threading.Thread(target=lambda: (here / "pipe.csv").write_text("3,4\n"))
    writer.start()
    assert call("norm", "pipe.csv").out == "5\n"
    writer.join()


def test_the_name_of_a_part_after_a_colon(call: Call) -> None:
    Path("out.csv").write_text("# U\n1\n\n# S\n3\n4\n")
    assert call("norm", "out.csv:S").out == "5\n"
    Path("a:b.csv").write_text("3,4\n")
    assert call("norm", "a:b.csv").out == "5\n"


def test_close_names_are_suggested(call: Call) -> None:
    Path("matrix.csv").write_text("1\n")
    said = call("det", "matrx.csv")
    assert said.code == 3
    assert said.err == ("lacli det: no such file: 'matrx.csv'\nhint: did you mean matrix.csv?\n")
    assert "did you mean matrix.csv?" in call("det", "matrx.csv:S").err


@pytest.mark.parametrize("text", ["1 2; 3 x", "[1 2", "1,2;3,y", "-1 q", "3x", "1/0", "a b; c d"])
def test_what_was_meant_as_a_matrix_gets_a_caret(call: Call, text: str) -> None:
    said = call("det", text)
    assert said.code == 3
    lines = said.err.splitlines()
    assert lines[1] == f"  {text}"
    assert lines[2].strip() == "^"


@pytest.mark.parametrize("text", ["data 2.csv", "run1/out.csv", "x", "A1.csv:S", "./3"])
def test_what_was_meant_as_a_file_is_missed(call: Call, text: str) -> None:
    said = call("det", text)
    assert said.code == 3
    assert said.err.startswith(f"lacli det: no such file: '{text}'\n")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "f: empty"),
        (b"  \n", "f: empty"),
        (b"1,2\n\x00\x01", "f: a binary file, not text"),
        (b"caf\xe9,x\n1,2\n", "f: not UTF-8 text, near line 1"),
        (b"\x1f\x8b\x08\x00", "f: compressed"),
    ],
)
def test_files_that_hold_no_text(call: Call, data: bytes, message: str) -> None:
    Path("f").write_bytes(data)
    said = call("det", "f")
    assert (said.code, said.err.splitlines()[0]) == (3, f"lacli det: {message}")


def test_a_directory(call: Call, here: Path) -> None:
    said = call("det", str(here))
    assert (said.code, said.err) == (3, f"lacli det: {here}: is a directory\n")


def test_an_unreadable_file(call: Call) -> None:
    with TemporaryDirectory() as folder:  # one that nobody may enter: pytest's are private
        secret = Path(folder, "secret.csv")
        secret.write_text("1\n")
        secret.chmod(0)
        Path(folder).chmod(0o755)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)  # root may read anything
        try:
            said = call("det", str(secret))
        finally:
            os.seteuid(user)
    assert (said.code, said.err) == (3, f"lacli det: {secret}: permission denied\n")


def test_a_text_file_of_inline_text(call: Call) -> None:
    Path("numpy.txt").write_text("[[1. 2.]\n [3. 5.]]\n")
    assert call("det", "numpy.txt", "-p", "6").out == "-1\n"
    assert call("det", stdin="1 2; 3 5\n").code == 0
    said = call("det", stdin="[1 2; 3 x]\n")
    assert (said.code, said.err.splitlines()[0]) == (3, "lacli det: stdin: not a number: 'x'")


@pytest.mark.parametrize(
    ("text", "number"), [("pi", "3.141592653589793"), ("-pi", "-3.141592653589793"), ("i", "0+1j")]
)
def test_a_constant_is_a_number_unless_there_is_such_a_file(
    text: str, number: str, call: Call
) -> None:
    assert call("show", text).out == f"{number}\n"
    Path(text).write_text("1,2\n")
    assert call("show", f"./{text}").out == "1,2\n"
    assert call("show", text.strip("-")).out == (
        "1,2\n" if text[0] != "-" else "3.141592653589793\n"
    )
    assert "no such file: 'pie'" in call("show", "pie").err


PARTS = "# Q\n,x\na,1\nb,2\n\n# R\n3\n"


def test_parts_of_one_standard_input_are_taken_as_often_as_wanted(call: Call) -> None:
    assert call("matmul", "-:Q", "-:R", "-:R", stdin=PARTS).out == "a,9\nb,18\n"
    qr = call("qr", "3 1; 1 3; 0 2").out
    product = call("matmul", "-:Q", "-:R", "-p", "6", stdin=qr)
    assert (product.code, product.out) == (0, "3,1\n1,3\n0,2\n")


# An argument that is what a file would hold.


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (",gnp\nlabor,0.5\nland,2", ",gnp\nlabor,0.5\nland,2\n"),
        ("labor,0.5\nland,2", "labor,0.5\nland,2\n"),
        ("x\ty\n1\t2", "x,y\n1,2\n"),
        ('{"columns": ["x"], "index": ["a"], "data": [[1.5]]}', ",x\na,1.5\n"),
        ('[{"name": "a", "x": 1}, {"name": "b", "x": 2}]', ",x\na,1\nb,2\n"),
        ('{"S": [3, 4]}', "3,4\n"),
        ('[["1+2j"],\n [3]]', "1+2j\n3+0j\n"),
        ("|  | x |\n| :--- | ---: |\n| a | 1 |", ",x\na,1\n"),
        ("# U\n1\n2", "1\n2\n"),
        ("%%MatrixMarket matrix coordinate real general\n2 2 2\n1 1 5\n2 2 7", "5,0\n0,7\n"),
        ("% mine\n1 2", "1,2\n"),
        ("# mine\nsqrt(4) 2", "2,2\n"),
        ("1,2\n3,4", "1,2\n3,4\n"),
    ],
)
def test_what_a_file_would_hold_may_be_an_argument(text: str, shown: str, call: Call) -> None:
    said = call("show", text)
    assert (said.code, said.out) == (0, shown), said.err


def test_an_answer_with_names_fits_into_a_shell_variable(call: Call) -> None:
    Path("X.csv").write_text("gnp,price\n1,2\n3,4\n")
    gradient = call("mse", "X.csv", "0; 0", "1; 1", "--part", "gradient").out.rstrip("\n")
    assert gradient == "gnp,-4\nprice,-6"
    assert call("mul", "0.5", gradient).out == "gnp,-2\nprice,-3\n"
    assert call("show", "x,y\n1,2\n3,4", "--columns", "y").out == "y\n2\n4\n"


@pytest.mark.parametrize("file", [True, False])
def test_a_file_goes_before_its_text(file: bool, call: Call) -> None:
    if file:
        Path("x\ny").write_text("7\n")
    said = call("show", "x\ny")
    assert (said.code, said.out) == ((0, "7\n") if file else (3, ""))


def test_the_options_for_files_hold_for_such_text(call: Call) -> None:
    text = "name;x\na;1,5\nb;"
    assert call("show", text, "--decimal", ",", "--missing", "mean", "-q").out == (
        ",x\na,1.5\nb,1.5\n"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1 2\n3 x", "not a number: 'x'\n  3 x\n    ^"),
        ("[1 2\n3 x]", "not a number: 'x'\n  3 x]\n    ^"),
        ("1,2\n3", "ragged: row 2 has 1 cell, row 1 has 2 cells"),
        ("x,0.8", "not a number: 'x'\n  x,0.8\n  ^"),
        (",x,y", "no such file: ',x,y'"),
        ("{a,b}.csv", "no such file: '{a,b}.csv'"),
        (",x\na,1\nb,z", "A:3:2: not a number: 'z' (column 'x')"),
        ('{"x": [1, 2}', "A:1:12: not JSON: expecting ',' delimiter"),
        ("A\n╭───╮\n│ 1 │\n╰───╯", "A: a table for people\nhint: lacli … -f csv prints"),
        (
            "# U\n1\n\n# S\n2",
            "A: holds several matrices: U, S\nhint: give one of them: --part U prints it alone\n",
        ),
        ('{"U": [[1]], "S": [[2]]}', "A: holds several matrices: U, S\nhint: give one of them"),
    ],
)
def test_text_that_is_neither_gets_the_likelier_message(
    text: str, message: str, call: Call
) -> None:
    said = call("det", text)
    assert said.code == 3
    assert said.err.startswith(f"lacli det: {message}")


def test_a_table_drawn_for_people_is_refused(call: Call) -> None:
    for command in "inv", "describe", "svd":
        said = call("show", "-", stdin=call(command, "1 2; 3 4", "-f", "table").out)
        assert said.code == 3
        assert said.err == (
            "lacli show: stdin: a table for people\nhint: lacli … -f csv prints what is read\n"
        )


def test_standard_input_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, _: object) -> int:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Broken())))
    with pytest.raises(InputError, match=r"^stdin: input/output error$"):
        Source.stdin()
