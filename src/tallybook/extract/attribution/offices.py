"""Who holds the office that the words name, and for whom a bare state stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from tallybook.catalogue.countries import load_countries
from tallybook.catalogue.sources import SourceCatalogue
from tallybook.catalogue.speakers import Identity
from tallybook.language.tree import Tree
from tallybook.model import SourceKind

_POSSESSIVES: Final = ("'s", "’s")


def holder(
    words: str,
    identity: Identity,
    names: Iterable[str],
    catalogue: SourceCatalogue,
    small: Mapping[str, frozenset[str]],
) -> str | None:
    """ "The US president", in a report that names one person who holds or held that office.

    names: of the persons whom the report names before. small: the small words of cues.toml. None
    where it names nobody who did, or several.
    """
    source, plain = identity.source, words.lower().split()
    if source.kind is not SourceKind.ANONYMOUS or plain[0] not in small["definite"]:
        return None
    if small["not_in_office"] & set(plain):
        return None
    held = set()
    for name in names:
        known = catalogue.person(name)
        titles = [office.title.lower().split() for office in known.offices] if known else []
        fits = any(plain[-len(title) :] == title for title in titles)
        if known is not None and fits and source.party in (None, known.party):
            held.add(known.id)
    return held.pop() if len(held) == 1 else None


def state_beside(tree: Tree, noun: int) -> int | None:
    """ "US" of "a US announcement", "Israeli" of "Israeli tallies": the state whose noun it is."""
    countries = load_countries()
    for child in tree.children(noun, "amod", "compound"):
        name = tree.tokens[child].text
        known = countries.country_of_demonym(name) or countries.country_of_name(name)
        if known and name[:1].isupper():
            return child
    return None


def as_government(words: str, identity: Identity, catalogue: SourceCatalogue) -> Identity:
    """ "Norwegian" of "a Norwegian announcement that C": the state's government."""
    source = identity.source
    if source.kind is not SourceKind.ANONYMOUS or len(words.split()) != 1:
        return identity
    code = load_countries().country_of_demonym(words)
    if code is None or code != source.party or words.endswith(("s", *_POSSESSIVES)):
        return identity
    found = catalogue.identify(catalogue.words.states.title(code))
    return found if found.source.party == code else identity
