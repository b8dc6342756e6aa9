"""Numerals: digits and number words composed into one value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from tallybook.extract.numbers.digits import read_digits
from tallybook.extract.numbers.neighbours import is_plural
from tallybook.extract.numbers.small import HYPHENS, Numeral, SmallNumbers
from tallybook.extract.numbers.tokens import Gap

_TOP: Final = Decimal(10) ** 18


@dataclass(slots=True)
class NumberReader(SmallNumbers):
    """Reads numerals out of one paragraph's tokens; each position is read once."""

    _seen: dict[tuple[int, bool], Numeral | None] = field(default_factory=dict)
    _openings: dict[int, Numeral | None] = field(default_factory=dict)

    def numeral(self, first: int, joined: bool = True) -> Numeral | None:
        """The longest numeral at `first`; `joined` lets "and" stand inside it."""
        key = (first, joined)
        if key not in self._seen:
            self._seen[key] = self._numeral(first, joined)
        return self._seen[key]

    def _numeral(self, first: int, joined: bool) -> Numeral | None:
        part = self._opening(first)
        if part is None:
            return None
        total, limit = part, part.scale
        while joined or limit > 1:
            following = self._next_term(total, limit, joined)
            if following is None:
                break
            total = replace(
                total,
                last=following.last,
                value=total.value + following.value,
                scale=Decimal(1),
                rules=total.rules + following.rules,
            )
            limit = following.scale
            if limit == 1:
                break
        if total.value >= _TOP:
            return None
        whole = total.value.to_integral_value()
        if whole != total.value or whole.as_tuple().exponent == total.value.as_tuple().exponent:
            return total
        return replace(total, value=whole)  # 500000.0 is 500000

    def _opening(self, first: int) -> Numeral | None:
        """The first part of the numeral, the same whether "and" may follow or not."""
        if first not in self._openings:
            in_digits = self.tokens.kind(first) == "digits"
            share = None if in_digits else self._share_of_scale(first)
            self._openings[first] = share or self._term(first)
        return self._openings[first]

    def _next_term(self, total: Numeral, limit: Decimal, joined: bool) -> Numeral | None:
        """What may follow a multiplier: "two thousand | three hundred", "… | and six"."""
        if limit <= 1 or self._is_group(total.last - 1):
            return None
        at = total.last
        if self.is_joiner(at):
            if not joined:
                return None
            at += 1
            share = self.fraction(at)
            if share is not None and self.words.value("half", self.tokens.word(share.last - 1)):
                multiplied = self._multiplied(share)
                if multiplied.scale > 1:
                    return multiplied if multiplied.value < limit else None
                return replace(share, value=share.value * limit)
        following = self._term(at)
        if following is None or following.value >= limit or following.value == 0:
            return None
        if following.written == "digits" and (at != total.last or following.scale == 1):
            return None
        return following

    def _term(self, first: int) -> Numeral | None:
        """A number below a thousand, or digits, with its multipliers."""
        base = self._digits(first) or self._below_thousand(first) or self._bare_multiplier(first)
        if base is None:
            return None
        if base.written == "words" and base.last > base.first:
            base = self.with_point(base)
        return self._multiplied(self._with_fraction(base))

    def _digits(self, first: int) -> Numeral | None:
        number = read_digits(self.tokens, first)
        if number is None or number.value is None:
            return None
        return Numeral(
            first,
            number.last,
            number.value,
            written="digits",
            grouped=number.grouped,
            unclear=number.unclear,
            rules=("digits",),
        )

    def _below_thousand(self, first: int) -> Numeral | None:
        small = self.small(first)
        if small is None and self.words.has("article", self.tokens.word(first)):
            after = first + 1
            if self.words.value("hundred", self.after_hyphen(after)[0]) is not None:
                small = Numeral(first, after, Decimal(1))
            elif self._multiplier(after, first) is not None and not self._is_suffix(after):
                return Numeral(first, after, Decimal(1))
        if small is None:
            return None
        hundred, last = self.after_hyphen(small.last)
        worth = self.words.value("hundred", hundred)
        if worth is None or not 0 < small.value < 100:
            return small
        total = Numeral(
            first, last, small.value * worth, scale=worth, rules=(*small.rules, "hundred")
        )
        return self.add_small(total)

    def _with_fraction(self, base: Numeral) -> Numeral:
        """ "two | and a half", "2 | 1/2", "1 | ½"."""
        sign = self.words.value("fraction_sign", self.tokens.word(base.last))
        if sign is not None and self.tokens.gap(base.last) < Gap.LINE:
            return self._added(base, base.last + 1, sign, "fraction_sign")
        if base.written == "digits":
            slash = self.slash_fraction(base.last)
            if slash is not None and slash.value < 1 and self.tokens.gap(base.last) == Gap.SPACE:
                return self._added(base, slash.last, slash.value, "slash")
        at = base.last + (self.tokens.word(base.last) in HYPHENS)
        if self.is_joiner(at):
            share = self.fraction(at + 1 + (self.tokens.word(at + 1) in HYPHENS))
            if share is not None and share.value < 1:
                return self._added(base, share.last, share.value, "half")
        return base

    def _added(self, base: Numeral, last: int, share: Decimal, rule: str) -> Numeral:
        return replace(base, last=last, value=base.value + share, rules=(*base.rules, rule))

    def _share_of_scale(self, first: int) -> Numeral | None:
        """ "half a million", "a quarter of a million", "half-dozen"."""
        share = self.fraction(first)
        if share is None or share.value >= 1:
            return None
        at = share.last
        if self.words.has("partitive", self.tokens.word(at)):
            at += 1
            if not self.words.has("article", self.tokens.word(at)):
                return None
        if self.tokens.word(at) in HYPHENS:
            at += 1
        if self.words.has("article", self.tokens.word(at)):
            at += 1
            if self.tokens.word(at) in HYPHENS:
                at += 1
        if self.words.value("hundred", self.tokens.word(at)) is not None:
            value = share.value * 100
            base = Numeral(first, at + 1, value, scale=Decimal(100), rules=("half", "hundred"))
            return self._multiplied(base)
        if self._multiplier(at, first) is None or self._is_suffix(at):
            return None
        return self._multiplied(replace(share, last=at))

    def _bare_multiplier(self, first: int) -> Numeral | None:
        """ "hundred people", "million-strong": one, without the word for it."""
        word = self.tokens.word(first)
        hundred = self.words.value("hundred", word)
        if hundred is not None:
            total = Numeral(first, first + 1, hundred, scale=hundred, rules=("hundred",))
            return self.add_small(total)
        if self._multiplier(first, first) is None or self._is_suffix(first):
            return None
        return Numeral(first, first, Decimal(1))

    def _multiplied(self, base: Numeral) -> Numeral:
        """Takes in the multipliers that follow: "thousand", "k", "dozen", "lakh crore"."""
        found = base
        if base.written == "digits":
            hundred, last = self.after_hyphen(base.last)
            worth = self.words.value("hundred", hundred)
            if worth is not None:
                value, rules = base.value * worth, (*base.rules, "hundred")
                found = replace(base, last=last, value=value, scale=worth, rules=rules)
        while (step := self._multiplier(found.last, base.first)) is not None:
            worth, last, rule = step
            value, scale = found.value * worth, found.scale * worth
            if value >= _TOP:
                break
            found = replace(found, last=last, value=value, scale=scale, rules=(*found.rules, rule))
            if rule in ("scale_suffix", "dozen"):
                break
        return found

    def _multiplier(self, at: int, first: int) -> tuple[Decimal, int, str] | None:
        """The multiplier at `at` of a number from `first`: its worth, its end, its rule."""
        word, last = self.after_hyphen(at)
        worth = self.words.value("scale", word)
        if worth is not None:
            return worth, last, "scale"
        worth = self.words.value("group", word)
        if worth is not None:
            return worth, last, "dozen"
        worth = self.words.value("suffix", self.tokens.word(at))
        if worth is None or self.tokens.kind(at - 1) != "digits":
            return None
        if not self.tokens.is_glued(at) and not self._may_stand_apart(at):
            return None
        if self.tokens.word(at) in self.words.contexts["metre_or_million"]:
            return (worth, at + 1, "scale_suffix") if self._is_million(at, first) else None
        return worth, at + 1, "scale_suffix"

    def _may_stand_apart(self, at: int) -> bool:
        """ "5 bn", "10 M", "10 k"; no other single letter, which may be a unit."""
        word = self.tokens.word(at)
        if self.tokens.gap(at) != Gap.SPACE:
            return False
        return len(word) > 1 or self.tokens.raw(at) in ("k", "M")

    def _is_million(self, at: int, first: int) -> bool:
        """Is the "m" after digits a million? With money, a capital, or a counted plural it is."""
        tokens = self.tokens
        if self._is_money(at + 1, first):
            return True
        if len(tokens.word(at)) > 1:
            return False
        return tokens.raw(at) == "M" or is_plural(tokens, self.words, at + 1)

    def _is_money(self, last: int, first: int) -> bool:
        """Does a currency stand after the number, or before it or the range that it ends?"""
        tokens, words = self.tokens, self.words
        unit = words.phrases["unit"].at(tokens.words, last)
        if unit is not None and unit[0].kind == "money":
            return True
        for _ in range(2):
            sign = words.phrases["unit_before"].before(tokens.words, first)
            if sign is not None:
                return sign[0].kind == "money"
            if not words.phrases["range"].before(tokens.words, first):
                return False
            first -= 2
            while tokens.kind(first - 1) == "digits" or tokens.word(first) in {".", ","}:
                first -= 1
        return False

    def _is_suffix(self, at: int) -> bool:
        return self.words.value("suffix", self.tokens.word(at)) is not None

    def _is_group(self, at: int) -> bool:
        return self.words.value("group", self.tokens.word(at)) is not None
