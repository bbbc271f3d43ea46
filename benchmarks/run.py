"""The benchmarks: measures, prints, and writes docs/performance.md with its plots.

`python -m benchmarks.run`; `--help` shows what it takes.
"""

from __future__ import annotations

import argparse
import subprocess
from collections.abc import Callable
from pathlib import Path

from benchmarks import breakdown, growth, page, plot, targets
from benchmarks.data import Data
from benchmarks.measure import Bench, rows

DOCS = Path(__file__).parent.parent / "docs"
BREAKDOWN = "Where the time of a call goes"
GROWTH = "Growth"


def main() -> None:
    """Measures what the command line asks for, and writes it into the page."""
    asked = arguments()
    data = Data.there()
    short, long = (3, 1) if asked.quick else (asked.pairs, 5)
    bench = Bench(data, short, long, asked.rows)
    try:
        parts = [
            make(bench, asked.to) for name, make in makers().items() if asked.only in (None, name)
        ]
    finally:
        if not asked.keep:
            data.remove()
    write(asked.to / "performance.md", parts, whole=asked.only is None)


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    add = parser.add_argument
    add("--only", choices=list(makers()), help="measure one part, and put it into the page")
    add("--quick", action="store_true", help="few pairs, to try it")
    add("--pairs", type=int, default=20, help="pairs of short calls (%(default)s)")
    add("--rows", type=int, default=500_000, help="rows beyond memory (%(default)s)")
    add("--keep", action="store_true", help="keep the data for the next time")
    add("--to", type=Path, default=DOCS, help="the folder of the page")
    return parser.parse_args()


def makers() -> dict[str, Callable[[Bench, Path], str]]:
    """The parts of the page by name, in their order, each with what makes it."""
    made = {part.name: targeted(part) for part in targets.SECTIONS}
    return {"start": made.pop("start"), "breakdown": broken_down, **made, "growth": grown}


def targeted(part: targets.Section) -> Callable[[Bench, Path], str]:
    """What measures the targets of a section."""

    def make(bench: Bench, _: Path) -> str:
        print(f"\n{part.title}", flush=True)
        found = []
        for target in part.targets(bench):
            for row in rows(target, bench):
                print(f"  {row}", flush=True)
                found.append(row)
        text = part.text.format(short=bench.short, long=bench.long)
        return page.section(part.title, text, page.measured(found))

    return make


def broken_down(bench: Bench, _: Path) -> str:
    """The section about where the time goes."""
    print(f"\n{BREAKDOWN}", flush=True)
    heads, *lines = breakdown.table(bench)
    for line in lines:
        print("  " + ", ".join(f"{a} {b}" for a, b in zip(heads, line, strict=True)), flush=True)
    text = (
        "Medians, measured inside the process by wrapping lacli's functions. What a package loads "
        "counts as the package; what is loaded while a file is read counts as loading."
    )
    return page.section(BREAKDOWN, text, page.table(heads, lines))


def grown(bench: Bench, folder: Path) -> str:
    """The section with the plots, which are written beside the page."""
    print(f"\n{GROWTH}", flush=True)
    pictures = [pictured(each, bench, folder) for each in growth.PLOTS]
    text = f"Medians of {growth.rounds(bench)} runs of whole processes, each program in turn."
    return page.section(GROWTH, text, *pictures)


def pictured(each: growth.Growth, bench: Bench, folder: Path) -> str:
    """The line of Markdown that shows a plot, which is written into the folder."""
    try:
        curves = growth.curves(each, bench)
        drawn = plot.chart(each.title, each.axis, curves)
    except (subprocess.CalledProcessError, OSError, ValueError) as error:
        return f"{each.title}: failed: {type(error).__name__}\n"
    for curve in curves:
        points = ", ".join(f"{x:.0f}: {y:.3g} s" for x, y in curve.points)
        print(f"  {each.name}, {curve.name}: {points}", flush=True)
    name = f"performance-{each.name}.svg"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(drawn, encoding="utf-8")
    return f"![{each.title}: seconds against {each.axis}]({name})\n"


def write(path: Path, parts: list[str], *, whole: bool) -> None:
    """Writes the page, or the parts that were measured into the one that is there."""
    if whole or not path.exists():
        text = page.page(parts)
    else:
        text = path.read_text(encoding="utf-8")
        for part in (*parts, page.opposing()):
            title = part.partition("\n")[0].removeprefix("## ")
            text = page.replaced(text, title, part)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(f"\n{path.name} written")


if __name__ == "__main__":
    main()
