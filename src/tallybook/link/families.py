"""Families: which house prints a report, under which one name, and whom a speaker speaks for."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

from tallybook.catalogue.owners import family_of, outlet_of
from tallybook.catalogue.sources import SourceCatalogue
from tallybook.catalogue.speakers import Context
from tallybook.language.witness_words import load_witness_words
from tallybook.link.wording import words_of
from tallybook.model import Attribution, Claim, SourceKind

_NO_ORGAN: Final = frozenset({"", "person", "document"})
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


def organ_of(credit: Attribution, day: date | None) -> str | None:
    """The body that a named person speaks for, by office or by what stands beside his name."""
    if credit.source.kind is not SourceKind.NAMED:
        return None
    return _organ(credit.source.name, credit.text, day)


@lru_cache(maxsize=8192)
def _organ(name: str, text: str, day: date | None) -> str | None:
    catalogue = SourceCatalogue.load()
    held = catalogue.speaks_for(name, day)
    if held is not None:
        return held
    if name.casefold() == text.casefold():
        return None
    body = catalogue.identify(text, Context(person=""))
    is_body = body.source.kind is SourceKind.NAMED and body.kind not in _NO_ORGAN
    return body.source.name if is_body and body.source.name != name else None


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
