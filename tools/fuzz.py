"""Feeds all parsers with what no careful person would write, and says what they do not survive.

`python tools/fuzz.py --seconds 600` makes cases of the examples, of the texts in the tests, of
what lacli prints and of a grammar, and damages them. A case of a kilobyte must end with exit code 0
to 4, with one line on stderr besides an excerpt and a hint, within a second and 100 MB. The first
that does not is kept in a file, the command that repeats it is printed, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import ast
import io
import json
import os
import random
import re
import resource
import shlex
import signal
import struct
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import numpy as np

from lacli import cli

ROOT = Path(__file__).parent.parent
PROCESS = Path("/proc/self")
KILOBYTE = 1024
SECONDS = 1.0
MEGABYTES = 100
PATIENCE = 10
"""Seconds until a case is given up."""
LONGEST = 1000
"""Characters of a line on stderr."""
SUFFIXES = ("", ".csv", ".tsv", ".json", ".md", ".npy", ".npz", ".mtx", ".safetensors")
NASTY = [
    b"\0", b"\r", b"\n", b"\r\n", b"\xc2\x85", b"\xe2\x80\xa8", b"\xff", b"\xff\xfe", b"\xfe\xff",
    b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc3\x28", b'"', b'""', b"'", b",", b";", b"|", b"\t", b"#",
    b"%", b"&", b"\\", b"\\\\", b"[", b"]", b"{", b"}", b"(", b")", b"[" * 300, b"(" * 300,
    b"{" * 300, b"-" * 300, b"2^" * 200, b"9" * 5000, b"9**9**9", b"2^(10^10)", b"1e400", b"1e-400",
    b"-1e400", b"1e999999999", b"0x10", b"1_000", b"\xd9\xa1\xd9\xa2", b"\xef\xbc\x91", b"\xc2\xb2",
    b"1/0", b"0/0", b"0^-1", b"(-8)^(1/3)", b"log(0)", b"sqrt(-1)", b"exp(1e9)", b"tan(pi/2)",
    b"inf", b"-inf", b"nan", b"NaN", b"Infinity", b"NA", b"null", b"true", b"i", b"1+2j", b"-0",
    b"0/1", b"1//0", b"1/3", b"\x1b[31m", b"\x1b]0;x\x07", b"\xe2\x80\xae", b"[red]", b"w[/b]",
    b"# A\n", b"**A**\n", b"|---|\n", b"\\frac{1}{", b"\\sqrt{", b"\\text{x}", b"\\begin{array}",
    b"*{999}{|}", b"\\end{array}", b"A = ", b"Columns 1 through 3:", b"[1] ", b"[,1]", b"[1,]",
    b"2x2 Matrix{Float64}:\n", b"1.0e+308 *\n", b"-99999999999999999999", b"%%MatrixMarket ",
    b"9223372036854775808", b"18446744073709551616", b"1e308", b"4.9e-324", b"...", b"\xe2\x8b\xae",
    b"np.array(", b"dtype=float)", b"\\u0000", b"\\ud800", b'{"data":', b'"index":', b'{"":1}',
]  # fmt: skip
"""What is put into cases: signs that mean something somewhere, and numbers at the edges."""
OPTIONS = [
    ["--columns", "1"], ["--columns", "1-2"], ["--columns", "-"], ["--labels", "1"],
    ["--missing", "mean"], ["--missing", "drop"], ["--decimal", ","], ["--delimiter", ";"],
    ["--delimiter", "tab"], ["--delimiter", "blank"], ["--header"], ["--no-header"], ["--no-names"],
    ["-f", "json"], ["-f", "table"], ["-f", "latex"], ["-f", "markdown"], ["-f", "python"],
]  # fmt: skip


FORMATS = (
    "csv",
    "tsv",
    "json",
    "markdown",
    "latex",
    "npy",
    "npz",
    "mtx",
    "matlab",
    "julia",
    "table",
)


class Case(NamedTuple):
    """The arguments of a call, in which `{}` is where the data are, and the data."""

    args: list[str]
    data: bytes
    suffix: str
    way: str
    """How the data arrive: as a file, by stdin or as an argument."""


class Ending(NamedTuple):
    """How a case ended, and what is wrong with that; "" if nothing is."""

    code: int
    out: bytes
    err: str
    problem: str


class Hang(BaseException):
    """A case that took too long."""


def main() -> int:
    """Runs cases for as long as asked; returns 1 where one was not survived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=None)
    asked = parser.parse_args()
    seed = random.SystemRandom().randrange(10**6) if asked.seed is None else asked.seed
    folder = Path(tempfile.mkdtemp(prefix="lacli-fuzz-"))
    os.chdir(folder)
    prepare()
    seeds, count, codes = corpus(), 0, [0] * 5
    start, chance = time.monotonic(), random.Random(seed)
    print(f"seed {seed}, {len(seeds)} texts to begin with", flush=True)
    while time.monotonic() - start < asked.seconds:
        case = made(seeds, chance)
        found = verdict(case)
        if found.problem:
            return tell(case, found.problem, folder, count)
        codes[found.code] += 1
        count += 1
    survived = ", ".join(f"{n} with {code}" for code, n in enumerate(codes) if n)
    print(f"{count} cases survived: {survived}")
    return 0


