"""Amounts: one number, a vague word, or a range of either, as an interval."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile
from typing import Final

from tallybook.catalogue.conventions import Convention
from tallybook.extract.numbers.neighbours import fits, is_near
from tallybook.extract.numbers.reader import NumberReader
from tallybook.extract.numbers.small import Numeral
from tallybook.extract.numbers.tokens import Gap, Tokens
from tallybook.language.number_words import Rule
from tallybook.model import Form

_DASHES: Final = frozenset("-‐‑–—~")
_THOUSAND: Final = Decimal(1000)
_CLOSE: Final = 10
_MOST_SCORE: Final = 30
_NEAR: Final = 3  # words
_FAR: Final = 7


@dataclass(frozen=True, slots=True)
class Amount:
    """An interval from token `first` up to `last` (excluded), before any modifier.

    core: where the number itself begins ("between" and a figure that was put right left out).
    numerals: what it is made of; empty for a vague word. base: of a vague word, what it is
    counted in. form: exact, between or vague.
    """

    first: int
    last: int
    low: Decimal
    high: Decimal | None
    form: Form
    core: int
    numerals: tuple[Numeral, ...] = ()
    base: Decimal = Decimal(0)
    rules: tuple[str, ...] = ()


@dataclass(slots=True)
class AmountReader:
    """Reads amounts out of one paragraph under one convention."""

    numbers: NumberReader
    convention: Convention

    def amount(self, first: int, joined: bool = True) -> Amount | None:
        """One number or one vague word at `first`."""
        vague = self._vague(first)
        if vague is not None:
            return vague
        numeral = self.numbers.numeral(first, joined)
        return None if numeral is None else exactly(numeral)

    def interval(self, first: int) -> Amount | None:
        """The longest amount at `first`, a range or a repair taken in."""
        opened = self._opened(first, "between") or self._opened(first, "from")
        if opened is not None:
            return opened
        left = self.amount(first)
        if left is None:
            return None
        return self._range(left) or self._repaired(left) or left

    def _vague(self, first: int) -> Amount | None:
        tokens, words = self.numbers.tokens, self.numbers.words
        if tokens.kind(first) == "digits":
            return None
        found = words.phrases["quantifier"].at(tokens.words, first)
        if found is not None:
            rule, last = found
            steps, end = self._multipliers(last)
            if not steps and words.has("partitive", tokens.word(last)):
                steps, end = self._multipliers(last + 1)
            free = replace(rule, needs_next=()) if steps else rule
            alone = not steps and tokens.word(first - 1) in rule.unless_after_alone
            if alone or not fits(free, tokens, words, first, last):
                return None
            return self._meant(rule, first, end if steps else last, steps)
        found = words.phrases["plural"].at(tokens.words, first)
        if found is None:
            return None
        rule, last = found
        if not fits(rule, tokens, words, first, last):
            return None
        steps = []
        while words.has("partitive", tokens.word(last)):
            more, end = self._multipliers(last + 1)
            if not more:
                break
            steps, last = steps + more, end
        return self._meant(rule, first, last, steps)

    def _meant(self, rule: Rule, first: int, last: int, steps: list[tuple[str, Decimal]]) -> Amount:
        low, high = self.convention.meaning(rule.key, steps)
        base = rule.base
        for _, worth in steps:
            base = (base or 1) * worth
        rules = (rule.name, *(name for name, _ in steps))
        return Amount(first, last, low, high, Form.VAGUE, first, base=base, rules=rules)

    def _multipliers(self, at: int) -> tuple[list[tuple[str, Decimal]], int]:
        """ "hundred", "dozens", "hundred thousand": their names and worths, and the end."""
        tokens, words = self.numbers.tokens, self.numbers.words
        steps: list[tuple[str, Decimal]] = []
        while True:
            word, last = self.numbers.after_hyphen(at)
            for role in ("hundred", "group", "scale"):
                worth = words.value(role, word)
                if worth is not None:
                    break
            else:
                plural = words.phrases["plural"].at(tokens.words, at)
                if plural is None or not plural[0].base or plural[1] != at + 1:
                    return steps, at
                worth, last = plural[0].base, plural[1]
            steps.append((_NAMES.get(worth, word), worth))
            at = last

    def _opened(self, first: int, role: str) -> Amount | None:
        """ "between A and B", "from A to B"."""
        tokens, words = self.numbers.tokens, self.numbers.words
        found = words.phrases[role].at(tokens.words, first)
        if found is None or (role == "from" and self._is_change(first, _FAR)):
            return None
        rule, start = found
        start = self._past_sign(start)
        for joined in (False, True):
            left = self.amount(start, joined)
            if left is None:
                return None
            joiner = words.phrases[f"{role}_joiner"].at(tokens.words, self._past_unit(left.last))
            right = self.amount(self._past_sign(joiner[1])) if joiner else None
            if right is not None:
                both = self._joined(left, right, rule.name)
                if both is not None:
                    return replace(both, first=first)
        return None

    def _range(self, left: Amount) -> Amount | None:
        """ "A to B", "A-B", "A or B"."""
        tokens, words = self.numbers.tokens, self.numbers.words
        at = self._past_unit(left.last)
        found = words.phrases["range"].at(tokens.words, at)
        if found is None:
            return None
        rule, last = found
        if rule.name == "to" and not self._may_join(left, at, last):
            return None
        right = self.amount(self._past_sign(last))
        if right is None or (tokens.gap(right.first) == Gap.LINE and tokens.word(at) in _DASHES):
            return None
        return self._joined(left, right, rule.name)

    def _may_join(self, left: Amount, at: int, last: int) -> bool:
        tokens = self.numbers.tokens
        sign = tokens.word(at)
        if sign not in _DASHES:
            led = self.numbers.words.phrases["from"].at(tokens.words, left.first - 1)
            return not self._is_change(left.first, _FAR if led is not None else _NEAR)
        spaced = not tokens.is_glued(at) or not tokens.is_glued(last)
        if not spaced:
            return True
        return sign != "—" and tokens.kind(at - 1) == tokens.kind(last) == "digits"

    def _joined(self, left: Amount, right: Amount, rule: str) -> Amount | None:
        """The range of two amounts, a multiplier at its end shared: "5-6,000", "10-15 thousand"."""
        low, high = left.low, right.high
        if left.numerals and right.numerals:
            low = _shared(left.numerals[0], right.numerals[-1])
        if low > right.low or (low == right.low and left.form == right.form == Form.EXACT):
            return None
        vague = Form.VAGUE in (left.form, right.form) and rule not in ("between", "from_to")
        return Amount(
            left.first,
            right.last,
            low,
            high,
            Form.VAGUE if vague else Form.BETWEEN,
            left.first,
            left.numerals + right.numerals,
            rules=(rule, *left.rules, *right.rules),
        )

    def _repaired(self, left: Amount) -> Amount | None:
        """ "dozens, several dozens": the speaker puts the first word right by the second."""
        tokens = self.numbers.tokens
        if left.form != Form.VAGUE or tokens.word(left.last) != ",":
            return None
        right = self._vague(left.last + 1)
        if right is None or right.base != left.base or not left.base:
            return None
        return replace(right, first=left.first, core=right.first, rules=(*right.rules, "repair"))

    def _is_change(self, at: int, reach: int = _NEAR) -> bool:
        """Does a verb of change stand not far before, so that two figures follow each other?"""
        tokens, words = self.numbers.tokens, self.numbers.words
        before = [tokens.word(at - back) for back in range(1, reach + 1)]
        if words.has("change_target", before[0]):
            return False
        clause = takewhile(lambda word: word[:1].isalnum(), before[_NEAR:])
        return any(words.has("change_before", word) for word in (*before[:_NEAR], *clause))

    def _past_unit(self, at: int) -> int:
        """The position after a unit that a range repeats: "30% to 40%", "$2bn-$3bn"."""
        tokens, words = self.numbers.tokens, self.numbers.words
        found = words.phrases["unit"].at(tokens.words, at)
        if found is None or found[0].kind not in ("percent", "money", "measurement"):
            return at
        rule, last = found
        joiner = words.phrases["range"].at(tokens.words, last) or words.phrases[
            "between_joiner"
        ].at(tokens.words, last)
        if joiner is None:
            return at
        right = self.amount(self._past_sign(joiner[1]))
        again = words.phrases["unit"].at(tokens.words, right.last) if right else None
        return last if again is not None and again[0] is rule else at

    def _past_sign(self, at: int) -> int:
        found = self.numbers.words.phrases["unit_before"].at(self.numbers.tokens.words, at)
        return found[1] if found is not None and found[0].kind == "money" else at

    def is_score(self, amount: Amount) -> bool:
        """ "won 3-1": two small figures with a dash between, near a word of games or votes."""
        tokens, words = self.numbers.tokens, self.numbers.words
        if len(amount.numerals) != 2 or amount.high is None or amount.high > _MOST_SCORE:
            return False
        left, right = amount.numerals
        if not _are_dashed(tokens, left, right):
            return False
        return is_near(tokens, words, "score_near", amount.first, amount.last)

    def score_at(self, first: int) -> Numeral | None:
        """ "3-1", "52-48": digits that fall over a glued dash; the numeral after the dash."""
        left = self.numbers.numeral(first)
        if left is None or not left.is_bare:
            return None
        right = self.numbers.numeral(left.last + 1)
        if right is None or not _are_dashed(self.numbers.tokens, left, right):
            return None
        falls = right.value <= left.value and left.value < _THOUSAND
        return right if falls and not right.grouped else None


def _are_dashed(tokens: Tokens, left: Numeral, right: Numeral) -> bool:
    if not left.is_bare or not right.is_bare or tokens.word(left.last) not in _DASHES:
        return False
    return tokens.is_glued(left.last) and tokens.is_glued(right.first)


_NAMES: Final = {Decimal(12): "dozen", Decimal(100): "hundred", _THOUSAND: "thousand"}


def exactly(numeral: Numeral) -> Amount:
    """A numeral as an amount."""
    return Amount(
        numeral.first,
        numeral.last,
        numeral.value,
        numeral.value,
        Form.EXACT,
        numeral.first,
        (numeral,),
        rules=numeral.rules,
    )


def _shared(left: Numeral, right: Numeral) -> Decimal:
    """The left number of a range, times the multiplier that stands only at the right one."""
    if left.scale == 1 and right.scale > 1 and left.value < right.value / right.scale:
        return left.value * right.scale
    thousands = right.value / _THOUSAND
    shares = (
        right.grouped
        and right.scale == 1
        and left.is_bare
        and left.value < 100
        and thousands == thousands.to_integral_value()
        and left.value < thousands <= _CLOSE * left.value
    )
    return left.value * _THOUSAND if shares else left.value
