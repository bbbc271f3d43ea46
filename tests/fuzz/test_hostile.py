"""What no careful person would write: each ends soon, with exit code 0 to 4 and one line.

The oracle is that of tools/fuzz.py: no traceback, at most a line, an excerpt and a hint on stderr,
none of them with control characters, and an end in good time and 100 MB for a kilobyte.
"""

from __future__ import annotations

import importlib.util
import io
import json
import os
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import ROOT
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

SPEC = importlib.util.spec_from_file_location("fuzz", ROOT / "tools" / "fuzz.py")
assert SPEC is not None
assert SPEC.loader is not None
fuzz = importlib.util.module_from_spec(SPEC)
sys.modules["fuzz"] = fuzz
SPEC.loader.exec_module(fuzz)

DEEP = 100_000
DIGITS = "9" * 5000


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LACLI_MAX_MEMORY", "100M")
    monkeypatch.setattr(fuzz, "SECONDS", 5)  # a slow machine is no failure
    monkeypatch.setattr(fuzz, "PATIENCE", 60)
    return tmp_path


def survived(data: str | bytes, way: str, *args: str, part: str = "") -> Any:
    """How `show` ends for a file of that suffix, standard input ("-") or an argument ("")."""
    data = data if isinstance(data, bytes) else data.encode()
    kind = {"": "argument", "-": "stdin"}.get(way, "file")
    case = fuzz.Case(["show", *args, "--", "{}" + part], data, way * (kind == "file"), kind)
    found = fuzz.verdict(case)
    assert not found.problem
    return found


WAYS = ("", "-", ".csv", ".json", ".md", ".mtx", ".npy", ".npz", ".safetensors", ".txt")


# Anything at all.


@settings(max_examples=150, derandomize=True, suppress_health_check=[*HealthCheck])
@given(data=st.binary(max_size=300), way=st.sampled_from(WAYS[1:]))
@example(data=b"\xff\xfe1\0", way="-")
@example(data=b"\x93NUMPY\1\0\2\0{}", way=".npy")
def test_any_bytes(data: bytes, way: str) -> None:
    survived(data, way)


@settings(max_examples=150, derandomize=True, suppress_health_check=[*HealthCheck])
@given(
    text=st.text(st.sampled_from("012.,;|[](){}+-*/^eEij \n\t\"'#%&=\\πx√−:_A"), max_size=60),
    way=st.sampled_from(WAYS),
)
@example(text="[1 2; 3", way="")
@example(text="|1|\n|-|\n", way=".md")
def test_any_text_of_signs_that_mean_something(text: str, way: str) -> None:
    survived(text or "1", way)


@settings(max_examples=150, derandomize=True, suppress_health_check=[*HealthCheck])
@given(seed=st.integers(0, 10**9))
def test_what_the_fuzzer_makes(seed: int) -> None:
    chance = fuzz.random.Random(seed)
    case = fuzz.made(CORPUS, chance)
    assert not fuzz.verdict(case).problem, case


CORPUS = fuzz.corpus()


# JSON: y_ must be read, n_ refused, i_ is ours to decide (Seriot, Parsing JSON is a minefield).


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[1E+2]", "100"),
        ("[-0]", "0"),
        ("[0e+1]", "0"),
        ("[1.5e-3]", "0.0015"),
        (" [\r\n1\t,\n2 ] \n", "1,2"),
        ('["\\u0031"]', "1"),
        ('{"a\\u00e9\\n": [1]}', "1"),
        ('{"\\ud83d\\ude00": [1]}', "1"),
        ("12", "12"),
        ('{"": [[1]]}', "1"),
    ],
)
def test_json_that_is_read(text: str, shown: str) -> None:
    found = survived(text, ".json")
    assert (found.code, found.out.decode().strip()) == (0, shown), found.err


