"""Cells of inline text: numbers and small expressions, parsed and evaluated, never `eval`ed.

    sum     := product (('+' | '-') product)*
    product := sign (('*' | '/') sign)*
    sign    := ('+' | '-') sign | power
    power   := atom (('^' | '**') sign)?
    atom    := NUMBER | NUMBER power | NAME | NAME '(' sum ')' | '√' atom | '(' sum ')'

The second form of an atom is a product written without a sign, as in 2pi. In a row whose cells are
separated by blanks, a sign with a blank before it but none after begins the next cell. In LaTeX and
Wolfram, where blanks part nothing, a product may be written without a sign anywhere, as in 2 i.
"""

from __future__ import annotations

import cmath
import re
from collections.abc import Callable

from lacli.number import Number, is_rational
from lacli.numeral import TOO_LARGE, OutOfRange, held
from lacli.parse.arithmetic import CONSTANTS, divide, function, literal, power, settled
from lacli.parse.tokens import NotAMatrix, Reader, Token

MAX_DEPTH = 50


class Cells(Reader):
    """Reads cells one after the other."""

    def __init__(
        self, text: str, made: list[Token] | None = None, separator: str | None = None
    ) -> None:
        """`separator` is what alone parts the cells of a row, where blanks and commas do not."""
        super().__init__(text, made)
        self.separator = separator
        self.bars: list[int | None] = []
        """For each row that was read, how many of its cells stand left of a `|`."""
        self.depth = 0
        self.blanks_part = False
        """Whether blanks part cells: a sign with a blank before it only begins the next cell."""
        self.in_brackets = False
        """Whether a blank before an imaginary part may be padding, as in NumPy's `[1. +2.j]`."""

    def cell(self) -> Number:
        """One cell."""
        start = self.at
        try:
            value = self._sum()
            if is_rational(value):
                return held(value)
            written = [
                token.kind for token in self.tokens[start : self.at] if token.text not in "+-"
            ]
            if cmath.isfinite(value) or written == ["name"]:  # inf and nan, as words
                return value
            message = "not defined" if cmath.isnan(value) else TOO_LARGE
        except OutOfRange as error:
            message = str(error)
        except OverflowError:
            message = TOO_LARGE
        raise self.error(message, self.tokens[start])

    def _sum(self) -> Number:
        value = self._product()
        while self.next.text in ("+", "-"):
            sign = self.next
            if self.blanks_part and sign.blank_before and not self._continues(sign, value):
                break
            self.take()
            term = self._product()
            value = settled(value + term if sign.text == "+" else value - term)
        return value

    def _continues(self, sign: Token, left: Number) -> bool:
        """Whether a sign after a blank goes on with this cell; raises where both can be meant."""
        following = self.tokens[self.at + 1]
        if (
            following.is_imaginary
            and not isinstance(left, complex)
            and self.previous.kind == "number"
        ):
            printed = self.in_brackets and "." in self.previous.text and "." in following.text
            if sign.blank_after or printed:
                return True
        elif not sign.blank_after:
            return False
        raise self.ambiguous(self.previous, sign, following)

    def ambiguous(self, left: Token, sign: Token, right: Token) -> NotAMatrix:
        """The error for a sign that may join two numbers or begin the second."""
        a, b = left.text, f"{sign.text}{right.text}"
        shown = f"{a} {sign.text}{' ' * sign.blank_after}{right.text}"
        return self.error(
            f"'{shown}' can be one cell or two",
            sign,
            hint=f"write {a}{b} for one cell, {a}, {b} for two",
        )

    def _product(self) -> Number:
        value = self._sign()
        while True:
            if self.separator and (self.next.kind == "name" or self.next.text == "("):
                value = settled(value * self._power())
            elif self.accept("*"):
                value = settled(value * self._sign())
            elif operator := self.accept("/"):
                value = self._quotient(value, self._sign(), operator)
            else:
                return value

    def _quotient(self, value: Number, divisor: Number, operator: Token) -> Number:
        try:
            return divide(value, divisor)
        except ZeroDivisionError:
            raise self.error("division by zero", operator) from None

    def _sign(self) -> Number:
        if self.accept("-"):
            return -self._nested(self._sign)
        if self.accept("+"):
            return self._nested(self._sign)
        return self._power()

    def _power(self) -> Number:
        base = self._atom()
        operator = self.accept("^", "**")
        if not operator:
            return base
        exponent = self._nested(self._sign)
        try:
            return power(base, exponent)
        except ZeroDivisionError:
            raise self.error("division by zero", operator) from None

    def _atom(self) -> Number:
        token = self.take()
        if token.kind == "number":
            return self._number(token)
        if token.kind == "name":
            return self._name(token)
        if token.text == "(":
            return self._parenthesis()
        self.at -= 1
        raise self.error(
            f"not a number: '{token.text}'" if token.text.strip() else "expected a number"
        )

    def _number(self, token: Token) -> Number:
        value = literal(token.text)
        following = self.next
        if following.start > token.end or following.kind == "end":
            return value
        if following.text == "e":
            raise self.error("incomplete exponent, or ambiguous without '*'", token, "write 2*e")
        if following.text == "(" or following.text in CONSTANTS or function(following.text):
            before = self.tokens[self.at - 2].text if self.at > 1 else ""
            if before in ("/", "^", "**"):
                raise self.error("ambiguous without '*'", following, "write (1/2)*pi or 1/(2*pi)")
            return value * self._nested(self._power)
        if following.kind in ("number", "name", "other"):
            word = re.match(r"\S*", self.text[token.start :])
            raise self.error(f"not a number: '{word[0] if word else token.text}'", token)
        return value

    def _name(self, token: Token) -> Number:
        if token.text in CONSTANTS:
            return CONSTANTS[token.text]
        call = function(token.text)
        if call is None:
            raise self.error(f"not a number: '{token.text}'", token)
        if token.text == "√" and self.next.text != "(":
            argument = self._nested(self._atom)
        else:
            self.expect("(")
            argument = self._parenthesis()
        try:
            return call(argument)
        except ValueError:
            raise self.error(f"{token.text} is not defined there", token) from None

    def _parenthesis(self) -> Number:
        blanks_part, self.blanks_part = self.blanks_part, False
        value = self._nested(self._sum)
        self.expect(")")
        self.blanks_part = blanks_part
        return value

    def _nested(self, rule: Callable[[], Number]) -> Number:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.error("nested too deeply")
        value = rule()
        self.depth -= 1
        return value
