"""Date, masthead and agency credit from the page's own cues; what the user gave stays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from tallybook.clean.dating import find_day
from tallybook.clean.looks import dateline_of, is_agency, masthead_name
from tallybook.clean.marks import Mark
from tallybook.clean.roles import Reading
from tallybook.clean.units import Unit
from tallybook.language.detect import detect_language
from tallybook.language.page import PageWords
from tallybook.model import Report, Role

_TOLD: Final = frozenset({Role.BODY, Role.POST, Role.QUOTE, Role.HEADING})
_TAIL: Final = re.compile(r"[(\[—–-]\s*(?P<agency>[A-Z][A-Za-z .\-]{1,30}?)[)\]]?\.?$")
_RIGHTS: Final = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?((?:19|20)\d\d)(?!\s?[-–])", re.IGNORECASE
)
_DATED: Final = {Role.BYLINE: 25, Role.STANDFIRST: 10, Role.BOILERPLATE: 14}
_EDGE: Final = 60  # units at either end of a page in which it speaks of itself
_TOP: Final = 12  # units in which a bare date line is the page's own


def fill_metadata(report: Report, reading: Reading, words: PageWords) -> Report:
    """The report with what its text says of itself, where the user said nothing."""
    published, modified = _dates(reading, words)
    title = None
    if reading.headline is not None:
        unit = reading.units[reading.headline]
        title = report.text[unit.start : unit.end]
    return replace(
        report,
        published=report.published or published,
        modified=report.modified or modified,
        publisher=report.publisher or _publisher(reading, words),
        agency=report.agency or _agency(reading, words),
        title=report.title or title,
        language=report.language or detect_language(report.text),
    )


def _dates(reading: Reading, words: PageWords) -> tuple[date | None, date | None]:
    """Published and modified, each only if stated in full or completed by a copyright year."""
    published: list[date] = []
    modified: list[date] = []
    bare: list[date] = []
    for i, unit in _framing(reading):
        day = find_day(unit.head, None)
        if day is None:
            continue
        kind = _cue(unit, words)
        if kind == "published":
            published.append(day)
        elif kind == "modified":
            modified.append(day)
        elif i < _TOP and len(unit.words) <= _DATED.get(reading.roles[i], 0):
            bare.append(day)
    dated = published or bare
    if not dated:
        line = _from_dateline(reading)
        dated = [] if line is None else [line]
    both = _second_day(reading, words)
    return (dated[0] if dated else None), (modified[0] if modified else both)


def _framing(reading: Reading) -> Iterator[tuple[int, Unit]]:
    """The lines around the story that may state its date."""
    count = len(reading.units)
    for i in sorted({*range(min(count, _EDGE)), *range(max(0, count - _EDGE), count)}):
        unit, role = reading.units[i], reading.roles[i]
        if role not in _TOLD and role is not Role.TEASER and len(unit.words) <= 25:
            yield i, unit


def _cue(unit: Unit, words: PageWords) -> str | None:
    """Does the line say what its first date is of?"""
    said = [word.lower() for word in unit.words[:4]]
    for length in (2, 1):
        for i in range(len(said)):
            cue = " ".join(said[i : i + length])
            if cue in words.published and (i == 0 or length == 2 or cue != "date"):
                return "published"
            if cue in words.modified:
                return "modified"
    return None


def _second_day(reading: Reading, words: PageWords) -> date | None:
    """Published 17 December 2024, updated 18 December 2024: one line, two dates."""
    for _, unit in _framing(reading):
        lower = unit.lower
        for cue in ("updated", "modified"):
            at = lower.find(cue, 8)
            if at > 0 and cue in words.modified and (day := find_day(unit.head[at:], None)):
                return day
    return None


def _from_dateline(reading: Reading) -> date | None:
    """KYIV, Dec 17 2024 (Agency) — ...; without a year that of the copyright line."""
    years = {
        int(found[1])
        for i, unit in enumerate(reading.units)
        if reading.roles[i] not in _TOLD and (found := _RIGHTS.search(unit.head))
    }
    year = years.pop() if len(years) == 1 else None
    for unit in _first_told(reading):
        line = dateline_of(unit)
        if line is not None:
            return find_day(line["place"], year)
    return None


def _first_told(reading: Reading) -> list[Unit]:
    told = (u for u, role in zip(reading.units, reading.roles, strict=True) if role is Role.BODY)
    first = next(told, None)
    return [] if first is None else [first]


def _agency(reading: Reading, words: PageWords) -> str | None:
    """Who made the text: the byline, then the dateline, then the sign-off."""
    for i, unit in enumerate(reading.units):
        if reading.roles[i] is Role.BYLINE:
            credited = _credited(unit, words)
            if credited is not None:
                return credited
    for unit in _first_told(reading):
        line = dateline_of(unit)
        if line is not None and line["agency"]:
            name = line["agency"].strip()
            written = name.title() if len(name) > 5 and name.isupper() else name
            return words.agencies.get(name.lower(), written)
    told = [u for u, role in zip(reading.units, reading.roles, strict=True) if role in _TOLD]
    if told:
        tail = _TAIL.search(told[-1].head if not told[-1].is_clipped else told[-1].tail)
        return None if tail is None else words.agencies.get(tail["agency"].strip().lower())
    return None


def _credited(unit: Unit, words: PageWords) -> str | None:
    """By AFP; By Jane Doe, Reuters; Source: Xinhua; AFP in Kyiv."""
    plain = re.sub(r"^(?:by|source:?|from|with)\s+", "", unit.lower.strip())
    for part in re.split(r"\s+(?:and|in|of|for|via)\s+|[,/|•·()–—]|\s-\s", plain):
        agency = words.agencies.get(part.strip(" .:"))
        if agency is not None:
            return agency
    name = re.sub(r"^[Bb]y\s+", "", unit.head).strip("()[]—–- .")
    return name if name[:1].isupper() and len(unit.words) <= 5 and is_agency(name, words) else None


def _masthead(reading: Reading, words: PageWords) -> str | None:
    """The paper's name above the story; capitals throughout are set as a title."""
    end = reading.headline if reading.headline is not None else -1
    for i, unit in enumerate(reading.units[: end + 3]):
        if reading.marks[i] is Mark.MASTHEAD and (name := masthead_name(unit, words)):
            return name.title() if name.isupper() and len(name) > 4 else name
    return None


def _publisher(reading: Reading, words: PageWords) -> str | None:
    """The name that the page's furniture gives itself most often."""
    names: Counter[str] = Counter()
    for i, unit in enumerate(reading.units):
        if reading.roles[i] in _TOLD or reading.roles[i] in {Role.HEADLINE, Role.TEASER}:
            continue
        for pattern in words.publisher:
            for found in pattern.finditer(unit.head[:400]):
                name = found["name"].strip(" .'’&-")
                name = name[0].upper() + name[1:]
                if name not in words.never_publisher:
                    names[name] += 1
    if not names:
        return _masthead(reading, words)
    (name, most), *others = names.most_common(2)
    return None if others and others[0][1] == most and most == 1 and len(names) > 2 else name