def prepare() -> None:
    """Sets the limits of this process, and loads what the first case should not pay for."""
    os.environ["LACLI_MAX_MEMORY"] = f"{MEGABYTES}M"
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, resource.RLIM_INFINITY))
    for form in ("csv", "json", "table", "latex", "npz"):
        run(["svd", "1 2; 3 4", "-f", form], b"")


def give_up(_signal: int, _frame: FrameType | None) -> None:
    """Ends a case."""
    raise Hang


def tell(case: Case, problem: str, folder: Path, count: int) -> int:
    """Keeps a case that was not survived, and says how to repeat it."""
    path = folder / f"case{case.suffix}"
    path.write_bytes(case.data)
    print(f"case {count}: {problem}\n  {case.data[:300]!r}")
    words = [_word(argument, case.way, path) for argument in case.args]
    stdin = f" < {path}" if case.way == "stdin" else ""
    print(f"  LACLI_DEBUG=1 LACLI_MAX_MEMORY={MEGABYTES}M lacli {' '.join(words)}{stdin}")
    return 1


def _word(argument: str, way: str, path: Path) -> str:
    """An argument for a shell, the case in the place of {}."""
    before, braces, after = argument.partition("{}")
    if not braces:
        return shlex.quote(argument)
    if way == "argument":
        return f'{shlex.quote(before) if before else ""}"$(cat {path})"{after}'
    return shlex.quote(f"{before}{path if way == 'file' else '-'}{after}")


# The oracle.


def verdict(case: Case) -> Ending:
    """How a case ends, held against what it may cost and say."""
    before, start = _memory("VmRSS"), time.process_time()
    if PROCESS.exists():
        (PROCESS / "clear_refs").write_text("5", encoding="ascii")  # VmHWM begins again
    signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        code, out, err = run(*call(case))
    except Hang:
        return Ending(70, b"", "", f"no end after {PATIENCE} seconds")
    except BaseException as error:  # noqa: BLE001  # whatever it is, it is a finding
        return Ending(70, b"", "", f"{type(error).__name__}: {error}")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    kilobytes = max(len(case.data) / KILOBYTE, 1)
    seconds, grown = time.process_time() - start, _memory("VmHWM") - before
    problem = ending(code, out, err)
    if seconds > SECONDS * kilobytes:
        problem = f"{seconds:.1f} seconds for {len(case.data)} bytes"
    if grown > MEGABYTES * KILOBYTE * kilobytes:
        problem = f"{grown // KILOBYTE} MB for {len(case.data)} bytes"
    return Ending(code, out, err, problem)


def ending(code: int, out: bytes, err: str) -> str:
    """What is wrong with an exit code and what stands on stderr beside it; "" if nothing is."""
    lines = [line for line in err.splitlines() if not line.startswith(("note: ", "warning: "))]
    said = [line for line in lines if not line.startswith(("  ", "hint: "))]
    if code not in range(5) or "bug in lacli" in err or "not enough memory" in err:
        return f"exit code {code}: {err[-LONGEST:]}"
    if len(said) != (code != 0) or len(lines) > 4 or (code and out):
        return f"exit code {code}, and on stderr: {err[-LONGEST:]}"
    if max(map(len, lines), default=0) > LONGEST or re.search(
        r"[^\n\S ]|[\x00-\x09\x7f-\x9f]", err
    ):
        return f"a long line, or one with control characters, on stderr: {err[-LONGEST:]!r}"
    return ""


def call(case: Case) -> tuple[list[str], bytes]:
    """The arguments and the standard input of a case."""
    where = {"file": f"case{case.suffix}", "stdin": "-", "argument": os.fsdecode(case.data)}
    if case.way == "file":
        Path(where["file"]).write_bytes(case.data)
    args = [argument.replace("{}", where[case.way]) for argument in case.args]
    return args, case.data if case.way == "stdin" else b""


