"""What exact arithmetic costs: where that is more than to import NumPy, NumPy answers."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from lacli.compute.exact.integers import Rows, scaled

BUDGET = 6e7
"""Nanoseconds, about as many as importing NumPy takes."""
PATIENCE = 3e9
"""Nanoseconds to wait where floating point cannot tell what is 0."""
PRODUCT, BIT = 150, 1
"""The nanoseconds that a product of integers takes, and more for each bit that they have."""


class Job(NamedTuple):
    """What there is to do: on the first operand, m×n, with others, all of these sizes."""

    m: int
    n: int
    r: int
    """The lesser of m and n."""
    sizes: list[int]
    N: int


def is_cheap(
    operation: str, operands: Sequence[Rows], options: dict[str, Any], budget: float = BUDGET
) -> bool:
    """Whether an operation on written numbers takes no longer than so many nanoseconds.

    The numbers were measured on CPython 3.11; what matters is how the work grows.
    """
    if not operands:  # a matrix is made
        m, n = (len(options["order"]),) * 2 if "order" in options else (options["m"], options["n"])
        return m * n * PRODUCT * 10 <= budget
    m, n = len(operands[0]), len(operands[0][0])
    sizes = [len(A) * len(A[0]) for A in operands]
    job = Job(m, n, min(m, n), sizes, options.get("N", options.get("n", 1)))
    products, growth = WORK.get(operation, EACH_ENTRY)
    if products(job) * PRODUCT > budget:  # the entries need not be looked at
        return False
    bits = max(map(_bits, operands)) * growth(job)
    return products(job) * (PRODUCT + BIT * bits) <= budget


def _bits(A: Rows) -> int:
    """The bits of the longest of A's entries, once they are integers."""
    return max(max(x.real.bit_length(), x.imag.bit_length()) for row in scaled(A).rows for x in row)


def _alike(_: Job) -> float:
    """Integers that stay about as long as they were."""
    return 1


def _minors(job: Job) -> float:
    """Determinants of parts of a matrix."""
    return job.r


def _free(job: Job) -> float:
    """How many unknowns of a homogeneous system are free, at least, and one where that is none."""
    return max(job.n - job.m, 1)


Count = Callable[[Job], float]
EACH_ENTRY: tuple[Count, Count] = (lambda job: 10 * sum(job.sizes), _alike)
EACH_PAIR: tuple[Count, Count] = (lambda job: 10 * math.prod(job.sizes), _alike)
WORK: dict[str, tuple[Count, Count]] = {
    "det": (lambda job: job.m * job.n * job.r / 3, _minors),
    "logdet": (lambda job: job.m * job.n * job.r / 3, _minors),
    "rank": (lambda job: job.m * job.n * job.r / 3, _minors),
    "inv": (lambda job: 2 * job.n**3, _minors),
    "rref": (lambda job: job.m * job.n * job.r, _minors),
    "nullspace": (
        lambda job: 2 * job.m * job.n * job.r + job.n * _free(job) ** 2,
        lambda job: job.r * (1 + _free(job)) ** 2,  # for orthogonal vectors are made of others
    ),
    "solutions": (lambda job: job.m * (job.n + job.sizes[1] / job.m) * job.r, _minors),
    "pinv": (lambda job: 12 * job.m * job.n * job.r, lambda job: 4 * job.r),
    "lstsq": (lambda job: 12 * job.m * job.n * job.r, lambda job: 4 * job.r),
    "project": (lambda job: 12 * job.m * job.n * job.r, lambda job: 4 * job.r),
    "regression": (lambda job: 12 * job.m * job.n * job.r, lambda job: 4 * job.r),
    **dict.fromkeys(
        ("det_certificate", "inverse_certificate", "solution_certificate"),
        (lambda job: 6 * job.m * job.n * job.r, lambda job: 3 * job.r),
    ),
    **dict.fromkeys(
        ("least_squares_certificate", "regression_certificate"),
        (lambda job: 8 * job.m * job.n * job.r, lambda job: 3 * job.r),
    ),
    "charpoly": (lambda job: job.n**4 / 16, _minors),
    "matmul": (lambda job: job.m * sum(job.sizes[1:]), lambda job: len(job.sizes) - 1),
    "power": (
        lambda job: job.n**3 * (job.N.bit_length() + 1) / 2,
        lambda job: abs(job.N) * (job.n if job.N < 0 else 1),
    ),
    "kron": EACH_PAIR,
    "toeplitz": EACH_PAIR,
    "vandermonde": (lambda job: 10 * job.m * job.N, lambda job: job.N),
    "outer": EACH_PAIR,
}
"""How many products of integers an operation takes, and how many times longer these get."""
