"""Naming: people, speakers, places and days as a newcomer calls them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Final

from tallybook.catalogue.conflicts import Conflicts
from tallybook.model import Place, Population, SourceKind
from tallybook.model.containment import GENERAL_ROLES
from tallybook.reconcile.evidence import Evidence

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PLURALS: Final[Mapping[str, str]] = {
    "child": "children",
    "woman": "women",
    "man": "men",
    "police": "police officers",
    "crew": "crew members",
    "mercenary": "mercenaries",
}
_PRONOUNS: Final = frozenset(
    {"they", "them", "he", "she", "it", "we", "us", "those", "these", "others", "both", "all"}
)
_COLLECTIVES: Final = frozenset({"dozens", "scores", "hundreds", "thousands", "millions"})
_DETERMINERS: Final = frozenset(
    {
        "a",
        "an",
        "the",
        "this",
        "that",
        "some",
        "one",
        "two",
        "several",
        "its",
        "his",
        "her",
        "their",
    }
)
_MASSES: Final = frozenset({"data", "police", "media", "intelligence", "staff", "people"})
_PREPOSITIONS: Final = frozenset({"in", "at", "on", "off", "near", "around", "along", "outside"})
_GOVERNMENT: Final = "Government of "


def people(of: Population, unit: str, sides: Conflicts) -> str:
    """ "Russian and North Korean soldiers"; the text's own words where parties say less.

    Things are called by their words alone.
    """
    if unit != "person":
        return "" if of.text.casefold() in _PRONOUNS else of.text
    if of.unit is not None:
        return f"members of {of.unit}"
    role = "people" if of.role in GENERAL_ROLES else _plural(str(of.role))
    if len(of.parties) == 1 and role == "people":
        return sides.people_of(of.parties[0])
    if of.parties:
        return f"{joined([sides.adjective_of(party) for party in of.parties])} {role}"
    return role


def _plural(role: str) -> str:
    return _PLURALS.get(role, f"{role.replace('_', ' ')}s")


def counted(words: str, whom: str) -> str:
    """ "tens of thousands of soldiers", but "several hundred soldiers"."""
    collective = words.split()[-1:] and words.split()[-1] in _COLLECTIVES
    return f"{words} of {whom}" if collective else f"{words} {whom}"


def figure(one: Evidence) -> str:
    """The number in the claim's own words, fit for the middle of a sentence."""
    words = " ".join(one.claim.quantity.words.split()).strip("\"'“”‘’")
    if words.casefold() in ("a", "an"):
        return "one"
    if not words:
        low, high = one.statement.low, one.statement.high
        ends = [f"{end:,f}" for end in (low, high) if end is not None]
        return " to ".join(dict.fromkeys(ends))
    return words if any(sign in words for sign in "$€£¥") else words.lower()


def origin(one: Evidence, sides: Conflicts) -> str:
    """The speaker; with the state, where the name does not tell it."""
    name, party = one.statement.origin, one.statement.party
    if name.startswith(_GOVERNMENT):
        return f"the government of {name.removeprefix(_GOVERNMENT)}"
    said = one.claim.origin
    if said is None or said.source.name != name:
        return _outlet(one, name)
    if said.source.kind is SourceKind.ANONYMOUS:
        return _with_article(name)
    if party is None:
        return name
    state, people_of = sides.name_of(party), sides.adjective_of(party)
    told = any(word.casefold() in name.casefold() for word in (state, people_of))
    return name if told or name == party else f"{name} ({state})"


def _outlet(one: Evidence, name: str) -> str:
    if one.claim.path is not None and name == one.claim.path:
        return PurePath(name).name
    return "a report of no named outlet" if name == f"report {one.claim.report}" else name


def _with_article(name: str) -> str:
    words = name.split() or [""]
    first, last = words[0], words[-1]
    settled = first.casefold() in _DETERMINERS or first.endswith(("'s", "’s"))
    if settled or first.isdigit() or last.endswith("s") or last.casefold() in _MASSES:
        return name
    spelled = first[:2] in ("U.", "US", "UK", "UN", "Uk", "us", "uk")
    return f"an {name}" if first[:1].casefold() in "aeiou" and not spelled else f"a {name}"


def place_phrase(place: Place | None) -> str:
    """ "in Kursk Oblast"."""
    if place is None:
        return ""
    if place.name is None and place.text.split(" ")[0].casefold() in _PREPOSITIONS:
        return place.text
    return f"in {place.name or place.text}"


def days(first: date | None, last: date | None) -> str:
    """ "on 14–15 December 2024", as short as it goes; "" where there is no day."""
    if first is None or last is None:
        day = first or last
        return "" if day is None else f"on {_day(day)}"
    if first == last:
        return f"on {_day(first)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"on {first.day}–{_day(last)}"
    if first.year == last.year:
        return f"from {first.day} {_MONTHS[first.month - 1]} to {_day(last)}"
    return f"from {_day(first)} to {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def joined(words: Sequence[str]) -> str:
    """ "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
