"""Reading single items off the tokens: a number, a month, a year, a phrase."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from tallybook.language.dates.expressions import Expression
from tallybook.language.dates.tokens import Token
from tallybook.language.dates.words import DateWords

Match = tuple[Expression, int] | None
"""An expression and the index of the token after it."""

_Found = TypeVar("_Found")
Item = tuple[_Found, int] | None

_LONGEST_PHRASE = 6
_THOUSANDS = 3
_MODERN = (1000, 2199)
_SUFFIXES = frozenset({"s", "h", "q", "st", "nd", "rd", "th"})


@dataclass(frozen=True, slots=True)
class Reading:
    """The tokens of a stretch of text and the language's words. Methods read at an index."""

    tokens: list[Token]
    words: DateWords
    spelled: tuple[str, ...] = field(init=False, repr=False)
    relatives: dict[int, Match] = field(init=False, repr=False, default_factory=dict)
    """The relative phrases read so far, by index: several rules ask for the same one."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "spelled", tuple(token.word for token in self.tokens))

    def word(self, i: int) -> str:
        """The lower-case word; "" outside."""
        return self.spelled[i] if 0 <= i < len(self.spelled) else ""

    def is_one_of(self, i: int, words: Collection[str]) -> bool:
        """Is the word there, and one of these?"""
        word = self.word(i)
        return bool(word) and word in words

    def touches(self, i: int) -> bool:
        """Does the token follow the one before it without a space?"""
        return 0 < i < len(self.tokens) and self.tokens[i].start == self.tokens[i - 1].end

    def phrase(self, i: int, phrases: Collection[tuple[str, ...]]) -> int | None:
        """The index after the longest of the phrases that stands here."""
        for length in range(min(_LONGEST_PHRASE, len(self.tokens) - i), 0, -1):
            if self.spelled[i : i + length] in phrases:
                return i + length
        return None

    def named(self, i: int, phrases: Mapping[tuple[str, ...], _Found]) -> Item[_Found]:
        """The entry of the longest phrase that stands here."""
        end = self.phrase(i, phrases)
        if end is None:
            return None
        return phrases[self.spelled[i:end]], end

    def phrase_before(self, i: int, phrases: Collection[tuple[str, ...]]) -> int | None:
        """The index where the longest of the phrases that ends at token i begins."""
        for length in range(min(_LONGEST_PHRASE, i), 0, -1):
            if self.spelled[i - length : i] in phrases:
                return i - length
        return None

    def digits(self, i: int, least: int, most: int, widths: tuple[int, ...]) -> int | None:
        """A number written in digits, within bounds and of one of the widths."""
        if not 0 <= i < len(self.tokens) or not self.tokens[i].is_number:
            return None
        if len(self.tokens[i].raw) not in widths:
            return None
        number = int(self.tokens[i].raw)
        return number if least <= number <= most else None

    def year(self, i: int) -> Item[int]:
        """Four digits of 1000 to 2199 that are no part of a longer number, sum or code."""
        number = self.digits(i, *_MODERN, widths=(4,))
        if number is None or self.is_part_of_number(i):
            return None
        return number, i + 1

    def is_part_of_number(self, i: int) -> bool:
        """2,024 and 5.2024 and $2024 are no years."""
        before = self.touches(i) and self.word(i - 1) in {",", ".", "$", "€", "£", "#", "/", "_"}
        return before or self.goes_on(i)

    def goes_on(self, i: int) -> bool:
        """Do the digits go on behind the token: a fraction, thousands, a percent sign, a code?"""
        if not self.touches(i + 1):
            return False
        after = self.word(i + 1)
        if after in {",", "."}:
            return self.touches(i + 2) and self._number(i + 2)
        return after in {"%", "/", "_"} or (after.isalpha() and after not in _SUFFIXES)

    def is_tail_of_number(self, i: int) -> bool:
        """The 31 of 107.31 and of 3,131."""
        joined = self.touches(i) and self.word(i - 1) in {",", "."} and self.touches(i - 1)
        return (joined and self._number(i - 2)) or (self.touches(i) and self.word(i - 1) == "$")

    def _has_thousands(self, i: int) -> bool:
        """The 20 of 20,000: "since August, 20,000 people" names no day."""
        if self.word(i + 1) != "," or not self.touches(i + 1) or not self.touches(i + 2):
            return False
        return self._number(i + 2) and len(self.word(i + 2)) == _THOUSANDS

    def _number(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.tokens[i].is_number

    def short_year(self, i: int) -> Item[int]:
        """'89 and 89 after a month: 1950 to 2049."""
        if self.is_one_of(i, {"'", "’"}):
            i += 1
        number = self.digits(i, 0, 99, widths=(2,))
        if number is None or self.is_part_of_number(i):
            return None
        return number + (1900 if number >= 50 else 2000), i + 1

    def is_verb(self, i: int) -> bool:
        """Written small, "may" and "march" are no months."""
        return self.tokens[i].raw.islower() and self.word(i) in self.words.only_capital

    def month(self, i: int) -> Item[int]:
        """A month's name; the point of an abbreviation belongs to it where more follows."""
        number = self.words.months.get(self.word(i))
        if number is None or self.is_one_of(i + 1, self.words.never_followed_by - {"on"}):
            return None
        if self.is_one_of(i - 1, self.words.never_after):
            return None
        if self.word(i + 1) == "." and self.touches(i + 1) and self._short(i):
            return number, i + 2
        return number, i + 1

    def _short(self, i: int) -> bool:
        return self.word(i) in self.words.short_months or self.word(i) in self.words.short_weekdays

    def weekday(self, i: int) -> Item[int]:
        """A day's name."""
        number = self.words.weekdays.get(self.word(i))
        if number is None:
            return None
        if self.word(i + 1) == "." and self.touches(i + 1) and self._short(i):
            return number, i + 2
        return number, i + 1

    def day_number(self, i: int) -> Item[int]:
        """17, 17th, seventeenth, twenty-first, the 17th: 1 to 31."""
        if self.word(i) == "the":
            return self.ordinal(i + 1)
        number = self.digits(i, 1, 31, widths=(1, 2))
        if number is not None and not self.is_tail_of_number(i) and not self._has_thousands(i):
            ends = self.is_one_of(i + 1, {"st", "nd", "rd", "th"}) and self.touches(i + 1)
            return number, i + 2 if ends else i + 1
        return self.ordinal(i)

    def ordinal(self, i: int) -> Item[int]:
        """17th, seventeenth, twenty-first."""
        number = self.digits(i, 1, 31, widths=(1, 2))
        if number is not None:
            ends = self.is_one_of(i + 1, {"st", "nd", "rd", "th"}) and self.touches(i + 1)
            return (number, i + 2) if ends else None
        tens = self.words.numbers.get(self.word(i), 0)
        if tens in {20, 30}:
            at = i + 2 if self.word(i + 1) == "-" else i + 1
            units = self.words.ordinals.get(self.word(at), 0)
            if 1 <= units <= 9 and tens + units <= 31:
                return tens + units, at + 1
        number = self.words.ordinals.get(self.word(i))
        return None if number is None else (number, i + 1)

    def count(self, i: int) -> Item[int | None]:
        """How many units: 24, two, a, twenty-four, a couple of; None for "several"."""
        vague = self.phrase(i, self.words.ranges["vague"])
        if vague is not None:
            return None, vague
        pair = self.phrase(i, self.words.ranges["pair"])
        if pair is not None:
            return 2, pair
        number = self.digits(i, 0, 9999, widths=(1, 2, 3, 4))
        if number is not None and not self.is_part_of_number(i):
            return number, i + 1
        number = self.words.numbers.get(self.word(i))
        if number is None:
            return None
        at = i + 2 if self.word(i + 1) == "-" else i + 1
        units = self.words.numbers.get(self.word(at), 0)
        if number >= 20 and self.word(at) not in {"a", "an"} and 1 <= units <= 9:
            return number + units, at + 1
        return number, i + 1

    def is_plural(self, i: int) -> bool:
        """Is the unit written in its plural, the later of its forms?"""
        return self.is_one_of(i, self.words.plurals)

    def unit(self, i: int) -> Item[str]:
        """day, week, month, year, ..."""
        unit = self.words.units.get(self.word(i))
        return None if unit is None else (unit, i + 1)
