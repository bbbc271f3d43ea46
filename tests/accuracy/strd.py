"""NIST's Statistical Reference Datasets: the problems, and how many certified digits come out."""

from __future__ import annotations

import csv
import json
import math
import os
import tempfile
import warnings
from collections.abc import Sequence
from decimal import Context, Decimal
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from program import answer

from lacli.compute import dense

FOLDER = Path(__file__).parent / "nist"
CERTIFIED = json.loads((FOLDER / "certified.json").read_text(encoding="utf-8"))
NAMES = tuple(CERTIFIED)
TITLES = {"noint1": "NoInt1", "noint2": "NoInt2"}
TARGETS = {
    "norris": 13,
    "noint1": 13,
    "noint2": 13,
    "filip": 7,
    "longley": 9,
    "wampler1": 13,
    "wampler2": 13,
}
"""How many certified digits of its coefficients a problem must show."""
MOST = 15.0
"""NIST gives fifteen digits."""
EXACT = Context(prec=1000)
"""More digits than any power has here."""


class Fit(NamedTuple):
    """What a regression finds, or what is certified of it; empty or None where there is nothing."""

    coefficients: Sequence[float]
    deviations: Sequence[float] = ()
    """The standard deviation of each coefficient."""
    residual: float | None = None
    """The residual standard deviation."""
    r2: float | None = None


class Digits(NamedTuple):
    """The correct digits of each part of a fit, of its worst number; None where there is none."""

    coefficients: float
    deviations: float | None
    residual: float | None
    r2: float | None


class Problem(NamedTuple):
    """A data set: its columns to the last digit, a constant one left out, and what is certified."""

    name: str
    X: list[list[Decimal]]
    y: list[Decimal]
    intercept: bool
    certified: Fit

    @property
    def title(self) -> str:
        """What NIST calls it."""
        return TITLES.get(self.name, self.name.capitalize())

    @property
    def design(self) -> list[list[Decimal]]:
        """X with its constant column, where it has one."""
        return [[Decimal(1)] * self.intercept + row for row in self.X]


def problem(name: str) -> Problem:
    """The problem of that name; where its model is a polynomial, with the powers of x."""
    said = CERTIFIED[name]
    with (FOLDER / f"{name}.csv").open(encoding="utf-8") as file:
        _, *rows = csv.reader(file)
    y, *columns = ([Decimal(cell) for cell in column] for column in zip(*rows, strict=True))
    if len(columns) == 1:
        terms = len(said["coefficients"]) - said["intercept"]
        columns = [[EXACT.power(x, k) for x in columns[0]] for k in range(1, terms + 1)]
    certified = Fit(
        [float(text) for text in said["coefficients"]],
        [float(text) for text in said["standard_deviations"]],
        float(said["residual_standard_deviation"]),
        float(said["r_squared"]),
    )
    X = [list(row) for row in zip(*columns, strict=True)]
    return Problem(name, X, y, said["intercept"], certified)


def by_lacli(given: Problem, *options: str) -> Fit:
    """The fit that `lacli lstsq X.csv y.csv` prints, of all digits of X and y."""
    with tempfile.TemporaryDirectory() as folder:
        X, y = os.path.join(folder, "X.csv"), os.path.join(folder, "y.csv")
        _write(X, given.X)
        _write(y, [[value] for value in given.y])
        intercept = ["--intercept"] * given.intercept
        said = json.loads(answer("lstsq", X, y, *intercept, *options, "--format", "json"))
    summary = dict(zip(said["summary"]["index"], _column(said["summary"]), strict=True))
    deviations = [value for name, value in summary.items() if name.startswith("std error of ")]
    x = _column(said["x"])
    return Fit(x, deviations, _residual(given, summary["residual norm"]), summary["R²"])


def by_dense(given: Problem) -> Fit:
    """The fit of the dense engine, of X and y rounded to floating point."""
    with warnings.catch_warnings(), dense.quietly():
        warnings.simplefilter("ignore")
        X, y = np.array(given.X, dtype=float), np.array(given.y, dtype=float)
        found = dense.regression(X, y.reshape(-1, 1), intercept=given.intercept)
    deviations = [] if found.errors is None else found.errors.ravel().tolist()
    r2 = None if found.r2 is None else found.r2.item()
    return Fit(found.x.ravel().tolist(), deviations, _residual(given, found.norms.item()), r2)


WAYS = {
    "as written": by_lacli,
    "dense": by_dense,
    "--float": lambda given: by_lacli(given, "--float"),
}
"""The ways to a fit that are tested."""


def by_numpy(given: Problem) -> Fit:
    """The coefficients that NumPy's lstsq finds when it is called plainly."""
    X, y = np.array(given.design, dtype=float), np.array(given.y, dtype=float)
    return Fit(np.linalg.lstsq(X, y, rcond=None)[0].tolist())


def digits(found: Fit, certified: Fit) -> Digits:
    """How many digits of a fit are those that are certified."""
    return Digits(
        _worst(found.coefficients, certified.coefficients),
        _worst(found.deviations, certified.deviations) if found.deviations else None,
        None if found.residual is None else lre(found.residual, certified.residual),
        None if found.r2 is None else lre(found.r2, certified.r2),
    )


def lre(x: Any, c: Any) -> float:
    """The log relative error −log₁₀(|x − c|/|c|), from 0 to 15; of the error itself where c is 0.

    It counts the digits that x and c share (McCullough, The American Statistician 52, 1998).
    """
    error = abs(x - c) / (abs(c) or 1)
    if not error < 1:
        return 0.0
    return min(MOST, -math.log10(error)) if error else MOST


def _worst(found: Sequence[float], certified: Sequence[float]) -> float:
    return min(lre(x, c) for x, c in zip(found, certified, strict=True))


def _residual(given: Problem, norm: float) -> float:
    """The residual standard deviation, from the norm of the residuals."""
    return norm / math.sqrt(len(given.y) - len(given.certified.coefficients))


def _write(path: str, rows: list[list[Decimal]]) -> None:
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(",".join(f"{cell:f}" for cell in row) + "\n" for row in rows)


def _column(part: Any) -> list[float]:
    """A column of lacli's JSON, which has no names where there are none."""
    rows = part["data"] if isinstance(part, dict) else part
    return [value for [value] in rows]