@pytest.mark.parametrize(
    "text",
    [
        "[1,]",
        "[,1]",
        "[1,,2]",
        "[1 2]",
        "[1",
        "1]",
        "[[1]",
        "[1]]",
        "[1]x",
        "[1][2]",
        "{",
        "}",
        "[",
        "]",
        "",
        " ",
        "[-]",
        "[+1]",
        "[01]",
        "[-01]",
        "[.5]",
        "[1.]",
        "[1e]",
        "[1e+]",
        "[0x1]",
        "[1_000]",
        "[Infinity]",
        "[-Infinity]",
        "[NaN]",
        "[nan]",
        "[inf]",
        "[1e400]",
        "[-1e400]",
        "[\u0661]",
        "[\uff11]",
        "[1\u00a0]",
        "[1]\u2060",
        "['1']",
        '["1]',
        '["\\x"]',
        '["\\u12"]',
        '["\n"]',
        '["\0"]',
        "[tru]",
        "[true]",
        "[null]",
        '{"a":1,}',
        '{"a" 1}',
        "{a:1}",
        "{1:1}",
        '{"a":1,"a":1}',
        '{"a":{"b":1}}',
        "// c\n[1]",
        "/**/[1]",
        "[1]#",
        "[\\n1]",
        "*",
        "nul",
        "[{}]",
        "[[]]",
        "[]",
        "{}",
        '{"data":[]}',
        '{"data":{}}',
        '{"data":[[1]],"index":[]}',
        '{"columns":["a"],"data":[[1,2]]}',
        '{"columns":5,"index":5,"data":5}',
        '{"columns":5,"data":[[1]]}',
        '{"index":"a","data":[[1]]}',
        '[{"a":1},5]',
        '[{"a":1},{"b":1}]',
        "[[1],2]",
        "[[[1]]]",
        '["a"]',
        '{"\\ud800":[1]}',
        '["\\udc00"]',
        '{"columns":["\\ud800"],"data":[[1]]}',
        "\ufeff\ufeff[1]",
        "[1]\0",
        f"[{DIGITS}]",
        f"[-{DIGITS}]",
        f"[1e{DIGITS}]",
        f'["{DIGITS}"]',
        "[" * DEEP,
        '{"a":' * DEEP,
        "[" * DEEP + "]" * DEEP,
        '["", ' * DEEP,
    ],
    ids=lambda text: repr(text[:20]),
)
def test_json_that_is_refused(text: str) -> None:
    for way in (".json", "-"):
        found = survived(text, way)
        if way == ".json" or text[:1] == "{" or len(text) > 5000:
            assert found.code == 3, found.out


def test_a_number_too_large_among_parts_that_are_listed() -> None:
    text = '{"U": [[1]], "S": "1e400"}'
    assert survived(text, ".json").out == b",rows,columns\nU,1,1\nS,1,1\n"
    assert survived(text, ".json", part=":S").code == 3


