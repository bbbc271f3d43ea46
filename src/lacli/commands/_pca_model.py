"""The basis that pca found, as one of its answers in a file holds it."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from lacli import compute
from lacli.errors import AccuracyWarning, InputError, Note, ShapeError
from lacli.matrix import Matrix, Names, Parts

ORTHONORMAL = 1e-2
"""How far from orthonormal components may be, which --precision 3 leaves them."""
ROUNDING, DOUBTFUL = 1e-14, 1e-8
"""Shares of the variance: what is lost counts as 0 up to one, has few digits up to the other."""


class Model(NamedTuple):
    """The first of the principal components of p features."""

    name: str
    """What messages call it: its file."""
    components: Matrix
    """k×p, orthonormal rows."""
    mean: Matrix
    """1×p, what is subtracted."""
    scale: Matrix
    """1×p, what divides then."""
    explained: Matrix | None
    """The variance of each component, its share and the cumulative share; k×3, or more rows."""

    @property
    def features(self) -> Names:
        """The names of the columns it is for."""
        return self.components.cols or self.mean.cols

    def observations(self, Y: Matrix) -> Matrix:
        """The columns of Y that the model is for, by name where it has names.

        Raises ShapeError where one is missing or not to be told from another.
        """
        p = self.mean.shape[1]
        if self.features and Y.cols and self.features != Y.cols:
            return self._named(Y, self.features, Y.cols)
        if Y.width != p:
            raise ShapeError(f"{Y.name} is {Y.dimensions}: {self.name} is for {_columns(p)}")
        if self.features and not Y.cols:
            _note(f"the columns of {Y.name} have no names: they are taken in order")
        if Y.cols and not self.features:
            _note(f"{self.name} has no names of columns: those of {Y.name} are taken in order")
        return Y

    def _named(self, Y: Matrix, names: Sequence[str], cols: Sequence[str]) -> Matrix:
        missing = [name for name in names if name not in cols]
        if missing:
            raise ShapeError(
                f"{Y.name} has no column {_list(missing)}, which {self.name} needs",
                hint=f"it has {_list(cols)}",
            )
        for name in names:
            if cols.count(name) > 1 or names.count(name) > 1:
                raise ShapeError(f"column '{name}' comes twice, and cannot be matched by name")
        if spare := [name for name in cols if name not in names]:
            _note(f"{self.name} does not need column {_list(spare)} of {Y.name}")
        return Y.columns([cols.index(name) for name in names])

    def components_of(self, scores: Matrix) -> list[int]:
        """The component that each column of scores belongs to: by name, else the first ones.

        Raises ShapeError where there is none, or two columns belong to the same.
        """
        k, names = self.components.shape[0], self.components.rows
        if not (names and scores.cols):
            if scores.width > k:
                raise ShapeError(
                    f"{scores.name} is {scores.dimensions}: {self.name} has {_components(k)}"
                )
            return list(range(scores.width))
        for i, name in enumerate(scores.cols):
            if name not in names:
                raise ShapeError(
                    f"column '{name}' of {scores.name} is no component of {self.name}",
                    hint=f"it has {_list(names)}",
                )
            if name in scores.cols[:i]:
                raise ShapeError(f"{scores.name} has column '{name}' twice")
        return [names.index(name) for name in scores.cols]

    def first(self, k: int | None) -> Model:
        """The model of the first k components; raises ShapeError if it has fewer."""
        C = self.components
        if k is None:
            return self
        if k > C.shape[0]:
            raise ShapeError(f"{self.name} has {_components(C.shape[0])}, not {k}")
        kept = Matrix(C.values[:k], rows=C.rows[:k] if C.rows else None, cols=C.cols)
        return self._replace(components=kept)

    def error(self, kept: Sequence[int]) -> float | None:
        """The distance of the data to what these components tell of them, as a standard deviation.

        It is √Σλᵢ over the components left out, with n − 1 in the denominator as λ has. None where
        the model does not tell the variances.
        """
        if self.explained is None:
            _note(f"{self.name} has no part 'explained': it does not tell the error")
            return None
        rows = self.explained.values.tolist()
        variance, share, _ = rows[0]
        beyond = 1 - rows[-1][2]
        if ROUNDING < beyond < DOUBTFUL:
            warnings.warn(
                f"{self.name} tells all but {beyond:.0e} of the variance: the error has few digits",
                AccuracyWarning,
                stacklevel=2,
            )
        left_out = sum(row[0] / variance for i, row in enumerate(rows) if i not in kept)
        lost = share * left_out + (beyond if beyond > ROUNDING else 0)
        return sqrt(variance) * sqrt(lost / share) if lost > ROUNDING**2 else 0.0


def model_of(parts: Parts) -> Model:
    """The model that an answer of pca is; raises InputError where it is none."""
    name = next((A.name.removesuffix(f":{part}") for part, A in parts.items()), "the model")
    for part in ("components", "mean"):
        if part not in parts:
            has = ", ".join(parts) or "nothing"
            raise InputError(
                f"{name}: no part '{part}': there is {has}",
                hint="lacli pca X -o model.json writes a model",
            )
    components, mean, explained = parts["components"], parts["mean"], parts.get("explained")
    k, p = components.shape
    scale = parts.get("scale", Matrix([[1.0] * p]))
    sizes = {"mean": (mean, (1, p)), "scale": (scale, (1, p)), "explained": (explained, (k, 3))}
    for part, (A, (m, n)) in sizes.items():
        if A is not None and A.shape != (m, n):
            raise InputError(
                f"{name}: {part} is {A.dimensions}: components, {components.dimensions}, "
                f"need {m}×{n}"
            )
        if part != "explained" and A and len({A.cols, components.cols} - {None}) > 1:
            raise InputError(f"{name}: {part} and components name their columns otherwise")
    if not (compute.defect(components.T, kind="orthonormal_columns").size <= ORTHONORMAL):
        raise InputError(f"{name}: components has rows that are not orthonormal")
    if not all(isinstance(x, float) and x > 0 for x in scale.values[0].tolist()):
        raise InputError(f"{name}: scale has an entry that is not positive")
    if explained is not None and not _are_shares(explained):
        raise InputError(f"{name}: explained has no variances and shares")
    return Model(name, components, mean, scale, explained)


def _are_shares(explained: Matrix) -> bool:
    """Whether rows are a variance, its share of the total, and the cumulative share."""
    rows = explained.values.tolist()
    real = all(isinstance(x, float) and x >= 0 for row in rows for x in row)
    return real and rows[0][0] > 0 and 0 < rows[0][1] <= 1 and rows[-1][2] <= 1 + ORTHONORMAL


def _list(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _columns(p: int) -> str:
    return f"{p} column{'s' if p > 1 else ''}"


def _components(k: int) -> str:
    return f"{k} component{'s' if k > 1 else ''}"


def _note(message: str) -> None:
    warnings.warn(message, Note, stacklevel=3)
