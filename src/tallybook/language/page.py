"""The words of page furniture of a language, read from its `page.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from tallybook.errors import DataError

_CAPITALISED = r"[A-Z&][\w’'&-]*"
_SMALL = r"(?:(?:of the|of|and|the|for|de|la) )?"
_NAME = rf"(?P<name>(?:[Tt]he )?{_CAPITALISED}(?: {_SMALL}{_CAPITALISED}){{0,5}})"
_YEAR = r"(?:(?:19|20)\d\d(?: ?[-–] ?(?:19|20)\d\d)?)"


@dataclass(frozen=True, slots=True, eq=False)
class PageWords:
    """Compiled cues. Each pattern is searched in a short line in lower case, names excepted."""

    language: str
    furniture: re.Pattern[str]
    adverts: re.Pattern[str]
    furniture_lines: frozenset[str]
    platforms: frozenset[str]
    letters: re.Pattern[str]
    summaries: frozenset[str]
    notes: tuple[str, ...]
    comments: frozenset[str]
    second_person: frozenset[str]
    first_person: frozenset[str]
    asks: frozenset[str]
    own_asks: frozenset[str]
    teaser_headings: frozenset[str]
    teaser_starts: tuple[str, ...]
    teaser_heading_starts: tuple[str, ...]
    hints: re.Pattern[str]
    byline_starts: tuple[str, ...]
    byline_holds: tuple[str, ...]
    byline_from: tuple[str, ...]
    biography: frozenset[str]
    published: frozenset[str]
    modified: frozenset[str]
    ago: re.Pattern[str]
    makers: tuple[str, ...]
    joins: re.Pattern[str]
    duties: frozenset[str]
    caption_starts: tuple[str, ...]
    caption_ends: tuple[str, ...]
    caption_holds: re.Pattern[str]
    credit: re.Pattern[str]
    agencies: Mapping[str, str]
    agency_hosts: Mapping[str, str]
    rights: re.Pattern[str]
    publisher: tuple[re.Pattern[str], ...]
    masthead_kinds: frozenset[str]
    agency_kinds: frozenset[str]
    companies: frozenset[str]
    never_publisher: frozenset[str]
    function_words: frozenset[str]


@cache
def load_page_words(language: str = "en") -> PageWords:
    """The language's page words; raises DataError where the file is missing or wrong."""
    name = f"language/{language}/page.toml"
    source = resources.files("tallybook") / "language" / language / "page.toml"
    try:
        data = tomllib.loads(source.read_text(encoding="utf-8"))
        name = "language/labels.toml"
        labels = resources.files("tallybook") / "language" / "labels.toml"
        return _page_words(language, data, tomllib.loads(labels.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise DataError(name, "is missing", "write it after language/en/page.toml") from None
    except (tomllib.TOMLDecodeError, KeyError, TypeError, re.error) as error:
        raise DataError(name, f"cannot be used ({error!r})", "compare language/en") from error


def _page_words(language: str, data: Mapping[str, Any], labels: Mapping[str, Any]) -> PageWords:
    furniture, address = data["furniture"], data["address"]
    teaser, byline, caption = data["teaser"], data["byline"], data["caption"]
    return PageWords(
        language=language,
        furniture=_furniture(furniture["phrases"], furniture["starts"]),
        adverts=_adverts(furniture["adverts"]),
        furniture_lines=frozenset(furniture["lines"]),
        platforms=frozenset(furniture["platforms"]),
        letters=_starts(furniture["letters"]),
        summaries=frozenset(data["summary"]["headings"]),
        notes=tuple(data["summary"]["notes"]),
        comments=frozenset([*furniture["comments"], *labels["comments"]["lines"]]),
        second_person=frozenset(address["second_person"]),
        first_person=frozenset(address["first_person"]),
        asks=frozenset(address["asks"]),
        own_asks=frozenset(address["own_asks"]),
        teaser_headings=frozenset([*teaser["headings"], *labels["teasers"]["lines"]]),
        teaser_starts=(*teaser["starts"], *labels["teasers"]["starts"]),
        teaser_heading_starts=tuple(teaser["heading_starts"]),
        hints=_anywhere(teaser["hints"]),
        byline_starts=tuple(byline["starts"]),
        byline_holds=tuple(byline["holds"]),
        byline_from=tuple(byline["from"]),
        biography=frozenset(byline["biography"]),
        published=frozenset(byline["published"]),
        modified=frozenset(byline["modified"]),
        ago=_ago(data["ago"]),
        makers=tuple(sorted(byline["makers"], key=len, reverse=True)),
        joins=_joins(byline["joins"]),
        duties=frozenset(byline["duties"]),
        caption_starts=tuple(caption["starts"]),
        caption_ends=tuple(caption["ends"]),
        caption_holds=re.compile("|".join(map(re.escape, caption["holds"]))),
        credit=_credit(caption["makers"]),
        agencies=data["agencies"],
        agency_hosts=data["agency_hosts"],
        rights=_rights(data["rights"]),
        publisher=tuple(map(_naming, data["publisher"]["patterns"])),
        masthead_kinds=frozenset(data["publisher"]["kinds"]),
        agency_kinds=frozenset(data["publisher"]["agency_kinds"]),
        companies=frozenset(data["publisher"]["companies"]),
        never_publisher=frozenset(data["publisher"]["never"]),
        function_words=frozenset(data["language"]["function_words"]),
    )


def _anywhere(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, phrases)) + r")(?!\w)")


