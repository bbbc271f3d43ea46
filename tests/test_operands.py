"""Which matrices the options are for that choose columns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Said

Call = Callable[..., Said]


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("A.csv").write_text("x,y,kind\n3,5,u\n4,6,v\n")
    Path("B.csv").write_text("x,y,kind\n6,1,u\n8,2,v\n")


@pytest.mark.parametrize("command", ["det", "norm", "rank", "trace", "cond"])
def test_where_all_are_alike_columns_and_labels_are_for_each(command: str, call: Call) -> None:
    for options in ("--columns", "x,y"), ("--labels", "kind"):
        alone = [call(command, file, *options).out for file in ("A.csv", "B.csv")]
        both = call(command, "A.csv", "B.csv", *options)
        assert both.code == 0, both.err
        assert both.out == f"A.csv,{alone[0]}B.csv,{alone[1]}"


def test_elsewhere_they_are_for_the_first(call: Call) -> None:
    Path("C.csv").write_text("x,y\n1,2\n3,4\n")
    assert call("sub", "A.csv", "C.csv", "--columns", "x,y").out == "x,y\n2,3\n1,2\n"
    said = call("sub", "C.csv", "A.csv", "--columns", "x,y")
    assert (said.code, said.err) == (
        3,
        "lacli sub: A.csv:2:3: not a number: 'u' (column 'kind')\n",
    )
