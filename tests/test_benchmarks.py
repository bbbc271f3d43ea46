"""The benchmarks: what can be told of them without measuring anything."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT))

from benchmarks import data, growth, measure, opponents, page, pairs, plot, run, targets
from benchmarks.rows import Limit, Row, Spread, number, ratios, seconds


def a_bench(folder: Path, rows: int = 1_000_000) -> measure.Bench:
    return measure.Bench(data.Data(str(folder)), 1, 1, rows)


def process(seconds: float, code: int = 0) -> pairs.Run:
    return pairs.Run(seconds, 0, code)


def test_a_spread_is_the_median_and_the_quartiles() -> None:
    assert Spread.of([9, 1, 5, 3, 7]) == Spread(5, 3, 7)
    assert Spread.of([1, 2, 3, 4]) == Spread(2.5, 1.75, 3.25)
    assert Spread.of([2]) == Spread(2, 2, 2)


def test_the_median_is_that_of_the_ratios_of_pairs() -> None:
    # Of the medians, 3 and 4, it would be 0.75.
    assert ratios([1, 3, 8], [4, 6, 2]).median == 0.5
    with pytest.raises(ValueError, match="shorter"):
        ratios([1, 2], [1])


@pytest.mark.parametrize(
    ("x", "text"), [(0.0, "0"), (0.9, "0.9"), (1.0, "1"), (1.2345, "1.23"), (1234.5, "1234")]
)
def test_numbers_have_three_digits(x: float, text: str) -> None:
    assert number(x) == text


def test_times_are_in_milliseconds_below_a_second() -> None:
    assert seconds(0.0912) == "91.2 ms"
    assert seconds(2.5) == "2.5 s"


def test_what_is_met_and_what_is_missed_is_told() -> None:
    met = Row("det", "NumPy", Limit(0.9), Spread(0.9, 0.8, 0.95))
    missed = Row("inv", "NumPy", Limit(0.9), Spread(0.91, 0.8, 0.95))
    explained = missed._replace(limit=Limit(0.9, "reading takes it all"))
    assert met.verdict == "met"
    assert str(missed) == "inv / NumPy: 0.91 (0.8–0.95) ≤ 0.9 missed: reason not yet known"
    assert explained.verdict == "missed: reading takes it all"
    assert missed._replace(limit=Limit()).verdict == ""
    text = page.measured([met, missed])
    assert "| inv | NumPy | 0.91 | 0.8–0.95 | ≤ 0.9 | missed: reason not yet known |" in text


def test_a_command_that_fails_is_missed_and_told() -> None:
    target = measure.Target("lacli det x", measure.slow, {"NumPy": Limit(0.9)})
    row = measure.beside(target, "NumPy", [process(1, code=3)], [process(2)])
    assert (row.value, row.verdict) == ("failed: exit 3", "missed: reason not yet known")
    theirs = measure.beside(target, "NumPy", [process(1)], [process(2, code=1)])
    assert (theirs.value, theirs.verdict) == ("NumPy failed: exit 1", "")
    fine = measure.beside(target, "NumPy", [process(1)], [process(2)])
    assert (fine.value, fine.verdict, fine.ours, fine.theirs) == ("0.5", "met", "1 s", "2 s")


def test_data_that_cannot_be_made_are_told(tmp_path: Path) -> None:
    target = measure.Target("lacli det 2x2.csv", measure.slow, {"NumPy": Limit(0.9)}, "det")
    (row,) = measure.rows(target, a_bench(tmp_path / "missing"))
    assert row.value.startswith("failed: ")
    assert row.verdict.startswith("missed")


def test_a_line_is_a_command_as_a_shell_takes_it() -> None:
    command = pairs.Command.of("A_B=1 C='2 3' lacli det '1 2' > out.csv")
    assert command.words == (str(Path(sys.executable).parent / "lacli"), "det", "1 2")
    assert command.environment == {"A_B": "1", "C": "2 3"}
    assert command.out == "out.csv"


def test_what_would_decide_the_measurement_is_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "PYTHONDONTWRITEBYTECODE",
                 "PYTHONUNBUFFERED", "LACLI_MAX_MEMORY"):  # fmt: skip
        monkeypatch.setenv(name, "1")
    found = pairs.environment({"LACLI_MAX_MEMORY": "2G"})
    assert set(found) & set(pairs.UNSET) == {"LACLI_MAX_MEMORY"}
    assert found["LACLI_MAX_MEMORY"] == "2G"


def test_processes_run_in_turn_and_one_that_fails_only_once(tmp_path: Path) -> None:
    lines = {
        "a": "sh -c 'echo a >> order'",
        "b": "sh -c 'echo b >> order; exit 7'",
        "c": "sh -c 'echo c >> order; echo said' > out",
    }
    commands = {name: pairs.Command.of(line) for name, line in lines.items()}
    runs = pairs.in_turn(commands, 2, str(tmp_path))
    assert (tmp_path / "order").read_text().split() == ["a", "b", "c", "a", "c", "a", "c"]
    assert (tmp_path / "out").read_text() == "said\n"
    assert {name: len(done) for name, done in runs.items()} == {"a": 2, "b": 1, "c": 2}
    assert pairs.failure(runs["b"]) == "failed: exit 7"
    assert pairs.failure(runs["a"]) == ""
    pairs.in_turn({"a": commands["a"]}, 1, str(tmp_path), warm=True)
    assert (tmp_path / "order").read_text().split()[7:] == ["a"]


def test_peak_memory_is_that_of_the_process(tmp_path: Path) -> None:
    size = 200 * measure.MB
    script = (  # in a process of its own, for Linux counts a child's peak from its parent's
        "from benchmarks import pairs\n"
        f"line = \"python -c 'bytearray({size})'\"\n"
        f"print(pairs.run(pairs.Command.of(line), {str(tmp_path)!r}).peak)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert size < int(done.stdout) < size + 150 * measure.MB


def test_a_terminal_is_one(tmp_path: Path) -> None:
    line = "python -c 'import os, sys; os.get_terminal_size(1).columns == 80 or sys.exit(3)'"
    assert pairs.run(pairs.Command.of(line, terminal=True), str(tmp_path)).code == 0
    assert pairs.run(pairs.Command.of(line), str(tmp_path)).code == 1


def test_opponents_that_are_missing_are_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opponents, "missing", lambda: ("Octave", "polars"))
    found = opponents.lines("det", "3x3.csv")
    assert set(found) == {"NumPy", "R", "pandas"}
    assert "loadtxt('3x3.csv'" in found["NumPy"]


def test_an_opponent_without_its_program_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    opponents.missing.cache_clear()
    monkeypatch.setenv("PATH", "")
    assert {"Octave", "R"} <= set(opponents.missing())
    opponents.missing.cache_clear()


def test_limits_are_of_opponents_that_do_the_task(tmp_path: Path) -> None:
    for section in targets.SECTIONS:
        for target in section.targets(a_bench(tmp_path)):
            if target.task:
                assert set(target.limits) <= set(opponents.TASKS[target.task]), target.line


def test_every_line_can_be_taken_apart(tmp_path: Path) -> None:
    for section in targets.SECTIONS:
        for target in section.targets(a_bench(tmp_path)):
            assert pairs.Command.of(f"{target.setting} {target.line}").words
    for task in opponents.TASKS:
        for line in opponents.lines(task, "3x3.csv").values():
            assert "{" not in line.replace("{file}", "")
            command = pairs.Command.of(line)
            if command.words[:2] == (sys.executable, "-c"):
                compile(command.words[2], line, "exec")


@pytest.mark.parametrize("suffix", ["csv", "json", "npy"])
def test_each_format_holds_the_same_matrix(tmp_path: Path, suffix: str) -> None:
    made = data.Data(str(tmp_path))
    made.provide(f"lacli solve 30x30.npy 30x30.{suffix}")
    known = np.load(tmp_path / "30x30.npy")
    path = tmp_path / f"30x30.{suffix}"
    if suffix == "csv":
        found = np.loadtxt(path, delimiter=",")
    elif suffix == "json":
        found = np.array(json.loads(path.read_text()))
    else:
        found = known
    assert found.shape == (30, 30)
    assert (found == known).all()
    assert 1e-6 < abs(np.linalg.det(known)) < 1e6
    assert sorted(os.listdir(tmp_path)) == sorted({"30x30.npy", path.name})


def test_many_rows_repeat_and_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "ROWS_AT_ONCE", 3)
    monkeypatch.setattr(data, "DISTINCT", 2)
    lines = b"".join(data.csv(14, 2)).splitlines()
    assert len(lines) == 14
    assert lines[:6] == lines[6:12]
    assert len(set(lines)) == 8
    assert len(set(b"".join(data.csv(6, 2)).splitlines())) == 6


def test_a_file_of_no_known_kind_is_refused(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, data.__file__, str(tmp_path / "x.csv")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "no such data" in done.stderr


def test_rows_beyond_memory_grow_to_the_most_there_may_be() -> None:
    assert measure.row_counts(1_000_000) == [100_000, 300_000, 1_000_000]
    assert measure.row_counts(500_000) == [100_000, 300_000, 500_000]
    assert measure.row_counts(20_000) == [20_000]


def test_peaks_that_are_not_flat_are_missed(tmp_path: Path) -> None:
    (_, target) = targets.beyond(a_bench(tmp_path))
    grown = measure.flatness(target, [100 * measure.MB, 300 * measure.MB, 200 * measure.MB])
    assert (grown.value, grown.ours, grown.theirs) == ("3", "300 MB", "100 MB")
    assert grown.verdict.startswith("missed")
    assert measure.flatness(target, [100, 149]).verdict == "met"
    assert measure.flatness(target, [100, 100], "failed: exit 3").verdict.startswith("missed")


@pytest.mark.parametrize("code", [0, 3])
def test_one_peak_alone_is_not_called_flat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(data.Data, "provide", lambda *_: None)
    monkeypatch.setattr(pairs, "run", lambda *_: pairs.Run(1, measure.MB, code))
    (_, target) = targets.beyond(a_bench(tmp_path, 20_000))
    found = list(measure.rows(target, a_bench(tmp_path, 20_000)))
    verdicts = [row.verdict.partition(":")[0] for row in found]
    assert verdicts == (["missed", "missed"] if code else ["met"])


def test_own_modules_are_those_of_lacli_alone() -> None:
    report = (
        "import time: self [us] | cumulative | imported package\n"
        "import time:       289 |        289 |   lacli\n"
        "import time:       700 |      85684 | lacli.cli\n"
        "import time:       900 |        900 | lacline\n"
        "import time:      9000 |       9000 |   typer\n"
    )
    assert measure.own_time(report) == 989


CURVES = (
    plot.Curve("lacli & co", ((100, 0.1), (1000, 0.5))),
    plot.Curve("<NumPy>", ((100, 0.2), (1000, 0.5))),
)


def test_a_plot_is_well_formed() -> None:
    root = ET.fromstring(plot.chart("det of A", "n", CURVES))
    space = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{space}svg"
    words = {element.text for element in root.iter(f"{space}text")}
    assert {"det of A", "n", "seconds", "lacli & co", "<NumPy>", "100", "1000", "0.1"} <= words
    with pytest.raises(ValueError, match="nothing"):
        plot.chart("", "", [])


def test_a_plot_of_one_point_is_possible() -> None:
    text = plot.chart("", "", [plot.Curve("a", ((5, 1),))])
    assert "nan" not in text


def test_points_lie_where_their_logarithms_say() -> None:
    scale = plot.Scale(1, 100, 0, 50)
    assert [scale(x) for x in (1, 10, 100)] == pytest.approx([0, 25, 50])
    assert scale.ticks() == pytest.approx([1, 2, 5, 10, 20, 50, 100])
    assert plot.Scale(1, 1e6, 0, 1).ticks() == pytest.approx([10.0**k for k in range(7)])


def test_names_of_curves_do_not_overlap() -> None:
    assert plot.apart([50, 200, 52]) == [50, 200, 50 + plot.LINE]
    lowest = plot.HEIGHT - plot.BOTTOM
    assert plot.apart([lowest, lowest]) == [lowest - plot.LINE, lowest]


def test_a_section_is_put_in_the_place_of_its_older_self() -> None:
    text = f"# Page\n\n{page.section('A', 'old a')}\n{page.section('B', 'old b')}"
    text = page.replaced(text, "A", page.section("A", r"new \1 a"))
    text = page.replaced(text, "B", page.section("B", "new b"))
    text = page.replaced(text, "C", page.section("C", "new c"))
    assert re.findall("^## .", text, re.MULTILINE) == ["## A", "## B", "## C"]
    assert re.findall("^(?:new|old).*", text, re.MULTILINE) == [r"new \1 a", "new b", "new c"]
    assert text == page.replaced(text, "C", page.section("C", "new c"))


def test_a_table_leaves_empty_columns_out() -> None:
    assert page.table(("a", "b", "c"), [("1|2", "", "3")]) == (
        "| a | c |\n| --- | --- |\n| 1\\|2 | 3 |\n"
    )


def test_the_page_shows_what_it_compares_with() -> None:
    text = page.page([page.section("A", "a")])
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        *("# Performance", "## A", "## Opponents"),
    ]
    assert "np.linalg.det(np.loadtxt('FILE', delimiter=','))" in text


def test_the_page_names_neither_host_nor_path() -> None:
    text = page.machine()
    assert re.search(r"\d+ cores .*Python 3\.\d+.*NumPy \d", text)
    assert os.uname().nodename not in text
    assert str(ROOT) not in text


def test_each_part_can_be_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = list(run.makers())
    assert names == ["start", "breakdown", "large", "memory", "beyond", "growth"]
    assert {each.task for each in growth.PLOTS} <= set(opponents.TASKS)
    monkeypatch.setattr(sys, "argv", ["run", "--only", "nothing"])
    with pytest.raises(SystemExit):
        run.arguments()
    told = capsys.readouterr().err
    assert all(name in told for name in names)


def test_one_call_is_told_apart(tmp_path: Path) -> None:
    script = ROOT / "benchmarks" / "inside.py"
    words = [sys.executable, "-P", str(script), "parts.json", "inv", "1 2; 3 4", "--float"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "-2,1\n1.5,-0.5\n"
    parts = json.loads((tmp_path / "parts.json").read_text())
    assert set(parts) == {
        *("command line", "Typer", "lacli", "NumPy", "reading", "computing", "writing"),
    }
    assert all(taken > 0 for taken in parts.values())


def test_curves_keep_their_order_warm_up_once_and_have_no_point_for_what_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warm: list[bool] = []

    def pretend(commands: dict[str, pairs.Command], *_: object, **how: bool) -> object:
        warm.append(how["warm"])
        limited = {name: "LACLI_MAX_MEMORY" in each.environment for name, each in commands.items()}
        return {
            name: [process(i + 1, code=3 * (limited[name] and len(warm) == 1))]
            for i, name in enumerate(commands)
        }

    monkeypatch.setattr(pairs, "in_turn", pretend)
    monkeypatch.setattr(data.Data, "provide", lambda *_: None)
    monkeypatch.setattr(opponents, "missing", lambda: ())
    curves = growth.curves(growth.PLOTS[-1], a_bench(tmp_path))
    assert [curve.name for curve in curves] == [
        *("lacli", "NumPy", "scikit-learn", "lacli, in blocks"),
    ]
    assert warm == [False, True, True, True]
    assert [x for x, _ in curves[0].points] == list(growth.ROWS)
    assert [x for x, _ in curves[3].points] == list(growth.ROWS[1:])
