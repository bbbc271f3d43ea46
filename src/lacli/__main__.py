"""The program: `lacli`, and `python -m lacli`."""

import sys


def main() -> None:
    """Runs the command line; Ctrl-C is silent, even while modules are being imported."""
    try:
        from lacli import cli

        cli.main()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
