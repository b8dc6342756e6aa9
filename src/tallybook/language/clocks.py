"""Clock times with their zones, as pages write them: 14:32 GMT, 2.15pm, 9 a.m. ET."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tallybook.errors import DataError
from tallybook.language.word_tables import read_words

_NOON = 12


@dataclass(frozen=True, slots=True, eq=False)
class ClockWords:
    """clock: a clock with its zone. lead: what may precede it. beside: what says nothing more."""

    clock: re.Pattern[str]
    lead: re.Pattern[str]
    beside: re.Pattern[str]
    all_times: re.Pattern[str]
    pm: frozenset[str]
    am: frozenset[str]
    offsets: Mapping[str, int]
    zones: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the day in `text[start:end]`; zone as written in lower case, None where unsaid."""

    start: int
    end: int
    hour: int
    minute: int
    zone: str | None = None

    @property
    def minutes(self) -> int:
        """Minutes since midnight."""
        return 60 * self.hour + self.minute


@cache
def load_clock_words(language: str = "en") -> ClockWords:
    """The language's words of clocks; raises DataError where the file is wrong."""
    where, data = read_words(language, "clocks.toml")
    try:
        halves = _either([*data["am"], *data["pm"]])
        named = _either([*data["offsets"], *data["zones"]])
        zone = rf"(?:gmt|utc)\s?[+-]\s?\d{{1,2}}(?::?[0-5]\d)?|{named}"
        ends = rf"(?:\s*(?P<half>{halves})(?!\w))?(?:\s*\(?(?P<zone>{zone})\b\)?)?"
        clock = (
            rf"(?<![\w.,:/+-])(?:(?P<hour>[01]?\d|2[0-3])(?:[:.h](?P<minute>[0-5]\d)(?::[0-5]\d)?"
            rf"(?![\d%]|[.,:]\d)|(?=\s?(?:{halves})(?!\w)))){ends}"
        )
        beside = _either(data["beside"])
        return ClockWords(
            clock=re.compile(clock, re.IGNORECASE),
            lead=re.compile(rf"(?:(?:{beside})\b:?\s*)*", re.IGNORECASE),
            beside=re.compile(rf"\b(?:{beside})\b", re.IGNORECASE),
            all_times=re.compile(
                rf"\b(?:{_either(data['all_times'])})\s*:?\s*\(?(?P<zone>{zone})\b", re.IGNORECASE
            ),
            pm=frozenset(data["pm"]),
            am=frozenset(data["am"]),
            offsets=data["offsets"],
            zones=data["zones"],
        )
    except (KeyError, TypeError, re.error) as error:
        raise DataError(where, f"cannot be used ({error!r})", "compare language/en") from error


def find_clock(text: str, words: ClockWords) -> Clock | None:
    """The first clock in a line, wherever it stands."""
    return _clock(words.clock.search(text), words)


def leading_clock(text: str, words: ClockWords) -> Clock | None:
    """The clock that a line begins with; "posted at" may precede it."""
    lead = words.lead.match(text)
    return _clock(words.clock.match(text, lead.end() if lead else 0), words)


def said_zone(text: str, words: ClockWords) -> str | None:
    """The zone of a line such as "All times GMT"."""
    found = words.all_times.search(text)
    return None if found is None else found["zone"].lower()


def moment(day: date, clock: Clock, words: ClockWords, zone: str | None = None) -> datetime:
    """The clock's time on a day; `zone` is the page's where the clock states none. Aware if any."""
    naive = datetime.combine(day, time(clock.hour, clock.minute))
    return naive.replace(tzinfo=_zone(clock.zone or zone, naive, words))


def _clock(found: re.Match[str] | None, words: ClockWords) -> Clock | None:
    if found is None:
        return None
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half in words.pm and hour < _NOON:
        hour += _NOON
    elif half in words.am and hour == _NOON:
        hour = 0
    zone = found["zone"]
    return Clock(
        found.start(),
        found.end(),
        hour,
        int(found["minute"] or 0),
        None if zone is None else " ".join(zone.lower().split()),
    )


def _zone(name: str | None, at: datetime, words: ClockWords) -> tzinfo | None:
    if name is None:
        return None
    shift = re.fullmatch(r"(?:gmt|utc)\s?([+-])\s?(\d{1,2}):?(\d\d)?", name)
    if shift is not None:
        minutes = 60 * int(shift[2]) + int(shift[3] or 0)
        return _fixed(-minutes if shift[1] == "-" else minutes)
    if name in words.offsets:
        return _fixed(words.offsets[name])
    try:
        offset = at.replace(tzinfo=ZoneInfo(words.zones[name])).utcoffset()
    except (KeyError, ValueError, ZoneInfoNotFoundError):  # a machine without the tz database
        return None
    return None if offset is None else timezone(offset)


def _fixed(minutes: int) -> timezone | None:
    return timezone(timedelta(minutes=minutes)) if abs(minutes) < 24 * 60 else None


def _either(phrases: Iterable[str]) -> str:
    """Any of the phrases, the longest first; white space in them as it comes."""
    longest = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in longest)
