"""Matrix: two-dimensional, read-only, with optional row and column names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from lacli.number import Number, is_rational, nearest
from lacli.tall import Block, StreamedNames, Tall

if TYPE_CHECKING:
    from numpy.typing import NDArray

Array: TypeAlias = "NDArray[Any]"
Names: TypeAlias = tuple[str, ...] | None
WHOLE = 2.0**53
"""Below this every whole number, and no other number, is what was rounded to it."""
AT_A_TIME = 1 << 18
"""How many entries a block holds, about: few enough for the caches of a processor."""


class Matrix:
    """An m×n matrix of real or complex numbers.

    It is made from rows of Python numbers, kept as they were written, from a NumPy array, one
    dimension of which is a column, or from what brings its rows block by block. `rows` and `cols`
    name its rows and columns; `name` is what titles and messages call it. Where
    cells without a number were let through as NaN, `gaps` says of each where it is. `bar` is the
    number of columns of an augmented matrix that stand before its right-hand side.
    """

    def __init__(
        self,
        cells: Sequence[Sequence[Number]] | Array | Tall,
        rows: Sequence[str] | None = None,
        cols: Sequence[str] | None = None,
        name: str = "",
        gaps: Sequence[str] = (),
        bar: int | None = None,
    ) -> None:
        if not isinstance(cells, Sequence | Tall) and cells.ndim == 1:
            cells = cells.reshape(-1, 1)
        if isinstance(cells, Tall) and cells.named and rows is None:
            cells = cells.unnamed()
        self._cells = cells
        self.rows: Names = _names(rows)
        self.cols: Names = _names(cols)
        self.name = name
        self.gaps = tuple(gaps)
        self.bar = bar
        for names, size in ((self.rows, "height"), (self.cols, "width")):
            if isinstance(names, tuple) and len(names) != getattr(self, size):
                raise ValueError(f"{len(names)} names for {getattr(self, size)} rows or columns")

    @property
    def height(self) -> int:
        """The number of rows; where memory does not hold it, all may have to be read for that."""
        return self._cells.height if isinstance(self._cells, Tall) else len(self._cells)

    @property
    def width(self) -> int:
        """The number of columns."""
        return self._cells.width if isinstance(self._cells, Tall) else len(self._cells[0])

    @property
    def shape(self) -> tuple[int, int]:
        """The number of rows and of columns."""
        return self.height, self.width

    @property
    def tall(self) -> Tall | None:
        """What brings its rows block by block, where memory does not hold it."""
        return self._cells if isinstance(self._cells, Tall) else None

    @property
    def dimensions(self) -> str:
        """The shape as people write it: 2×3; ?×3 where the rows are not counted yet."""
        return f"{(self.tall.known_height or '?') if self.tall else self.height}×{self.width}"

    @property
    def is_vector(self) -> bool:
        """Whether it has one row or one column."""
        return 1 in (self.width, self.tall.known_height if self.tall else self.height)

    @property
    def is_real(self) -> bool:
        """Whether its entries are real numbers, not complex ones."""
        if isinstance(self._cells, Sequence):
            return not any(isinstance(x, complex) for row in self._cells for x in row)
        return isinstance(self._cells, Tall) or self._cells.dtype.kind != "c"

    @property
    def is_array(self) -> bool:
        """Whether its entries are in an array, not Python numbers."""
        return not isinstance(self._cells, Sequence)

    @cached_property
    def is_written(self) -> bool:
        """Whether its entries are exact: integers and fractions, as they were written.

        So are complex ones whose parts are whole numbers.
        """
        if not isinstance(self._cells, Sequence):
            return False
        return all(is_rational(x) or _is_whole(x) for row in self._cells for x in row)

    @cached_property
    def values(self) -> Array:
        """The entries as a read-only float64 or complex128 array of shape (m, n).

        Raises InputError where memory does not hold it.
        """
        import numpy as np

        if isinstance(self._cells, Tall):
            values = self._cells.array()
        elif isinstance(self._cells, Sequence):
            values = np.array(
                [[nearest(x) for x in row] for row in self._cells],
                dtype=float if self.is_real else complex,
            )
        else:
            kind = complex if np.iscomplexobj(self._cells) else float
            values = self._cells.astype(kind, copy=False).view()
        values.flags.writeable = False
        return values

    def blocks(self, last: bool = False) -> Iterator[Block]:
        """The rows from the first to the last, some at a time, as `values` has them.

        `last` says that they will not be wanted again, which spares a pipe being kept.
        """
        if isinstance(self._cells, Tall):
            yield from self._cells.blocks(last)
            return
        start = 0
        for values in slices(self.values):
            end = start + len(values)
            yield Block(values, self.rows and self.rows[start:end])
            start = end

    def read_through(self) -> Matrix:
        """Itself, all of it read; raises InputError where that tells what is wrong in it."""
        for _ in self.tall.blocks() if self.tall else ():
            pass
        return self

    def streamed(self) -> Matrix:
        """The same, whose rows come block by block."""
        if self.tall:
            return self
        named = self.rows is not None
        tall = Tall(lambda _: self.blocks(), self.width, self.name, named=named, height=self.height)
        return Matrix(tall, StreamedNames.of(tall), self.cols, self.name)

    @property
    def T(self) -> Matrix:
        """The transpose, names included."""
        cells = self._cells
        if isinstance(cells, Tall):
            turned: Any = cells.transposed(self.cols)
        else:
            written = isinstance(cells, Sequence)
            turned = [*map(list, zip(*cells, strict=True))] if written else self.values.T
        return Matrix(turned, rows=self.cols, cols=self.rows, name=self.name)

    def __iter__(self) -> Iterator[Sequence[Number]]:
        """The rows, one by one, as Python numbers, exact ones as they are."""
        if isinstance(self._cells, Sequence):
            return iter(self._cells)
        return (row for block in self.blocks() for row in block.values.tolist())

    def entries_of(self, j: int) -> Sequence[Number]:
        """The entries of column j, counted from 0, as Python numbers."""
        if isinstance(self._cells, Sequence):
            return [row[j] for row in self._cells]
        return _tolist(self.values[:, j])

    def tolist(self) -> Sequence[Sequence[Number]]:
        """All rows as Python numbers, exact ones as they are."""
        return self._cells if isinstance(self._cells, Sequence) else self.values.tolist()

    def columns(self, chosen: Sequence[int]) -> Matrix:
        """The matrix of some of its columns, counted from 0, with their names."""
        cells, part = self._cells, list(chosen)
        taken: Any = (
            [[row[j] for j in part] for row in cells]
            if isinstance(cells, Sequence)
            else cells.map(lambda X: X[:, part], len(part))
            if isinstance(cells, Tall)
            else cells[:, part]
        )
        names = self.cols and [self.cols[j] for j in chosen]
        return Matrix(taken, rows=self.rows, cols=names, name=self.name)

    def with_names(self, rows: Sequence[str] | None, cols: Sequence[str] | None) -> Matrix:
        """The matrix under other names of its rows and columns."""
        return Matrix(self._cells, rows, cols, name=self.name)

    def unnamed(self) -> Matrix:
        """The matrix without the names of its rows and columns."""
        return self.with_names(None, None)

    def col(self, j: int) -> str:
        """What a message calls column j, counted from 0: its name, else its number."""
        return f"column '{self.cols[j]}'" if self.cols else f"column {j + 1}"

    def row(self, i: int) -> str:
        """What a message calls row i, counted from 0: its name, else its number."""
        return f"row '{self.rows[i]}'" if self.rows else f"row {i + 1}"

    def cell(self, i: int, j: int) -> str:
        """What a message calls the entry in row i, column j, both counted from 0."""
        return f"{self.name}: {self.row(i)}, {self.col(j)}"

    def __eq__(self, other: object) -> bool:
        """Whether both hold the same entries under the same names."""
        if not isinstance(other, Matrix):
            return NotImplemented
        named = (self.shape, self.rows, self.cols) == (other.shape, other.rows, other.cols)
        return named and bool((self.values == other.values).all())

    __hash__ = None  # type: ignore[assignment]  # equality by value, and large

    def __repr__(self) -> str:
        return f"Matrix({self.values.tolist()}, rows={self.rows}, cols={self.cols})"


def _names(names: Sequence[str] | None) -> Any:
    """Names as they are kept; those that are read where they are wanted stay so."""
    return names if names is None or isinstance(names, StreamedNames) else tuple(names)


def slices(array: Array) -> Iterator[Array]:
    """Views of the rows of an array, so many at a time that each is small, and at least one."""
    step = max(1, AT_A_TIME * len(array) // max(1, array.size))
    return (array[i : i + step] for i in range(0, len(array), step))


def _tolist(array: Array) -> list[Number]:
    return array.tolist()


def _is_whole(x: object) -> bool:
    """Whether a complex number has whole parts that floating point holds exactly."""
    if not isinstance(x, complex):
        return False
    return all(part.is_integer() and abs(part) < WHOLE for part in (x.real, x.imag))


Parts: TypeAlias = dict[str, Matrix]
"""The matrices of a file by name."""


class Contents(NamedTuple):
    """What a file that holds several matrices has: the shape of each by its name."""

    name: str
    shapes: dict[str, tuple[int, ...]]
