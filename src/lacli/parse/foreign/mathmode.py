r"""The tokens of LaTeX's math mode: `\frac{1}{2}` becomes those of ((1)/(2)), `&` is a comma."""

from __future__ import annotations

import re

from lacli.parse.arithmetic import FUNCTIONS
from lacli.parse.tokens import NotAMatrix, Token, excerpt
from lacli.pattern import pattern

_NUMBER = r"(?:[0-9]+(?:(?:\.|\{[.,]\})[0-9]*)?|\.[0-9]+)"
_TOKEN = pattern(
    rf"""(?P<blank> \s+ | ~ | \\[,;:!>\s] | %[^\n]*
            | \\(?:[ht]?line|(?:top|mid|bottom)rule|q?quad|left|right|displaystyle)(?![A-Za-z])
            | \\cline\{{[^{{}}]*\}} | \\h?phantom\{{[^{{}}]*\}} )
      | (?P<row> \\\\\*?(?:\[[0-9.]+\s*[a-z]+\])? | \\cr(?![A-Za-z]) )
      | (?P<scaled> (?P<digits>{_NUMBER})\s*\\(?:times|cdot)\s*10\s*\^
            \s*(?:\{{\s*(?P<power>[-+−]?[0-9]+)\s*\}}|(?P<digit>[0-9])(?![0-9])) )
      | (?P<number> {_NUMBER}(?:[eE][-+]?[0-9]+)? )
      | (?P<tiny> \\[dtc]?frac\s*([0-9])\s*([0-9]) )
      | (?P<frac> \\[dtc]?frac\s*\{{ )
      | (?P<root> \\sqrt\s*([0-9]) )
      | (?P<sqrt> \\sqrt\s*\{{ )
      | (?P<text> \\(?:text|mbox)\s*\{{(?P<name>(?:[^{{}}\\]|\\.|\{{\}})*)\}} )
      | (?P<upright> \\math(?:rm|it|bf|up)\s*\{{\s*([A-Za-z]+)\s*\}} )
      | (?P<command> \\([A-Za-z]+) )
      | (?P<word> [A-Za-z]+|[π∞√] )
      | (?P<exponent> \^(?=\s*[0-9]{{2}}) )
      | (?P<sign> [-+−*/^()&{{}}\[\]] )
      | (?P<other> . )""",
    re.VERBOSE | re.DOTALL,
)
_SIGNS = {"&": ",", "[": "(", "]": ")", "−": "-", "{": "("}
_COMMANDS = {"cdot": "*", "times": "*", "ast": "*", "div": "/", "lbrack": "(", "rbrack": ")"}
_NAMES = {"pi", "tau", "infty", "ln", "arcsin", "arccos", "arctan", *FUNCTIONS}
_LEFT_OUT = {"dots", "ldots", "cdots", "vdots", "ddots"}
_ESCAPED = pattern(r"\\(textbackslash|textasciitilde|textasciicircum)\{\}|\\(.)", re.DOTALL)
_CHARACTERS = {"textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^"}


def scan(text: str, start: int, end: int) -> list[Token]:
    """The tokens between two places, and one of kind "end"; names of rows are of kind "text"."""
    return _Scan(text, start, end).tokens


class _Scan:
    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.at = start
        self.tokens: list[Token] = []
        self.closing: list[str] = []
        """What each brace that is open stands for when it closes."""
        while self.at < end and (match := _TOKEN.match(text, self.at, end)):
            self._token(match.lastgroup or "", match)
            self.at = max(self.at, match.end())
        if self.closing:
            self.at = end
            raise self._error("expected '}'")
        self.tokens.append(Token("end", "", end, False, False))

    def _token(self, kind: str, match: re.Match[str]) -> None:
        text = match[0]
        if kind == "row":
            self._put("sign", ";")
        elif kind in ("scaled", "number"):
            self._number(match)
        elif kind in ("tiny", "frac"):
            self._fraction(match)
        elif kind in ("root", "sqrt"):
            self._put("name", "sqrt")
            self._put("sign", "(")
            if kind == "sqrt":
                self.closing.append("root")
            else:
                self._put("number", text[-1])
                self._put("sign", ")")
        elif kind == "text":
            self._put("text", _plain(match["name"]))
        elif kind == "upright":
            self._put("name", text.rpartition("{")[2].strip("} \t\n"))
        elif kind == "command":
            self._command(text)
        elif kind == "exponent":
            raise self._error("which digits are the exponent?", "write 2^{10}")
        elif text == "}" and self.closing:
            self._close()
        elif kind != "blank":
            if text == "{":
                self.closing.append("group")
            self._put("name" if kind == "word" else kind, _SIGNS.get(text, text))

    def _put(self, kind: str, text: str) -> None:
        before, after = (self.text[i : i + 1].isspace() for i in (self.at - 1, self.at + len(text)))
        self.tokens.append(Token(kind, text, self.at, self.at > 0 and before, after))

    def _number(self, match: re.Match[str]) -> None:
        r"""A number; 1.5 \times 10^{-3} is one too, so that it is read to the last bit."""
        power = match["power"] or match["digit"]
        digits = match["digits"] if power else match[0]
        whole, mark, part = digits.partition("{,}")
        if mark and len(part) == 3 and whole != "0":
            raise self._error("a comma for thousands, or a decimal one?", "write 1500 or 1.500")
        digits = digits.replace("{,}", ".").replace("{.}", ".")
        before = self.tokens[-1].text if self.tokens else ""
        exponent = f"e{power.replace('−', '-')}" if power else ""
        if exponent and before in ("^", "/"):  # which bind the digits alone
            self._put("number", digits)
            self._put("sign", "*")
            self._put("number", f"1{exponent}")
        else:
            self._put("number", digits + exponent)

    def _fraction(self, match: re.Match[str]) -> None:
        if self.tokens and self.tokens[-1].kind == "number":
            raise self._error(
                "a mixed number, or a product?", r"write 2 + \frac… or 2 \cdot \frac…"
            )
        for sign in "((":
            self._put("sign", sign)
        if match[0].endswith("{"):
            self.closing.append("numerator")
            return
        over, under = re.findall("[0-9]", match[0])
        for kind, text in (("number", over), ("sign", ")"), ("sign", "/"), ("number", under)):
            self._put(kind, text)
        self._put("sign", ")")

    def _close(self) -> None:
        """Reads a closing brace; behind a numerator the denominator must open."""
        closed = self.closing.pop()
        self._put("sign", ")")
        if closed == "denominator":
            self._put("sign", ")")
        if closed != "numerator":
            return
        self.at += 1
        if not (opening := re.compile(r"\s*\{").match(self.text, self.at)):
            raise self._error("expected '{' and the denominator")
        self._put("sign", "/")
        self._put("sign", "(")
        self.closing.append("denominator")
        self.at = opening.end()

    def _command(self, text: str) -> None:
        name = text[1:]
        if name == "sqrt":
            raise self._error(r"expected '{' behind \sqrt", "a cube root is 8^{1/3}")
        if name in _LEFT_OUT:
            raise self._error(f"the matrix is abbreviated with '{text}'", "write all of it")
        if name in _COMMANDS:
            self._put("sign", _COMMANDS[name])
        elif name in _NAMES:
            self._put("name", {"infty": "inf"}.get(name, name))
        else:
            self._put("other", text)

    def _error(self, message: str, hint: str = "") -> NotAMatrix:
        return NotAMatrix(message, hint, excerpt(self.text, self.at))


def _plain(name: str) -> str:
    r"""The name in a `\text{…}`."""
    return _ESCAPED.sub(lambda m: _CHARACTERS.get(m[1] or "", m[2] or ""), name)
