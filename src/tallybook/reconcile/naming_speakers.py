"""Naming speakers: who said it, with the state where the name does not tell it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Final

from tallybook.catalogue.conflicts import Conflicts
from tallybook.language.answer_words import load_answer_words
from tallybook.model import Claim, SourceKind
from tallybook.reconcile.evidence import Evidence
from tallybook.reconcile.naming import with_the

_GOVERNMENT: Final = "Government of "
_UNITED_KINGDOM: Final = "GB"


def origin(one: Evidence, sides: Conflicts) -> str:
    """ "HUR (Ukraine)", "a senior defense official (United States)", "the Ministry of Health"."""
    return speaker(one.claim, one.statement.origin, one.statement.party, sides)


def speaker(claim: Claim, name: str, party: str | None, sides: Conflicts) -> str:
    """The speaker by this name, as a claim of what he said credits him."""
    if name.startswith(_GOVERNMENT):
        country = name.removeprefix(_GOVERNMENT).removeprefix("the ")
        return f"the government of {with_the(country)}"
    said = claim.origin
    if said is None or said.source.name != name:
        return _outlet(claim, name)
    if said.source.kind is SourceKind.ANONYMOUS:
        shown = _with_article(_as_written(name, said.text, sides))
    else:
        shown = _with_the(name)
    if party is None or name == party or _tells(name, party, sides):
        return shown
    return f"{shown} ({sides.name_of(party)})"


def is_plural(one: Evidence) -> bool:
    """Are several people credited ("rescuers", "officials in Aden")?"""
    name, said = one.statement.origin, one.claim.origin
    head = _head(name.split() or [""])
    if head.casefold() in load_answer_words().lists.plural_heads:
        return True
    unnamed = said is not None and said.source.kind is SourceKind.ANONYMOUS
    return (unnamed or name[:1].islower()) and head.endswith("s") and not head.endswith("ss")


def _tells(name: str, party: str, sides: Conflicts) -> bool:
    """Does the name say for whom it speaks: by state, people, or letters ("U.S.")?"""
    folded = name.casefold()
    if any(word.casefold() in folded for word in (sides.name_of(party), sides.adjective_of(party))):
        return True
    letters = {word.replace(".", "") for word in name.split()}
    return party in letters or (party == _UNITED_KINGDOM and "UK" in letters)


def _outlet(claim: Claim, name: str) -> str:
    if claim.path is not None and name == claim.path:
        return PurePath(name).name
    if name == f"report {claim.report}":
        return "a report of no named outlet"
    has_preposition = set(name.split()) & load_answer_words().lists.prepositions
    return _with_the(name) if has_preposition else name


def _as_written(name: str, text: str, sides: Conflicts) -> str:
    """The name with the capitals that its words have in the text ("Ukrainian officials").

    Of a mention's first word only those of a people: it may open a sentence.
    """
    words = text.split()
    capitals = {word.casefold(): word for word in words[1:] if word[:1].isupper()}
    peoples = {word.casefold(): word for each in sides.adjectives.values() for word in each.split()}
    return " ".join(
        capitals.get(word) or (peoples.get(word, word) if word in text.casefold() else word)
        for word in name.split()
    )


def _with_the(name: str) -> str:
    """A named source: "the health ministry", "the JCS of South Korea", but "Relief Bulletin"."""
    lists = load_answer_words().lists
    words = name.split() or [""]
    if words[0].casefold() in lists.determiners or name in lists.articled:
        return with_the(name)
    ends = {_head(words).casefold(), words[0].casefold()}
    if words[0][:1].islower():
        head = _head(words)
        is_plural = head.endswith("s") and not head.endswith("ss")
        return name if is_plural or head.casefold() in lists.masses else f"the {name}"
    of_a_state = len(words) > 2 and words[1] == "of"
    return f"the {name}" if ends & lists.institutions or of_a_state else name


def _with_article(name: str) -> str:
    """An unnamed source: "a military official", "officials in Aden", "an aide"."""
    lists = load_answer_words().lists
    words = name.split() or [""]
    first, head = words[0], _head(words)
    settled = first.casefold() in lists.determiners or first.endswith(("'s", "’s"))
    if settled or first.isdigit() or head.endswith("s") or head.casefold() in lists.masses:
        return name
    if len(words) > 1 and words[-1] != head and {first, head} & lists.offices:
        return f"the {name}"
    spelled = first in lists.spelled or first.casefold() in lists.spelled
    return f"an {name}" if first[:1].casefold() in "aeiou" and not spelled else f"a {name}"


def _head(words: Sequence[str]) -> str:
    """The noun of a name: the word before the first preposition, else the last."""
    prepositions = load_answer_words().lists.prepositions
    for at, word in enumerate(words):
        if at and word in prepositions:
            return words[at - 1]
    return words[-1]
