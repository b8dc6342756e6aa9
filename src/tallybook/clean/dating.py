"""When a page was published and changed, by its text: in full, or back from when it was fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from tallybook.clean.marks import Mark
from tallybook.clean.roles import Reading
from tallybook.clean.units import Unit
from tallybook.language.datelines import dateline_at
from tallybook.language.dates.calendar import first_day
from tallybook.language.dates.words import load_date_words
from tallybook.language.page import PageWords
from tallybook.model import Role

_TOLD: Final = frozenset({Role.BODY, Role.POST, Role.QUOTE, Role.HEADING})
_DATED: Final = {Role.BYLINE: 25, Role.STANDFIRST: 10, Role.BOILERPLATE: 14}
_EDGE: Final = 60  # units at either end of a page in which it speaks of itself
_TOP: Final = 12  # units in which a bare date line is the page's own
_LONGEST: Final = 25  # words of a line that dates the page
_LABEL: Final = 3  # words of a line that says what the date below it is of
_MONTHS: Final = 12
_EITHER: Final = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?!\d)")
_CAPITAL: Final = re.compile(r"\b[A-Z][a-z]{2,8}\b")
_SIGN_OFF: Final = 6  # words of a line below the story that signs and dates it


def find_day(text: str, year: int | None, months: frozenset[int] = frozenset()) -> date | None:
    """The first day of the calendar in a line; without its year only if `year` supplies one.

    05/03/2025 may be of May or of March: it is passed over, unless just one is among `months`,
    those that the page names elsewhere.
    """
    return first_day(_EITHER.sub(lambda found: _one_way(found, months), text), year)


def _one_way(found: re.Match[str], months: frozenset[int]) -> str:
    first, second, year = (int(each) for each in found.groups())
    if max(first, second) > _MONTHS or first == second:
        return found[0]
    if (first in months) == (second in months):
        return " "
    month, day = (first, second) if first in months else (second, first)
    return f"{year}-{month:02}-{day:02}"


def _months_told(reading: Reading) -> frozenset[int]:
    """The months that the story names in words."""
    known = load_date_words("en").months
    told = (u.head for u, role in zip(reading.units, reading.roles, strict=True) if role in _TOLD)
    named = (known.get(word.lower()) for head in told for word in _CAPITAL.findall(head))
    return frozenset(number for number in named if number is not None)


def day_ago(text: str, retrieved: datetime | None, words: PageWords) -> date | None:
    """The day of "3 hours ago" on a page fetched then; None where it may be either of two."""
    found = words.ago.search(text.lower())
    if found is None or retrieved is None:
        return None
    try:
        if found["now"]:
            return retrieved.date()
        if found["yesterday"]:
            return (retrieved - timedelta(days=1)).date()
        count = int(found["count"]) if found["count"].isdecimal() else 1
        if found["days"]:
            return (retrieved - timedelta(days=count)).date()
        if found["minutes"]:
            return (retrieved - timedelta(minutes=count)).date()
        # Four hours less a minute are "3 hours" on most pages.
        latest = (retrieved - timedelta(hours=count)).date()
        earliest = (retrieved - timedelta(hours=count, minutes=59)).date()
    except OverflowError:
        return None
    return latest if latest == earliest else None


def page_dates(
    reading: Reading, retrieved: datetime | None, words: PageWords
) -> tuple[date | None, date | None]:
    """Published and modified, each only if stated in full or completed by what the page says."""
    said: dict[str, list[date]] = {"published": [], "modified": []}
    bare: list[date] = []
    below: list[date] = []
    label: str | None = None
    last = max((i for i, role in enumerate(reading.roles) if role in _TOLD), default=-1)
    months = _months_told(reading)
    for i, unit in _framing(reading):
        stated = _stated(unit, retrieved, words, months)
        for kind, stated_day in stated:
            said[kind].append(stated_day)
        day = find_day(unit.head, None, months) if not stated else None
        if day is not None and label is not None:
            said[label].append(day)
        elif day is not None and i < _TOP and len(unit.words) <= _DATED.get(reading.roles[i], 0):
            bare.append(day)
        elif day is not None and reading.roles[i] is Role.BYLINE and i > last:
            below += [day] if len(unit.words) <= _SIGN_OFF else []
        label = _label(unit, words)
    dated = said["published"] or bare or _from_dateline(reading, words) or below
    return (dated[0] if dated else None), (said["modified"][0] if said["modified"] else None)


def _framing(reading: Reading) -> Iterator[tuple[int, Unit]]:
    """The lines around the story that may state its date; readers' comments have their own."""
    count = len(reading.units)
    marks = reading.marks
    end = next((i for i in range(count) if marks[i] is Mark.COMMENTS), count)
    if _tells_after(reading, end):
        end = count
    for i in sorted({*range(min(end, _EDGE)), *range(max(0, end - _EDGE), end)}):
        unit, role = reading.units[i], reading.roles[i]
        if role not in _TOLD and role is not Role.TEASER and len(unit.words) <= _LONGEST:
            yield i, unit


