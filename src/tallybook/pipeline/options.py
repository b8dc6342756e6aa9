"""What a user may say about reports that are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """Metadata that the user knows better than the page, and how to read.

    extractor: the name of an entry point in the group "tallybook.extractors".
    convention: what vague words mean: a built-in convention's name or a TOML file.
    measures, sources: TOML files of the user's own. places: the user's GeoNames tables.
    jobs: how many processes read at once. allow_hosts: names of hosts that may be asked though
    their addresses are private. fields: which field of a record (JSON, CSV) holds what of a report,
    in pairs such as ("text", "story").
    """

    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    extractor: str = "embedded"
    convention: str = "default"
    measures: tuple[Path, ...] = ()
    jobs: int = 1
    sources: tuple[Path, ...] = ()
    places: tuple[Path, ...] = ()
    allow_hosts: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
