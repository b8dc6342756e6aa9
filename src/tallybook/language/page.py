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
_SMALL = r"(?:(?:of|and|the|for|de|la) )?"
_NAME = rf"(?P<name>(?:[Tt]he )?{_CAPITALISED}(?: {_SMALL}{_CAPITALISED}){{0,5}})"
_YEAR = r"(?:(?:19|20)\d\d(?: ?[-–] ?(?:19|20)\d\d)?)"


@dataclass(frozen=True, slots=True, eq=False)
class PageWords:
    """Compiled cues. Each pattern is searched in a short line in lower case, names excepted."""

    language: str
    furniture: re.Pattern[str]
    adverts: re.Pattern[str]
    furniture_lines: frozenset[str]
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
    published: frozenset[str]
    modified: frozenset[str]
    duties: frozenset[str]
    caption_starts: tuple[str, ...]
    caption_ends: tuple[str, ...]
    caption_holds: re.Pattern[str]
    credit: re.Pattern[str]
    agencies: Mapping[str, str]
    publisher: tuple[re.Pattern[str], ...]
    masthead_kinds: frozenset[str]
    agency_kinds: frozenset[str]
    never_publisher: frozenset[str]
    function_words: frozenset[str]


@cache
def load_page_words(language: str = "en") -> PageWords:
    """The language's page words; raises DataError where the file is missing or wrong."""
    name = f"language/{language}/page.toml"
    source = resources.files("tallybook") / "language" / language / "page.toml"
    try:
        return _page_words(language, tomllib.loads(source.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise DataError(name, "is missing", "write it after language/en/page.toml") from None
    except (tomllib.TOMLDecodeError, KeyError, TypeError, re.error) as error:
        raise DataError(name, f"cannot be used ({error!r})", "compare language/en") from error


def _page_words(language: str, data: Mapping[str, Any]) -> PageWords:
    furniture, address = data["furniture"], data["address"]
    teaser, byline, caption = data["teaser"], data["byline"], data["caption"]
    return PageWords(
        language=language,
        furniture=_furniture(furniture["phrases"], furniture["starts"]),
        adverts=_adverts(furniture["adverts"]),
        furniture_lines=frozenset(furniture["lines"]),
        letters=_starts(furniture["letters"]),
        summaries=frozenset(data["summary"]["headings"]),
        notes=tuple(data["summary"]["notes"]),
        comments=frozenset(furniture["comments"]),
        second_person=frozenset(address["second_person"]),
        first_person=frozenset(address["first_person"]),
        asks=frozenset(address["asks"]),
        own_asks=frozenset(address["own_asks"]),
        teaser_headings=frozenset(teaser["headings"]),
        teaser_starts=tuple(teaser["starts"]),
        teaser_heading_starts=tuple(teaser["heading_starts"]),
        hints=_anywhere(teaser["hints"]),
        byline_starts=tuple(byline["starts"]),
        byline_holds=tuple(byline["holds"]),
        published=frozenset(byline["published"]),
        modified=frozenset(byline["modified"]),
        duties=frozenset(byline["duties"]),
        caption_starts=tuple(caption["starts"]),
        caption_ends=tuple(caption["ends"]),
        caption_holds=re.compile("|".join(map(re.escape, caption["holds"]))),
        credit=_credit(caption["makers"]),
        agencies=data["agencies"],
        publisher=tuple(map(_naming, data["publisher"]["patterns"])),
        masthead_kinds=frozenset(data["publisher"]["kinds"]),
        agency_kinds=frozenset(data["publisher"]["agency_kinds"]),
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


def _naming(pattern: str) -> re.Pattern[str]:
    written = re.escape(pattern).replace(r"\{name\}", _NAME).replace(r"\{year\}", _YEAR)
    return re.compile(r"(?<!\w)" + written.replace("\\ ", r"\s+"))
