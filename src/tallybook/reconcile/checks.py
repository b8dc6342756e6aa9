"""Checks: arithmetic that the claims of one report fail. Each is a warning, and no more.

What is read wrong often does not add up; so does what was written wrong. Vague words and words
without a number are never held against anything, and nothing is checked across reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import Final

from tallybook.model import Check, Claim, Form, Measure, Stance
from tallybook.model.apartness import Apart, roles_apart
from tallybook.model.containment import (
    Containment,
    measure_within,
    place_key,
    population_within,
)
from tallybook.model.quantity import SHARE

_SAID: Final = frozenset({Stance.ASSERTED, Stance.CLAIMED, Stance.ESTIMATED})
_NUMBERLESS: Final = frozenset({Form.VAGUE, Form.UNSTATED})
_SLACK: Final = Decimal("0.02")
"""A share is a rounded word: "a third" may be 35 in a hundred."""

Span = tuple[Decimal | None, Decimal | None]


def find_checks(claims: Iterable[Claim], measures: Mapping[str, Measure]) -> list[Check]:
    """What does not add up within each report, in the order of the claims in it."""
    reports: dict[str, list[Claim]] = defaultdict(list)
    for claim in {one.id: one for one in claims}.values():
        if claim.stance in _SAID and claim.quantity.form not in _NUMBERLESS:
            reports[claim.report].append(claim)
    found: dict[tuple[str, str], Check] = {}
    rules: tuple[Callable[[Sequence[Claim], Mapping[str, Measure]], Iterator[Check]], ...] = (
        _sub_counts,
        _sub_counts_together,
        _smaller_wholes,
        _made_up_wholes,
        _shares,
        _additions,
    )
    for _, told in sorted(reports.items()):
        ordered = sorted(told, key=lambda one: (one.start, one.end, one.id))
        for check in (check for rule in rules for check in rule(ordered, measures)):
            found.setdefault((check.claim, check.rule), check)
    return list(found.values())


def _sub_counts(claims: Sequence[Claim], measures: Mapping[str, Measure]) -> Iterator[Check]:
    """ "30 people, including 35 children"."""
    by_id = {one.id: one for one in claims}
    for part in claims:
        whole = by_id.get(part.part_of or "")
        if whole is not None and _above(_span(part), _span(whole)) and _one_unit(part, whole):
            text = f"{_words(part)} are said to be among {_words(whole)}"
            yield Check(part.id, "part above whole", text, (whole.id,))


def _sub_counts_together(
    claims: Sequence[Claim], measures: Mapping[str, Measure]
) -> Iterator[Check]:
    """ "30 people, including 20 women and 15 children"."""
    by_id = {one.id: one for one in claims}
    groups: dict[str, list[Claim]] = defaultdict(list)
    for one in claims:
        whole = by_id.get(one.part_of or "")
        if whole is not None and one.measure == whole.measure and _one_unit(one, whole):
            groups[whole.id].append(one)
    for name, parts in sorted(groups.items()):
        whole = by_id[name]
        apart = all(
            roles_apart(left.of.role, right.of.role) is not Apart.NO
            for i, left in enumerate(parts)
            for right in parts[i + 1 :]
        )
        total = _plus([_span(one) for one in parts])
        single = any(_above(_span(one), _span(whole)) for one in parts)
        if len(parts) > 1 and apart and not single and _above(total, _span(whole)):
            told = " and ".join(_words(one) for one in parts)
            text = f"{told} are said to be among {_words(whole)}: {_sum(parts)}"
            yield Check(whole.id, "parts together above whole", text, tuple(p.id for p in parts))


def _smaller_wholes(claims: Sequence[Claim], measures: Mapping[str, Measure]) -> Iterator[Check]:
    """ "35 children were killed. In all 30 people were killed", of one place, day and speaker."""
    for told in _of_one_thing(claims).values():
        for part, whole in product(told, told):
            if part is whole or part.part_of == whole.id or not _is_within(part, whole, measures):
                continue
            if _above(_span(part), _span(whole)):
                text = f"{_words(part)} are part of {_words(whole)}, which is less"
                yield Check(part.id, "sub-count above its whole", text, (whole.id,))


def _is_within(part: Claim, whole: Claim, measures: Mapping[str, Measure]) -> bool:
    if (part.measure, part.of.key) == (whole.measure, whole.of.key) or not _one_unit(part, whole):
        return False
    return (
        measure_within(part.measure, whole.measure, measures) is Containment.YES
        and population_within(part.of, whole.of) is Containment.YES
    )


def _made_up_wholes(claims: Sequence[Claim], measures: Mapping[str, Measure]) -> Iterator[Check]:
    """Killed and wounded make up the casualties, where all three are said of one thing."""
    groups = (*_of_one_thing(claims).values(), *_of_one_sentence(claims).values())
    for told in groups:
        for whole in told:
            measure = measures.get(whole.measure)
            kinds = [
                [one for one in told if one.measure == name and one.of.key == whole.of.key]
                for name in (measure.unites if measure is not None else ())
            ]
            if len(kinds) < 2 or not all(kinds):
                continue
            ways = [(parts, _plus([_span(one) for one in parts])) for parts in product(*kinds)]
            failing = [
                (parts, total)
                for parts, total in ways
                if _above(total, _span(whole)) or _above(_span(whole), total)
            ]
            if len(failing) == len(ways):
                parts, total = failing[0]
                side = "above" if _above(total, _span(whole)) else "below"
                names = " and ".join(_title(one.measure, measures) for one in parts)
                rule = f"{names} {side} {_title(whole.measure, measures)}"
                text = f"{_sum(parts)}, but {_words(whole)} are said to be all"
                yield Check(whole.id, rule, text, tuple(one.id for one in parts))


def _shares(claims: Sequence[Claim], measures: Mapping[str, Measure]) -> Iterator[Check]:
    """ "A third of the 3,000 men, 1,500, were killed": a share, its strength, and the number."""
    strengths = [one for one in claims if measures_a_level(one, measures)]
    for share in (one for one in claims if one.quantity.unit == SHARE):
        near = [one for one in strengths if _is_strength_of(one, share)]
        counts = [
            one
            for one in claims
            if one.measure == share.measure
            and one.sentence == share.sentence
            and one.of.key == share.of.key
            and one.quantity.is_count
        ]
        if len(near) != 1 or len(counts) != 1:
            continue
        low, high = share.quantity.low, share.quantity.high
        whole, count = near[0].quantity, counts[0]
        if low is None or high is None or whole.low is None or whole.high is None:
            continue
        span = (whole.low * max(low - _SLACK, Decimal(0)), whole.high * (high + _SLACK))
        if _above(_span(count), span) or _above(span, _span(count)):
            text = f"{_words(share)} of {_words(near[0])} are not {_words(count)}"
            yield Check(count.id, "share of a strength", text, (share.id, near[0].id))


def measures_a_level(claim: Claim, measures: Mapping[str, Measure]) -> bool:
    """Is it a number of how many there are, not of what happened?"""
    measure = measures.get(claim.measure)
    return measure is not None and measure.accrual.value == "stock" and claim.quantity.is_count


def _is_strength_of(strength: Claim, share: Claim) -> bool:
    """Is it the number of those of whom the share is told, in the very words or the sentence?"""
    inside = share.start <= strength.start and strength.end <= share.end
    alike = strength.sentence == share.sentence and strength.of.key == share.of.key
    return inside or alike


def _additions(claims: Sequence[Claim], measures: Mapping[str, Measure]) -> Iterator[Check]:
    """ "The toll stood at 40. Three more died, bringing the total to 45"."""
    for more in (one for one in claims if one.increment):
        alike = [
            one
            for one in claims
            if one.measure == more.measure
            and not one.increment
            and one.part_of is None
            and _one_unit(one, more)
            and _speaker(one) == _speaker(more)
            and one.of.parties == more.of.parties
        ]
        news = [one for one in alike if one.sentence == more.sentence and one.start > more.start]
        olds = [one for one in alike if one.start < more.start]
        if len(news) != 1 or not olds:
            continue
        totals = [(old, _plus([_span(old), _span(more)])) for old in olds]
        new = news[0]
        if all(_above(span, _span(new)) or _above(_span(new), span) for _, span in totals):
            old = olds[-1]
            text = f"{_words(more)} after {_words(old)}: {_sum((old, more))}, not {_words(new)}"
            yield Check(new.id, "what is added and its total", text, (old.id, more.id))


def _of_one_thing(claims: Sequence[Claim]) -> Mapping[object, list[Claim]]:
    """Claims of one place, day, scope and speaker, as far as all of that is said."""
    groups: dict[object, list[Claim]] = defaultdict(list)
    for one in claims:
        period = one.period
        dated = period is not None and period.first is not None
        if one.place is None or not (dated or one.scope.value != "incident"):
            continue
        if one.increment or not one.quantity.is_count:
            continue
        days = (period.first, period.last) if period is not None else None
        by = one.by.parties if one.by is not None else ()
        groups[place_key(one.place), days, one.scope, _speaker(one), by].append(one)
    return groups


def _of_one_sentence(claims: Sequence[Claim]) -> Mapping[object, list[Claim]]:
    """Claims of one sentence, place and speaker: "12 killed and 30 wounded, 60 in all"."""
    groups: dict[object, list[Claim]] = defaultdict(list)
    for one in claims:
        if not one.increment and one.part_of is None and one.quantity.is_count:
            place = place_key(one.place) if one.place is not None else None
            groups[one.sentence, place, _speaker(one)].append(one)
    return groups


def _speaker(one: Claim) -> str:
    return one.origin.source.name.casefold() if one.origin is not None else ""


def _one_unit(left: Claim, right: Claim) -> bool:
    return left.quantity.unit == right.quantity.unit and left.quantity.is_count


def _span(one: Claim) -> Span:
    return one.quantity.low, one.quantity.high


def _plus(spans: Sequence[Span]) -> Span:
    lows, highs = [low for low, _ in spans], [high for _, high in spans]
    least = sum((low for low in lows if low is not None), Decimal(0))
    most = None if None in highs else sum((h for h in highs if h is not None), Decimal(0))
    return least, most


def _above(left: Span, right: Span) -> bool:
    return left[0] is not None and right[1] is not None and left[0] > right[1]


def _words(one: Claim) -> str:
    return f"“{' '.join(one.text.split())}”"


def _sum(parts: Iterable[Claim]) -> str:
    told = list(parts)
    terms = " + ".join(" ".join(one.quantity.words.split()) for one in told)
    low, high = _plus([_span(one) for one in told])
    total = f"{low:,f}" if high == low else f"at least {low:,f}"
    return f"{terms} is {total}"


def _title(name: str, measures: Mapping[str, Measure]) -> str:
    return measures[name].title.lower() if name in measures else name.replace("_", " ")
