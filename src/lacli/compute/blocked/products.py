"""Products of a tall matrix and small ones."""

from __future__ import annotations

from lacli.compute.dense import products
from lacli.errors import InputError
from lacli.matrix import Array
from lacli.tall import Tall


def matmul(A: Tall | Array, *factors: Tall | Array) -> Tall:
    """The product of A (m×n, tall) and smaller matrices, block by block.

    Raises InputError where it is not the first, and no other, that is too large for memory.
    """
    small = [B for B in factors if not isinstance(B, Tall)]
    if not isinstance(A, Tall) or len(small) < len(factors):
        large = next(B for B in reversed((A, *factors)) if isinstance(B, Tall))
        raise InputError(
            f"{large.name} is too large for memory",
            hint="a product is made block by block where only its first factor is that large",
        )
    B = products.matmul(*small) if len(small) > 1 else small[0]
    return A.map(lambda values: products.matmul(values, B), B.shape[1])
