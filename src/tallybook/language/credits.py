"""Who made a text that another carries: By AFP; By Jane Doe, Reuters; © 2024 Associated Press."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from tallybook.language.page import PageWords

_SHORT: Final = 5  # letters; shorter abbreviations are first names too


def credited_agency(text: str, words: PageWords) -> str | None:
    """The agency that a byline or an author's name credits, as it is kept; None for other makers.

    >>> from tallybook.language.page import load_page_words
    >>> credited_agency("By Jane Doe, Associated Press", load_page_words())
    'AP'
    """
    line = " ".join(text.split())
    lower = line.lower()
    for lead in words.makers:
        if lower.startswith(lead) and not lower[len(lead) : len(lead) + 1].isalnum():
            line = line[len(lead) :].strip(" :")
            break
    for part in (line, *words.joins.split(line)):
        agency = named_agency(part, words)
        if agency is not None:
            return agency
    return None


def named_agency(name: str, words: PageWords) -> str | None:
    """The agency of exactly this name; "Sana" alone is a person, SANA an agency."""
    name = name.strip(" .:()[]—–-\"'")
    agency = words.agencies.get(name.lower())
    if agency is None or name == agency or len(name) >= _SHORT:
        return agency
    return agency if name.isupper() or (name.islower() and agency.isupper()) else None


def is_agency(name: str, words: PageWords) -> bool:
    """Does a name end as agencies' names do?"""
    parts = name.split()
    capital = all(part[0].isupper() for part in parts)
    return len(parts) > 1 and capital and parts[-1].lower() in words.agency_kinds


def agency_of_url(url: str, words: PageWords) -> str | None:
    """The agency whose site an address lies on."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return None
    labels = host.split(".")
    for i in range(len(labels) - 1):
        agency = words.agency_hosts.get(".".join(labels[i:]))
        if agency is not None:
            return agency
    return None


def rights_holder(text: str, words: PageWords) -> str | None:
    """The agency whose copyright a line states."""
    for found in words.rights.finditer(text[:400]):
        agency = None if found["name"] is None else named_agency(found["name"], words)
        if agency is not None:
            return agency
    return None