# CSV, after csv-spectrum: what is a cell, a line, a quote.


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('"a,b",c\n1,2\n', '"a,b","c"\n1,2\n'),
        ('"a ""x""",b\n1,2\n', '"a ""x""","b"\n1,2\n'),
        ('"a\nb",c\n1,2\n', '"a\nb","c"\n1,2\n'),
        ('"a\r\nb",c\r\n1,2\r\n', '"a\r\nb","c"\n1,2\n'),
        ('a,b\n"1","2"\n', "a,b\n1,2\n"),
        ("a,b\n1,2", "a,b\n1,2\n"),
        ("a,b\r1,2\r3,4\r", "a,b\n1,2\n3,4\n"),
        ("a,b\r\n1,2\n3,4\r", "a,b\n1,2\n3,4\n"),
        ("\ufeffa,b\n1,2\n", "a,b\n1,2\n"),
        ("ʤ,日\n1,2\n", "ʤ,日\n1,2\n"),
        ("\n\n1,2\n\n3,4\n\n", "1,2\n3,4\n"),
        ('a,"5"" pipe"\n1,2\n', '"a","5"" pipe"\n1,2\n'),
        (" 1 , 2 \n 3 ,\t4\n", "1,2\n3,4\n"),
        ("1\u00a0,2\n3,4\n", "1,2\n3,4\n"),
    ],
)
def test_csv_that_is_read(text: str, shown: str) -> None:
    for data in (text.encode(), text.removeprefix("\ufeff").encode("utf-16")):
        for way in ("-", ".csv"):
            found = survived(data, way)
            assert (found.code, found.out.decode()) == (0, shown), found.err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1,\u0662\n", "not a number: '\u0662'"),
        ("1,\uff12\n", "not a number: '\uff12'"),
        ("1,\u00b2\n", "not a number: '\u00b2'"),
        ("1,1_000\n", "not a number: '1_000'"),
        ("1,0x10\n", "not a number: '0x10'"),
        ("1,1e400\n", "too large for floating point: '1e400'"),
        ("1,-1e400\n", "too large for floating point: '-1e400'"),
        (f"1,{DIGITS}\n", "too large for floating point"),
        (f"1,1/{DIGITS}\n", "not a number"),
        ("1,1/0\n", "not a number: '1/0'"),
        ("1,9**9**9\n", "not a number: '9**9**9'"),
        ("1,2\n3,4\0\n", "a binary file, not text"),
        ("1,2\u20283,4\n", "not a number"),
        ("1,2\x853,4\n", "not a number"),
        ("1 2\u20283 4\n5 6 7 8\n", "not a number"),
        ("1 2\x0b3 4\n5 6 7 8\n", "not a number"),
        ('1,2\n"3,4\n', "a quote is never closed"),
        ('"', "a quote is never closed"),
        ('"a""\n1\n', "a quote is never closed"),
        ("1,2\n\n# B\n3,4\n5\n", "ragged"),
        ("x,y\n", "only a header"),
        ("#\n#\n", "empty"),
    ],
    ids=lambda text: repr(text[:20]),
)
def test_csv_that_is_refused(text: str, message: str) -> None:
    found = survived(text, ".csv")
    assert found.code == 3
    assert message in found.err


def test_a_quote_that_is_never_closed_is_found_soon() -> None:
    for inside in (
        "a" * 10**6,
        "1,2\n" * 250_000,
        '""\n' * 300_000,
        '"",\n' * 250_000,
        "\n" * 10**6,
    ):
        found = survived(f'1,2\n"{inside}', "-")
        assert found.code == 3


def test_half_of_utf_16_and_what_has_no_mark() -> None:
    assert "not UTF-8 text" in survived(b"\xff\xfe1\0,\0002", "-").err
    for encoding in ("utf-16-le", "utf-16-be"):
        assert "a binary file" in survived("1,2\n".encode(encoding), "-").err
    assert "not UTF-8 text" in survived("1,\xe9\n".encode("latin-1"), "-").err


# Inline text and what other programs write.


SHALLOW = ("[", "(", "{", "{{", "-", "2^")