def run(args: list[str], stdin: bytes) -> tuple[int, bytes, str]:
    """The exit code, the output and the messages of a call in this process."""
    old = sys.stdin, sys.stdout, sys.stderr
    streams = [io.TextIOWrapper(io.BytesIO(b), "utf-8", newline="") for b in (stdin, b"", b"")]
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        code = cli.run(args)
        for stream in streams[1:]:
            stream.flush()
    finally:
        sys.stdin, sys.stdout, sys.stderr = old
    out, err = (stream.buffer.getvalue() for stream in streams[1:])
    return code, out, err.decode()


def _memory(field: str) -> int:
    """Kilobytes that this process has, or had at most; 0 where only Linux could say."""
    if not PROCESS.exists():
        return 0
    status = (PROCESS / "status").read_text(encoding="ascii")
    return int(status.partition(f"{field}:")[2].split()[0])


# The cases.


def corpus() -> list[tuple[bytes, str]]:
    """Texts to begin with, and the suffix of files that hold such."""
    found = [(path.read_bytes(), path.suffix) for path in (ROOT / "examples/matrices").iterdir()]
    for path in sorted((ROOT / "tests/parse").glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
                text = node.value.encode() if isinstance(node.value, str) else node.value
                found += [(text, "")] if any(c in text for c in b"0123456789[{(|") else []
    for matrix in ("1 2; 3 4", "1+2j 1/3", "x,y\na,1.5\nb,2", "3"):
        for form in FORMATS:
            found.append((run(["show", matrix, "-f", form], b"")[1], f".{form}"))
            found.append((run(["svd", matrix, "-f", form], b"")[1], f".{form}"))
    return [(data, suffix) for data, suffix in [*found, *_binaries()] if data]


def _binaries() -> Iterator[tuple[bytes, str]]:
    """Files of NumPy and of neural networks, of all kinds of entries."""
    members: dict[str, bytes] = {}
    for dtype in ("f8", "f4", "f2", "i1", ">i4", "u8", "c16", "?", "M8[s]", "U3", "O", "i4,f8"):
        stream = io.BytesIO()
        np.save(stream, np.zeros((2, 2), dtype), allow_pickle=True)
        members[f"a{len(members)}.npy"] = stream.getvalue()
        yield stream.getvalue(), ".npy"
    for compression in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", compression) as archive:
            for name in ("a0.npy", "a1.npy"):
                archive.writestr(name, members[name])
        yield stream.getvalue(), ".npz"
    for dtype, size in (("F64", 8), ("F16", 2), ("BF16", 2), ("U8", 1), ("BOOL", 1)):
        entry = {"dtype": dtype, "shape": [2, 2], "data_offsets": [0, 4 * size]}
        header = json.dumps({"a": entry}).encode()
        yield struct.pack("<Q", len(header)) + header + bytes(4 * size), ".safetensors"


def made(seeds: list[tuple[bytes, str]], chance: random.Random) -> Case:
    """A case: a text that was damaged or made up, how it arrives, and some options."""
    data, suffix = chance.choice(seeds)
    if chance.random() < 0.25:
        data = grown(chance)
    for _ in range(chance.choice((0, 0, 1, 1, 1, 2, 2, 5, 9))):
        data = chance.choice(DAMAGES)(data[: 8 * KILOBYTE], seeds, chance)
    data = data[: chance.choice((KILOBYTE, KILOBYTE, 6 * KILOBYTE))]
    way = chance.choice(("file", "stdin", "argument"))
    if way == "argument":
        data = data.replace(b"\0", b"") or b"1"
    suffix = chance.choice((suffix, suffix, *SUFFIXES)) if way == "file" else ""
    part = chance.choice(("", "", "", ":A", ":a0", ":U")) if way != "argument" else ""
    options = [word for _ in range(chance.choice((0, 0, 1, 2))) for word in chance.choice(OPTIONS)]
    return Case(["show", *options, "--", "{}" + part], data, suffix, way)


Damage = Callable[[bytes, list[tuple[bytes, str]], random.Random], bytes]


def _flip(data: bytes, _: list[tuple[bytes, str]], chance: random.Random) -> bytes:
    i = chance.randrange(len(data) or 1)
    return data[:i] + bytes([chance.randrange(256)]) + data[i + 1 :]


def _insert(data: bytes, _: list[tuple[bytes, str]], chance: random.Random) -> bytes:
    i = chance.randrange(len(data) + 1)
    return data[:i] + chance.choice(NASTY) * chance.choice((1, 1, 1, 2, 50)) + data[i:]


def _cut(data: bytes, _: list[tuple[bytes, str]], chance: random.Random) -> bytes:
    i, j = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:i] + data[j:] if chance.random() < 0.8 else data[:i]


