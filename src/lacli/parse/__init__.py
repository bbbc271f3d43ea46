"""Text → Matrix: reads what an argument of the command line stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from lacli.errors import InputError
from lacli.matrix import Matrix
from lacli.parse import inline
from lacli.parse.beginnings import binary_format
from lacli.parse.grid import Grid, NotThisFormat
from lacli.parse.reading import Reading
from lacli.parse.source import HEAD, Source
from lacli.pattern import pattern

if TYPE_CHECKING:
    from lacli.parse.many import Many

__all__ = [
    "Found", "Reading", "Source", "contents", "find", "part_of_stdin", "read", "read_parts",
    "read_source",
]  # fmt: skip

Found: TypeAlias = "Grid | Source | Many"
"""What an argument stands for: the grid of inline text, or what holds a matrix or several."""

FORMATS = {
    ".csv": "csv", ".tsv": "csv", ".json": "json", ".npy": "npy", ".npz": "npz", ".mtx": "mtx",
    ".safetensors": "safetensors", ".md": "markdown", ".parquet": "parquet",
}  # fmt: skip
"""The module that reads files with a suffix. Other files are known by how they begin."""
UNREAD = (".mat", ".xls", ".xlsx", ".ods", ".h5")
"""Suffixes of files that hold matrices which must not be mistaken for text."""


T = TypeVar("T")
_JSON_OBJECT = pattern(r'\{\s*["}]')
_JSON = pattern(r'\s*\[?\s*\{\s*["}]')
_NOT_INLINE = pattern(r"#.*\n\s*\n#|%%matrixmarket|\[[^\[\]]*,\s*\n", re.IGNORECASE | re.DOTALL)
"""Whose lines of comment say something, blocks under their names and Matrix Market; and a flat JSON
array in several lines."""
_MARKDOWN = pattern(
    r"\s*(?:\*\*\S.*\*\*[ \t]*\r?\n|\|.*\|[ \t]*\r?\n[ \t]*\|[ \t]*:?-[-|: \t]*\|[ \t]*(?:\r?\n|$))"
)


def read(argument: str | Found, parameter: str, reading: Reading) -> Matrix:
    """The matrix that an argument stands for: standard input, inline text or a file.

    `parameter` is what the command calls it, and so what messages call inline text. Raises
    InputError where it cannot be read, UsageError for columns and delimiters that are none.
    """
    found = find(argument, parameter, reading) if isinstance(argument, str) else argument
    if isinstance(found, Grid):
        return found.matrix(reading, parameter)
    if not reading.first and reading.engine != "memory":
        is_scattered = reading.engine == "dask" and not isinstance(found, Source)
        reading = reading if is_scattered else reading._replace(engine=None)
    if isinstance(found, Source) and reading.engine == "dask":
        from lacli.parse.many import Many

        found = Many(found.name, [found])
    if isinstance(found, Source):
        return read_source(found, reading)
    return found.matrix(reading, read_source)


def contents(argument: str | Found, reading: Reading) -> dict[str, tuple[int, ...]]:
    """The shape of each named matrix in a file or in standard input, in its order.

    There is none in inline text, in a file that holds one matrix without a name, and in FILE:PART.
    Numbers are not read; raises InputError where it cannot be told what there is.
    """
    found = find(argument, "the argument", reading) if isinstance(argument, str) else argument
    if not isinstance(found, Source) or found.part:
        return {}

    def shapes(parser: Any) -> dict[str, tuple[int, ...]]:
        return parser.contents(found, reading) if parser.HAS_PARTS else {}

    return _parsed(found, shapes)


def read_parts(argument: str | Found, parameter: str, reading: Reading) -> dict[str, Matrix]:
    """All matrices in a file or in standard input by name; raises InputError if none has a name."""
    found = find(argument, parameter, reading) if isinstance(argument, str) else argument
    names = contents(found, reading)
    if not isinstance(found, Source) or not names:
        where = parameter if isinstance(found, Grid) else found.label
        raise InputError(f"{where}: holds one matrix, not the parts of an answer")
    return {name: read_source(found.at(name), reading) for name in names}


def find(argument: str, parameter: str, reading: Reading) -> Found:
    """What an argument stands for, which may then be read more than once, be it a pipe.

    A text of several lines that is no matrix is what a file of it would be, so that a matrix with
    names fits into a shell variable. Raises InputError for what is neither a matrix nor a file.
    """
    if argument.startswith(" -"):  # the blank that kept a negative number from being an option
        argument = argument[1:]
    if not argument.strip():
        raise InputError(f"{parameter} is empty", hint="a matrix is written '1 2; 3 4'")
    text = argument.strip()
    is_document = "\n" in text or bool(_JSON.match(text)) or text.startswith(('[["', '["'))
    mistake = None
    as_a_file = is_document and (
        _NOT_INLINE.match(text) or reading.delimiter is not None or reading.header is not None
    )
    if inline.plausible(argument) and not as_a_file and _is_unicode(argument):
        try:
            return inline.parse(argument, reading.decimal).grid(parameter)
        except inline.NotAMatrix as error:
            mistake = error
    if source := Source.file(argument):
        return source
    from lacli.parse.many import Many  # few arguments come so far

    if many := Many.files(argument):
        return many
    if not _is_unicode(argument):
        raise InputError(f"{parameter} is no file, and not UTF-8 text")
    if is_document:
        is_numeric = text[0] in "+-−.0123456789[(" and not _JSON.match(text)
        return Source.of_text(argument, parameter, mistake if is_numeric else None)
    if inline.is_constant(argument):
        return inline.parse(argument).grid(parameter)
    if mistake and inline.intended(argument):
        raise mistake
    raise Source.not_found(argument)


def _is_unicode(text: str) -> bool:
    """Whether an argument is text, and has no bytes in it that only the name of a file may have."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def part_of_stdin(argument: str) -> str | None:
    """The part of standard input that an argument stands for, "" for all of it; else None."""
    argument = argument.strip()
    return argument[2:] if argument == "-" or argument.startswith("-:") else None


