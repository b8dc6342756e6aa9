"""Kinds: what a number is of, told by what stands after it and before it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from tallybook.extract.numbers.amounts import Amount
from tallybook.extract.numbers.labels import is_lone_sign, is_name_before
from tallybook.extract.numbers.modifiers import Modified
from tallybook.extract.numbers.neighbours import is_plural
from tallybook.extract.numbers.small import HYPHENS
from tallybook.extract.numbers.tokens import Tokens
from tallybook.language.number_words import NumberWords, Rule
from tallybook.model import Form

_MILLION: Final = 1_000_000
_OLDEST: Final = 120
_NEWS_YEAR: Final = 1900
_LAST_YEAR: Final = 2100
_AGED: Final = frozenset({Form.LESS_THAN, Form.MORE_THAN})
_COUNTING: Final = frozenset(
    {Form.AT_LEAST, Form.MORE_THAN, Form.AT_MOST, Form.LESS_THAN, Form.NEARLY, Form.EXACT}
)
_CLOSING: Final = frozenset({",", ")", ";"})


@dataclass(frozen=True, slots=True)
class Sort:
    """The kind of a number, its unit, and where number and unit begin and end."""

    kind: str
    first: int
    last: int
    unit: str = ""
    rule: str = ""


def sort_by_unit(tokens: Tokens, words: NumberWords, amount: Amount, floor: int) -> Sort | None:
    """The kind that a sign (no earlier than `floor`) or a unit gives; None for a bare amount."""
    first, last = amount.first, amount.last
    sign = _sign_before(tokens, words, amount.core, floor)
    if sign is not None and _is_sign(tokens, sign[1], amount):
        rule, start = sign
        after = unit_at(tokens, words, last)
        end = after[1] if after is not None and after[0].unit == rule.unit else last
        return Sort(rule.kind, min(start, first), end, rule.unit, rule.name)
    for role, kind in (("age_after", "age"), ("time_after", "time")):
        found = words.phrases[role].at(tokens.words, last)
        if found is not None and amount.form != Form.VAGUE:
            return Sort(kind, first, found[1], "year" if kind == "age" else "", role)
    after = unit_at(tokens, words, last)
    loose = amount.form == Form.VAGUE or tokens.word(last - 1) in words.values["group"]
    if after is None and loose and words.has("partitive", tokens.word(last)):
        after = unit_at(tokens, words, last + 1)
    if after is not None:
        rule, end = after
        if rule.scaled and _is_in_millions(amount):
            return Sort("money", first, end, rule.scaled, rule.name)
        if not rule.scaled or rule.scaled != rule.unit:
            return Sort(rule.kind, first, end, rule.unit, rule.name)
    return _by_ending(tokens, words, amount)


def _is_in_millions(amount: Amount) -> bool:
    scale = amount.numerals[-1].scale if amount.numerals else amount.base
    return scale >= _MILLION


def _sign_before(
    tokens: Tokens, words: NumberWords, end: int, floor: int
) -> tuple[Rule, int] | None:
    """The sign of a unit that ends at `end`; "a $5 bill" is no Australian money."""
    while (found := words.phrases["unit_before"].before(tokens.words, end, floor)) is not None:
        start = found[1]
        mixed = tokens.kind(start) == "word" and tokens.kind(end - 1) == "sign"
        raw = tokens.raw(start)
        letter = tokens.kind(start) == "word" and len(raw) == 1 and end - start == 1
        if letter and not is_lone_sign(tokens, words, start):
            return None
        if not mixed or tokens.is_glued(start + 1) or (len(raw) > 1 and raw.isupper()):
            return found
        floor = start + 1
    return None


def _is_sign(tokens: Tokens, start: int, amount: Amount) -> bool:
    """Is a word before the number a sign of its unit, and not one that ends another sum?"""
    if tokens.kind(start) == "sign" or tokens.kind(start - 1) != "digits":
        return True
    return tokens.is_glued(amount.first)


def unit_at(tokens: Tokens, words: NumberWords, last: int) -> tuple[Rule, int] | None:
    """The unit at a position, a hyphen or two adjectives before it skipped, and its end."""
    start = last
    if tokens.word(start) in HYPHENS and tokens.is_glued(start) and tokens.is_glued(start + 1):
        start += 1
    found = words.phrases["unit"].at(tokens.words, last) or words.phrases["unit"].at(
        tokens.words, start
    )
    if found is None and words.has("unit_adjective", tokens.word(start)):
        for skipped in (1, 2):
            found = words.phrases["unit"].at(tokens.words, start + skipped)
            if found is not None and found[0].kind == "duration":
                return found
        return None
    if found is None:
        return None
    rule, end = found
    if rule.glued and not tokens.is_glued(last):
        return None
    lone = end - last == 1 and len(tokens.word(last)) == 1 and tokens.kind(last) == "word"
    if lone and not rule.glued and not tokens.is_glued(last) and not tokens.is_capital(last):
        return None
    if tokens.is_glued(end) and tokens.kind(end) == "word":
        return None
    return found


def _by_ending(tokens: Tokens, words: NumberWords, amount: Amount) -> Sort | None:
    """ "1990s", "a 200-strong force", "a five-storey house"."""
    first, last = amount.first, amount.last
    lone = amount.numerals[0] if len(amount.numerals) == 1 else None
    if lone is not None and words.has("decade_after", tokens.word(last)) and tokens.is_glued(last):
        kind = "year" if lone.value >= _NEWS_YEAR - 200 else "age"
        return Sort(kind, first, last + 1, "", "decade_after")
    if tokens.word(last) not in HYPHENS or not tokens.is_glued(last):
        return None
    word = tokens.word(last + 1)
    if tokens.kind(last + 1) != "word" or not tokens.is_glued(last + 1):
        return None
    if words.phrases["after"].at(tokens.words, last) is not None or word in words.starters:
        return None
    return Sort("attribute", first, last + 2, word, "member")


def sort_by_context(
    tokens: Tokens, words: NumberWords, amount: Amount, before: Modified
) -> Sort | None:
    """The kind that the words around a bare number give it; None for a plain count."""
    if words.phrases["per_base"].at(tokens.words, amount.last) and amount.numerals:
        following = tokens.word(amount.last + 1)
        if tokens.kind(amount.last + 1) == "digits" or words.has("article", following):
            return Sort("rate", before.at, amount.last, "", "per_base")
    joined = words.has("joiner", tokens.word(before.at - 1)) and amount.numerals
    if joined and words.phrases["aged"].before(tokens.words, before.at - 2) is not None:
        return Sort("age", before.at, amount.last, "year", "aged")
    for role, kind in (("aged", "age"), ("per_base", "rate")):
        found = words.phrases[role].before(tokens.words, before.at)
        if found is not None:
            start = found[1] if kind == "age" else before.at
            return Sort(kind, start, amount.last, "year" if kind == "age" else "", role)
    if words.phrases["parent_of"].before(tokens.words, before.at) is not None and not (
        is_plural(tokens, words, amount.last) or is_plural(tokens, words, amount.last + 1)
    ):
        return Sort("attribute", before.at, amount.last, "", "parent_of")
    if _is_age_limit(tokens, words, amount, before):
        return Sort("age", before.at, amount.last, "year", "age_head")
    if before.forms and before.forms[-1][0] in _COUNTING:
        return None
    if tokens.word(amount.first - 1) in HYPHENS and _is_compound(tokens, words, amount.first):
        return Sort("attribute", amount.first, amount.last, "", "compound")
    if not amount.numerals or not all(numeral.is_bare for numeral in amount.numerals):
        return None
    if before.added:
        return None
    if _is_year(tokens, words, amount):
        return Sort("year", amount.first, amount.last, "", "year_before")
    if before.forms:
        return None
    if is_name_before(tokens, words, amount.first, amount.last):
        return Sort("identifier", amount.first, amount.last, "", "identifier_before")
    if len(amount.numerals) == 1 and _is_age_aside(tokens, words, amount):
        return Sort("age", amount.first, amount.last, "year", "aged")
    return None


def _is_compound(tokens: Tokens, words: NumberWords, first: int) -> bool:
    """ "under-five mortality": a word glued to the number by a hyphen."""
    glued = tokens.is_glued(first) and tokens.is_glued(first - 1)
    before = tokens.word(first - 2)
    return glued and tokens.kind(first - 2) == "word" and not words.has("name_never", before)


def _is_age_limit(tokens: Tokens, words: NumberWords, amount: Amount, before: Modified) -> bool:
    """ "children under five", "people over 60 were told", never "under 30 friends"."""
    if not before.forms or before.forms[-1][0] not in _AGED or amount.low > _OLDEST:
        return False
    if not words.has("age_head", tokens.word(before.at - 1)):
        return False
    return words.has("age_end", tokens.word(amount.last)) or not is_plural(
        tokens, words, amount.last
    )


def _is_year(tokens: Tokens, words: NumberWords, amount: Amount) -> bool:
    values = [numeral.value for numeral in amount.numerals]
    lengths = [len(tokens.word(numeral.first)) for numeral in amount.numerals]
    if lengths[0] != 4 or not all(_is_year_number(value) for value in values):
        return False
    first, last = amount.first, amount.last
    before = tokens.word(first - 1)
    if words.has("year_surely_before", before) or words.has("month", before):
        return values[0] >= _NEWS_YEAR or not is_plural(tokens, words, last)
    if values[0] < _NEWS_YEAR:
        return False
    if not is_plural(tokens, words, last):
        return not _follows_change(tokens, words, first)
    if words.has("counted_plural", tokens.word(last)) or words.has("age_head", tokens.word(last)):
        return False
    return any(value % 50 != 0 for value in values)


def _is_year_number(value: Decimal) -> bool:
    return 1000 <= value <= _LAST_YEAR and value == value.to_integral_value()


def _follows_change(tokens: Tokens, words: NumberWords, first: int) -> bool:
    """ "the toll rose to 2004"."""
    led = words.has("change_to", tokens.word(first - 1))
    return led and words.has("change_before", tokens.word(first - 2))


def _is_age_aside(tokens: Tokens, words: NumberWords, amount: Amount) -> bool:
    """ "Ann Smith, 45, was found"; never "In Homs, 45, mostly women"."""
    first, last = amount.first, amount.last
    if not 1 <= amount.low <= _OLDEST:
        return False
    opened, closed = tokens.word(first - 1), tokens.word(last)
    if opened == "(" and closed == ")":
        return _is_named(tokens, words, first - 2)
    if opened != "," or closed not in _CLOSING:
        return False
    return words.has("person", tokens.word(first - 2)) or _is_named(tokens, words, first - 2)


def _is_named(tokens: Tokens, words: NumberWords, at: int) -> bool:
    """Does a name of somebody end at `at`: capitals, with no word of place before them?"""
    if tokens.kind(at) != "word" or not tokens.is_capital(at):
        return False
    for _ in range(4):
        if tokens.kind(at) != "word" or not tokens.is_capital(at):
            break
        if words.has("place_before", tokens.word(at)):
            return False
        at -= 1
    return not words.has("place_before", tokens.word(at))
