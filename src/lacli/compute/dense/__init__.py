"""The dense engine: NumPy and LAPACK on float64 and complex128 arrays in memory.

Every function takes arrays that are finite and not empty, and is free to return what is not:
overflow is found, and refused, in the result. LAPACK's routines are described in Anderson et al.,
LAPACK Users' Guide, 3rd ed., SIAM 1999. "GVL" is Golub and Van Loan, Matrix Computations, 4th ed.,
Johns Hopkins 2013.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

import numpy as np

from lacli.compute import listed
from lacli.matrix import Array, Matrix

OPERATIONS = {
    "angles": ("angle",),
    "components": ("pca", "pca_reconstruction", "pca_scores"),
    "determinant": ("det", "det_certificate", "det_in_doubt", "logdet"),
    "echelon": ("rref",),
    "eigen": ("eig", "left_eigenvectors"),
    "entrywise": ("add", "div", "first_zero", "mul", "sub"),
    "fitting": ("regression", "regression_certificate"),
    "forms": ("mse", "quadratic"),
    "hermitian": ("cholesky", "ldl"),
    "householder": ("qr",),
    "invariants": ("cond", "condition_number", "numerical_rank", "rank", "trace"),
    "leastsquares": (
        "least_squares_certificate",
        "lstsq",
        "project",
    ),
    "making": (
        "eye",
        "full",
        "hilbert",
        "normal",
        "permutation",
        "random",
        "rotation_about",
        "rotation_of_plane",
        "shuffled",
        "toeplitz",
        "vandermonde",
    ),
    "moments": ("center", "corr", "cov"),
    "nearest": ("lowrank", "polar_decomposition"),
    "norms": ("matrix_norm", "sum_of_squares", "vector_norm"),
    "plane": ("cartesian", "polar"),
    "polynomial": ("charpoly",),
    "predicates": ("defect", "distance"),
    "products": ("cross", "dot", "kron", "matmul", "outer", "power"),
    "reshaping": (
        "conj",
        "diag",
        "diagonal",
        "first_zero_vector",
        "hstack",
        "normalize",
        "reshape",
        "vstack",
    ),
    "similarity": ("hessenberg", "schur"),
    "singular": ("pinv", "singular_values", "svd"),
    "consistency": ("solutions",),
    "spaces": ("nullspace", "row_space"),
    "spectra": ("eig_certificate", "svd_certificate"),
    "systems": ("inv", "inverse_certificate", "solution_certificate", "solve"),
    "triangular": ("lu",),
}
"""The operations in each module of this folder."""

__getattr__, _ = listed(__name__, OPERATIONS)


def operand(A: Matrix) -> Array:
    """What an operation takes for a matrix: its entries as an array."""
    return A.values


def quietly() -> AbstractContextManager[object]:
    """The context to run an operation in: what overflows is found in the result, not printed."""
    return np.errstate(all="ignore")
