"""Makes docs/accuracy.md: how many digits are right, measured on this machine.

`python tools/accuracy.py` writes it. With `--check` it says whether the page is current but for the
measured numbers, in which one BLAS differs from another, and whether these reach their targets.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "accuracy"))

import ratios  # noqa: E402  # found by the line above
import strd  # noqa: E402
from classical import Classical, paired  # noqa: E402
from gallery import MATRICES, growth  # noqa: E402
from program import answer, lacli, numbers  # noqa: E402

MEASURED = re.compile(r"\b\d+\.\d(?:e\+\d+)?\b")
"""What is measured: all that has one decimal place."""
WAYS: tuple[tuple[str, ...], ...] = ((), ("--float",))
"""How lacli is called: as it is, and in floating point."""
TOLERANCE = 1.5
"""The digits by which two machines may differ."""
PAGE = ROOT / "docs" / "accuracy.md"
INTRODUCTION = """\
# How many digits are right

Measured against certified values, formulas from the literature and 60-digit arithmetic, never
against NumPy, which stands beside for comparison: `np.linalg.lstsq`, `det`, `inv`, `eigvals` and
`solve`, called plainly. This page is made by `python tools/accuracy.py`, from the computations
that `tests/accuracy/` checks; another processor or BLAS may change the last digit or two of any
number here.

A column of digits is the log relative error, −log₁₀(|x − c|/|c|), of the worst number of the
answer: 15.0 is full accuracy, 0.0 means that not even the first digit is right.
"""
REGRESSION = """\
## NIST's certified regressions

