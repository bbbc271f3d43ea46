"""Products of a tall matrix and small ones."""

from __future__ import annotations

import numpy as np

from lacli.compute.dense import products
from lacli.matrix import Array
from lacli.tall import Tall

HINT = "a product is made block by block where only its first factor is that large"


def matmul(A: Tall | Array, *factors: Tall | Array) -> Tall | Array:
    """The product of A (m×n, tall) and smaller matrices, block by block.

    Raises InputError where another than the first is too large for memory.
    """
    small = [B.array(hint=HINT) if isinstance(B, Tall) else B for B in factors]
    if not isinstance(A, Tall):
        return np.asarray(products.matmul(A, *small))
    B = products.matmul(*small) if len(small) > 1 else small[0]
    return A.map(lambda values: products.matmul(values, B), B.shape[1])
