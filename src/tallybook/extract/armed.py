"""Armed: of whose troops a report speaks, and which names are theirs."""

from __future__ import annotations

from collections.abc import Iterable

from tallybook.extract.populations import PopulationWords, parties_in, phrase_of
from tallybook.language.tree import Tree


def armed_parties(trees: Iterable[Tree], words: PopulationWords) -> frozenset[str]:
    """The parties of whose troops the report speaks ("North Korean soldiers")."""
    found: set[str] = set()
    role_of, troops = words.people.role_of, words.people.troops
    for tree in trees:
        for token in tree.tokens:
            if role_of.get(token.lemma) == "soldier" or token.lemma in troops:
                found.update(parties_in(tree, phrase_of(tree, token.index), words)[0])
    return frozenset(found)


def names_one_of(parties: frozenset[str], words: PopulationWords, name: str) -> bool:
    """Does the word name the people of one of the parties ("North Koreans")?"""
    party = words.party_of(name) if name[:1].isupper() else None
    return party is not None and party[0] in parties