@pytest.mark.parametrize(
    "opening",
    [
        "[",
        "(",
        "{",
        "-",
        "2^",
        "√",
        "sin(",
        "2(",
        "[[1,",
        "{{",
        r"\begin{pmatrix}",
        r"\begin{pmatrix}\frac{",
        r"\begin{pmatrix}\sqrt{",
        r"\begin{pmatrix}{",
        "{{Sqrt[",
        "np.array([",
        r"\begin{array}{",
        r"\left(",
        "1 2;",
        "A = ",
        "\\",
        "[1] ",
        "1e",
        "\n ",
        "#\n",
        ",",
        '"',
    ],
)
@pytest.mark.parametrize("way", ["", "-"])
def test_deep_nesting(opening: str, way: str) -> None:
    survived(opening * (DEEP if opening in SHALLOW else DEEP // 10), way)
    survived(opening * 300 + "1", way)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("9**9**9", "too large for floating point"),
        ("9^9^9^9", "too large for floating point"),
        ("2^(10^10)", "too large for floating point"),
        ("(-2)^(10^10)", "too large for floating point"),
        ("2^-(10^10)^9", ""),
        ("1e400", "too large for floating point"),
        ("1e999999999999", "too large for floating point"),
        ("exp(1e9)", "too large for floating point"),
        ("cosh(1000)", "too large for floating point"),
        ("0^-1", "division by zero"),
        ("1/(1-1)", "division by zero"),
        ("0+inf-inf", "not defined"),
        ("log(0)", "log is not defined there"),
        ("asin(2)", "asin is not defined there"),
        (DIGITS, "too large for floating point"),
        (f"1e{DIGITS}", "too large for floating point"),
        ("1_000", "not a number: '1_000'"),
        ("[1 \u0662]", "not a number"),
        ("[1 \uff12]", "not a number"),
        ("0x10", "not a number: '0x10'"),
        ("[1 2\x1b[31m]", "not a number"),
        ("[1 2; 3]", "ragged"),
        ("[[1, 2], [3]]", "ragged"),
        ("[1, 2", "expected ']'"),
        ("2x2 Matrix{Float64}:\n 1 2", "entries below a heading"),
        ("99999999999999999999x2 Matrix{Float64}:\n 1 2", "entries below a heading"),
        ("Columns 1 through 99999999999:\n 1 2", "columns are missing"),
        (r"\begin{array}{*{999}{" + "|" * 300 + r"}}1\end{array}", ""),
        (r"\begin{array}{" + "|" * 50_000 + r"}1 & 2\end{array}", ""),
        (r"\begin{array}{" + "r|" * 500 + r"}1 & 2\end{array}", ""),
        (r"\begin{pmatrix}1\end{bmatrix}", "expected"),
        ("[26] 1 2", "expected the end"),
    ],
    ids=lambda text: repr(text[:20]),
)
def test_inline_text(text: str, message: str) -> None:
    found = survived(text, "")
    assert not message or found.code == 3, found.out
    assert message in found.err


@pytest.mark.parametrize("end", ["\r", "\r\n", "\x85", "\u2028", "\u2029", "\n"])
def test_line_ends_of_all_kinds_end_a_row(end: str) -> None:
    for text in (f"1 2{end}3 4{end}", f"[1 2{end}3 4]", f"[1, 2]{end}[3, 4]", f"A = [1 2{end}3 4]"):
        found = survived(text, "")
        if text[0] != "[" or ", " not in text:
            assert (found.code, found.out) == (0, b"1,2\n3,4\n"), found.err


def test_arguments_that_are_no_text() -> None:
    for data in (
        b"\xff",
        b"1 \xed\xa0\x80",
        b"[\xff]",
        b"\\begin{matrix}\\text{\xff} & 1\\end{matrix}",
    ):
        found = survived(data, "")
        assert found.code == 3
    Path(os.fsdecode(b"\xff.csv")).write_text("1,x\n1\n")
    found = survived(b"\xff.csv", "")
    assert "\\udcff.csv:1:2: not a number: 'x'" in found.err


# NumPy's files.


def npy(header: str | bytes, data: bytes = b"", version: tuple[int, int] = (1, 0)) -> bytes:
    text = header if isinstance(header, bytes) else header.encode("latin-1")
    size = struct.pack("<H" if version == (1, 0) else "<I", len(text))
    return b"\x93NUMPY" + bytes(version) + size + text + data


def described(descr: str = "'<f8'", shape: str = "(2, 2)", order: str = "False") -> str:
    return f"{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}, }}\n"


