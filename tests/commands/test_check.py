"""check: silent exit codes, and words for what fails."""

from __future__ import annotations

import inspect
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from conftest import Said, process

from lacli.commands._properties import PROPERTIES
from lacli.commands.check import check
from lacli.commands.cholesky import cholesky
from lacli.compute.dense.predicates import KINDS
from lacli.errors import MathError, Unmet, UsageError
from lacli.matrix import Matrix

Call = Callable[..., Said]
FLAGS = list(PROPERTIES)
IDENTITY = Matrix([[1, 0], [0, 1]])


def option(name: str) -> str:
    return "--" + name.replace("_", "-")


def why(*args: str, call: Call) -> str:
    """What --verbose says of a check that fails."""
    assert call("check", *args) == Said(1, "", "")
    said = call("check", *args, "--verbose")
    assert (said.code, said.out) == (1, "")
    return said.err.removeprefix("lacli check: ").removesuffix("\n")


@pytest.mark.parametrize("flag", FLAGS)
def test_the_identity_has_every_property_but_one(flag: str) -> None:
    if flag == "skew":
        with pytest.raises(Unmet):
            check(IDENTITY, skew=True)
    else:
        check(IDENTITY, **{flag: True})


@pytest.mark.parametrize("engine", ["memory", "blocked"])
def test_cells_are_looked_at_in_every_engine(
    engine: str, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for last, code in (("3", 0), ("", 1), ("inf", 1), ("x", 3)):
        Path("A.csv").write_text("1,2\n" * 200 + f"1,{last}\n")
        said = call("check", "--finite", "A.csv", "--engine", engine)
        assert (said.code, said.out) == (code, "")
    Path("A.csv").write_text("1,2\n" * 200 + "1,\n")
    said = call("check", "--finite", "A.csv", "--engine", engine, "--verbose")
    assert said.err.startswith("lacli check: not finite: A.csv:201:2: ")


@pytest.mark.parametrize("flag", [name for name in FLAGS if name != "finite"])
def test_a_bad_matrix_has_none(flag: str, call: Call) -> None:
    assert call("check", "1 2 -3; 2 4 7", option(flag)) == Said(1, "", "")


@pytest.mark.parametrize("flag", FLAGS)
@pytest.mark.parametrize("cell", ["", "nan", "inf"])
def test_a_cell_without_a_number_fails_everything(flag: str, cell: str, call: Call) -> None:
    text = f"x,y\n1,{cell}\n{cell},1\n"
    assert call("check", option(flag), stdin=text) == Said(1, "", "")
    said = call("check", option(flag), "--verbose", stdin=text)
    what = "infinite" if cell == "inf" else "no number"
    assert said.err == f"lacli check: not finite: stdin:2:2: {what}, and 1 more\n"


def test_a_gap_in_what_it_is_held_against_fails(call: Call) -> None:
    Path("B.csv").write_text("x,y\n1,nan\n")
    said = why("1 2", "--close-to", "B.csv", call=call)
    assert said == "not finite: B.csv:2:2: no number"


def test_the_table_has_every_flag_and_every_measure() -> None:
    parameters = inspect.signature(check).parameters
    flags = {name for name, parameter in parameters.items() if parameter.default is False}
    assert {*FLAGS} == flags - {"verbose"}
    assert {name for name in FLAGS if PROPERTIES[name].why} == {*KINDS}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("A", "flags", "message"),
    [
        ("1 2 3; 4 5 6", "--square", "A is 2×3, not square"),
        ("1 3; 1 2", "--symmetric", ("A is not symmetric: "
         "row 1, column 2 is 3 and row 2, column 1 is 1")),
        ("1 3; 1 2", "--hermitian", ("A is not symmetric: "
         "row 1, column 2 is 3 and row 2, column 1 is 1")),
        ("1 i; i 2", "--hermitian", ("A is not Hermitian: "
         "row 1, column 2 is 1j and row 2, column 1 is 1j")),
        ("i 0; 0 2", "--hermitian", "A is not Hermitian: row 1, column 1 is 1j"),
        ("0 1; -1 0.5", "--skew", "A is not skew-symmetric: row 2, column 2 is 0.5"),
        ("1 0.5; 0 1", "--orthogonal", ("A is not orthogonal: "
         "the inner product of column 1 with column 2 is 0.5, not 0")),
        ("2 0; 0 1", "--orthogonal", ("A is not orthogonal: "
         "the inner product of column 1 with itself is 4, not 1")),
        ("2i 0; 0 1", "--orthogonal", ("A is not unitary: "
         "the inner product of column 1 with itself is 4, not 1")),
        ("1 2; 1 1; 0 0", "--orthonormal-columns", ("the columns of A are not orthonormal: "
         "the inner product of column 2 with itself is 5, not 1")),
        ("1 0; 3 1", "--diagonal", "A is not diagonal: row 2, column 1 is 3"),
        ("1 0; 3 1", "--upper", "A is not upper triangular: row 2, column 1 is 3"),
        ("1 3; 0 1", "--lower", "A is not lower triangular: row 1, column 2 is 3"),
        ("1 2; 2 1", "--posdef", "A is not positive definite: its least eigenvalue is -1"),
        ("2 1; 0 2", "--posdef", ("A is not symmetric: "
         "row 1, column 2 is 1 and row 2, column 1 is 0")),
        ("1 2; 2 1", "--possemidef", "A is not positive semidefinite: its least eigenvalue is -1"),
        ("1 2; 2 4", "--invertible", "A is not invertible: the rank is 1 of 2"),
        ("1 2 3; 4 5 6", "--independent", ("the columns of A are not independent: "
         "the rank is 2 of 3")),
        ("1 2; 0 3", "--projection", ("A is not a projection: "
         "row 1, column 2 is 2, and 8 in its square")),
        ("0.5 0.25", "--stochastic", "A is not stochastic: row 1 adds to 0.75"),
        ("-1 2", "--stochastic", "A is not stochastic: row 1, column 1 is -1"),
        ("1 -2", "--nonnegative", "A is not nonnegative: row 1, column 2 is -2"),
        ("1 0; 0 100", "--cond-below 99", "the condition number of A is 100, not below 99"),
        ("1 0; 0 0", "--cond-below 1e9", "the condition number of A is inf, not below 1e+09"),
        ("1 2", "--close-to 1,2.5", "A is not close to B: row 1, column 2 is 2 and 2.5"),
        ("1 2", "--close-to 1", "A is 1×2 and B is 1×1"),
        ("1 2; 0 1", "--symmetric --square --orthogonal", ("A is not symmetric: "
         "row 1, column 2 is 2 and row 2, column 1 is 0; "
         "A is not orthogonal: the inner product of column 2 with itself is 5, not 1")),
        ("1 2 3", "--symmetric --posdef --square", "A is 1×3, not square"),
    ],
)  # fmt: skip
def test_what_fails_and_by_how_much(A: str, flags: str, message: str, call: Call) -> None:
    assert why(A, *flags.split(), call=call) == message


