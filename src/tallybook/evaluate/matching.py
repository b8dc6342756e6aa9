"""Expected claims against those found: which is which, and in which fields they differ."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Final

from tallybook.catalogue.sources import SourceCatalogue
from tallybook.evaluate.cases import Expected
from tallybook.model import Claim

Test = Callable[[Claim, Any], bool]


def pair_up(
    expected: Sequence[Expected], found: Sequence[Claim]
) -> tuple[list[tuple[Expected, Claim]], list[Expected], list[Claim]]:
    """Pairs of the same number and measure in overlapping words; what is missed; what is extra.

    Of several claims that would do, the one whose words are most alike is taken.
    """
    left = list(found)
    pairs, missed = [], []
    for wanted in expected:
        fits = [claim for claim in left if is_found(wanted, claim)]
        if not fits:
            missed.append(wanted)
            continue
        best = min(fits, key=lambda claim: _distance(wanted, claim))
        left.remove(best)
        pairs.append((wanted, best))
    return pairs, missed, left


def is_found(wanted: Expected, claim: Claim) -> bool:
    """Does the claim count the same in these words?"""
    if claim.end <= wanted.start or wanted.end <= claim.start:
        return False
    if claim.measure != wanted.fields["measure"]:
        return False
    return (claim.quantity.low, claim.quantity.high) == (wanted.low, wanted.high) or (
        _is_open(wanted) and claim.quantity.form == wanted.fields.get("form")
    )


def _is_open(wanted: Expected) -> bool:
    """Vague words: where the key gives no numbers, the convention's are right."""
    return wanted.low is None and wanted.high is None


def _distance(wanted: Expected, claim: Claim) -> int:
    return abs(wanted.start - claim.start) + abs(wanted.end - claim.end)


def differences(
    wanted: Expected, claim: Claim, others: Mapping[str, Claim]
) -> dict[str, tuple[str, str]]:
    """field: (expected, found) for each given field that the claim has otherwise."""
    wrong = field_differences(wanted.fields, claim)
    if "part_of" in wanted.fields:
        whole = others.get(claim.part_of or "")
        if whole is None or not _share_words(whole.text, wanted.fields["part_of"]):
            wrong["part_of"] = (wanted.fields["part_of"], whole.text if whole else "none")
    return wrong


def field_differences(fields: Mapping[str, Any], claim: Claim) -> dict[str, tuple[str, str]]:
    """field: (expected, found) for each of the fields that the claim has otherwise."""
    return {
        field: (str(value), _shown(claim, field))
        for field, value in fields.items()
        if field in _TESTS and not _TESTS[field](claim, value)
    }


def tested(wanted: Expected) -> list[str]:
    """The fields of it that are compared, beyond number and measure."""
    return [field for field in wanted.fields if field in _TESTS or field == "part_of"]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _share_words(left: str, right: str) -> bool:
    """Does one hold the other whole, word by word? Articles and case aside."""
    one, two = (" ".join(_without_article(_words(text))) for text in (left, right))
    return bool(one and two) and (f" {one} " in f" {two} " or f" {two} " in f" {one} ")


def _without_article(words: list[str]) -> list[str]:
    return words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words


def _origin(claim: Claim, value: str) -> bool:
    if not value:
        return claim.origin is None
    origin = claim.origin
    names = () if origin is None else (origin.text, origin.source.name)
    if any(_share_words(value, name) for name in names):
        return True
    wanted = _named_source(value)
    return origin is not None and wanted is not None and origin.source.name == wanted


@cache
def _named_source(words: str) -> str | None:
    """The catalogue's name for the words: "it" is right for "Norland's army" where it names it."""
    source = SourceCatalogue.load().match(words)
    return source.name if source.party or SourceCatalogue.load().entry(source.name) else None


def _place(claim: Claim, value: str) -> bool:
    place = claim.place
    if not value:
        return place is None
    names = () if place is None else (place.text, place.name or "", place.admin1 or "")
    return any(_share_words(value, name) for name in names)


def _country(claim: Claim, value: Any) -> bool:
    countries = () if claim.place is None else claim.place.countries
    return set(countries) == ({value} if isinstance(value, str) else set(value))


def _period(claim: Claim, value: str) -> bool:
    if not value:
        return claim.period is None
    return claim.period is not None and _share_words(value, claim.period.text)


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


_TESTS: Final[Mapping[str, Test]] = {
    "form": lambda claim, value: claim.quantity.form.value == value,
    "unit_of_count": lambda claim, value: claim.quantity.unit == value,
    "of": lambda claim, value: _share_words(claim.of.text, value),
    "parties": lambda claim, value: set(claim.of.parties) == set(value),
    "role": lambda claim, value: (claim.of.role or "") == value,
    "unit": lambda claim, value: claim.of.unit is not None and _share_words(claim.of.unit, value),
    "by": lambda claim, value: set(claim.by.parties if claim.by else ()) == set(value),
    "origin": _origin,
    "party": lambda claim, value: claim.origin is not None and claim.origin.source.party == value,
    "kind": lambda claim, value: claim.origin is not None and claim.origin.source.kind == value,
    "quoted": lambda claim, value: claim.origin is not None and claim.origin.quoted == value,
    "stance": lambda claim, value: claim.stance == value,
    "scope": lambda claim, value: claim.scope == value,
    "place": _place,
    "country": _country,
    "precision": lambda claim, value: claim.place is not None and claim.place.precision == value,
    "period": _period,
    "start": lambda claim, value: claim.period is not None and claim.period.first == _day(value),
    "end": lambda claim, value: claim.period is not None and claim.period.last == _day(value),
    "increment": lambda claim, value: claim.increment == value,
    "disclaimer": lambda claim, value: claim.disclaimer is not None,
    "background": lambda claim, value: claim.background == value,
}


def _shown(claim: Claim, field: str) -> str:
    origin, place, period = claim.origin, claim.place, claim.period
    values = {
        "form": claim.quantity.form.value,
        "unit_of_count": claim.quantity.unit,
        "of": claim.of.text,
        "parties": str(list(claim.of.parties)),
        "role": str(claim.of.role),
        "unit": str(claim.of.unit),
        "by": str(list(claim.by.parties)) if claim.by else "none",
        "origin": f"{origin.text} = {origin.source.name}" if origin else "",
        "party": str(origin.source.party) if origin else "none",
        "kind": origin.source.kind.value if origin else "none",
        "quoted": str(origin.quoted) if origin else "none",
        "stance": claim.stance.value,
        "scope": claim.scope.value,
        "place": f"{place.text} = {place.name}" if place else "none",
        "country": str(list(place.countries)) if place else "none",
        "precision": str(place.precision) if place else "none",
        "period": period.text if period else "none",
        "start": str(period.first) if period else "none",
        "end": str(period.last) if period else "none",
        "increment": str(claim.increment),
        "disclaimer": str(claim.disclaimer),
        "background": str(claim.background),
    }
    return values[field]
