"""Spokespeople: for which body a named person speaks."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

from tallybook.catalogue.sources import SourceCatalogue
from tallybook.catalogue.speakers import Context
from tallybook.model import Attribution, SourceKind

_NO_BODY: Final = frozenset({"", "person", "document"})


def body_of(credit: Attribution, day: date | None) -> str | None:
    """The body that a named person speaks for: by the office he holds that day, else by the report.

    None for who speaks for himself, for bodies and for unnamed speakers.
    """
    if credit.source.kind is not SourceKind.NAMED:
        return None
    return _by_office(credit.source.name, day) or credit.speaks_for


@lru_cache(maxsize=8192)
def _by_office(name: str, day: date | None) -> str | None:
    return SourceCatalogue.load().speaks_for(name, day)


def body_beside(name: str, words: str, catalogue: SourceCatalogue) -> str | None:
    """The body that stands beside a person's name: "coast guard spokesman Armand Balilo"."""
    if name.casefold() == words.casefold():
        return None
    body = catalogue.identify(words, Context(person=""))
    is_body = body.source.kind is SourceKind.NAMED and body.kind not in _NO_BODY
    return body.source.name if is_body and body.source.name != name else None
