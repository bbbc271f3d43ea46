"""What a file of several matrices holds, and all of it at once."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from conftest import Said

from lacli import parse
from lacli.errors import InputError
from lacli.matrix import Matrix
from lacli.parse import Reading

Call = Callable[..., Said]
HOW = Reading()
BLOCKS = "# U\n,x,y\na,1,2\nb,3,4\n\n# S\n5\n6\n7\n\n# n\n2\n\n# kind\nsquare, invertible\n"
OBJECT = {
    "U": {"columns": ["x", "y"], "index": ["a", "b"], "data": [[1, 2], [3, 4]]},
    "S": [[5], [6], [7]],
    "n": 2,
    "z": "1+2j",
    "records": [{"name": "a", "x": 1}, {"name": "b", "x": 2}],
    "kind": "square",
    "remarks": ["square", "invertible"],
    "truth": True,
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text(BLOCKS)
    Path("t.json").write_text(json.dumps(OBJECT))
    Path("one.csv").write_text("x,y\n1,2\n")
    Path("one.json").write_text('{"columns": ["x"], "data": [[1]]}')
    np.savez("t.npz", B=np.ones((2, 3)), a=np.arange(4))
    np.save("one.npy", np.ones((2, 3)))


@pytest.mark.parametrize(
    ("file", "shapes"),
    [
        ("t.csv", {"U": (2, 2), "S": (3, 1), "n": (1, 1)}),
        ("t.json", {"U": (2, 2), "S": (3, 1), "n": (1, 1), "z": (1, 1), "records": (2, 1)}),
        ("t.npz", {"B": (2, 3), "a": (4,)}),
        *((text, {}) for text in ("one.csv", "one.json", "one.npy", "1 2; 3 4")),
        *((text, {}) for text in ("t.csv:U", "t.json:U", "t.npz:a")),
    ],
)
def test_the_shapes_in_the_order_of_the_file(file: str, shapes: dict[str, object]) -> None:
    assert list(parse.contents(file, HOW).items()) == list(shapes.items())


@pytest.mark.parametrize("file", ["t.csv", "t.json", "t.npz"])
def test_the_shapes_are_those_of_the_matrices(file: str) -> None:
    parts = parse.read_parts(file, "model", HOW)
    shapes = parse.contents(file, HOW)
    assert {name: A.shape for name, A in parts.items()} == {
        name: shape if len(shape) == 2 else (1, *shape) for name, shape in shapes.items()
    }
    for name, A in parts.items():
        assert A == parse.read(f"{file}:{name}", "A", HOW)
        assert A.name == f"{file}:{name}"


def test_the_matrices_of_a_file() -> None:
    parts = parse.read_parts("t.json", "model", HOW)
    assert parts["U"] == Matrix([[1, 2], [3, 4]], rows=("a", "b"), cols=("x", "y"))
    assert parts["z"] == Matrix([[1 + 2j]])


def test_a_long_block_is_counted_to_its_end() -> None:
    Path("long.csv").write_text("# A\nx,y\n" + "1,2\n" * 200 + "\n# B\n1\n")
    assert parse.contents("long.csv", HOW) == {"A": (200, 2), "B": (1, 1)}


@pytest.mark.parametrize("file", ["one.csv", "one.json", "one.npy", "1 2", "t.csv:U"])
def test_one_matrix_is_not_the_parts_of_an_answer(file: str) -> None:
    with pytest.raises(InputError, match="holds one matrix, not the parts of an answer") as raised:
        parse.read_parts(file, "model", HOW)
    assert raised.value.message.startswith("model: " if file == "1 2" else f"{file}: ")


@pytest.mark.parametrize("what", [parse.contents, lambda x, how: parse.read_parts(x, "A", how)])
def test_what_is_not_there(what: Callable[..., object]) -> None:
    with pytest.raises(InputError, match=r"no such file: 'u\.csv'"):
        what("u.csv", HOW)
    Path("t.csv").write_text(BLOCKS.replace("# S", "# U"))
    with pytest.raises(InputError, match=r"t\.csv:7: a second block is called 'U'"):
        what("t.csv", HOW)


def test_a_tensor_among_the_parts_is_refused_by_its_shape() -> None:
    np.savez("t.npz", T=np.zeros((2, 3, 4)))
    with pytest.raises(InputError, match=r"t\.npz:T: an array of 2×3×4, not a matrix"):
        parse.read_parts("t.npz", "A", HOW)


@pytest.mark.parametrize("text", ["[1 2; 3 4]", "1 2; 3 4\n5 6\n"])
def test_what_only_looked_like_json_has_no_parts(text: str) -> None:
    Path("t.txt").write_text(text)
    assert parse.contents("t.txt", HOW) == {}


# Standard input and pipes, which can be read only once.


@pytest.mark.parametrize("file", ["t.csv", "t.json", "t.npz"])
def test_a_pipe_is_listed_and_read(file: str, call: Call) -> None:
    data = Path(file).read_bytes()
    listed = call("show", "-", stdin=data)
    assert listed.code == 0
    assert listed.out == call("show", file).out
    name = listed.out.splitlines()[1].partition(",")[0]
    assert call("show", f"-:{name}", stdin=data).out == call("show", f"{file}:{name}").out


def test_a_pipe_of_one_matrix_is_shown(call: Call) -> None:
    assert call("show", "-", stdin="1,2\n3,4\n").out == "1,2\n3,4\n"
    assert call("show", stdin='{"S": [[1, 2]]}').out == "1,2\n"


def test_a_fifo_is_listed(call: Call) -> None:
    os.mkfifo("fifo")
    writer = threading.Thread(target=lambda: Path("fifo").write_text("1,2\n"))
    writer.start()
    assert call("show", "fifo").out == "1,2\n"
    writer.join()


def test_a_source_that_was_found_is_read_more_than_once() -> None:
    os.mkfifo("fifo")
    writer = threading.Thread(target=lambda: Path("fifo").write_text(BLOCKS))
    writer.start()
    found = parse.find("fifo", "A", HOW)
    writer.join()
    assert list(parse.contents(found, HOW)) == ["U", "S", "n"]
    assert parse.read_parts(found, "A", HOW)["S"].values.tolist() == [[5], [6], [7]]


# What messages say of many.


@pytest.mark.parametrize("kind", ["csv", "json", "npz"])
def test_of_many_parts_the_first_are_named(kind: str) -> None:
    names = [f"w{k}" for k in range(25)]
    if kind == "csv":
        Path("many.csv").write_text("".join(f"# {name}\n1\n\n" for name in names))
    elif kind == "json":
        Path("many.json").write_text(json.dumps(dict.fromkeys(names, 1)))
    else:
        np.savez("many.npz", **dict.fromkeys(names, 1.0))
    file, first = f"many.{kind}", ", ".join(names[:10])
    with pytest.raises(InputError) as raised:
        parse.read(file, "A", HOW)
    assert raised.value.message == f"{file}: holds several matrices: {first}, … (25 in all)"
    assert raised.value.hint == f"say which: {file}:w0; lacli show {file} lists them"
    with pytest.raises(InputError) as raised:
        parse.read(f"{file}:v", "A", HOW)
    assert raised.value.message == f"{file}: no part 'v': there is {first}, … (25 in all)"
    assert raised.value.hint == f"lacli show {file} lists them"


def test_ten_parts_are_all_named(call: Call) -> None:
    names = [f"w{k}" for k in range(10)]
    said = call("det", stdin=json.dumps(dict.fromkeys(names, 1)))
    assert said.err == (
        f"lacli det: stdin: holds several matrices: {', '.join(names)}\nhint: say which: -:w0\n"
    )


def test_json_is_decoded_once_for_all_its_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = []
    loads = json.loads
    monkeypatch.setattr(json, "loads", lambda text, **how: texts.append(text) or loads(text, **how))
    parts = parse.read_parts("t.json", "model", HOW)
    assert list(parts) == ["U", "S", "n", "z", "records"]
    assert len(texts) == 1
