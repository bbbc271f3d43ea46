"""Patterns that are compiled late match what they would match at once."""

from __future__ import annotations

import re
from unittest import mock

from lacli.pattern import pattern


def test_a_pattern_is_compiled_once_and_when_it_is_used() -> None:
    with mock.patch.object(re, "compile", wraps=re.compile) as compiled:
        word = pattern("[A-Z]+", re.IGNORECASE)
        assert not compiled.called
        assert [bool(word.fullmatch(text)) for text in ("Abc", "a1", "b")] == [True, False, True]
        assert compiled.call_count == 1
        assert word.sub("x", "1 ab 2") == "1 x 2"
