"""Tolerances are said, and refused, in the same words by every command that has one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import Said

Call = Callable[..., Said]
CUTOFFS = [("rank", "--tol"), ("pinv", "--rcond"), ("range", "--tol"), ("nullspace", "--tol")]


@pytest.mark.parametrize(("name", "option"), [*CUTOFFS, ("check", "--tol")])
@pytest.mark.parametrize("value", ["1", "-0.5", "nan", "inf"])
def test_a_tolerance_is_a_share(name: str, option: str, value: str, call: Call) -> None:
    of = "modulus" if name == "check" else "singular value"
    said = call(name, "1 2; 2 4", option, value, *(["--symmetric"] if name == "check" else []))
    assert said == Said(
        2,
        "",
        f"lacli {name}: {option} is a share of the largest {of}, below 1, not {float(value)}\n",
    )


@pytest.mark.parametrize(("name", "option"), CUTOFFS)
def test_a_tolerance_says_what_it_is(name: str, option: str, call: Call) -> None:
    text = " ".join(call(name, "--help").out.split())
    assert (
        f"{option} S Singular values up to S times the largest count as 0. "
        "Unless given, max(m, n) times the precision of floating point" in text
    )
