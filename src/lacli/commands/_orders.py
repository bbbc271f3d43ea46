"""The orders of norms, as they are written on the command line."""

from __future__ import annotations

from lacli.errors import UsageError

INF = float("inf")
MATRIX_ORDERS = ("fro", "nuc", 1, 2, INF, -1, -2, -INF)
WRITTEN = [str(order) for order in MATRIX_ORDERS]


def vector_order(text: str | None) -> float:
    """The order of a vector norm that a text says; 2 unless given. Raises UsageError."""
    if text is None or text == "fro":
        return 2
    order = _number(text)
    if order is None or (order < 0 and order != -INF):
        raise UsageError(f"a vector has no norm of order '{text}': 0, any p > 0, inf, -inf, fro")
    return order


def matrix_order(text: str | None, hint: str = "") -> str | float:
    """The order of a matrix norm that a text says; fro unless given. Raises UsageError."""
    order = "fro" if text is None else text if text in ("fro", "nuc") else _number(text)
    if order not in MATRIX_ORDERS:
        raise UsageError(f"a matrix has no norm of order '{text}': {', '.join(WRITTEN)}", hint)
    return order


def _number(text: str) -> float | None:
    """The number that a text says, in digits that every reader knows; None for any other."""
    if not text.isascii() or "_" in text or "nan" in text.lower():
        return None
    try:
        return float(text)
    except ValueError:
        return None