def _repeat(data: bytes, _: list[tuple[bytes, str]], chance: random.Random) -> bytes:
    i, j = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:j] + data[i:j] * chance.choice((1, 2, 100)) + data[j:]


def _splice(data: bytes, seeds: list[tuple[bytes, str]], chance: random.Random) -> bytes:
    other, _ = chance.choice(seeds)
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other)) :]


def _number(data: bytes, _: list[tuple[bytes, str]], chance: random.Random) -> bytes:
    """Another number, or what is none, in the place of one."""
    places = [*re.finditer(rb"[0-9]+", data)]
    if not places:
        return data
    place = chance.choice(places)
    return data[: place.start()] + chance.choice(NASTY) + data[place.end() :]


def _encoded(data: bytes, _: list[tuple[bytes, str]], chance: random.Random) -> bytes:
    return data.decode(errors="replace").encode(chance.choice(("utf-16", "utf-16-le", "utf-8-sig")))


DAMAGES: list[Damage] = [
    _flip,
    _insert,
    _insert,
    _cut,
    _repeat,
    _splice,
    _number,
    _number,
    _encoded,
]
RULES: dict[str, list[str]] = {
    "text": [
        "[M]",
        "[[C,C],[C,C]]",
        "M",
        "M",
        "{{C,C},{C,C}}",
        "np.array([[C, C]])",
        "A = [M]\nB = [M]",
        "\\begin{pmatrix} L \\\\ L \\end{pmatrix}",
        "\\begin{array}{r|rr} L \\\\ L \\end{array}",
        "x,y\nC,C\nC,C",
        "|x|y|\n|--|--|\n|C|C|\n",
        '{"columns": ["x", "y"], "data": [[C, C]]}',
        '[{"x": C, "y": C}]',
        '{"U": [[C]], "S": C}',
        "# U\nC,C\n\n# S\nC\n",
        "     x  y\na    C  C\n",
        "2×2 Matrix{Float64}:\n C  C\n C  C",
        "Columns 1 through 2:\n\n   C   C\n\n Column 3:\n\n   C\n",
        "%%MatrixMarket matrix coordinate real general\n2 2 1\n1 1 C\n",
        "[1] C C C\n",
        "%%MatrixMarket matrix array complex hermitian\n2 2\nC C\nC C\nC C\n",
        "     [,1] [,2]\n[1,] C C\n",
    ],
    "M": ["C C; C C", "C,C;C,C", "C C | C; C C | C", "C\nC", "C C\nC C\n", "C C;"],
    "L": ["C & C", "\\text{C} & C & C", "\\frac{C}{C} & \\sqrt{C}", "C \\times 10^{C} & C"],
    "C": [
        "N",
        "N",
        "N",
        "(C)",
        "-C",
        "C^C",
        "C/C",
        "C*C",
        "C+C",
        "C - C",
        "F(C)",
        "NF(C)",
        "√C",
        "C**C",
    ],
    "F": ["sqrt", "exp", "log", "sin", "tan", "cosh", "atan"],
    "N": [
        "0",
        "1",
        "2",
        "10",
        "-3",
        "1.5",
        ".5",
        "1e300",
        "1e-300",
        "1e400",
        "99999999999999999999",
        "i",
        "2i",
        "1+2j",
        "pi",
        "e",
        "inf",
        "nan",
        "",
        "x",
        '"a"',
        "1,5",
        "1/3",
        "9" * 400,
        "1e-400",
        "true",
    ],
}
"""A grammar: what a capital letter may stand for."""


def grown(chance: random.Random) -> bytes:
    """A text made by the grammar."""
    text = chance.choice(RULES["text"])
    for _ in range(60):
        letters = [*re.finditer(r"\b[MLCFN]\b|F(?=\()|(?<=N)F|N(?=F)|(?<=√)C", text)]
        if not letters:
            break
        at = chance.choice(letters)
        text = text[: at.start()] + chance.choice(RULES[at[0]]) + text[at.end() :]
    return re.sub(r"\b[MLCFN]\b", "1", text).encode()


if __name__ == "__main__":
    sys.exit(main())
