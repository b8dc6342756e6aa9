"""Small numbers in words, and shares: the pieces of which numerals are made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from tallybook.extract.numbers.digits import read_digits
from tallybook.extract.numbers.tokens import Tokens
from tallybook.language.number_words import NumberWords

HYPHENS: Final = frozenset("-‐‑")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number from token `first` up to `last` (excluded).

    scale: the product of the multipliers at its end ("10 thousand": 1000), so that a range can
    share them. written: "digits" or "words".
    """

    first: int
    last: int
    value: Decimal
    scale: Decimal = Decimal(1)
    written: str = "words"
    grouped: bool = False
    unclear: bool = False
    rules: tuple[str, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Plain digits, not grouped and with no multiplier, as years and names have them."""
        return self.written == "digits" and not self.grouped and self.scale == 1


@dataclass(slots=True)
class SmallNumbers:
    """Reads the pieces of numerals out of one paragraph's tokens."""

    tokens: Tokens
    words: NumberWords

    def small(self, first: int) -> Numeral | None:
        """A number below a hundred in words: "seven", "fifteen", "forty", "forty-two"."""
        word = self.tokens.word(first)
        for role, rule in (("ones", "one"), ("teens", "teen"), ("zero", "zero")):
            worth = self.words.value(role, word)
            if worth is not None:
                return Numeral(first, first + 1, worth, rules=(rule,))
        worth = self.words.value("tens", word)
        if worth is None:
            return None
        following, last = self.after_hyphen(first + 1)
        ones = self.words.value("ones", following)
        if ones is None:
            return Numeral(first, first + 1, worth, rules=("tens",))
        return Numeral(first, last, worth + ones, rules=("tens", "one"))

    def with_point(self, whole: Numeral) -> Numeral:
        """ "two | point five", "nine | point nought four", "six | point eleven"."""
        if not self.words.has("point", self.tokens.word(whole.last)):
            return whole
        at, digits = whole.last + 1, ""
        while (digit := self._digit_word(at)) is not None:
            digits, at = digits + str(digit), at + 1
        if not digits:
            small = self.small(at)
            if small is None:
                return whole
            digits, at = str(small.value), small.last
        value = whole.value + Decimal(f"0.{digits}")
        return replace(whole, last=at, value=value, rules=(*whole.rules, "point"))

    def _digit_word(self, at: int) -> Decimal | None:
        word = self.tokens.word(at)
        worth = self.words.value("ones", word)
        return self.words.value("zero", word) if worth is None else worth

    def add_small(self, total: Numeral) -> Numeral:
        """ "a hundred | and five", unless what follows is itself counted in hundreds."""
        at = total.last
        joined = self.is_joiner(at)
        if self.tokens.word(at) in HYPHENS and self.tokens.is_glued(at):
            at += 1
        rest = self.small(at + 1 if joined else at)
        if rest is None or rest.value >= 100:
            return total
        following = self.after_hyphen(rest.last)[0]
        if self.words.value("hundred", following) is not None:
            return total
        if joined and self.words.value("half", following):
            return total
        return Numeral(
            total.first,
            rest.last,
            total.value + rest.value,
            rules=(*total.rules, *rest.rules),
        )

    def fraction(self, first: int) -> Numeral | None:
        """ "half", "a half", "a quarter", "three quarters", "one third"."""
        tokens = self.tokens
        halves = self.words.value("half", tokens.word(first))
        if halves is not None:
            return Numeral(first, first + 1, halves, rules=("half",))
        count, at = Decimal(1), first + 1
        if not self.words.has("article", tokens.word(first)):
            small = self.small(first)
            if small is None:
                return None
            count, at = small.value, small.last
        word, last = self.after_hyphen(at)
        share = self.words.value("half", word)
        if share is not None:
            return Numeral(first, last, count * share, rules=("half",))
        below = self.words.value("denominator", word)
        if below is None:
            return None
        return Numeral(first, last, count / below, rules=("denominator",))

    def slash_fraction(self, first: int) -> Numeral | None:
        """ "3/4", digits glued to the slash and nothing glued after."""
        tokens = self.tokens
        if tokens.kind(first) != "digits" or tokens.word(first + 1) != "/":
            return None
        if tokens.kind(first + 2) != "digits":
            return None
        if not tokens.is_glued(first + 1) or not tokens.is_glued(first + 2):
            return None
        if tokens.word(first + 3) in ("/", "-", ".") and tokens.kind(first + 4) == "digits":
            return None
        above, below = (read_digits(tokens, at) for at in (first, first + 2))
        if above is None or below is None or above.value is None or not below.value:
            return None
        value = above.value / below.value
        return Numeral(first, first + 3, value, written="digits", rules=("slash",))

    def is_joiner(self, at: int) -> bool:
        """Does "and" stand at `at`?"""
        return self.words.has("joiner", self.tokens.word(at))

    def after_hyphen(self, at: int) -> tuple[str, int]:
        """The word at `at`, a hyphen before it skipped, and the position after the word."""
        if self.tokens.word(at) in HYPHENS and self.tokens.kind(at + 1) == "word":
            return self.tokens.word(at + 1), at + 2
        return self.tokens.word(at), at + 1
