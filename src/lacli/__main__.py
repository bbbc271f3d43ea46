"""Lets `python -m lacli` do what `lacli` does."""

from lacli.cli import main

main()