def _tells_after(reading: Reading, end: int) -> bool:
    return any(role in _TOLD for role in reading.roles[end:])


def _stated(
    unit: Unit, retrieved: datetime | None, words: PageWords, months: frozenset[int]
) -> list[tuple[str, date]]:
    """Published 17 December 2024, updated 18 December 2024: what each date of a line is of."""
    cues = list(_cues(unit, words))
    found: list[tuple[str, date]] = []
    for at, (start, kind) in enumerate(cues):
        end = cues[at + 1][0] if at + 1 < len(cues) else len(unit.head)
        part = unit.head[start:end]
        day = find_day(part, None, months) or day_ago(part, retrieved, words)
        if day is not None:
            found.append((kind, day))
    return found


def _cues(unit: Unit, words: PageWords) -> Iterator[tuple[int, str]]:
    """Where a line says of what the next date is: the offset, and published or modified."""
    spans = [(m.start(), m.end()) for m in re.finditer(r"[^\W\d_]+", unit.lower)]
    i = 0
    while i < len(spans):
        for length in (2, 1):
            if i + length > len(spans):
                continue
            start, end = spans[i][0], spans[i + length - 1][1]
            cue = re.sub(r"\s+", " ", unit.lower[start:end])
            if cue in words.modified:
                yield start, "modified"
                i += length - 1
                break
            opens = i == 0 or length == 2 or _opens(unit.lower, start)
            if cue in words.published and (opens or (i < 4 and cue not in _weak(words))):
                yield start, "published"
                i += length - 1
                break
        i += 1


def _weak(words: PageWords) -> frozenset[str]:
    """Cues that are nouns too, and count only at the beginning: Date: …"""
    return frozenset(cue for cue in words.published if not cue.endswith("ed"))


def _opens(line: str, start: int) -> bool:
    """Does a mark stand before the word?"""
    return line[:start].rstrip()[-1:] in {"|", "·", "•", "(", ",", "–", "—", "-", "/", ";"}


def _label(unit: Unit, words: PageWords) -> str | None:
    """A line that only says what the date below it is of: Last updated."""
    if len(unit.words) > _LABEL:
        return None
    if unit.bare in words.published:
        return "published"
    return "modified" if unit.bare in words.modified else None


def _from_dateline(reading: Reading, words: PageWords) -> list[date]:
    """KYIV, Dec 17 2024 (Agency) — ...; without a year that of the copyright line."""
    years = {
        int(found["year"])
        for i, unit in enumerate(reading.units)
        if reading.roles[i] not in _TOLD
        and (found := words.rights.search(unit.head))
        and found["year"]
    }
    year = years.pop() if len(years) == 1 else None
    told = (u for u, role in zip(reading.units, reading.roles, strict=True) if role is Role.BODY)
    first = next(told, None)
    line = None if first is None else dateline_at(first.head)
    day = None if line is None or line.day is None else find_day(line.day, year)
    return [] if day is None else [day]
