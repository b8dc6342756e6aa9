"""Datelines: the place, the day and the agency that stand before a report's first words.

KYIV, Dec 17 2024 (Agency) — …; Geneva (5 March 2025) – …; (Beirut, March 5, 2025) – …;
[5 March 2025, Port Sudan] …; 2025-03-05 – …
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_UPPER = "A-ZÀ-ÖØ-Þ"
_WORD = rf"[{_UPPER}][\w.’'-]*"
_CITY = rf"{_WORD}(?:(?: | ?/ ?)(?:of |the |de |del |la |al-|el-)?{_WORD}){{0,4}}?"
_PLACE = rf"(?P<place>{_CITY}(?:, {_CITY}| \({_CITY}\)){{0,3}}?)"
_MONTH = r"[A-Za-z]{3,9}\.?"
_YEAR = r"(?:19|20)\d\d"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = (
    rf"(?:[{_UPPER}][a-z]{{2,8}}\.?,? )?"
    rf"(?:(?:{_NUMBER} {_MONTH}|{_MONTH} {_NUMBER})(?:,? (?:{_YEAR}|\d\d))?|{_YEAR}-\d\d-\d\d)"
)
_AGENCY = r"(?:[(\[](?P<agency>[A-Za-z][\w /.'’-]{1,40})[)\]] ?)?"
_DASH = r"(?:-{1,3}|[—–])"
_LAST = r"(?=[^\S\n]*(?:\n|$))"
_SHAPES: Final = tuple(
    re.compile(shape)
    for shape in (
        rf"{_PLACE}(?:,? (?P<day>{_DAY})| \((?P<kept>{_DAY})\))?,? ?{_AGENCY}{_DASH}\s+"
        rf"(?:(?P<beside>{_DAY})(?: ?{_DASH}\s+|{_LAST}))?",
        rf"[(\[]{_PLACE},? (?P<day>{_DAY})[)\]],? ?{_AGENCY}(?:{_DASH}\s+|\s+|{_LAST})",
        rf"[(\[](?P<day>{_DAY}),? {_PLACE}[)\]],? ?{_AGENCY}(?:{_DASH}\s+|\s+|{_LAST})",
        rf"(?P<day>{_DAY}),? ?{_AGENCY}{_DASH}\s+",
        rf"(?P<day>{_YEAR}-\d\d-\d\d)\s+(?=[{_UPPER}])",
    )
)
_DAYS: Final = ("day", "kept", "beside")
_GOES_ON: Final = re.compile(rf"[{_UPPER}\d\"'“‘«(\[$€£]")
_CITY_OF: Final = re.compile(r"[^\W\d_]+")
_LEAST: Final = 3  # letters of a city in capitals
_LONGEST: Final = 160


@dataclass(frozen=True, slots=True)
class Dateline:
    """start, end: its span, with the dash; what follows is the report's first sentence.

    place, day, agency: its words, each None where it names none.
    """

    start: int
    end: int
    place: str | None
    day: str | None
    agency: str | None


def dateline_at(text: str, start: int = 0, end: int | None = None) -> Dateline | None:
    """The dateline that opens text[start:end]; None where none does.

    A town in small letters before a dash is one only with a day or an agency: else it may be the
    subject of a headline.
    """
    stop = min(len(text) if end is None else end, start + _LONGEST)
    begun = start
    while begun < stop and text[begun] in " \t":
        begun += 1
    for shape in _SHAPES:
        found = shape.match(text, begun, stop)
        if found is None:
            continue
        groups = found.groupdict()
        day = next((groups[name] for name in _DAYS if groups.get(name)), None)
        agency, place = groups.get("agency"), groups.get("place")
        rest = text[found.end() : found.end() + 1]
        if rest.strip() and not _GOES_ON.match(rest):
            continue
        if day is not None or agency is not None or _shouts(place):
            return Dateline(begun, found.end(), place, day, agency)
    return None


def _shouts(place: str | None) -> bool:
    first = None if place is None else _CITY_OF.match(place)
    return first is not None and first[0].isupper() and len(first[0]) >= _LEAST
