"""Many lines of CSV at once: in memory or block by block, they say what they say one by one."""

from __future__ import annotations

import io
import os
import random
from collections.abc import Callable
from pathlib import Path
from warnings import catch_warnings

import numpy as np
import pytest
from conftest import Said, assert_alike
from hypothesis import given, settings
from hypothesis import strategies as st

from lacli import parse
from lacli.errors import InputError, LacliError, Note, UsageError
from lacli.matrix import Matrix
from lacli.parse import Reading, Source
from lacli.parse.streams import Rest

Call = Callable[..., Said]
RUN = 2**14
"""A run here: tests need not read megabytes to see where two meet."""
MANY = 1_300
"""Lines that take more than one."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for module in ("source", "streams", "blocks"):
        monkeypatch.setattr(f"lacli.parse.{module}.RUN", RUN)
    return tmp_path


def source(data: str | bytes, name: str = "A.csv") -> Source:
    return Source(name, path=name, data=data.encode() if isinstance(data, str) else data)


def outcome(data: str | bytes, part: str = "", **options: str) -> object:
    """The numbers and names that a text says, or what is said of it."""
    try:
        with catch_warnings(action="ignore", category=Note):
            A = parse.read_source(source(data).at(part), Reading(**options))
            values = A.tall.array() if A.tall else A.values
        return values.tolist(), A.rows and [*A.rows], A.cols
    except LacliError as error:
        return InputError if isinstance(error, InputError) else type(error), error.message


def both(data: str | bytes, part: str = "", **options: str) -> object:
    """What a text says block by block, which is what it says in memory."""
    blocked = outcome(data, part, engine="blocked", **options)
    assert blocked == outcome(data, part, engine="memory", **options)
    return blocked


def numbers(count: int, line: str = "{i},{x!r}", end: str = "\n") -> str:
    made = random.Random(1)
    lines = [line.format(i=i, x=made.gauss(0, 1) * 10 ** made.randint(-9, 9)) for i in range(count)]
    return end.join(lines) + end


LONG = numbers(MANY)
assert len(LONG) > 1.5 * RUN


@pytest.mark.parametrize(
    ("data", "options"),
    [
        (LONG, {}),
        (LONG.rstrip("\n"), {}),
        ("x,y\n" + LONG, {}),
        ("# a comment\n\nx,y\n" + LONG, {}),
        (LONG + "# a comment\n\n\n" + "1,2\n", {}),
        (LONG.replace("\n", "\r\n"), {}),
        ("\ufeff" + LONG, {}),
        (LONG.replace("\n", ",\n"), {}),
        (LONG.replace(",", " "), {}),
        (LONG.replace(",", "\t"), {}),
        (LONG.replace(",", ";").replace(".", ","), {"decimal": ","}),
        (numbers(MANY, "r{i},{x!r},{i}"), {}),
        (numbers(MANY, "r{i},{x!r},{i}"), {"columns": "3,2"}),
        (numbers(MANY, "{x!r},{i},r{i}"), {"columns": "2,1", "labels": "3"}),
        (numbers(MANY, "{i},{x!r}"), {"labels": "1"}),
        (numbers(MANY, '"r ""{i}"", ",{x!r}'), {}),
        (numbers(MANY, '"r\n{i}",{x!r}'), {}),
        (numbers(MANY, '"{i}","{x!r}"'), {}),
        (",x\n" + numbers(MANY), {}),
        (numbers(MANY) + "5,\n", {"missing": "drop"}),
        (numbers(MANY, "r{i},{x!r}") + "s,NA\nt,7\n", {"missing": "drop"}),
        (numbers(MANY, "r{i},{x!r}") + "# a comment\n0,1.5\n", {}),
    ],
    ids=lambda value: repr(value[:12]) if isinstance(value, str) else None,
)
def test_blocks_are_what_memory_holds(data: str, options: dict[str, str]) -> None:
    found = both(data, **options)
    assert isinstance(found, tuple)
    assert len(found[0]) in (MANY, MANY + 1)


def test_utf_16(monkeypatch: pytest.MonkeyPatch) -> None:
    found = outcome(LONG)
    assert both(LONG.encode("utf-16")) == found
    assert both(LONG.replace("\n", "\r\n").encode("utf-16")) == found
    monkeypatch.setattr("lacli.parse.streams.RUN", 100)
    assert outcome(LONG[:5000].encode("utf-16"), engine="blocked") == outcome(LONG[:5000])
    assert both("\ufeff".encode("utf-16-le")) == (InputError, "A.csv: empty")


@given(
    st.lists(
        st.sampled_from(
            ["1,2", "3.5,-4e-5", " 5 , 6", '"7",8', "9,1e-400", "1e400,1", "1,2,3", "1", "NA,1",
             "0x1,2", "1,", "\u0661,2", "1,2j", "", "  ", "# c", "inf,1", "-0,0.0", "1_0,2",
             "0." + "0" * 400 + "1,2", "01,1.", "+1,.5", "1\x0b,2", "true,null", "1/3,2"]
        ),
        max_size=4,
    )
)  # fmt: skip
@settings(max_examples=60)
def test_quick_and_careful_agree_where_batches_meet(odd: list[str]) -> None:
    plain = "1,2\n" * 70
    text = plain + "\n".join(odd) + "\n" + plain
    blocked, here = outcome(text, engine="blocked"), outcome(text, engine="memory")
    of_complex = (InputError, "A.csv: complex numbers are not read block by block")
    assert blocked == here or ("1,2j" in odd and blocked == of_complex)


def test_complex_numbers_are_not_read_block_by_block() -> None:
    text = LONG + "1,2j\n" + LONG
    found = outcome(text, engine="blocked")
    assert found == (InputError, "A.csv: complex numbers are not read block by block")
    assert outcome(text, engine="memory")[0][MANY] == [1, 2j]  # type: ignore[index]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("5,x", ":2: not a number: 'x' (column 'y')"),
        ("5,6,7", ": ragged: 3 cells, not 2"),
        ("5", ": ragged: 1 cell, not 2"),
        ("5,", ":2: missing value"),
        ("5,1e400", ":2: too large for floating point: '1e400'"),
        ("5,1e-400", ":2: too small for floating point: '1e-400'"),
        ("inf,5", ":1: infinite, or too large for floating point"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_late_mistake_has_its_address(line: str, message: str, end: str) -> None:
    before = f"# a comment{end}x,y{end}" + numbers(MANY, end=end) + f"# a comment{end}{end}1,2{end}"
    data = before + line + end + numbers(3, end=end)
    assert len(before) > RUN
    shown = (InputError, f"A.csv:{MANY + 6}{message}")
    assert both(data) == shown
    assert both(data.encode("utf-16")) == shown


def test_what_is_binary_behind_the_head_of_a_file_is_no_number() -> None:
    found = both(numbers(5_000) + "5,6\x00\n")
    assert found == (InputError, "A.csv:5001:2: not a number: '6\x00'")


def test_a_mistake_at_the_border_of_a_run() -> None:
    lines = "1,2\n" * (RUN // 4 - 1)
    for odd in ("1,2,3\n", "12\n", '"x\n",2\n', "1,x\n"):
        found = both(lines + odd + "1,2\n")
        assert isinstance(found, tuple)
        assert f"A.csv:{RUN // 4}:" in str(found[1])


def test_a_quoted_line_end_across_the_border_of_a_run() -> None:
    lines = "a,2\n" * (RUN // 4 - 1)
    values, names, _ = both(lines + '"b\nc",3\nd,4\n')  # type: ignore[misc]
    assert values[-2:] == [[3.0], [4.0]]
    assert names[-2:] == ["b\nc", "d"]


def test_bytes_that_are_no_text_far_down() -> None:
    data = (LONG + "1,2\n").encode() + b"caf\xe9,2\n"
    assert both(data) == (InputError, f"A.csv: not UTF-8 text, near line {MANY + 2}")
    data = numbers(3 * MANY, "r{i},{i}").encode() + b"caf\xe9,2\n"  # in a run behind the first
    assert both(data) == (InputError, f"A.csv: not UTF-8 text, near line {3 * MANY + 1}")


def test_rows_are_left_out_and_that_is_told_once(call: Call) -> None:
    lines = ["NA,1\n" if i % 500 == 70 else f"{i},2\n" for i in range(2000)]
    Path("A.csv").write_text("".join(lines))
    here = call("svd", "--part", "S", "A.csv", "--missing", "drop", "-p", "6")
    found = call(
        "svd", "--part", "S", "A.csv", "--missing", "drop", "--engine", "blocked", "-p", "6"
    )
    assert (found.code, found.out) == (0, here.out)
    assert found.err == "note: A.csv: 4 rows with missing values left out\n"
    assert call("show", "A.csv", "--missing", "drop", "--engine", "blocked").out == "".join(
        line for line in lines if "NA" not in line
    )


def test_nothing_may_be_left() -> None:
    shown = (InputError, "A.csv: every row has a missing value")
    assert both("NA,1\n" * 100, missing="drop") == shown


def test_infinite_numbers_are_refused_beside_missing_ones() -> None:
    found = outcome("1,2\n" * 100 + "NA,1\ninf,1\n", missing="drop", engine="blocked")
    assert found == (InputError, "A.csv:102:1: infinite, or too large for floating point")


def test_means_are_not_had_block_by_block() -> None:
    found = outcome("1,2\n" * 100, missing="mean", engine="blocked")
    assert found == (UsageError, "--missing mean needs all of a matrix in memory")


def test_a_ragged_beginning_is_told_though_labels_come_last() -> None:
    text = "x,y,name\n" + "1,2,a\n" * 30 + "1,2\n" + "1,2,b\n" * 100
    assert both(text, labels="name") == (InputError, "A.csv:32: ragged: 2 cells, not 3")


@pytest.mark.parametrize("count", [1, 63, 64, 65, 66])
def test_as_many_lines_as_are_looked_at(count: int) -> None:
    for head in ("", "x,y\n"):
        values, names, cols = both(head + "1,2\n" * count)  # type: ignore[misc]
        assert (values, names, cols) == ([[1.0, 2.0]] * count, None, ("x", "y") if head else None)


def test_only_a_header() -> None:
    assert both("x,y\n" * 1) == (InputError, "A.csv: only a header, no numbers: x,y")


def test_an_index_is_no_name_and_names_that_look_like_one_are() -> None:
    values, names, _ = both(",x\n" + numbers(100, "{i},1"))  # type: ignore[misc]
    assert names is None
    text = numbers(100, "r{i},1") + "# a comment\n0,1\n# a comment\n1,1\n"
    values, names, _ = outcome(text, engine="blocked")  # type: ignore[misc]
    assert (len(values), names[-3:]) == (102, ["r99", "0", "1"])


def test_an_index_that_turns_out_to_be_names_is_told(call: Call) -> None:
    lines = [f"{i + (i >= 70)},{i},{i % 7 or 'NA'}" for i in range(3 * MANY)]
    Path("A.csv").write_text("\n".join([",a,b", *lines]))
    said = call("show", "A.csv", "--engine", "blocked", "--missing", "drop")
    assert said.out.startswith("a,b\n1,1\n")
    remarks = [line for line in said.err.splitlines() if "row names" in line]
    [remark] = remarks
    assert remark == (
        "note: A.csv: row names are left out, for the first are 0, 1, 2, … as of an index; "
        "row 71 is '71', and --engine memory keeps them all"
    )
    Path("A.csv").write_text("\n".join([",a,b", *(f"{i},{i},{i % 7}" for i in range(3 * MANY))]))
    assert call("show", "A.csv", "--engine", "blocked").err == ""


def test_parts_of_a_large_file() -> None:
    text = "# A\nx,y\n" + LONG + "\n# B\n" + numbers(MANY, "r{i},{i}") + "\n# C\n7,8\n"
    for part, count in (("A", MANY), ("B", MANY), ("C", 1)):
        values, _, _ = both(text, part)  # type: ignore[misc]
        assert len(values) == count
    assert both(text) == (InputError, "A.csv: holds several matrices: A, B, C")
    assert both(text, "D") == (InputError, "A.csv: no part 'D': there is A, B, C")


def test_what_memory_does_not_hold_comes_in_blocks(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("A.csv").write_text("x,y\n" + LONG)
    shown = {args: call(*args, "A.csv") for args in ARGS}
    monkeypatch.setenv("LACLI_MAX_MEMORY", "40K")
    A = parse.read("A.csv", "A", Reading())
    assert A.tall
    assert parse.read("A.csv", "A", Reading(engine="memory", columns="1")).tall is None
    for args, said in shown.items():
        assert call(*args, "A.csv") == said


ARGS = [("show",), ("show", "-p", "3"), ("show", "-f", "json"), ("show", "--columns", "y")]


# The estimate.


def test_more_rows_than_the_first_let_expect(monkeypatch: pytest.MonkeyPatch) -> None:
    text = ("1." + "0" * 600 + ",2\n") * 65 + "1,2\n" * 60_000
    assert outcome(text) == ([[1.0, 2.0]] * 60_065, None, None)
    monkeypatch.setenv("LACLI_MAX_MEMORY", "400K")
    assert parse.read_source(source(text), Reading()).tall
    assert outcome(text, engine="memory") == (InputError, "A.csv: too large for memory")


def test_lines_that_are_not_plain_cost_no_memory_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "1,2\n" * 30_000 + '"1",2\n\n1,2\n'
    monkeypatch.setenv("LACLI_MAX_MEMORY", "3M")
    A = parse.read_source(source(text), Reading())
    assert (A.tall, A.shape) == (None, (30_002, 2))
    complex_text = "1,2\n" * 30_000 + "1,2j\n"
    assert outcome(complex_text, engine="memory") == (InputError, "A.csv: too large for memory")


def test_missing_values_in_a_large_file_have_their_address_and_their_mean(call: Call) -> None:
    rows = [f"{i},{x!r}" for i, x in enumerate(np.random.default_rng(2).normal(size=9000).tolist())]
    rows[4000:4000] = ["", "# a comment", '"7",NA']
    rows[8000] = "5,"
    Path("A.csv").write_text("\n".join(["x,y", *rows]))
    assert call("cov", "A.csv").err.splitlines()[0] == "lacli cov: A.csv:4004:2: missing value"
    kept = np.array([[float(x) for x in row.split(",")] for row in rows if row.count(".") == 1])
    dropped = call("cov", "A.csv", "--missing", "drop")
    assert dropped.err == "note: A.csv: 2 rows with missing values left out\n"
    assert_alike(dropped.out, call("cov", "-", stdin="\n".join(rows_of(kept))).out)
    filled = np.vstack([kept, [[7, kept[:, 1].mean()], [5, kept[:, 1].mean()]]])
    means = call("cov", "A.csv", "--missing", "mean")
    assert_alike(means.out, call("cov", "-", stdin="\n".join(rows_of(filled))).out)
    Path("A.csv").write_text("\n".join([*rows[:4000], *rows[4003:8000], "1,inf"]))
    assert call("cov", "A.csv").err.startswith("lacli cov: A.csv:7998:2: infinite")


def rows_of(values: np.ndarray) -> list[str]:
    return ["x,y", *(",".join(map(repr, row)) for row in values.tolist())]


# Pipes.


def pipe(text: str, room: int) -> Source:
    """A pipe of which memory has taken so many bytes."""
    data = text.encode()
    made = Source("stdin", data=data[:room])
    made._rest = Rest(io.BufferedReader(io.BytesIO(data[room:])))  # type: ignore[arg-type]
    return made


def test_a_pipe_that_memory_does_not_hold() -> None:
    A = parse.read_source(pipe(LONG, 10_000), Reading())
    assert A.tall
    np.testing.assert_array_equal(A.tall.array(), outcome(LONG)[0])  # type: ignore[index]
    np.testing.assert_array_equal(A.tall.array(), outcome(LONG)[0])  # type: ignore[index]


def test_a_pipe_is_never_read_from_the_middle() -> None:
    A = parse.read_source(pipe(LONG, 10_000), Reading())
    assert A.tall
    assert sum(len(block.values) for block in A.tall.blocks(last=True)) == MANY
    with pytest.raises(InputError, match="stdin: too large for memory, and a pipe"):
        A.tall.array()
    text = "# A\n" + LONG + "\n# B\n" + LONG
    made = pipe(text, 10_000)
    A = parse.read_source(made.at("A"), Reading())
    assert A.tall
    assert A.tall.counted() == MANY
    with pytest.raises(InputError, match="no part 'B' in what memory holds of it: there is A"):
        parse.read_source(made.at("B"), Reading())


def test_parts_of_a_pipe_whose_beginning_has_them() -> None:
    text = "# A\n3,4\n\n# B\n" + LONG
    assert parse.contents(pipe(text, 10_000), Reading()) == {}
    B = parse.read_source(pipe(text, 10_000).at("B"), Reading())
    assert B.tall
    assert B.tall.counted() == MANY
    for part, message in (
        ("", "stdin: holds several matrices: A, B"),
        ("A", "stdin: too large for memory"),
        ("C", "stdin: no part 'C' in what memory holds of it: there is A, B"),
    ):
        with pytest.raises(InputError) as raised:
            parse.read_source(pipe(text, 10_000).at(part), Reading())
        assert raised.value.message == message


def test_another_part_that_comes_late_is_told() -> None:
    A = parse.read_source(pipe("# A\n" + LONG + "\n# B\n" + LONG, 10_000), Reading())
    assert A.tall
    with pytest.raises(InputError, match="stdin: holds several matrices: A, B"):
        A.tall.counted()


def test_what_is_not_quick_is_not_cut_off() -> None:
    for text, reading in (
        (LONG, Reading(exact=True)),
        (LONG + "1,2j\n", Reading(engine="memory")),
    ):
        with pytest.raises(InputError, match="stdin: too large for memory"):
            parse.read_source(pipe(text, 10_000), reading)
    with pytest.warns(Note, match="1 row with missing values left out"):
        A = parse.read_source(
            pipe(LONG + "NA,1\n", 10_000), Reading(engine="memory", missing="drop")
        )
    assert A.shape == (MANY, 2)
    A = parse.read_source(pipe(LONG, 10_000), Reading(engine="memory"))
    assert A.shape == (MANY, 2)
    with pytest.raises(InputError, match="stdin: too large for memory"):
        parse.read_source(pipe("1," * 1000 + "2\n" + "1,2\n" * 10, 2010), Reading())


def test_lines_longer_than_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LACLI_MAX_MEMORY", "4M")
    for long in ("1" * 600_000, '"' + "1" * 600_000 + '",2'):
        for made in (pipe("1,2\n" * 200_000 + long, 500_000), source("1,2\n" * 70 + long)):
            with pytest.raises(InputError, match="too large for memory"):
                sum(map(len, parse.read_source(made, Reading(engine="blocked")).blocks()))


# What happens to a file while it is read.


def later(path: str, change: Callable[[], None]) -> list[int]:
    """How many rows come on each of two passes, before which a file changes, after its first."""
    A = parse.read(path, "A", Reading(engine="blocked"))
    assert A.tall
    change()
    return [sum(len(block.values) for block in A.tall.blocks()) for _ in range(2)]


def test_a_file_that_grows_or_shrinks_is_the_same_on_all_passes() -> None:
    path = Path("A.csv")
    for text, count in ((LONG * 2, 2 * MANY), ("1,2\n", 1)):
        path.write_text(LONG)
        assert later("A.csv", lambda text=text: path.write_text(text)) == [count, count]  # type: ignore[misc]


def test_a_file_that_goes_away(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("A.csv").write_text(LONG)
    with pytest.raises(InputError, match=r"A\.csv: no such file or directory"):
        later("A.csv", lambda: os.unlink("A.csv"))
    Path("A.csv").write_text(LONG)
    blocks = parse.read("A.csv", "A", Reading(engine="blocked"))
    Path("A.csv").unlink()
    monkeypatch.setattr(parse, "read", lambda *_: blocks)
    found = call("show", "A.csv")
    assert (found.code, found.out) == (3, "")


def test_names_come_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lacli.parse.stretches.ENTRIES", 1000)
    text = numbers(3 * MANY, "r{i},{i}")
    assert len(text) > 2 * RUN
    A = parse.read_source(source(text), Reading(engine="blocked"))
    blocks = [*A.blocks()]
    assert len(blocks) > 1
    assert all(len(block.rows or ()) == len(block.values) for block in blocks)
    assert list(A.rows or ()) == [f"r{i}" for i in range(3 * MANY)]
    assert Matrix(np.vstack([b.values for b in blocks])).values.ravel().tolist() == [
        *range(3 * MANY)
    ]


def test_a_header_alone_in_a_run_and_an_end_where_a_block_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("lacli.parse.source.RUN", 2)
    monkeypatch.setattr("lacli.parse.stretches.ENTRIES", 2)
    text = "x,y\n" + "1,2\n" * 100
    A = parse.read_source(source(text), Reading(engine="blocked"))
    assert A.tall
    assert A.tall.array().tolist() == [[1, 2]] * 100


def test_wide_matrices_leave_the_threads_alone() -> None:
    line = ",".join(["1"] * 300)
    A = parse.read_source(source(f"{line}\n" * 70), Reading(engine="blocked"))
    assert A.tall
    assert A.tall.counted() == 70


def test_names_that_are_no_text_and_a_trailing_mark_that_is_missing() -> None:
    names = numbers(100, "r{i},{i}").encode()
    assert both(names + b"caf\xe9,2\n") == (InputError, "A.csv: not UTF-8 text, near line 101")
    found = both(numbers(100).replace("\n", ",\n") + "1,2\n")
    assert len(found[0]) == 101  # type: ignore[index]


def test_parts_that_begin_with_plain_lines_are_listed() -> None:
    text = "# A\n" + numbers(MANY) + "\n\n" + numbers(MANY) + "\n# B\n1,2\n"
    assert parse.contents(source(text), Reading()) == {"A": (2 * MANY, 2), "B": (1, 2)}
