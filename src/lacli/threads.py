"""How many threads OpenBLAS starts, which is settled before NumPy is loaded."""

import os
import sys


def one() -> None:
    """Has it start one, unless NumPy is loaded already, or the user has set a number.

    It starts its threads when it is loaded, and they wait busily: a small call then takes a third
    more of the processors, and a tenth longer where other programs run; and where one thread of
    ours reads while another computes, they take its processor from it.
    """
    if "numpy" not in sys.modules:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