@pytest.mark.parametrize(
    "header",
    [
        *(
            described(shape=shape)
            for shape in (
                "(1000000, 1000000)",
                "(-1, 2)",
                "(-2, -2)",
                "(2.0, 2)",
                "('2', 2)",
                "[2, 2]",
                "2",
                "None",
                "(True, 4)",
                "(2, 2, 1)",
                "(0, 4)",
                "(9223372036854775808, 2)",
                f"({DIGITS[:999]}, 2)",
                f"({DIGITS}, 2)",
                "(1j, 2)",
                "((2,), 2)",
                "(2, 3)",
                "(" * 200 + "2" + ")" * 200,
            )
        ),
        *(
            described(descr)
            for descr in (
                "'O'",
                "'|O'",
                "'V8'",
                "'S8'",
                "'U2'",
                "'M8[s]'",
                "'m8[s]'",
                "'?'",
                "'<f16'",
                "'<i9'",
                "()",
                "[]",
                "[()]",
                "('<f8',)",
                "('<f8', (2,))",
                "('<f8', 2)",
                "[('a', '<f8')]",
                "None",
                "5",
                "''",
                "[('a', '<f4'), ('a', '<f4')]",
                "[('a', '<f4'), ('b', '<f4')]",
                "{'a': 1}",
                "'f8,f8'",
                "'>f8'",
                "'<f8' 'x'",
                "[('a', 'O')]",
                "'a' * 9",
                "['<f8']",
                "[['a', '<f8']]",
                "'|V0'",
                "'U0'",
            )
        ),
        described(order="2"),
        described(order="None"),
        "",
        "{",
        "{}",
        "[]",
        "()",
        "5",
        "\0" * 64,
        "{'descr': '<f8'}",
        "__import__('os')",
        "-" * 9000 + "1",
        "(" * 9000,
        "[" * 90,
        "{1:" * 90,
        "~" * 9000,
        " " * 60_000,
        described() * 2,
        "{'shape': (2, 2)} | {}",
        "'\\N{DIGIT ONE}'",
        "1is 1",
        b"\xff\xff",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), 'x': 1}",
    ],
    ids=lambda header: repr(header[:50]),
)
@pytest.mark.parametrize("version", [(1, 0), (2, 0), (3, 0)])
@pytest.mark.filterwarnings("ignore")
def test_npy_headers(header: str | bytes, version: tuple[int, int]) -> None:
    found = survived(npy(header, bytes(32), version), ".npy")
    read = header in (described(), described("'>f8'"), described("'<f8' 'x'"))
    assert read is False or header == described("'<f8' 'x'") or found.code == 0
    assert read or found.code == 3, found.out


@pytest.mark.parametrize(
    "data",
    [
        b"\x93NUMPY",
        b"\x93NUMPY\1",
        b"\x93NUMPY\1\0",
        b"\x93NUMPY\1\0\xff\xff",
        b"\x93NUMPY\2\0\xff\xff\xff\xff{",
        b"\x93NUMPY\0\0\0\0",
        b"\x93NUMPY\xff\xff\0\0",
        npy(described(), bytes(31)),
        npy(described(), bytes(33)),
        npy(described("'|O'", "(1,)"), b"cos\nsystem\n(S'touch owned'\ntR."),
    ],
)
def test_npy_that_is_damaged(data: bytes) -> None:
    for way in (".npy", "-"):
        assert survived(data, way).code == 3
    assert not Path("owned").exists()