def read_source(source: Source, reading: Reading) -> Matrix:
    """The matrix in a file, in standard input or in a text; raises as `read` does."""

    def grid(parser: Any) -> Grid:
        if source.part and not parser.HAS_PARTS:
            raise InputError(f"{source.name}: no part '{source.part}': it holds one matrix")
        return parser.parse(source, reading)

    try:
        return _parsed(source, grid).matrix(reading, source.label)
    except InputError:
        if source.mistake:
            raise source.mistake from None
        raise


def _parsed(source: Source, use: Callable[[Any], T]) -> T:
    """What `use` makes of the module that reads a source; of text that fits no other, as CSV."""
    try:
        return use(_parser(_format(source)))
    except NotThisFormat:
        beginning = _beginning(source)
        if source.suffix in FORMATS or beginning.lstrip()[:1] == "{" or '"' in beginning:
            raise
        return use(_parser("plain" if inline.starts_like_one(beginning) else "csv"))


def _parser(name: str) -> Any:
    return import_module(f"lacli.parse.{name}")


def _format(source: Source) -> str:
    """The name of the module that reads a source, by its suffix, else by how it begins.

    What begins with a bracket may be JSON or a matrix as MATLAB or NumPy print it: JSON is tried.
    """
    if source.suffix in FORMATS:
        return FORMATS[source.suffix]
    if source.suffix in UNREAD:
        raise InputError(
            f"{source.name}: {source.suffix} files are not read",
            hint=f"save the matrix as {', '.join(FORMATS)}",
        )
    if name := binary_format(source.head()):
        return name
    text = _beginning(source)
    if not text.strip():
        if len(source.head()) < HEAD:
            raise InputError(f"{source.name}: empty")
        return "csv"  # whose beginning is blank
    if text.lstrip()[:14].lower() == "%%matrixmarket":
        return "mtx"
    if _MARKDOWN.match(text):
        return "markdown"
    if any(line.lstrip().startswith("╭") for line in text.split("\n", 4)[:4]):
        raise InputError(
            f"{source.name}: a table for people", hint="lacli … -f csv prints what is read"
        )
    if text.lstrip().startswith("[") or _JSON_OBJECT.match(text.lstrip()):
        return "json"
    return "plain" if inline.starts_like_one(text) else "csv"


def _beginning(source: Source) -> str:
    return source.head().decode("utf-8-sig", errors="replace").lstrip("\r\n")
