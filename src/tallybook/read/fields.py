"""The fields of a record (a JSON object, a row of a table) as what is known of a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from tallybook.errors import UnknownName, UsageError
from tallybook.read.dates import parse_day, parse_moment

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "text": (
        *("text", "articlebody", "body", "content", "fulltext", "maintext"),
        *("contenthtml", "contenttext"),
    ),
    "title": ("title", "headline"),
    "url": ("url", "link", "canonicalurl", "externalurl"),
    "published": ("published", "datepublished", "publishedat", "date", "createdat", "created"),
    "modified": ("modified", "datemodified", "modifiedat", "updated", "updatedat"),
    "publisher": ("publisher", "outlet", "source", "site", "sitename"),
    "agency": ("agency",),
    "language": ("language", "lang", "inlanguage"),
    "retrieved": ("retrieved", "retrievedat", "fetchedat", "scrapedat", "crawledat"),
}
"""Which fields hold what, the best first; letter case, "_", "-" and spaces do not count."""

_WITHIN: Final = ("rendered", "value", "name", "text", "html", "@value")
"""Where an object in place of a string holds the string."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a record says of its report; None where it says nothing.

    doubts: reasons for which a field was not used. markup: is its text HTML, or plain with a
    paragraph a line? None where that must be seen.
    """

    text: str | None = None
    title: str | None = None
    url: str | None = None
    published: date | None = None
    modified: date | None = None
    publisher: str | None = None
    agency: str | None = None
    language: str | None = None
    retrieved: datetime | None = None
    doubts: tuple[str, ...] = ()
    markup: bool | None = None


def tell(record: Mapping[str, object], fields: Mapping[str, str]) -> Told:
    """What the record says, `fields` naming its fields where they are not the usual ones."""
    found = _Fields(record, fields)
    doubts: list[str] = []

    def day(name: str) -> date | None:
        value = found.value(name)
        parsed = parse_day(value)
        if parsed is None and value not in (None, ""):
            doubts.append(f'has a date that cannot be told for "{name}": {str(value)[:60]!r}')
        return parsed

    return Told(
        text=found.words("text"),
        title=found.line("title"),
        url=found.line("url"),
        published=day("published"),
        modified=day("modified"),
        publisher=found.line("publisher"),
        agency=found.line("agency"),
        language=found.line("language"),
        retrieved=parse_moment(found.value("retrieved")),
        doubts=tuple(doubts),
    )


def parse_fields(words: str) -> dict[str, str]:
    """Which field holds what, as a user writes it; UsageError says what is wrong.

    >>> parse_fields("text=story, published=article.when")
    {'text': 'story', 'published': 'article.when'}
    """
    fields: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in words.split(","))):
        name, _, field = (each.strip() for each in part.partition("="))
        if not field:
            raise UsageError(f"--fields: {part!r} names no field; write it as text=NAME")
        if name not in NAMES:
            raise UnknownName("part of a report", name, list(NAMES))
        fields[name] = field
    return fields


class _Fields:
    """Looks fields up by the report's own names."""

    def __init__(self, record: Mapping[str, object], fields: Mapping[str, str]) -> None:
        self._record = record
        self._chosen = fields
        self._plain: dict[str, object] = {}
        for name, value in record.items():
            self._plain.setdefault(plain(name), value)

    def value(self, name: str) -> object:
        """The field's value, of several the first that is not empty."""
        if name in self._chosen:
            return _at(self._record, self._plain, self._chosen[name])
        values = (self._plain.get(each) for each in NAMES[name])
        return next((value for value in values if value not in (None, "", [], {})), None)

    def words(self, name: str) -> str | None:
        """The field as text, None where it holds none."""
        text = _text(self.value(name))
        return text if text.strip() else None

    def line(self, name: str) -> str | None:
        """The field as one line."""
        return " ".join(_text(self.value(name)).split()) or None


def plain(name: str) -> str:
    """A field's name without letter case and joints: "Published_At" is "publishedat"."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _at(record: Mapping[str, object], plainly: Mapping[str, object], name: str) -> object:
    """The field of this name, or the one that points lead to: `article.body`."""
    if name in record:
        return record[name]
    value: object = record
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value if value is not None else plainly.get(plain(name))


def _text(value: object, depth: int = 0) -> str:
    """A value as text: lists joined by lines, objects by what they hold a text in."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and depth < 3:
        return "\n".join(filter(None, (_text(each, depth + 1) for each in value)))
    if isinstance(value, Mapping) and depth < 3:
        return next((text for key in _WITHIN if (text := _text(value.get(key), depth + 1))), "")
    return ""
