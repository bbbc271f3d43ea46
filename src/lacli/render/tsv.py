"""TSV: CSV with tabs between the cells."""

from __future__ import annotations

from collections.abc import Iterator

from lacli.render import Style, csv
from lacli.result import Result

SUFFIX = ".tsv"


def render(result: Result, style: Style) -> Iterator[bytes]:
    """As CSV, with tabs."""
    return csv.render(result, style, delimiter="\t")
