"""Tall: a matrix whose rows are read, or made, some at a time, for want of memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from lacli import memory
from lacli.errors import InputError, MathError

if TYPE_CHECKING:
    from numpy.typing import NDArray

T = TypeVar("T")

Array: TypeAlias = "NDArray[Any]"
ENTRIES = 2**20
"""How many entries a block has, about: eight megabytes, for which a call costs nothing."""
ALONE = "pca, svd --part S, lstsq, norm, cov, corr, center, rank, cond, describe, matmul, transpose"
"""The commands that need no more than a block in memory."""


class Block(NamedTuple):
    """Some rows of a matrix, k×n, and their names if they have any."""

    values: Array
    rows: Sequence[str] | None = None


Read: TypeAlias = Callable[[bool], Iterator[Block]]
"""What brings the blocks from the first on; True says that it will not be asked again."""


class Tall:
    """An m×n matrix of real numbers, block by block.

    `named` says whether its rows have names, which come with the blocks. How many rows there are
    may be known only after a pass over them. `engine` is the module in `compute/` for it.
    """

    engine = "blocked"

    def __init__(
        self, read: Read, width: int, name: str, *, named: bool = False, height: int | None = None
    ) -> None:
        self._read = read
        self.width = width
        self.name = name
        self.named = named
        self._height = height
        self.learned: dict[str, Any] = {}
        """What an engine found out about it, and need not find out again."""

    def blocks(self, last: bool = False) -> Iterator[Block]:
        """The rows from the first on; `last` says that they will not be wanted again."""
        count = 0
        for block in self._read(last):
            count += len(block.values)
            yield block
        if self._height not in (None, count):
            raise InputError(f"{self.name}: changed while it was read, from {self._height} rows")
        self._height = count

    @property
    def known_height(self) -> int | None:
        """The number of rows; None where no pass has told it yet."""
        return self._height

    @property
    def height(self) -> int:
        """The number of rows; raises InputError where no pass has told it yet.

        What asks for it then is made for matrices in memory.
        """
        if self._height is None:
            raise self._too_large()
        return self._height

    def counted(self) -> int:
        """The number of rows, for which all are read where that is not known yet."""
        if self._height is None:
            for _ in self.blocks():
                pass
        return self.height

    def fold(
        self,
        of_block: Callable[[Array, int, T | None], T],
        merged: Callable[[T, T], T],
        last: bool = False,
    ) -> T:
        """What is told of all rows, merged from what is told of some of them.

        `of_block` takes the values of a block, the number of its first row, and what was told of
        the first block, if it is another; `merged` is associative.
        """
        first = total = None
        start = 0
        for values, _ in self.blocks(last):
            part = of_block(values, start, first)
            first = part if first is None else first
            total = part if total is None else merged(total, part)
            start += len(values)
        if total is None:
            raise InputError(f"{self.name}: empty: there is no number in it")
        return total

    def map(self, function: Callable[[Array], Array], width: int) -> Tall:
        """The matrix that a function makes of each block, with as many rows, under their names.

        Raises MathError, once it is read, where an entry of it is not finite.
        """

        def read(last: bool) -> Iterator[Block]:
            for values, rows in self.blocks(last):
                yield Block(checked(function(values)), rows)

        return Tall(read, width, self.name, named=self.named, height=self._height)

    def beside(self, B: Tall) -> Tall:
        """[A B], for another matrix B with as many rows.

        Raises ShapeError, once it is read, where one has more rows, or names one otherwise.
        """

        def read(last: bool) -> Iterator[Block]:
            import numpy as np

            from lacli.alongside import Cursor  # few matrices need it

            others = Cursor(B.name, B.blocks(last))
            for values, rows in self.blocks(last):
                yield Block(np.hstack([values, others.take(len(values), rows, self.name)]), rows)
            others.end(self.name)

        return Tall(read, self.width + B.width, self.name, named=self.named, height=self._height)

    def transposed(self, names: Sequence[str] | None) -> Tall:
        """The transpose, whose rows have these names: some columns at a time, a pass for each."""
        m = self.counted()

        def read(last: bool) -> Iterator[Block]:
            step = max(ENTRIES // m, 1)
            for start in range(0, self.width, step):
                end = min(start + step, self.width)
                columns = self.map(
                    lambda values: values[:, start:end].copy(),  # noqa: B023  # a view holds it all
                    end - start,
                )
                here = columns.array(last=last and end == self.width)
                yield Block(here.T, names and names[start:end])

        return Tall(read, m, self.name, named=names is not None, height=self.width)

    def unnamed(self) -> Tall:
        """The same without the names of the rows."""

        def read(last: bool) -> Iterator[Block]:
            return (Block(values) for values, _ in self.blocks(last))

        return Tall(read, self.width, self.name, height=self._height)

    def array(self, last: bool = False, hint: str = "") -> Array:
        """All entries in memory; raises InputError, with that hint, where they do not fit."""
        import numpy as np

        room = memory.ceiling() // (memory.COPIES * 8 * self.width)
        if self._height is not None and self._height > room:
            raise self._too_large(hint)
        taken, values = 0, []
        for block in self.blocks(last):
            taken += len(block.values)
            if taken > room:
                raise self._too_large(hint)
            values.append(block.values)
        return np.concatenate(values)

    def _too_large(self, hint: str = "") -> InputError:
        if self._height is None:  # then it may be smaller than was said
            why = "is read block by block, and this needs all of it in memory"
        else:
            why = f"is {self._height}×{self.width}, too large for memory"
        message = f"{self.name} {why}: {memory.limit()}"
        return InputError(message, hint or f"{ALONE} compute it block by block")


class StreamedNames(Sequence[str]):
    """The names of the rows of a matrix that memory does not hold, read where they are wanted."""

    def __init__(self, tall: Tall) -> None:
        self._tall = tall

    @classmethod
    def of(cls, tall: Tall) -> StreamedNames | None:
        """The names of its rows, if they have any."""
        return cls(tall) if tall.named else None

    def __len__(self) -> int:
        return self._tall.height

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        for block in self._tall.blocks():
            yield from block.rows or ()

    def __getitem__(self, i: Any) -> Any:
        return list(iter(self))[i]  # without asking how many there are


def checked(values: Array) -> Array:
    """The values themselves; raises MathError where one is not finite."""
    import numpy as np

    if not np.isfinite(values).all():
        raise MathError("the result is too large for floating point")
    return values
