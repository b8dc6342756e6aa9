"""Naming: people, figures, places and days as a newcomer calls them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from tallybook.catalogue.conflicts import Conflicts
from tallybook.catalogue.phrases import place_names
from tallybook.language.answer_words import load_answer_words
from tallybook.model import Form, Place, Population
from tallybook.model.containment import GENERAL_ROLES
from tallybook.reconcile.evidence import Evidence

_MEMBERS: Final = "members of "
_CURRENCIES: Final = "$€£¥₽₴"
_CONSONANT_Y: Final = re.compile(r"[^aeiou]y$")
_BARE: Final = re.compile(r"(?<![\w.,])\d{5,}(?![\w]|[.,]\d)")


def people(of: Population, unit: str, sides: Conflicts) -> str:
    """ "Russian and North Korean soldiers"; the text's own words where parties say less.

    Things are called by their words alone.
    """
    words = load_answer_words()
    if unit != "person":
        text = of.text.strip()
        if text.casefold() in words.lists.pronouns:
            return ""
        if text.casefold().split()[-len(unit.split()) :] == unit.casefold().split():
            *before, last = text.split()
            return " ".join((*before, plural(last)))
        return words.neutral.get(text, text)
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
    if name in words.plurals.values():
        return name
    ending = f"{name[:-1]}ies" if _CONSONANT_Y.search(name) else f"{name}s"
    return words.plurals.get(name, ending)


def singular(whom: str) -> str:
    """ "North Korean soldier" of "North Korean soldiers"; as it is where nobody can tell."""
    if whom.startswith(_MEMBERS):
        return f"member of {whom.removeprefix(_MEMBERS)}"
    *before, last = whom.split(" ")
    back = {many: one for one, many in load_answer_words().plurals.items()}
    many_y = last[:-3] + "y" if _CONSONANT_Y.search(last[:-3] + "y") else last
    one = back.get(last) or (many_y if last.endswith("ies") else last)
    if one == last and last.endswith("s") and last[-2:] != "ss":
        one = last[:-1]
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
    if whom and folded == singular(whom).casefold():
        return f"one {words}"
    before, _, last = words.rpartition(" ")
    if whom and last.casefold() in load_answer_words().befores:
        words = f"{before} {load_answer_words().befores[last.casefold()]}".strip()
    head = whom.split(" ")[-1]
    if {head, singular(head)} & set(folded.split()):
        return words
    collective = folded.split()[-1:] and folded.split()[-1] in lists.collectives
    return f"{words} of {whom}" if collective and whom else f"{words} {whom}".rstrip()


def figure(one: Evidence) -> str:
    """The number in the claim's own words, fit for the middle of a sentence; long ones grouped."""
    return _BARE.sub(lambda found: f"{int(found[0]):,}", quoted(one))


def quoted(one: Evidence) -> str:
    """The number as it is quoted: digit for digit as the claim has it."""
    words = " ".join(one.claim.quantity.words.split()).strip("\"'“”‘’")
    if words.casefold() in ("a", "an"):
        return "one"
    nobody = load_answer_words().lists.nobody
    if one.claim.quantity.form is Form.NONE and words and words.casefold() not in nobody:
        return min(nobody, key=len)  # "has not lost a single tank": no tanks
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
    return f"in {joined([with_the(name) for name in place_names(place)])}"


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