@pytest.mark.parametrize(
    ("A", "flags"),
    [
        ("1 i; -i 2", "--hermitian --posdef"),
        ("1 i; i 2", "--symmetric"),
        ("0 1; -1 0", "--skew --orthogonal --invertible"),
        ("0 i; 1 0", "--orthogonal"),
        ("0.6; 0.8", "--orthonormal-columns --independent"),
        ("1 1; 1 1", "--possemidef"),
        ("0.5 0.5; 0.5 0.5", "--projection --stochastic --nonnegative"),
        ("2 0; 0 1", "--cond-below 2.5"),
        ("1 2", "--close-to 1,2.000000001"),
        ("1 2; 3 4", "--finite"),
        ("1 0 0; 0 5 0", "--diagonal"),
    ],
)
def test_what_holds(A: str, flags: str, call: Call) -> None:
    assert call("check", A, *flags.split(), "--verbose") == Said(0, "", "")


def test_the_tolerance_is_relative() -> None:
    A = np.array([[1, 1], [1 + 1e-8, 1]])
    for scale in (1e-200, 1, 1e200):
        check(Matrix(A * scale), symmetric=True, tol=1e-7)
        with pytest.raises(Unmet):
            check(Matrix(A * scale), symmetric=True)


@pytest.mark.parametrize("flag", ["posdef", "invertible", "independent"])
def test_no_tolerance_makes_a_singular_matrix_regular(flag: str) -> None:
    for A in (Matrix([[1, 1], [1, 1]]), Matrix([[0, 0], [0, 0]])):
        with pytest.raises(Unmet):
            check(A, **{flag: True}, tol=0.9)


