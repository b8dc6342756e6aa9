"""Scores claims against the numbers of people harmed in the keys of MUC-3 and MUC-4.

The unit is a number of people with what was done to them, once per document however often it is
told: key fills with the same effect and number are one, and so are claims with the same measure
and interval. Only numbers of two and more count ("with singles" adds the rest).

An answer is right when its measure is one that the fill allows (killed_or_wounded is either) and
the number is the key's in the key's own writing: an exact one equal, "30-" an open interval from
30, "-26" one up to 26, "6-8" the same ends, "~100" an approximate interval that holds 100, PLURAL
any vague or unstated number. Where a key gives one number for killed and wounded together, both
that add up to it are right, and each is where that number is PLURAL; where it lists people one by
one, so is their sum. Recall is found fills of all fills; optional ones count when found.

The keys hold terrorist acts on noncombatants only, reported as fact, recent and specific, and the
claims hold every count of a report. "strict precision" takes each distinct number of all documents
for an answer. "precision" leaves out what the task rules left out of the keys, by what the claim
itself says; what is left out is never wrong, but right where it does match:

1. documents of which no template was made (rule 1);
2. soldiers, police, fighters and mercenaries, whose deaths are no terrorist acts unless others are
   hit with them (rule 1.1);
3. what is denied, supposed, planned or forecast (rule 1.5);
4. what ended more than two months before the report (rule 1.6);
5. sums over more than a week, as the rules leave out who was kidnapped "over the last 6 weeks"
   (rule 1.7);
6. sub-counts ("two of them"): the keys tell of nobody twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from tallybook.evaluate.muc import Fill, Message, Number
from tallybook.evaluate.scores import Miss, Score, share
from tallybook.model import Claim, Form, Quantity, Stance

RECENT: Final = timedelta(days=62)
"""Two months: task rule 1.6."""

WEEK: Final = timedelta(days=7)
"""A sum over longer than this is of no single incident: task rule 1.7."""

_ALLOWED: Final = {
    "killed": frozenset({"killed"}),
    "wounded": frozenset({"wounded"}),
    "killed_or_wounded": frozenset({"killed", "wounded"}),
    "killed_or_missing": frozenset({"killed"}),
    "abducted": frozenset({"abducted"}),
}
_COMBATANTS: Final = frozenset({"soldier", "police", "fighter", "mercenary"})
_NO_FACTS: Final = frozenset({Stance.DENIED, Stance.HYPOTHETICAL, Stance.PLANNED, Stance.FORECAST})
_ROUGH: Final = frozenset({Form.ABOUT, Form.NEARLY, Form.VAGUE})
_PLURAL: Final = frozenset({Form.VAGUE, Form.UNSTATED})

Key = tuple[str, Form, object, object]


@dataclass(slots=True)
class Tally:
    """Fills found and missed, answers right and wrong, with the misses to read."""

    found: int = 0
    missed: int = 0
    optional: int = 0
    right: int = 0
    wrong: int = 0
    strictly_wrong: int = 0
    misses: list[Miss] = field(default_factory=list)

    def add(self, message: Message, claims: Iterable[Claim], *, singles: bool = False) -> None:
        """One document's."""
        fills = [fill for fill in message.fills if singles or fill.is_plural]
        answers = distinct(claims, singles=singles)
        rights = {key: find_right(same[0], fills, answers) for key, same in answers.items()}
        for fill in fills:
            if fill.whole:
                continue
            is_found = any(rights[key] & {fill} for key in answers)
            self.found += is_found and not fill.optional
            self.optional += is_found and fill.optional
            if not is_found and not fill.optional:
                self.missed += 1
                told = "; ".join(_shown(claim) for claim, *_ in answers.values())
                self.misses.append(Miss(message.name, f"{fill} “{fill.words}”", told or "nothing"))
        for key, same in answers.items():
            if rights[key]:
                self.right += 1
                continue
            self.strictly_wrong += 1
            counted = [claim for claim in same if is_answer(message, claim)]
            if counted:
                self.wrong += 1
                known = "; ".join(map(str, fills)) or "nothing"
                told = _sentence(message, counted[0])
                self.misses.append(Miss(message.name, known, f"{_shown(counted[0])} in: {told}"))

    def scores(self, name: str) -> Iterator[Score]:
        """Recall and both precisions; a name goes after them."""
        found, known = self.found + self.optional, self.found + self.optional + self.missed
        yield share(f"recall{name}", found, known)
        yield share(f"recall without optional{name}", self.found, self.found + self.missed)
        yield share(f"precision{name}", self.right, self.right + self.wrong)
        yield share(f"strict precision{name}", self.right, self.right + self.strictly_wrong)


