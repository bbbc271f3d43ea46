"""The program: `lacli`, and `python -m lacli`."""

import os
import signal


def main() -> None:
    """Runs the command line; Ctrl-C ends it silently, during imports and in LAPACK too.

    It does so as a signal and not as an exception: a shell or make that waits then knows that it
    was interrupted, and Python cannot raise exceptions before it is back from LAPACK.
    """
    heeded = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # it may be ignored
    if heeded and os.getpid() != 1:  # process 1, in a container, would outlive the signal
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from lacli import cli

    cli.main()


if __name__ == "__main__":
    main()