def archive(*members: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as opened:
        for name, data in members:
            opened.writestr(name, data)
    return stream.getvalue()


def test_a_zip_bomb_is_not_unpacked() -> None:
    zeros = npy(described(shape="(5000, 5000)"), bytes(8 * 5000 * 5000))
    found = survived(archive(("A.npy", zeros)), ".npz")
    assert found.code == 3
    assert "5000×5000 is too large for memory" in found.err
    header = npy(b" " * 50_000_000, version=(2, 0))
    for part in ("", ":A"):
        found = survived(archive(("A.npy", header), ("B.npy", header)), ".npz", part=part)
        assert found.code == 3
    text = archive(("A.npy", b"9" * 50_000_000))
    assert survived(text, ".npz").code == 3


def test_a_member_that_holds_less_than_it_declares() -> None:
    lie = npy(described(shape="(4,)"), bytes(8))
    data = bytearray(archive(("A.npy", lie)))
    directory = data.index(b"PK\1\2")
    data[directory + 24 : directory + 28] = struct.pack("<I", len(lie) + 24)
    found = survived(bytes(data), ".npz")
    assert found.code == 3
    assert "damaged" in found.err


@pytest.mark.parametrize(
    "name",
    [
        "../../A.npy",
        "/etc/A.npy",
        "a/b/c.npy",
        ".npy",
        "A.npy.npy",
        "\x1b[31m.npy",
        "[red].npy",
        "\u202ex.npy",
        "a" * 5000 + ".npy",
        "A.txt",
        "A.npy/",
        "é.npy",
    ],
)
def test_names_in_archives(name: str, here: Path) -> None:
    one = npy(described(shape="(1, 1)"), struct.pack("<d", 7))
    found = survived(archive((name, one)), ".npz")
    assert found.code == (0 if name.endswith(".npy") else 3)
    assert survived(archive((name, one), ("B.npy", one)), ".npz", part=":C").code == 3
    assert sorted(os.listdir(here)) == ["case.npz"]


def test_each_byte_of_an_archive_may_be_wrong() -> None:
    data = archive(("A.npy", npy(described(), bytes(32))), compression=zipfile.ZIP_STORED)
    for i in range(len(data)):
        for flip in (0x01, 0x80):
            survived(data[:i] + bytes([data[i] ^ flip]) + data[i + 1 :], ".npz")
    for i in range(0, len(data), 17):
        survived(data[:i], ".npz")


# Matrix Market and safetensors.


@pytest.mark.parametrize(
    ("kind", "body", "message"),
    [
        ("coordinate real general", "2 2 1\n3 1 5\n", "no place (3, 1) in a matrix of 2×2"),
        ("coordinate real general", "2 2 1\n0 1 5\n", "no place"),
        ("coordinate real general", "2 2 1\n-1 1 5\n", "no place"),
        ("coordinate real general", "2 2 1\n1.0 1 5\n", "no place"),
        ("coordinate real general", "2 2 1\n\u0661 1 5\n", "no place"),
        ("coordinate real general", f"2 2 1\n{DIGITS} 1 5\n", "no place"),
        ("coordinate real general", "2 2 -1\n", "not the numbers of rows, columns, entries"),
        ("coordinate real general", "-2 2 1\n1 1 1\n", "not the numbers of rows"),
        ("coordinate real general", f"2 {DIGITS} 1\n", "not the numbers of rows"),
        ("coordinate real general", "2 2 999999999999999999\n1 1 1\n", "1 of 999999999999999999"),
        ("coordinate real general", "2 2 1\n1 1 1\n1 1 1\n", "more entries than the 1 declared"),
        ("coordinate real general", "4294967296 4294967296 1\n1 1 1\n", "too large for memory"),
        ("coordinate real general", "0 0 0\n", "empty"),
        ("coordinate real symmetric", "2 2 1\n1 2 5\n", "above the diagonal"),
        ("coordinate real skew-symmetric", "2 2 1\n1 1 5\n", "on the diagonal"),
        ("coordinate complex hermitian", "2 2 1\n1 1 5 1\n", "not real, on the diagonal"),
        ("coordinate real symmetric", "2 3 1\n1 1 5\n", "symmetric, but 2×3"),
        ("coordinate real general", "2 2 1\n1 1 1e400\n", "too large for floating point"),
        ("coordinate integer general", f"2 2 1\n1 1 {DIGITS}\n", "too large for floating point"),
        ("coordinate pattern general", "2 2 1\n1 1 1\n", "3 numbers, not 2"),
        ("array real general", "2 2\n1\n2\n3\n", "3 of 4 entries"),
        ("array real general", "2 2\n1\n2\n3\n4\n5\n", "more entries"),
        ("array real general", "999999999 999999999\n1\n", "too large for memory"),
        ("array pattern general", "2 2\n", "no matrix is array pattern general"),
        ("vector real general", "2 2\n", "is not one of"),
        ("array real " + "x" * 900, "2 2\n", "is not one of"),
    ],
)
def test_matrix_market(kind: str, body: str, message: str) -> None:
    for way in (".mtx", "-"):
        found = survived(f"%%MatrixMarket matrix {kind}\n{body}", way)
        assert found.code == 3
        assert message in found.err


def test_what_is_stored_twice_is_added() -> None:
    text = "%%MatrixMarket matrix coordinate real general\n1 2 2\n1 1 1\n1 1 2\n"
    assert survived(text, ".mtx").out == b"3,0\n"


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"{",
        b"[]",
        b" {}",
        b'{"a":',
        b'{"a":{}}',
        b"\xff",
        b'{"a":' * 5000,
        b"{}" + b" " * 900,
        b'{"a":{"dtype":"U8","shape":[%s],"data_offsets":[0,4]}}' % DIGITS.encode(),
        b'{"a":{"dtype":"U8","shape":[-4],"data_offsets":[0,4]}}',
        b'{"a":{"dtype":"U8","shape":[1e400],"data_offsets":[0,4]}}',
        b'{"a":{"dtype":"\\ud800","shape":[4],"data_offsets":[0,4]}}',
        b'{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4],"dtype":"I8"}}',
        b'{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,99]}}',
        b'{"a":{"dtype":"U8","shape":[4],"data_offsets":[4,0]}}',
        b'{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}',
        b'{"a":{"dtype":"\x1b[31m","shape":[4],"data_offsets":[0,4]}}',
        b'{"[red]\\u202e\\u001b":{"dtype":"X","shape":[4],"data_offsets":[0,4]}}',
    ],
)
def test_safetensors(header: bytes) -> None:
    for length in (len(header), len(header) + 1, 2**40, 2**63, 2**64 - 1):
        found = survived(struct.pack("<Q", length) + header + bytes(4), ".safetensors")
        assert found.code == 3


