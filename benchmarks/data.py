"""The files that are read: `1000x1000.csv` holds normally distributed numbers in all digits.

Those of a square matrix are scaled so that its determinant is about 1, and no infinity.

`python data.py FILE` makes one. It is a process of its own, for NumPy would make the process that
measures large.
"""

from __future__ import annotations

import io
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

NAME = re.compile(r"\b(\d+)x(\d+)\.(csv|json|npy)\b")
"""The name of a file: rows, columns and format."""
ROWS_AT_ONCE = 1000
DISTINCT = 100
"""How many thousand rows differ; after that they repeat, so that large files are soon made."""


class Data(NamedTuple):
    """The folder of the files, in which commands run."""

    folder: str

    @classmethod
    def there(cls) -> Data:
        """The folder below the system's temporary one, made if need be."""
        folder = os.path.join(tempfile.gettempdir(), f"lacli-benchmarks-{os.getuid()}")
        os.makedirs(folder, mode=0o700, exist_ok=True)
        return cls(folder)

    def provide(self, line: str) -> None:
        """Makes the files that a command line names.

        Raises CalledProcessError where one cannot be made, for want of room or of NumPy.
        """
        for name in (match[0] for match in NAME.finditer(line)):
            path = os.path.join(self.folder, name)
            if not os.path.exists(path):
                subprocess.run([sys.executable, __file__, path], check=True)

    def remove(self) -> None:
        """Removes the folder."""
        shutil.rmtree(self.folder)


def main() -> None:
    """Makes the file that the command line names, whole or not at all."""
    path = sys.argv[1]
    name = NAME.fullmatch(os.path.basename(path))
    if name is None:
        sys.exit(f"no such data: {path}")
    rows, columns = int(name[1]), int(name[2])
    with open(f"{path}.part", "wb") as stream:
        stream.writelines(MAKERS[name[3]](rows, columns))
    os.replace(f"{path}.part", path)


def csv(rows: int, columns: int) -> Iterator[bytes]:
    """The text of a CSV file, a thousand rows at a time."""
    draw = numbers(rows, columns)
    texts: list[bytes] = []
    for i, first in enumerate(range(0, rows, ROWS_AT_ONCE)):
        count = min(ROWS_AT_ONCE, rows - first)
        if i >= DISTINCT and count == ROWS_AT_ONCE:
            yield texts[i % DISTINCT]
            continue
        lines = (",".join(map(repr, row)) for row in draw(count).tolist())
        text = "".join(f"{line}\n" for line in lines).encode()
        if rows > ROWS_AT_ONCE * DISTINCT:
            texts.append(text)
        yield text


def json_text(rows: int, columns: int) -> Iterator[bytes]:
    """The text of a JSON file."""
    yield json.dumps(numbers(rows, columns)(rows).tolist()).encode()


def npy(rows: int, columns: int) -> Iterator[bytes]:
    """The bytes of a file of NumPy's."""
    import numpy as np

    stream = io.BytesIO()
    np.save(stream, numbers(rows, columns)(rows))
    yield stream.getvalue()


def numbers(rows: int, columns: int) -> Callable[[int], Any]:
    """What draws so many next rows of a matrix, always the same, as an array."""
    import numpy as np

    random = np.random.default_rng(0)
    # The determinant of normal numbers is about √n! (Goodman, 1963), which is (n/e)^(n/2).
    scale = math.sqrt(math.e / rows) if rows == columns else 1.0
    return lambda count: random.standard_normal((count, columns)) * scale


MAKERS = {"csv": csv, "json": json_text, "npy": npy}

if __name__ == "__main__":
    main()
