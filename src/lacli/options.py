"""The options that every command takes, each declared once: the parameters of two functions."""

from typing import Annotated, Literal

from typer import Context

from lacli import registry, signature
from lacli.errors import UsageError
from lacli.output import Output
from lacli.parse import Reading
from lacli.registry import Option
from lacli.render import formats

INPUT, ARITHMETIC, OUTPUT = "Input", "Arithmetic", "Output"


def _formats(incomplete: str) -> list[str]:
    return [name for name in formats() if name.startswith(incomplete)]


def _parts(ctx: Context, incomplete: str) -> list[str]:
    parts = signature.parts(registry.find(str(ctx.info_name)).function)
    return [name for name in parts if name.startswith(incomplete)]


def reading(
    delimiter: Annotated[
        str | None,
        Option("--delimiter", metavar="CHAR", rich_help_panel=INPUT,
               help="The character between the cells of a CSV file, or tab or blank."),
    ] = None,
    decimal: Annotated[
        str,
        Option("--decimal", metavar="CHAR", rich_help_panel=INPUT, help="The decimal mark: . or ,"),
    ] = ".",
    header: Annotated[
        bool | None,
        Option("--header/--no-header", rich_help_panel=INPUT,
               help="Whether the first row of a CSV file names the columns."),
    ] = None,
    labels: Annotated[
        str | None,
        Option("--labels", metavar="COLUMN", rich_help_panel=INPUT,
               help="The column, by name or number, that names the rows; see --columns."),
    ] = None,
    columns: Annotated[
        str | None,
        Option("--columns", metavar="LIST", rich_help_panel=INPUT,
               help="The columns to take, by name, number or range: x,3,5-7. They are of the first "
               "matrix, but where all are alike, as in det A B, of each."),
    ] = None,
    missing: Annotated[
        Literal["drop", "mean"] | None,
        Option("--missing", rich_help_panel=INPUT,
               help="Leave rows with missing values out, or put in the column's mean."),
    ] = None,
    engine: Annotated[
        Literal["memory", "blocked", "dask"] | None,
        Option("--engine", rich_help_panel=INPUT,
               help="Compute in memory, block by block or, with dask, on a cluster. Unless given, "
               "block by block what memory does not hold."),
    ] = None,
    scheduler: Annotated[
        str | None,
        Option("--scheduler", metavar="ADDRESS", rich_help_panel=INPUT,
               help="Where --engine dask finds its scheduler: tcp://HOST:8786. Unless given, a "
               "cluster is started on this machine."),
    ] = None,
) -> Reading:  # fmt: skip
    """How to read the matrices."""
    decimal = decimal.strip()
    if decimal not in (".", ","):
        raise UsageError(f"a decimal mark is . or , not '{decimal}'")
    if scheduler is not None and engine != "dask":
        raise UsageError("--scheduler goes with --engine dask")
    how = Reading(delimiter, decimal, header, labels, columns, missing)
    return how._replace(engine=engine, scheduler=scheduler)


def arithmetic(
    exact: Annotated[
        bool,
        Option("--exact", rich_help_panel=ARITHMETIC,
               help="Compute in fractions, and print them: 1/3."),
    ] = False,
    floating: Annotated[
        bool,
        Option("--float", rich_help_panel=ARITHMETIC,
               help="Compute in floating point from the start. With neither, small matrices are "
               "computed in fractions, and rounded once, at the end."),
    ] = False,
) -> bool | None:  # fmt: skip
    """Whether to compute in fractions, or in floating point (False); None leaves that to us."""
    if exact and floating:
        raise UsageError("--exact and --float exclude each other")
    return True if exact else False if floating else None


def output(
    format: Annotated[
        str | None,
        Option("--format", "-f", metavar="NAME", rich_help_panel=OUTPUT, autocompletion=_formats,
               help=f"{', '.join(formats())}. Unless given: what the suffix of FILE says, "
               "else LACLI_FORMAT, else a table on a terminal and csv elsewhere."),
    ] = None,
    path: Annotated[
        str | None,
        Option("--output", "-o", metavar="FILE", rich_help_panel=OUTPUT,
               help="Write to FILE, which is replaced only when all went well."),
    ] = None,
    part: Annotated[
        str | None,
        Option("--part", metavar="NAME", rich_help_panel=OUTPUT, autocompletion=_parts,
               help="Only this part of the answer."),
    ] = None,
    precision: Annotated[
        int | None,
        Option("--precision", "-p", min=1, max=17, metavar="N", rich_help_panel=OUTPUT,
               help="Round to N significant digits. A table shows 6, other formats all."),
    ] = None,
    everything: Annotated[
        bool,
        Option("--all", rich_help_panel=OUTPUT, help="Show every row and column of a long table."),
    ] = False,
    strict: Annotated[
        bool,
        Option("--strict", rich_help_panel=OUTPUT,
               help="Refuse an answer whose digits cannot be trusted (exit code 5)."),
    ] = False,
    quiet: Annotated[
        bool,
        Option("--quiet", "-q", rich_help_panel=OUTPUT, help="No notes and warnings on stderr."),
    ] = False,
) -> Output:  # fmt: skip
    """Where the answer goes, and how it looks."""
    path = None if path == "-" else path
    return Output(format, path, part, precision, False, everything, strict, quiet)
