"""Families: which house prints a report, under which one name, and whom a speaker speaks for."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from tallybook.catalogue.owners import family_of, outlet_of
from tallybook.catalogue.sources import SourceCatalogue
from tallybook.language.witness_words import load_witness_words
from tallybook.link.wording import words_of
from tallybook.model import Attribution, Claim, Source, SourceKind

_OFFICIAL: Final = frozenset(
    {"government", "ministry", "military", "intelligence", "police", "rescue", "justice", "un"}
)
_LONGEST: Final = 2


def outlet_name(name: str) -> str:
    """An outlet by its one name: "Agence France-Presse" is AFP; an unknown one as it is written."""
    known = outlet_of(name)
    return known.id if known is not None else name


def carrier_of(claim: Claim) -> str:
    """The outlet that carries the claim, as far as it is known."""
    return claim.publisher or claim.agency or claim.path or claim.url or f"report {claim.report}"


def house_of(claim: Claim) -> str | None:
    """The family of the outlet that carries the claim; None where no outlet is known."""
    name = claim.publisher or claim.agency
    return None if name is None else family_of(name)


def is_own_work(credit: Attribution) -> bool:
    """Did the outlet that is credited count or check it itself ("a Reuters tally")?"""
    words = load_witness_words().own_work
    said = words_of(credit.text)
    runs = {" ".join(said[at : at + size]) for size in (1, _LONGEST) for at in range(len(said))}
    return bool(runs & words.things) or bool(set(words_of(credit.cue)) & words.deeds)


def may_speak_for(credit: Attribution, body: str) -> bool:
    """Do the words beside a person's name ("the ministry's spokesman") fit the body?"""
    name, called = credit.source.name, SourceCatalogue.load().words.called
    if credit.source.kind is not SourceKind.NAMED or name == credit.text:
        return False
    beside = set(words_of(credit.text.replace(name, " ")))
    return bool(beside & called.get(standing_of(body), frozenset()))


def house_beside(credit: Attribution) -> frozenset[str]:
    """The hospital or morgue that the words name or stand beside: its noun, and its own name.

    >>> from tallybook.model import Source
    >>> words = "the director of the town's hospital, Ana Brod"
    >>> sorted(house_beside(Attribution(Source("Ana Brod"), words, 0, 44, "said")))
    ['hospital']
    """
    nouns = load_witness_words().counting.bodies
    written = f"{credit.source.name} {credit.text}".split()
    plain = ["".join(words_of(word)) for word in written]
    found = set(plain) & nouns
    for before, word, noun in zip(written, written[1:], plain[1:], strict=False):
        if noun in nouns and word[0].isupper():
            found.add(f"{before} {word}".casefold())
    return frozenset(found)


@lru_cache(maxsize=4096)
def organ_named(name: str) -> Source | None:
    """The organ whose own page it is, where a carrier is no outlet but a ministry or an army."""
    if outlet_of(name) is not None:
        return None
    body = SourceCatalogue.load().identify(name)
    owned = body.source.kind is SourceKind.NAMED and body.source.party is not None
    return body.source if owned and body.kind in _OFFICIAL else None


@lru_cache(maxsize=8192)
def standing_of(name: str) -> str:
    """What a source is, by the catalogue or its words: a kind or a branch; "" for not known."""
    catalogue = SourceCatalogue.load()
    entry = catalogue.entry(name)
    if entry is not None:
        return entry.kind
    if set(words_of(name)) & load_witness_words().counting.nouns:
        return "medical"
    body = catalogue.identify(name)
    return body.branch or body.kind


def counts_for(below: str, above: str) -> bool:
    """Do the counts of the one source go up to the other, as a hospital's to a ministry?"""
    words = load_witness_words().counting
    return standing_of(below) in words.below and standing_of(above) in words.above
