"""The dense engine: NumPy and LAPACK on float64 and complex128 arrays in memory.

Every function takes arrays that are finite and not empty, and is free to return what is not:
overflow is found, and refused, in the result. LAPACK's routines are described in Anderson et al.,
LAPACK Users' Guide, 3rd ed., SIAM 1999. "GVL" is Golub and Van Loan, Matrix Computations, 4th ed.,
Johns Hopkins 2013.
"""

from contextlib import AbstractContextManager

import numpy as np

from lacli.compute.dense.components import constant_columns, pca
from lacli.compute.dense.determinant import det, logdet
from lacli.compute.dense.eigen import eig
from lacli.compute.dense.norms import matrix_norm, sum_of_squares, vector_norm
from lacli.compute.dense.singular import pinv, svd
from lacli.compute.dense.systems import inv, lstsq, solve

__all__ = [
    "constant_columns",
    "det",
    "eig",
    "inv",
    "logdet",
    "lstsq",
    "matrix_norm",
    "pca",
    "pinv",
    "solve",
    "sum_of_squares",
    "svd",
    "vector_norm",
]


def quietly() -> AbstractContextManager[object]:
    """The context to run an operation in: what overflows is found in the result, not printed."""
    return np.errstate(all="ignore")
