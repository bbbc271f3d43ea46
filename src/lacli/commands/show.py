"""show: print or convert a matrix."""

from __future__ import annotations

from typing import Annotated

from lacli.matrix import Contents, Matrix
from lacli.registry import Argument, Option, command


@command(panel="Reshape and make", title="{A}", exact=True)
def show(
    A: Annotated[Matrix | Contents, Argument(help="The matrix A, or a file of several.")],
    no_names: Annotated[
        bool, Option("--no-names", help="Leave the names of rows and columns out.")
    ] = False,
) -> Matrix:
    """Print a matrix, or convert it to another format.

    Nothing is computed: names and numbers stay as they are. Of a file that holds several matrices
    it lists the parts and their sizes; FILE:PART shows one.

        $ lacli show '[[1, 1/2], [0, pi]]' --precision 3
        1,0.5
        0,3.14

        $ lacli show forces.csv --format json
        {"columns": ["load"],
         "index": ["m1", "m2", "m3", "m4"],
         "data": [[0],
                  [1],
                  [0],
                  [0]]}
    """
    if isinstance(A, Contents):
        return _listing(A)
    return A.unnamed() if no_names else A


def _listing(contents: Contents) -> Matrix:
    """The sizes of the parts of a file, a row for each; tensors have more than two."""
    shapes = [(1,) * (2 - len(shape)) + shape for shape in contents.shapes.values()]
    width = max(map(len, shapes))
    sizes = [[*shape, *(1,) * (width - len(shape))] for shape in shapes]
    names = ["rows", "columns", *(f"size {k}" for k in range(3, width + 1))]
    return Matrix(sizes, rows=list(contents.shapes), cols=names)
