"""Date, masthead and agency credit from the page's own cues; what the user gave stays."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Final

from tallybook.clean.dating import page_dates
from tallybook.clean.looks import masthead_name
from tallybook.clean.marks import Mark
from tallybook.clean.roles import Reading
from tallybook.clean.units import Unit
from tallybook.language.credits import (
    credited_agency,
    is_agency,
    named_agency,
    rights_holder,
)
from tallybook.language.datelines import dateline_at
from tallybook.language.detect import detect_language
from tallybook.language.page import PageWords
from tallybook.model import Report, Role

_TOLD: Final = frozenset({Role.BODY, Role.POST, Role.QUOTE, Role.HEADING})
_TAIL: Final = re.compile(r"[(\[—–-]\s*(?P<agency>[A-Z][A-Za-z .\-]{1,30}?)[)\]]?\.?$")
_NOTICE: Final = 40  # words of a line that states whose the text is


def fill_metadata(report: Report, reading: Reading, words: PageWords) -> Report:
    """The report with what its text says of itself, where the user said nothing."""
    published, modified = page_dates(reading, report.retrieved, words)
    if modified is not None and published is not None and modified < published:
        modified = None
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


def _first_told(reading: Reading) -> list[Unit]:
    told = (u for u, role in zip(reading.units, reading.roles, strict=True) if role is Role.BODY)
    first = next(told, None)
    return [] if first is None else [first]


def _agency(reading: Reading, words: PageWords) -> str | None:
    """Who made the text: the byline, the dateline, the sign-off, then a notice of its rights."""
    for i, unit in enumerate(reading.units):
        if reading.roles[i] is Role.BYLINE:
            credited = _credited(unit, words)
            if credited is not None:
                return credited
    for unit in _first_told(reading):
        line = dateline_at(unit.head)
        if line is not None and line.agency is not None:
            name = line.agency.strip()
            written = name.title() if len(name) > 5 and name.isupper() else name
            return named_agency(name, words) or credited_agency(name, words) or written
    told = [u for u, role in zip(reading.units, reading.roles, strict=True) if role in _TOLD]
    tail = (
        None if not told else _TAIL.search(told[-1].tail if told[-1].is_clipped else told[-1].head)
    )
    signed = None if tail is None else named_agency(tail["agency"], words)
    return signed or _signed_below(reading, words) or _by_rights(reading, words)


def _signed_below(reading: Reading, words: PageWords) -> str | None:
    """(AP), alone on the line below the story; without a mark it may be a picture's."""
    last = max((i for i, role in enumerate(reading.roles) if role in _TOLD), default=-1)
    if last < 0 or last + 1 == len(reading.units):
        return None
    line = reading.units[last + 1].head
    return named_agency(line, words) if line[0] in "([—–-" else None


def _by_rights(reading: Reading, words: PageWords) -> str | None:
    """© 2024 Agency: whose text it is, on a line beside the story."""
    for unit, role in zip(reading.units, reading.roles, strict=True):
        beside = role in {Role.BOILERPLATE, Role.BYLINE} and len(unit.words) <= _NOTICE
        if beside and (agency := rights_holder(unit.head, words)) is not None:
            return agency
    return None


def _credited(unit: Unit, words: PageWords) -> str | None:
    """By AFP; By Jane Doe, Reuters; Source: Xinhua; AFP in Kyiv; By Example Wire."""
    agency = credited_agency(unit.head, words)
    if agency is not None:
        return agency
    name = unit.head
    for lead in words.makers:
        if unit.lower.startswith(lead + " "):
            name = name[len(lead) :]
            break
    name = name.strip("()[]—–- .")
    return name if name[:1].isupper() and len(unit.words) <= 5 and is_agency(name, words) else None


def _masthead(reading: Reading, words: PageWords) -> str | None:
    """The paper's name above the story; capitals throughout are set as a title."""
    end = reading.headline if reading.headline is not None else -1
    for i, unit in enumerate(reading.units[: end + 3]):
        if reading.marks[i] is Mark.MASTHEAD and (name := masthead_name(unit, words)):
            if name in words.never_publisher:
                continue
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
