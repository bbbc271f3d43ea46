"""Patterns that are compiled when they are first used: a call needs few of those that there are."""

from __future__ import annotations

import re
from typing import Any, cast


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` makes of a text, later: compiling takes a quarter of our own start."""
    return cast("re.Pattern[str]", _Late(text, flags))


class _Late:
    def __init__(self, text: str, flags: int) -> None:
        self._made_of = text, flags

    def __getattr__(self, name: str) -> Any:
        """A method of the pattern, kept here: only its first use goes through this."""
        method = getattr(re.compile(*self._made_of), name)
        setattr(self, name, method)
        return method