The linear regression problems of NIST's [Statistical Reference
Datasets](https://www.itl.nist.gov/div898/strd/), each solved by `lacli lstsq X.csv y.csv`, with
the powers of x written out to the last digit, and with `--float`, which is what larger data get;
the standard deviations and R² are those of `--float`. Small data are fitted exactly. Filip's
polynomial is of degree 10 and has the condition number 10¹⁵; as its 82 rows are read in floating
point unless `--exact` is given, so many digits are all that the rounded data have.
"""
CLASSICAL = """\
## Classical test matrices

Determinants and inverses from rational arithmetic, which agrees with the formulas of the
literature where there are any; eigenvalues from the same formulas, or by mpmath in 60 digits.
Fractions are given as such to lacli, and rounded to NumPy; with `--float` lacli rounds them too,
and an error in the sixteenth digit of an entry grows with the condition number, whatever the
method. The digits of an inverse are relative
to its largest entry, those of an eigenvalue to itself: where the least is small beside the
largest, or sensitive as in Frank's matrix, a method that rounds to sixteen digits must lose some
of it.
"""
GROWTH = """\
## Growth of elements

The matrix with −1 below a diagonal of ones and ones in its last column has the condition number
27 at size 60, yet the pivots of Gaussian elimination double from row to row, up to 2⁵⁹, and take
all digits with them.
"""
RATIOS = """\
## LAPACK's test ratios

Residuals in units of what rounding leaves, as LAPACK tests itself (Blackford and Dongarra, LAPACK
Working Note 41), where a routine counts as broken from 30 on. Each is tried on matrices of every
kind: real and complex, tall and wide, diagonal, triangular, banded, definite, with condition
numbers up to 1/ε, rank deficient, near overflow and underflow, with rows and columns graded from
10⁻¹⁰⁰ to 10¹⁰⁰. These are the largest. What has no answer, such as the inverse of a matrix whose
condition number is above 1/ε, is refused and does not count.
"""


def main() -> int:
    """Writes, or checks, the page; returns the exit code."""
    missed: list[str] = []
    text = page(missed)
    name = PAGE.relative_to(ROOT)
    for miss in missed:
        print(miss)
    if "--check" not in sys.argv:
        PAGE.write_text(text, encoding="utf-8")
        print(f"{name} written")
        return 0
    current = PAGE.exists() and agrees(PAGE.read_text(encoding="utf-8"), text)
    print(f"{name} is current" if current else f"{name} is not current: run make docs")
    return 0 if current and not missed else 1


def agrees(page: str, text: str) -> bool:
    """Whether two pages say the same, but for digits that another machine may win or lose."""
    if MEASURED.sub("#", page) != MEASURED.sub("#", text):
        return False
    digits = (
        MEASURED.findall(side.partition(RATIOS.partition("\n")[0])[0]) for side in (page, text)
    )
    return all(abs(float(a) - float(b)) <= TOLERANCE for a, b in zip(*digits, strict=True))


def page(missed: list[str]) -> str:
    """The text of the page; adds what does not reach its target to `missed`."""
    return "\n".join(
        (
            INTRODUCTION,
            REGRESSION,
            table(
                "problem|lacli|lacli --float|standard deviations|R²|NumPy",
                regressions(missed),
            ),
            CLASSICAL,
            table(
                "matrix|det: lacli|--float|NumPy|inverse: lacli|--float|NumPy"
                "|eigenvalues: lacli|NumPy",
                classics(),
            ),
            GROWTH,
            table("system|lacli|lacli --float|NumPy", growths()),
            RATIOS,
            table("routine|ratio|largest", residuals(missed)),
        )
    )


def table(heads: str, rows: Iterable[tuple[str, ...]]) -> str:
    """A table of Markdown."""
    columns = heads.split("|")
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def regressions(missed: list[str]) -> Iterator[tuple[str, ...]]:
    """The certified digits of NIST's problems."""
    for given in map(strd.problem, strd.NAMES):
        ours = strd.digits(strd.by_lacli(given), given.certified)
        floating = strd.digits(strd.by_lacli(given, "--float"), given.certified)
        theirs = strd.digits(strd.by_numpy(given), given.certified)
        worst = min(ours.coefficients, floating.coefficients)
        if worst < (target := strd.TARGETS.get(given.name, 0)):
            missed.append(f"{given.title}: {worst:.1f} certified digits, not {target}")
        shown = (
            *(ours.coefficients, floating.coefficients, floating.deviations, floating.r2),
            theirs.coefficients,
        )
        yield given.title, *map(said, shown)


def classics() -> Iterator[tuple[str, ...]]:
    """The correct digits of the determinants, inverses and eigenvalues of classical matrices."""
    for matrix in MATRICES:
        det = float(matrix.det)
        ours = (float(answer("det", matrix.text, *way)) for way in WAYS)
        theirs = float(np.linalg.det(matrix.array))
        yield (
            matrix.name,
            *(said(strd.lre(found, det)) for found in (*ours, theirs)),
            *inverses(matrix),
            *map(said, spectra(matrix)),
        )


def inverses(matrix: Classical) -> Iterator[str]:
    """The digits of the inverse by lacli and by NumPy, or what they do where there is none."""
    theirs = np.linalg.inv(matrix.array).ravel()
    if matrix.inverse is None:
        for way in WAYS:
            yield "refused" if lacli("inv", matrix.text, *way).code == 1 else "noise"
        yield "noise"
        return
    known = np.array(matrix.inverse, dtype=float).ravel()
    for way in WAYS:
        yield said(in_norm(numbers(answer("inv", matrix.text, *way)), known))
    yield said(in_norm(theirs, known))


def spectra(matrix: Classical) -> Iterator[float]:
    """The digits of the eigenvalues by lacli and by NumPy; of a zero beside the largest."""
    ours = numbers(answer("eig", matrix.text, "--part", "values"))
    for values in (ours, np.linalg.eigvals(matrix.array).tolist()):
        pairs = paired(values, matrix.spectrum)
        largest = max(abs(known) for _, known, _ in pairs)
        yield min(
            strd.lre(x, known) if known else strd.lre(1 + x / largest, 1) for x, known, _ in pairs
        )


def growths() -> Iterator[tuple[str, ...]]:
    """The digits of the solution of systems in which elements grow."""
    for n in (20, 40, 60):
        matrix = Classical("", growth(n))
        x = np.arange(n) % 7 + 1
        b = matrix.array @ x  # integers, which leave nothing to round
        right = "; ".join(map(str, b.tolist()))
        ours = (numbers(answer("solve", matrix.text, right, *way)) for way in WAYS)
        theirs = np.linalg.solve(matrix.array, b)
        yield f"{n}×{n}", *(said(in_norm(found, x)) for found in (*ours, theirs))


def residuals(missed: list[str]) -> Iterator[tuple[str, ...]]:
    """The largest of each of LAPACK's ratios."""
    for routine in ratios.ROUTINES:
        largest: dict[str, float] = {}
        for ratio in ratios.ratios(routine):
            if ratio.value is not None:
                largest[ratio.what] = max(largest.get(ratio.what, 0), ratio.value)
        for what, value in largest.items():
            if "ε" not in what:  # a property that it has or not, which the tests look at
                continue
            shown = f"{value:.1f}" if value < 1000 else f"{value:.1e}"
            if not value < ratios.THRESHOLD:
                missed.append(f"{routine}: {what} is {shown}, not below {ratios.THRESHOLD}")
            yield routine, what, shown


def in_norm(x: Any, known: Any) -> float:
    """The correct digits of numbers beside the largest of them."""
    error = np.abs(np.asarray(x) - known).max() / np.abs(known).max()
    return strd.lre(1 + error, 1.0)


def said(digits: float | None) -> str:
    """A number of digits as the page shows it."""
    return "" if digits is None else f"{digits:.1f}"


if __name__ == "__main__":
    sys.exit(main())