def distinct(claims: Iterable[Claim], *, singles: bool) -> dict[Key, list[Claim]]:
    """The claims of people harmed, by measure and interval."""
    kept: dict[Key, list[Claim]] = {}
    for claim in claims:
        quantity = claim.quantity
        if claim.measure not in _ALLOWED or quantity.unit != "person":
            continue
        if quantity.form is Form.NONE or (_is_single(quantity) and not singles):
            continue
        key = (claim.measure, _kind(quantity.form), quantity.low, quantity.high)
        kept.setdefault(key, []).append(claim)
    return kept


def _is_single(quantity: Quantity) -> bool:
    return quantity.high is not None and quantity.high < 2


def _kind(form: Form) -> Form:
    return Form.UNSTATED if form in _PLURAL else form


def find_right(claim: Claim, fills: Iterable[Fill], answers: dict[Key, list[Claim]]) -> set[Fill]:
    """The fills that the claim is right for, alone or with another answer."""
    others = [same[0] for same in answers.values()]
    return {
        fill
        for fill in fills
        if is_right(fill, claim) or any(adds_up(fill, claim, other) for other in others)
    }


def adds_up(fill: Fill, claim: Claim, other: Claim) -> bool:
    """Do those killed and those wounded together make a number that is told of both?"""
    if not fill.mixed or {claim.measure, other.measure} != {"killed", "wounded"}:
        return False
    summed = _sum(claim.quantity, other.quantity)
    return any(is_same(number, summed) for number in fill.numbers)


def _sum(one: Quantity, other: Quantity) -> Quantity:
    low = None if one.low is None or other.low is None else one.low + other.low
    high = None if one.high is None or other.high is None else one.high + other.high
    return Quantity(low, high, other.form if one.form is Form.EXACT else one.form)


def is_right(fill: Fill, claim: Claim) -> bool:
    """Is the claim the fill's, in measure and number?"""
    return bool(_ALLOWED[claim.measure] & fill.measures) and any(
        is_same(number, claim.quantity) or (fill.mixed and number.form is Form.UNSTATED)
        for number in fill.numbers
    )


def is_same(number: Number, quantity: Quantity) -> bool:
    """Is it the same number, in the key's way of writing it?"""
    low, high = quantity.low, quantity.high
    first, last = number.low, number.high
    match number.form:
        case Form.UNSTATED:
            return quantity.form in _PLURAL
        case Form.EXACT:
            return low == high == first
        case Form.AT_LEAST:
            # "More than 30" is written "30-" too.
            return first is not None and high is None and low in (first, first + 1)
        case Form.AT_MOST:
            return last is not None and (low is None or low <= 2) and high in (last, last - 1)
        case Form.ABOUT:
            if quantity.form not in _ROUGH or first is None:
                return False
            return (low is None or low <= first) and (high is None or high >= first)
        case _:
            return (low, high) == (first, last)


def is_answer(message: Message, claim: Claim) -> bool:
    """Could the claim be in the key, by what it says itself?"""
    if not message.relevant or claim.stance in _NO_FACTS or claim.of.role in _COMBATANTS:
        return False
    return claim.part_of is None and not _is_background(claim, message.report.published)


def _is_background(claim: Claim, published: date | None) -> bool:
    """Is it over for two months, or a sum over a longer time than an incident takes?"""
    period = claim.period
    last = published if period is None or period.last is None else period.last
    if period is None or last is None:
        return False
    if period.first is not None and last - period.first > WEEK:
        return True
    return published is not None and published - last > RECENT


def _shown(claim: Claim) -> str:
    quantity = claim.quantity
    role = f" ({claim.of.role})" if claim.of.role else ""
    return f"{claim.measure} {quantity.form} {quantity.low}..{quantity.high} “{claim.text}”{role}"


def _sentence(message: Message, claim: Claim) -> str:
    start, end = claim.sentence
    return " ".join(message.report.text[start:end].split())


def scores_of(tallies: Sequence[tuple[str, Tally]]) -> tuple[Score, ...]:
    """The scores of all tallies, each under its name."""
    return tuple(score for name, tally in tallies for score in tally.scores(name))
