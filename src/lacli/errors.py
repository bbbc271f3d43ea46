"""The errors a user can cause, each with its exit code, and the remarks beside an answer."""


class LacliError(Exception):
    """Something that ends a run.

    `message` says where and what in one line, `hint` what to do next, and `excerpt` is the piece of
    the input it is about, with a caret under the offending character.
    """

    exit_code: int

    def __init__(self, message: str, hint: str = "", excerpt: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.excerpt = excerpt


class MathError(LacliError):
    """The mathematics says no: singular, overflow, not converging."""

    exit_code = 1


class Singular(MathError):
    """A matrix that should have an inverse has none, exactly or to working precision."""

    def __init__(self, message: str, hint: str = "", *, exactly: bool = False) -> None:
        super().__init__(message, hint)
        self.exactly = exactly


class Constant(MathError):
    """A column, counted from 0, that was to vary."""

    def __init__(self, column: int) -> None:
        super().__init__(f"column {column + 1} is constant: its standard deviation is 0")
        self.column = column


class Unmet(LacliError):
    """A check that fails; without a message it does so silently."""

    exit_code = 1


class UsageError(LacliError):
    """The command line makes no sense."""

    exit_code = 2


class InputError(LacliError):
    """An input cannot be read: no such file, not a number, ragged, empty."""

    exit_code = 3


class NotFinite(InputError):
    """A cell of an input has no number, or one that is infinite."""


class ShapeError(LacliError):
    """The shapes do not fit: not square, sizes differ."""

    exit_code = 4


class StrictError(LacliError):
    """An accuracy warning, under --strict."""

    exit_code = 5


class OutputError(LacliError):
    """The output cannot be written."""

    exit_code = 6


class Bug(LacliError):
    """A mistake of ours, which nobody else can put right."""

    exit_code = 70


class ReaderGone(LacliError):
    """The reader of the pipe went away: there is nobody to tell, and nothing to say."""

    exit_code = 141


class Note(UserWarning):
    """Tells how an answer was found: least squares, rank deficient, rows left out."""


class AccuracyWarning(UserWarning):
    """Says that digits of an answer cannot be trusted."""


def reason(error: Exception) -> str:
    """What the system says of an error, as the end of a sentence."""
    text = getattr(error, "strerror", None) or str(error)
    return text[:1].lower() + text[1:]
