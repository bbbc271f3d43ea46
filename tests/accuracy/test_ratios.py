"""Residuals are what rounding leaves, by LAPACK's own measure, whatever the size of the entries."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
import ratios
from ratios import ROUTINES, THRESHOLD
from samples import square

from lacli.compute import dense
from lacli.errors import MathError

MAY_BE_REFUSED = {
    "solve": {"κ 0.1/ε", "columns graded", "graded both ways"},
    "inv": {"κ 0.1/ε", "rows graded", "columns graded", "graded both ways"},
}
"""Where the condition number may come out above 1/ε, at which digits mean nothing."""
OFF = {"lu": "U", "ldl": "D"}
"""The part to spoil in order to see that it shows, where it is not the first."""


@pytest.mark.parametrize("routine", ROUTINES)
def test_every_ratio_is_below_the_threshold(routine: str) -> None:
    found = list(ratios.ratios(routine))
    too_large = [
        ratio for ratio in found if ratio.value is not None and not ratio.value < THRESHOLD
    ]
    assert not too_large, "\n".join(map(str, too_large))
    refused = {ratio.kind for ratio in found if ratio.value is None}
    assert refused <= MAY_BE_REFUSED.get(routine, set())
    assert len(found) >= 100


def test_the_badly_conditioned_are_not_refused_wholesale() -> None:
    for routine, kinds in MAY_BE_REFUSED.items():
        answered = Counter(
            ratio.kind for ratio in ratios.ratios(routine) if ratio.value is not None
        )
        assert all(answered[kind] for kind in kinds), routine


@pytest.mark.parametrize("operation", [dense.inv, lambda A: dense.solve(A, A[:, :1])])
def test_the_singular_are_refused(operation: object) -> None:
    for kind, A in square():
        if kind.startswith(("singular", "zero")) or (kind == "rank deficient" and len(A) > 1):
            with pytest.raises(MathError, match="singular"), dense.quietly():
                operation(A)


@pytest.mark.parametrize("routine", ROUTINES)
def test_an_error_in_the_tenth_digit_would_show(
    routine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each ratio is one that can fail: it does when what is measured is a little off."""
    name = {
        "qr --pivot": "qr",
        "eig, symmetric": "eig",
        "schur --complex": "schur",
        "polar-decomposition": "polar_decomposition",
    }.get(routine, routine)
    right = getattr(dense, name)

    def off(*operands: np.ndarray, **options: object) -> object:
        answer = right(*operands, **options)
        if isinstance(answer, np.ndarray):
            return answer * (1 + 1e-10)
        part = OFF.get(routine, answer._fields[0])
        return answer._replace(**{part: getattr(answer, part) * (1 + 1e-10)})

    monkeypatch.setattr(dense, name, off, raising=False)
    kinds = {"ordinary", "definite"}
    assert max(ratio.value for ratio in ratios.ratios(routine) if ratio.kind in kinds) > 1e4