def _starts(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"(?:" + "|".join(map(re.escape, phrases)) + r")")


def _adverts(phrases: Iterable[str]) -> re.Pattern[str]:
    """A sentence that begins so, at the beginning of a paragraph or behind another sentence."""
    begins = "|".join(map(re.escape, phrases)).replace("&", "&(?:amp;)?")
    return re.compile(
        rf"(?:^|(?<=[.!?…]\s)|(?<=[.!?…]['\"”’)]\s))[•·*–—>-]?\s*(?P<advert>(?:{begins})(?!\w))",
        re.IGNORECASE,
    )


def _furniture(phrases: Iterable[str], starts: Iterable[str]) -> re.Pattern[str]:
    begins = "|".join(map(re.escape, starts))
    return re.compile(rf"^(?:{begins})|{_anywhere(phrases).pattern}")


def _credit(makers: Iterable[str]) -> re.Pattern[str]:
    """The end of a caption: (Ana Roe/Agency), or Agency/Ana Roe."""
    names = "|".join(map(re.escape, makers))
    within = rf"\((?:[^()]{{2,50}}/)?(?:{names})[^()/]{{0,40}}\)"
    return re.compile(rf"(?:{within}|(?:{names}) ?/ ?[\w .'’-]{{2,40}})\.?$")


def _ago(words: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
    """3 hours ago: its groups are the count and minutes, hours or days; now; yesterday."""
    said = {key: "|".join(map(re.escape, each)) for key, each in words.items()}
    units = "|".join(rf"(?P<{unit}>{said[unit]})" for unit in ("minutes", "hours", "days"))
    counted = rf"(?P<count>\d{{1,3}}|{said['one']})\s*(?:{units})\s+(?:{said['ago']})"
    return re.compile(
        rf"(?<!\w)(?:{counted}|(?P<now>{said['now']})|(?P<yesterday>{said['yesterday']}))(?!\w)"
    )


def _joins(words: Iterable[str]) -> re.Pattern[str]:
    """What parts the names of a byline: a word, or a mark."""
    return re.compile(rf"\s+(?:{'|'.join(words)})\s+|[,/|•·()\[\]–—;+]|\s-\s")


def _rights(words: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
    """© 2024 Name: its groups are the first year, if no other follows it, and the name."""
    said = {key: "|".join(map(re.escape, each)) for key, each in words.items()}
    years = r"(?:(?P<year>(?:19|20)\d\d)(?!\s?[-–])|(?:19|20)\d\d\s?[-–]\s?(?:19|20)?\d\d)"
    name = rf"(?P<name>[^\W\d_](?:(?!\s(?:{said['ends']})\b)[^.,(©|\n\d]){{1,50}})"
    mark = rf"(?:{said['marks']})(?:[\s:]*(?:{said['marks']}))*"
    return re.compile(
        rf"{mark}[\s:]*(?:{years}[\s,]*)?(?:(?:{said['by']})\s+)?(?:{name})?", re.IGNORECASE
    )


def _naming(pattern: str) -> re.Pattern[str]:
    written = re.escape(pattern).replace(r"\{name\}", _NAME).replace(r"\{year\}", _YEAR)
    return re.compile(r"(?<!\w)" + written.replace("\\ ", r"\s+"))
