"""Numbers and days as the reader writes them, by the language that the browser asks for.

Sentences stay English; figures and dates beside them follow CLDR (https://cldr.unicode.org/),
through Babel.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import format_decimal

ENGLISH = "en_GB"
_LONGEST = 200
_KEPT = 20_000
"""A page has hundreds of figures, most of them again and again."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How one reader writes numbers and days. locale: a name such as "de_CH"."""

    locale: str = ENGLISH

    @property
    def tag(self) -> str:
        """The locale as HTML and JavaScript name it, such as "de-CH"."""
        return self.locale.replace("_", "-")

    def number(self, value: Decimal | int | float) -> str:
        """ "70,000", "70 000" or "70.000"."""
        return _number(value, self.locale)

    def day(self, value: date | None, form: str = "long") -> str:
        """ "18 December 2024"; form: "short", "medium" or "long". None: "undated"."""
        if value is None:
            return "undated"
        return _day(value, form, self.locale)

    def moment(self, value: datetime) -> str:
        """ "18 Dec 2024, 16:30", in the zone that the moment has."""
        at = format_time(value, format="short", locale=self.locale)
        return f"{format_date(value, format='medium', locale=self.locale)}, {at}"


@lru_cache(maxsize=_KEPT)
def _number(value: Decimal | int | float, locale: str) -> str:
    return format_decimal(value, locale=locale)


@lru_cache(maxsize=_KEPT)
def _day(value: date, form: str, locale: str) -> str:
    return format_date(value, format=form, locale=locale)


@cache
def reader_of(accepted: str | None) -> Reader:
    """The reader who asks with this Accept-Language header."""
    for tag in _by_weight((accepted or "")[:_LONGEST]):
        try:
            found = Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
        if str(found) == "en":
            return Reader()
        return Reader(str(found))
    return Reader()


def _by_weight(header: str) -> list[str]:
    tags: list[tuple[float, int, str]] = []
    for position, item in enumerate(header.split(",")):
        tag, _, weight = item.strip().partition(";q=")
        try:
            tags.append((-float(weight or 1), position, tag.strip()))
        except ValueError:
            continue
    return [tag for weight, _, tag in sorted(tags) if tag and weight < 0]
