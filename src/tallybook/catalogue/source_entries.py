"""What the catalogue of sources holds: entries, organs of states, offices, and their tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tallybook.catalogue.states import StateWords

_ARTICLE: Final = re.compile(r"^(?:the|a|an|its|his|her|their|this|that|our)\s+", re.I)
_DOTTED: Final = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_EDGE: Final = " \t\n\u00a0.,;:!?()[]\"“”‘’'"


@dataclass(frozen=True, slots=True)
class Office:
    """What a person did and for whom: the name of a source. `[since, until]` in days."""

    title: str
    speaks_for: str
    since: date | None = None
    until: date | None = None

    def is_held(self, day: date | None) -> bool:
        """Was it held on that day? On an unknown day it could have been."""
        if day is None:
            return True
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Entry:
    """A source of the catalogue.

    party: for whom it speaks. owner: the family of an outlet. aliases: its names; with_state: those
    that need its state beside them; cased: those that count only as written. printed: names that
    mean it only in a masthead or a credit line; sites: the hosts of its pages. since, until: the
    days of a body that was founded or closed. offices: a person's.
    """

    id: str
    kind: str
    party: str | None = None
    owner: str | None = None
    aliases: tuple[str, ...] = ()
    with_state: tuple[str, ...] = ()
    cased: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True)
class Organ:
    """What every state has: a ministry of health, an army.

    is_national: has a state one, so that a report of that state need not name it? Of fire services
    it has many.
    """

    name: str
    kind: str
    words: tuple[str, ...]
    is_national: bool = False


@dataclass(frozen=True, slots=True)
class BranchWords:
    """What an unnamed speaker's words tell of where he stands: "military", "medical".

    heads: his own noun ("soldier"); words: what stands beside "official" or "source" ("hospital");
    by_noun: by the list of his noun in anonymous.toml; open: the lists whose nouns leave it to what
    stands beside; kinds: of a body beside; over: a branch to those that it narrows.
    """

    heads: Mapping[str, str]
    words: Mapping[str, str]
    by_noun: Mapping[str, str]
    over: Mapping[str, frozenset[str]]
    open: frozenset[str]
    kinds: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The catalogue as tables. All keys are normalised words, but those of `cased`."""

    entries: Mapping[str, Entry]
    by_alias: Mapping[str, Entry]
    by_state: Mapping[tuple[str, str], Entry]
    cased: Mapping[str, Entry]
    organs: Mapping[str, Organ]
    called: Mapping[str, frozenset[str]]
    anonymous: Mapping[str, str]
    titles: frozenset[str]
    states: StateWords
    naming: Mapping[str, frozenset[str]]
    branches: BranchWords
    people: Mapping[str, Entry] = field(default_factory=dict)
    by_print: Mapping[str, Entry] = field(default_factory=dict)


def normal_name(text: str) -> str:
    """Words fit for comparison: lower case, no article, "U.S." as "us", plain apostrophes.

    >>> normal_name("The U.S. Coast Guard,")
    'us coast guard'
    """
    plain = _DOTTED.sub(lambda found: found.group().replace(".", ""), text)
    plain = plain.replace("’", "'").replace("`", "'").replace("\u00a0", " ").strip(_EDGE)
    plain = _ARTICLE.sub("", plain)
    plain = plain.replace("é", "e").replace("É", "E")
    return " ".join(plain.lower().split()).strip(_EDGE)


def could_be_name(words: SourceWords, text: str, norm: str) -> bool:
    """Could the word, with its normal form, stand in a person's name?"""
    if not text[0].isupper() or norm.endswith("'s"):
        return False
    return not (
        norm in words.titles
        or norm in words.anonymous
        or norm in words.naming["articles"]
        or norm in words.naming["not_names"]
        or words.states.party(norm)
        or text in words.cased
        or norm in words.by_alias
        or (len(text) > 1 and text.isupper() and len(text) <= 5)
    )
