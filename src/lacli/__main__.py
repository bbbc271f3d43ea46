"""The program: `lacli`, and `python -m lacli`."""

import gc
import os
import signal

from lacli import machine

_MADE_AT_LEAST = 100_000
"""How many objects are made before Python looks for garbage. What imports and parsers make is none:
with 700, as it is set, looking takes a tenth of a small call, and a fifth of one with much JSON."""


def main() -> None:
    """Runs the command line; Ctrl-C ends it silently, during imports and in LAPACK too.

    It does so as a signal and not as an exception: a shell or make that waits then knows that it
    was interrupted, and Python cannot raise exceptions before it is back from LAPACK.
    """
    heeded = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # it may be ignored
    if heeded and os.getpid() != 1:  # process 1, in a container, would outlive the signal
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.set_threshold(_MADE_AT_LEAST)
    machine.keep_memory()
    machine.short_waits()
    from lacli import cli

    try:
        cli.main()
    finally:
        gc.freeze()  # or Python would look through all there is once more before it ends


if __name__ == "__main__":
    main()