def test_names_are_compared_where_both_have_them(call: Call) -> None:
    Path("A.csv").write_text(",x,y\na,2,1\nb,1,3\n")
    Path("B.csv").write_text(",x,z\na,2,1\nb,1,3\n")
    assert call("check", "A.csv", "--close-to", "2 1; 1 3").code == 0
    assert why("A.csv", "--close-to", "B.csv", call=call) == (
        "column 2 is 'y' in A.csv and 'z' in B.csv"
    )


def test_wrong_usage() -> None:
    for wishes, message in [
        ({}, "nothing to check"),
        ({"verbose": True}, "nothing to check"),
        ({"square": True, "tol": -1.0}, "--tol is a share"),
        ({"square": True, "tol": float("nan")}, "--tol is a share"),
        ({"cond_below": 1.0}, "no condition number is below 1"),
        ({"cond_below": float("nan")}, "no condition number is below 1"),
    ]:
        with pytest.raises(UsageError, match=message):
            check(IDENTITY, **wishes)


def test_doubt_is_told() -> None:
    A = Matrix([[1, 1], [1, 1 + 2**-52]], name="A")
    with pytest.raises(Unmet, match="which cannot be told from 0"):
        check(A, posdef=True, verbose=True)


def test_it_stops_make(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text("x:\n\tlacli check '1 2; 2 4' --invertible\n\ttouch x\n")
    said = process("check", "1 2; 2 4", "--invertible")
    assert (said.returncode, said.stdout, said.stderr) == (1, b"", b"")
    assert subprocess.run(["make", "-s"], capture_output=True, check=False).returncode == 2
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        ("--symmetric", ("A.csv is not symmetric: "
         "row 'a', column 'y' is 2 and row 'b', column 'x' is 0")),
        ("--upper --lower", "A.csv is not lower triangular: row 'a', column 'y' is 2"),
        ("--orthogonal", ("A.csv is not orthogonal: "
         "the inner product of column 'y' with itself is 13, not 1")),
        ("--projection", ("A.csv is not a projection: "
         "row 'b', column 'y' is -3, and 9 in its square")),
        ("--stochastic", "A.csv is not stochastic: row 'b' adds to -3"),
        ("--nonnegative", "A.csv is not nonnegative: row 'b', column 'y' is -3"),
        ("--close-to A.csv --close-to 1,2;0,3", ("A.csv is not close to B: "
         "row 'b', column 'y' is -3 and 3")),
    ],
)  # fmt: skip
def test_rows_and_columns_are_called_by_their_names(flags: str, message: str, call: Call) -> None:
    Path("A.csv").write_text(",x,y\na,1,2\nb,0,-3\n")
    assert why("A.csv", *flags.split(), call=call) == message


def test_posdef_takes_as_symmetric_what_cholesky_does_not(call: Call) -> None:
    A = Matrix([[2, 1], [1 + 1e-10, 3]], name="A")
    check(A, posdef=True)
    with pytest.raises(MathError, match="not symmetric"):
        cholesky(A)
    with pytest.raises(Unmet, match="A is not symmetric"):
        check(A, posdef=True, tol=0, verbose=True)
    assert "Hermitian up to --tol, with positive eigenvalues" in call("check", "--help").out
