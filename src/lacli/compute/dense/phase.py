"""A fixed sign, or phase, for vectors that are determined only up to one."""

from __future__ import annotations

import numpy as np

from lacli.matrix import Array


def fix_phases(columns: Array) -> tuple[Array, Array]:
    """The columns (m×n) turned so that the largest entry of each is real and positive.

    Returns them and the n factors of modulus 1 they were multiplied by. Of entries that agree to
    eight digits the first counts as the largest, so that rounding does not decide.
    """
    moduli = np.abs(columns)
    pivots = (moduli >= moduli.max(axis=0) * (1 - 1e-8)).argmax(axis=0)
    largest = columns[pivots, np.arange(columns.shape[1])]
    factors = largest.conj() / np.abs(largest)
    return columns * factors, factors
