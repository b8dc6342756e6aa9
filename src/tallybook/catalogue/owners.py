"""Owners: to which family of publishers an outlet belongs, and whether it is a wire agency.

One owner is one family: what two papers of one house print is one newsroom's word until something
else tells them apart.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from tallybook.catalogue.source_words import (
    Entry,
    SourceWords,
    load_source_words,
    normal_name,
)

_AGENCY: Final = "news agency"
_OUTLETS: Final = frozenset({_AGENCY, "masthead"})


def family_of(name: str, extra: tuple[Path, ...] = ()) -> str:
    """The owner of an outlet or agency; its own name where the catalogue knows no owner.

    name: as a page states it: a masthead, an agency, a host ("bbc.co.uk"). extra: the user's own
    files of sources.

    >>> family_of("The Wall Street Journal"), family_of("The Onda Star")
    ('News Corp', 'The Onda Star')
    """
    found = outlet_of(name, extra)
    if found is None:
        return " ".join(name.split())
    return found.owner or found.id


def is_agency(name: str, extra: tuple[Path, ...] = ()) -> bool:
    """Is it a wire agency, whose texts others print?

    >>> is_agency("Agence France-Presse"), is_agency("The Guardian")
    (True, False)
    """
    found = outlet_of(name, extra)
    return found is not None and found.kind == _AGENCY


def agency_of(name: str, extra: tuple[Path, ...] = ()) -> str | None:
    """The agency's one name ("AFP" of "Agence France-Presse"), None for what is no agency."""
    found = outlet_of(name, extra)
    return found.id if found is not None and found.kind == _AGENCY else None


@lru_cache(maxsize=4096)
def outlet_of(name: str, extra: tuple[Path, ...] = ()) -> Entry | None:
    """The catalogue's outlet or agency of this name; None for an unknown one, or for no outlet.

    An edition is its paper: "BBC News Mundo" is the BBC, "Reuters India" is Reuters. A paper's name
    with a country's behind it may be another house's, under licence.
    """
    words = load_source_words(extra)
    plain = normal_name(name)
    found = _exactly(name, plain, words) or _by_site(plain, words)
    parts = plain.split()
    while found is None and len(parts) > 1:
        last = parts.pop()
        short = " ".join(parts)
        if last in words.naming["editions"]:
            found = _exactly(short, short, words)
        elif words.states.party(last) is not None:
            found = _exactly(short, short, words)
            return found if found is not None and found.kind == _AGENCY else None
        else:
            return None
    return found


def _exactly(name: str, plain: str, words: SourceWords) -> Entry | None:
    tables = (words.cased.get(name.strip()), words.by_print.get(plain), words.by_alias.get(plain))
    return next((one for one in tables if one is not None and one.kind in _OUTLETS), None)


def _by_site(plain: str, words: SourceWords) -> Entry | None:
    """The outlet whose host it is: "bbc.co.uk" of "www.bbc.co.uk"."""
    labels = plain.split(".") if " " not in plain else []
    hosts = (".".join(labels[at:]) for at in range(len(labels) - 1))
    return next((words.by_print[host] for host in hosts if host in words.by_print), None)
