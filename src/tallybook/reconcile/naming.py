"""Naming: people, figures, places and days as a newcomer calls them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from tallybook.catalogue.conflicts import Conflicts
from tallybook.language.answer_words import load_answer_words
from tallybook.model import Place, Population
from tallybook.model.containment import GENERAL_ROLES
from tallybook.reconcile.evidence import Evidence

_MEMBERS: Final = "members of "
_CURRENCIES: Final = "$€£¥₽₴"


def people(of: Population, unit: str, sides: Conflicts) -> str:
    """ "Russian and North Korean soldiers"; the text's own words where parties say less.

    Things are called by their words alone.
    """
    words = load_answer_words()
    if unit != "person":
        text = of.text.strip()
        return "" if text.casefold() in words.lists.pronouns else words.neutral.get(text, text)
    if of.unit is not None:
        return f"{_MEMBERS}{of.unit}"
    role = "people" if of.role in GENERAL_ROLES else plural(str(of.role))
    if len(of.parties) == 1 and role == "people":
        return sides.people_of(of.parties[0])
    if of.parties:
        return f"{joined([sides.adjective_of(party) for party in of.parties])} {role}"
    return role


def plural(role: str) -> str:
    """ "children", "aid workers"; a word that takes a side gives way ("martyr": "people")."""
    words = load_answer_words()
    name = words.neutral.get(role, role).replace("_", " ")
    return words.plurals.get(name, name if name in words.plurals.values() else f"{name}s")


def singular(whom: str) -> str:
    """ "North Korean soldier" of "North Korean soldiers"; as it is where nobody can tell."""
    if whom.startswith(_MEMBERS):
        return f"member of {whom.removeprefix(_MEMBERS)}"
    *before, last = whom.split(" ")
    back = {many: one for one, many in load_answer_words().plurals.items()}
    one = back.get(last) or (last[:-1] if last.endswith("s") and last[-2:] != "ss" else last)
    return " ".join((*before, one))


def counted(words: str, whom: str) -> str:
    """ "tens of thousands of soldiers", but "several hundred soldiers", "one soldier".

    Words that name the counted themselves ("a woman and her baby") stand alone.
    """
    lists = load_answer_words().lists
    folded = words.casefold()
    if folded in lists.nobody:
        return f"no {whom}".rstrip()
    if folded.split()[-1:] == ["one"] or folded in ("a", "an"):
        return f"{words} {singular(whom)}".rstrip()
    head = whom.split(" ")[-1]
    if {head, singular(head)} & set(folded.split()):
        return words
    collective = folded.split()[-1:] and folded.split()[-1] in lists.collectives
    return f"{words} of {whom}" if collective and whom else f"{words} {whom}".rstrip()


def figure(one: Evidence) -> str:
    """The number in the claim's own words, fit for the middle of a sentence."""
    words = " ".join(one.claim.quantity.words.split()).strip("\"'“”‘’")
    if words.casefold() in ("a", "an"):
        return "one"
    if not words:
        low, high = one.statement.low, one.statement.high
        ends = [f"{end:,f}" for end in (low, high) if end is not None]
        return " to ".join(dict.fromkeys(ends))
    return words if any(sign in words for sign in _CURRENCIES) else words.lower()


def with_the(name: str) -> str:
    """ "the United States", "the Houthis", "Ukraine"."""
    return f"the {name}" if name in load_answer_words().lists.articled else name


def place_phrase(place: Place | None) -> str:
    """ "in Kursk Oblast", "in the United States"."""
    if place is None:
        return ""
    placing = load_answer_words().lists.placing
    if place.name is None and place.text.split(" ")[0].casefold() in placing:
        return f"{place.text[:1].lower()}{place.text[1:]}"
    return f"in {with_the(place.name or place.text)}"


def days(first: date | None, last: date | None) -> str:
    """ "on 14–15 December 2024", as short as it goes; "" where there is no day."""
    months = load_answer_words().months
    if first is None or last is None:
        day = first or last
        return "" if day is None else f"on {day_name(day)}"
    if first == last:
        return f"on {day_name(first)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"on {first.day}–{day_name(last)}"
    if first.year == last.year:
        return f"from {first.day} {months[first.month - 1]} to {day_name(last)}"
    return f"from {day_name(first)} to {day_name(last)}"


def day_name(day: date) -> str:
    """ "18 December 2024"."""
    return f"{day.day} {load_answer_words().months[day.month - 1]} {day.year}"


def joined(words: Sequence[str]) -> str:
    """ "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
