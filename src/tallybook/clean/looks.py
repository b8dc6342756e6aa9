"""Single looks of a line: a clock, a date, a byline, a credit, a masthead, a datum."""

from __future__ import annotations

import re
from typing import Final

from tallybook.clean.units import Unit
from tallybook.language.credits import is_agency
from tallybook.language.datelines import dateline_at
from tallybook.language.page import PageWords

_LONGEST_NAMES: Final = 6
"""Words of the longest byline with a full stop behind it: By Jane Doe in Kyiv."""
_LONGEST_WHERE: Final = 24  # words
_AND: Final = 3  # letters of the longest word that joins two names
_DATA: Final = re.compile(r"^[A-Z][\w /’'-]{2,40}: ?(?:[a-z]+ ){0,3}[$€£]?\d")
_TIME: Final = re.compile(
    r"^(?:posted at |updated at |at )?(?P<hour>[01]?\d|2[0-3])"
    r"(?:[:.h](?P<minute>[0-5]\d)(?![\d.,%])|(?= ?[ap]\.?m\b))"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>[A-Z]{2,4})?\b",
    re.IGNORECASE,
)
_HOUR = r"(?:[01]?\d|2[0-3])"
_HALF = r"[ap]\.?m\b\.?"
_WITH_COLON = rf"{_HOUR}:[0-5]\d(?! ?(?:minutes|seconds|hours))(?:\s*(?:{_HALF}|[A-Z]{{3,4}}\b))?"
_WITH_POINT = rf"{_HOUR}[.h][0-5]\d ?(?:{_HALF}|[A-Z]{{3,4}}\b)"
_TIMED: Final = re.compile(rf"^(?:{_WITH_COLON}|{_WITH_POINT})\W+(?=\w)")
_MONTH = r"[A-Za-z]{3,9}\.?,?"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?,?"
_WRITTEN = rf"(?:{_ORDINAL} {_MONTH}|{_MONTH} {_ORDINAL}) \d{{4}}"
_NUMBERS = r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
_DATE: Final = re.compile(rf"^(?:[A-Za-z]{{3,9}},? )?(?:{_WRITTEN}|{_NUMBERS})(?:\W.{{0,45}})?$")
_SLASHED: Final = re.compile(r"^[\w .'’&-]{2,60} (?:/|VIA|via) [\w .'’&/-]{2,60}$")
_INITIALS: Final = re.compile(
    r"^[a-z]{2,4}(?:[-/][a-z]{2,4}){1,5}(?: \([A-Za-z][\w ,/-]{1,40}\))?$"
)
_SENT: Final = re.compile(
    r"^(?P<place>[A-Z][A-Z .'’-]+?)\s*[-–—]\s*(?P<agency>[A-Za-z][\w .'’&-]*)$"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_WORD = r"[A-Z&][\w'’&.]*"
_NAME: Final = re.compile(rf"[A-Z][\w'’&.]*(?: (?:(?:of|and|the|for|de|la) )?{_WORD})*")


def is_dateline(unit: Unit) -> bool:
    """A paragraph that opens with a dateline is the story's, however it ends."""
    found = dateline_at(unit.head)
    if found is None:
        return False
    return found.agency is not None or (found.place is not None and found.day is not None)


def is_datum(unit: Unit) -> bool:
    """Dead: 193. A headline may look so; two in a row are a list."""
    return _DATA.match(unit.head) is not None


def is_timed(unit: Unit) -> bool:
    """A line of news behind a clock: 17:30 Ministry counts nine dead."""
    return _TIMED.match(unit.head) is not None and not is_clock(unit)


def is_signature(unit: Unit, words: PageWords) -> bool:
    """(Example Wire), — AFP, © AFP, ab-cd/ef: who made the text, alone on its line."""
    text = unit.head
    if _INITIALS.match(text):
        return True
    sent = _SENT.match(text) if len(unit.words) <= _LONGEST_NAMES else None
    if sent is not None and (
        sent["agency"].lower() in words.agencies or is_agency(sent["agency"], words)
    ):
        return True  # KELL – Example News Agency
    inner = text.strip("()[]—–-© .")
    marked = text[0] in "([—–-©" and len(unit.words) <= 4 and inner[:1].isupper()
    return marked and (inner.lower() in words.agencies or is_agency(inner, words))


def is_byline(unit: Unit, words: PageWords) -> bool:
    """By AFP; Reporting by ...; Published: 17 December 2024; Dec. 18, 2024, 9:14 a.m."""
    lower = unit.lower.lstrip("([—–- ")
    if lower.startswith(words.byline_starts):
        if lower.startswith(("reporting by", "editing by")):
            return True
        # "By evening the mortuary had received 43 bodies." tells
        return len(unit.words) <= (_LONGEST_NAMES if unit.ends else 12)
    if any(cue in lower for cue in words.byline_holds):
        return True
    if _says_where(unit, words):
        return True
    if len(unit.words) > 14:
        return False
    first = " ".join(word.lower() for word in unit.words[:2])
    dated = re.search(r"\d{4}|\d{1,2}[:.]\d\d|\bago\b", lower) is not None
    cues = words.published | words.modified
    if dated and (first in cues or first.split(" ")[0] in cues):
        return True
    if unit.ends and not re.search(r"[ap]\.m\.$", lower):
        return False
    capitals = sum(word[0].isupper() for word in unit.words)
    named = not words.duties.isdisjoint(word.lower() for word in unit.words[1:])
    if named and capitals >= len(unit.words) - 2 and len(unit.words) <= 8:
        return True
    return is_date_line(unit)


def _says_where(unit: Unit, words: PageWords) -> bool:
    """Ana Roe reported from Kell, and Li Wu from Selm."""
    cue = next((cue for cue in words.byline_from if f" {cue} " in unit.lower), None)
    if cue is None or len(unit.words) > _LONGEST_WHERE or any(c.isdigit() for c in unit.head):
        return False
    names = unit.head[: unit.lower.index(f" {cue} ")].split()
    joined = all(name[0].isupper() or len(name) <= _AND for name in names)
    return len(names) <= _LONGEST_NAMES and joined


def is_date_line(unit: Unit) -> bool:
    """A line that is a date, perhaps with a time and a place behind it."""
    return len(unit.words) <= 10 and is_date(unit.head)


def is_date(text: str) -> bool:
    """Text that is a date with little behind it."""
    return _DATE.match(text) is not None


def is_credit(unit: Unit, words: PageWords) -> bool:
    """The line under a picture or its credit."""
    lower, count = unit.lower, len(unit.words)
    if count > 60 or _INITIALS.match(unit.head):
        return False
    if lower.startswith(words.caption_starts) and (":" in lower[:20] or count <= 12):
        return True
    if words.caption_holds.search(lower) or words.credit.search(unit.head):
        return True
    if count > 8 or unit.ends:
        return False
    if lower.endswith(words.caption_ends):
        return True
    if not _SLASHED.match(unit.head):
        return False
    return any(part.strip() in words.agencies for part in re.split(r"/|\bvia\b", lower))


def time_of(unit: Unit) -> re.Match[str] | None:
    """The time that a live blog's post begins with."""
    return _TIME.match(unit.head)


def is_clock(unit: Unit) -> bool:
    """A line that is a time, perhaps with its zone and day, and no more."""
    found = time_of(unit)
    if found is None or len(unit.words) > 7:
        return False
    rest = unit.head[found.end() :].strip(" \t-–—|,:.()")
    return not rest or rest.isupper() or is_date(rest)


def is_masthead(unit: Unit, words: PageWords) -> bool:
    """The Example Times; Example Times - World news in brief, 9 February 2025."""
    name = masthead_name(unit, words)
    if name is None:
        return False
    rest = unit.head[len(name) :].strip()
    dated = rest[:1] in "-–—|,·:(" and _YEAR.search(rest) is not None
    return not rest or (dated and len(unit.words) <= 14)


def masthead_name(unit: Unit, words: PageWords) -> str | None:
    """The run of capitalised words that begins a line, if it ends as papers' names do."""
    found = _NAME.match(unit.head)
    if found is None or unit.ends or len(unit.words) > 14:
        return None
    name = found.group().strip()
    parts = name.lower().split()
    ends = parts[-1] in words.masthead_kinds
    return name if 2 <= len(parts) <= 5 and ends else None


def is_wholly_quoted(unit: Unit) -> bool:
    """Nothing outside one pair of quotation marks, or a ">" before it."""
    text = unit.head
    if text.startswith(">"):
        return True
    if unit.is_clipped or len(text) < 3:
        return False
    pairs = {"“": "”", '"': '"', "«": "»"}
    closing = pairs.get(text[0])
    return closing is not None and text.find(closing, 1) == len(text.rstrip(".")) - 1
