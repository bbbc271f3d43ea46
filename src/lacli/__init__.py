"""lacli: linear algebra at the shell prompt."""

__version__ = "0.1.0"
