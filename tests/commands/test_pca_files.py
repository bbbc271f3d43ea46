"""Models of pca in files: written by one call and read by the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from conftest import Said, read

Call = Callable[..., Said]
pytestmark = pytest.mark.usefixtures("matrices")


@pytest.fixture
def halves(matrices: Path) -> tuple[Path, Path]:
    header, *rows = (matrices / "iris.csv").read_text().splitlines()
    first, second = matrices / "first.csv", matrices / "second.csv"
    first.write_text("\n".join([header, *rows[:75]]))
    second.write_text("\n".join([header, *rows[75:]]))
    return first, second


@pytest.mark.parametrize("form", ["json", "csv"])
@pytest.mark.parametrize("options", [[], ["--standardize"]])
def test_from_one_half_to_the_other_and_back(
    form: str, options: list[str], halves: tuple[Path, Path], call: Call
) -> None:
    model, wanted = f"model.{form}", ("--columns", "1-4")
    assert call("pca", "first.csv", *wanted, *options, "-o", model) == Said(0, "", "")
    said = call("pca", "--model", model, "second.csv", *wanted, "--part", "scores")
    assert (said.code, said.err) == (0, "")
    X, Y = (read(path.read_text(), columns="1-4").values for path in halves)
    scale = X.std(axis=0, ddof=1) if options else 1
    values, V = np.linalg.eigh(np.cov((X / scale).T))
    V = V[:, np.argsort(-values)]
    V = V * np.sign(V[np.abs(V).argmax(axis=0), range(4)])
    expected = (Y - X.mean(axis=0)) / scale @ V
    np.testing.assert_allclose(read(said.out).values, expected, rtol=0, atol=1e-12)
    back = call("pca", "--model", model, "--inverse", "-", "--part", "reconstruction",
                stdin=said.out)  # fmt: skip
    assert back.out.startswith("sepal_length,sepal_width,petal_length,petal_width\n")
    np.testing.assert_allclose(read(back.out).values, Y, atol=1e-12)


def test_other_order_and_other_columns(halves: tuple[Path, Path], call: Call) -> None:
    assert halves
    call("pca", "first.csv", "--columns", "petal_width,sepal_length", "-o", "model.json")
    taken = call("pca", "--model", "model.json", "second.csv", "--columns", "1-4")
    assert taken.code == 0
    assert taken.err == (
        "note: model.json does not need column 'sepal_width', 'petal_length' of second.csv\n"
    )
    missing = call("pca", "--model", "model.json", "second.csv", "--columns", "1-3")
    assert (missing.code, missing.out) == (4, "")
    assert "second.csv has no column 'petal_width', which model.json needs" in missing.err


def test_what_is_no_model(call: Call) -> None:
    call("svd", "1 2; 3 4", "-o", "svd.json")
    said = call("pca", "--model", "svd.json", "1 2; 3 4")
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("lacli pca: svd.json: no part 'components': there is U, S, Vh")
    assert call("pca", "--model", "no.json", "1 2; 3 4").code == 3
