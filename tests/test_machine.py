"""What the libraries below us are told, where the user has not told them."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SETTINGS = ("OPENBLAS_THREAD_TIMEOUT", "OPENBLAS_NUM_THREADS")


def settings(program: str, said: dict[str, str]) -> list[str]:
    """The settings that a program finds made after it has run."""
    kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    ending = f"import os\nprint(*[os.environ.get(name) for name in {SETTINGS}])"
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\n{ending}"],
        env=kept | said, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.split()[-2:]


@pytest.mark.parametrize(("said", "found"), [({}, "16"), ({SETTINGS[0]: "26"}, "26")])
def test_threads_that_wait_sleep_soon(said: dict[str, str], found: str) -> None:
    program = (
        "import sys\n"
        "from lacli.__main__ import main\n"
        "sys.argv = ['lacli', 'eig', '2 1; 1 3']\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code"
    )
    assert settings(program, said) == [found, "None"]


@pytest.mark.parametrize(
    ("before", "said", "found"),
    [("", {}, "1"), ("", {SETTINGS[1]: "2"}, "2"), ("import numpy\n", {}, "None")],
)
def test_one_thread_where_it_can_still_be_said(
    before: str, said: dict[str, str], found: str
) -> None:
    program = f"{before}from lacli import machine\nmachine.one_thread()"
    assert settings(program, said) == ["None", found]
