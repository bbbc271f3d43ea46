"""Progress: told on a terminal, after a while, and nowhere else."""

from __future__ import annotations

import os
import pty
import re
import sys
from pathlib import Path

import pytest
from conftest import LACLI, on_terminal

from lacli import progress

SCRIPT = (
    "from lacli import progress, cli; progress.PATIENCE = {patience}; import sys;"
    " sys.argv = ['lacli', *sys.argv[1:]]; cli.main()"
)


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a[b].csv"
    path.write_text("1,2\n" * 150_000)
    return path


def shown(patience: float, command: str, columns: int = 80, **environment: str) -> str:
    script = SCRIPT.format(patience=patience)
    return on_terminal(f'{sys.executable} -c "{script}" {command}', columns, **environment)


@pytest.mark.usefixtures("large")
def test_a_terminal_sees_how_far_it_is() -> None:
    text = shown(0, "norm ./a?b?.csv --engine blocked")
    assert "a[b].csv" in text
    assert "150,000 rows" in text
    assert "100%" in text
    assert "\x1b[?25" not in text  # the cursor, which Ctrl-C would leave hidden
    assert text.rstrip().split("\n")[-1].endswith("866.025")
    text = shown(0, "norm --engine blocked < a[b].csv")
    assert "stdin" in text
    assert "150,000 rows" in text


@pytest.mark.usefixtures("large")
def test_a_terminal_sees_nothing_of_what_is_quick_and_a_pipe_nothing_at_all() -> None:
    assert shown(60, "norm ./a?b?.csv --engine blocked") == "866.025\n"
    assert "rows" not in shown(0, "norm ./a?b?.csv --engine blocked 2>&1 | cat")
    assert "rows" not in on_terminal(f"{LACLI} norm ./a?b?.csv --engine blocked 2>&-")


@pytest.mark.usefixtures("large")
def test_the_line_is_as_long_as_the_terminal_and_gives_way_to_what_is_written() -> None:
    narrow = shown(0, "norm ./a?b?.csv --engine blocked > out.csv", columns=40)
    lines = re.split(r"\r\x1b\[2K", narrow)
    told = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines if "%" in line]
    assert told
    assert all(len(line) < 40 and "rows" not in line and "━" in line for line in told)
    mixed = shown(0, "show ./a?b?.csv --engine blocked -f csv")
    assert mixed.count("\n") == 150_000
    assert "rows" not in mixed[mixed.index("1,2") :]
    assert shown(0, "norm ./a?b?.csv --engine blocked", TERM="dumb") == "866.025\n"


@pytest.mark.usefixtures("large")
def test_each_pass_is_told() -> None:
    text = shown(0, "center ./a?b?.csv --engine blocked > out.csv")
    assert "a[b].csv, once more" in text


def test_the_end_is_not_always_known(monkeypatch: pytest.MonkeyPatch) -> None:
    master, slave = pty.openpty()
    with open(slave, "w") as terminal, monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", terminal)
        patch.setattr(progress, "PATIENCE", 0)
        with progress.progress("A", None) as tell:
            for _ in range(3):
                tell(1000, 1 << 16)
        text = ""
        while "3,000 rows" not in text:  # or pytest's patience ends
            text += os.read(master, 1 << 16).decode()
        assert "%" not in text
        with pytest.raises(ZeroDivisionError), progress.progress("A", None):
            1 / 0  # noqa: B018
    os.close(master)
