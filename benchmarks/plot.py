"""Plots as SVG, in colours that are legible on light and on dark ground."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

WIDTH, HEIGHT = 640, 380
LEFT, RIGHT, TOP, BOTTOM = 64, 138, 44, 52
INK = "#7a828c"
"""Text and axes: midway between white and the dark of screens."""
COLOURS = ("#2f81f7", "#e36209", "#2da44e", "#a45ee5", "#bf8700", "#d1478c")
MARKS = (
    '<circle cx="{x}" cy="{y}" r="4"/>',
    '<rect x="{x}" y="{y}" width="7" height="7" transform="translate(-3.5 -3.5)"/>',
    '<path d="M{x} {y}m0 -5l5 9h-10z"/>',
    '<path d="M{x} {y}m0 -5l5 5l-5 5l-5 -5z"/>',
)
"""What marks the points of a curve, for those who do not see its colour."""
LINE = 16
"""The height of a line of text."""

HEAD = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
    f'width="{WIDTH}" height="{HEIGHT}" role="img" '
    'font-family="system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif">'
)


class Curve(NamedTuple):
    """Points with its name; both coordinates are above 0."""

    name: str
    points: tuple[tuple[float, float], ...]


class Scale(NamedTuple):
    """A logarithmic axis: `low` to `high` lies at `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a value lies."""
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> list[float]:
        """The values with a line: 1, 2, 5, 10 …, or the powers of ten where these are many."""
        powers = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
        steps = (1,) if self.high / self.low > 200 else (1, 2, 5)
        values = (step * 10.0**power for power in powers for step in steps)
        return [x for x in values if self.low * 0.999 <= x <= self.high * 1.001]


def chart(title: str, axis: str, curves: Sequence[Curve]) -> str:
    """An SVG of seconds against sizes, both logarithmic, with each curve named at its end.

    Raises ValueError where there is no point.
    """
    points = [point for curve in curves for point in curve.points]
    if not points:
        raise ValueError("there is nothing to plot")
    xs, ys = zip(*points, strict=True)
    across = Scale(min(xs), max(*xs, 2 * min(xs)), LEFT, WIDTH - RIGHT)
    up = Scale(min(ys) / 1.3, max(ys) * 1.3, HEIGHT - BOTTOM, TOP)
    return "\n".join(
        (
            HEAD,
            f"<title>{escape(title)}: seconds against {escape(axis)}</title>",
            f'<g fill="{INK}">',
            text(LEFT, 22, title, size=15, weight=600),
            text(LEFT - 8, TOP - 8, "seconds", anchor="end", size=12),
            text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, axis, anchor="middle"),
            *grid(across, up),
            "</g>",
            *drawn(curves, across, up),
            "</svg>\n",
        )
    )


def grid(across: Scale, up: Scale) -> Iterator[str]:
    """The lines of the axes with their numbers."""
    stroke = f'stroke="{INK}" stroke-opacity="0.3"'
    for value in up.ticks():
        y = round(up(value), 1)
        yield f'<path d="M{LEFT} {y}H{WIDTH - RIGHT}" {stroke}/>'
        yield text(LEFT - 8, y + 4, written(value), anchor="end")
    for value in across.ticks():
        x = round(across(value), 1)
        yield f'<path d="M{x} {TOP}V{HEIGHT - BOTTOM}" {stroke}/>'
        yield text(x, HEIGHT - BOTTOM + 18, written(value), anchor="middle")


def drawn(curves: Sequence[Curve], across: Scale, up: Scale) -> Iterator[str]:
    """The curves, each with its marks and its name."""
    heights = apart([up(curve.points[-1][1]) for curve in curves])
    for i, (curve, height) in enumerate(zip(curves, heights, strict=True)):
        colour, mark = COLOURS[i % len(COLOURS)], MARKS[i % len(MARKS)]
        places = [(round(across(x), 1), round(up(y), 1)) for x, y in curve.points]
        path = "L".join(f"{x} {y}" for x, y in places)
        yield f'<g fill="{colour}">'
        yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2.2"/>'
        yield from (mark.format(x=x, y=y) for x, y in places)
        yield text(WIDTH - RIGHT + 12, height + 4, curve.name, weight=600)
        yield "</g>"


def apart(heights: Sequence[float]) -> list[float]:
    """Heights near those given, in their order, with room for a line of text between any two."""
    order = sorted(range(len(heights)), key=heights.__getitem__)
    moved = list(heights)
    for above, below in pairwise(order):
        moved[below] = max(moved[below], moved[above] + LINE)
    lowest = float(HEIGHT - BOTTOM)
    for below in reversed(order):
        moved[below] = min(moved[below], lowest)
        lowest = moved[below] - LINE
    return moved


def text(
    x: float, y: float, words: str, *, anchor: str = "start", size: int = 13, weight: int = 400
) -> str:
    """Words at a place."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" '
        f'font-weight="{weight}">{escape(words)}</text>'
    )


def written(value: float) -> str:
    """A number of an axis: `0.05`, `2000`, `100 000`."""
    return f"{value:g}" if value < 10_000 else f"{value:,.0f}".replace(",", "\u202f")
