"""Place: where, as written and as resolved."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place phrase and what it resolves to; every resolved field None where it is unknown.

    name: the gazetteer's name. countries: ISO 3166 alpha-2, more than one where a place spans
    them. precision: "place", "admin1", "country", "region" (larger than a country) or None.
    lat, lon: degrees, WGS 84.
    """

    text: str
    name: str | None = None
    countries: tuple[str, ...] = ()
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None
    start: int | None = None
    end: int | None = None

    @property
    def country(self) -> str | None:
        """The one country, None where there is none or more than one."""
        return self.countries[0] if len(self.countries) == 1 else None