# Names that would do something to a terminal.

NAMES = (
    "[red]",
    "w[/b]",
    "\x1b[31mred",
    "\x1b]0;title\x07",
    "\u202eevil",
    "a\u2028b",
    "\x9b31m",
    "\\",
)


@pytest.mark.parametrize(
    "form", ["csv", "tsv", "json", "table", "markdown", "latex", "python", "matlab"]
)
@pytest.mark.parametrize("name", NAMES)
def test_names_in_every_format(name: str, form: str, call: Callable[..., Any]) -> None:
    text = json.dumps({"columns": [name, "y"], "index": [name, "b"], "data": [[1, 2], [3, 4]]})
    said = call("show", "-f", form, stdin=text)
    assert (said.code, said.err) == (0, "")
    if form == "table":
        assert not set(said.out) & set("\x1b\x07\u202e\u2028\x9b")
        assert name.encode("unicode_escape").decode().replace("\\\\", "\\") in said.out
    if form in ("csv", "json"):
        Path(f"out.{form}").write_text(said.out, newline="")
        assert (
            call("show", f"out.{form}", "-f", "json").out
            == call("show", "-f", "json", stdin=text).out
        )


@pytest.mark.parametrize("name", NAMES)
def test_names_in_messages(name: str, here: Path) -> None:
    (here / name).parent.mkdir(exist_ok=True)
    (here / name).write_text(f'"{name}",y\nx,1\nz,x\n')
    for args in (
        [name],
        [f"{name}:{name}"],
        [f"{name}{name}"],
        [name, "--columns", name],
        [name, "-f", name],
        [name, "--labels", name],
        [name, "--delimiter", name],
        [name, "-o", f"{name}/x"],
    ):
        code, _, err = fuzz.run(["show", *args], b"")
        assert code in (0, 2, 3, 6)
        assert not set(err) & set("\x1b\x07\u202e\u2028\x9b")


def test_archives_say_their_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO()
    np.savez_compressed(stream, A=np.zeros((300, 300)))
    monkeypatch.setenv("LACLI_MAX_MEMORY", "1M")
    found = survived(stream.getvalue(), ".npz")
    assert found.err.splitlines() == [
        "lacli show: case.npz:A: 300×300 is too large for memory",
        "hint: it would take 1.37M, and LACLI_MAX_MEMORY allows 1M",
    ]
