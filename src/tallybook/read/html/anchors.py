"""What may open a post of a live blog: `<time>`, a stamp in an attribute, a line with a clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from tallybook.language.clocks import Clock, find_clock, leading_clock, load_clock_words
from tallybook.language.dates.calendar import first_day, only_day
from tallybook.language.page import load_page_words
from tallybook.read.html.stamps import Stamp, is_no_date, read_stamp
from tallybook.read.html.zones import spaced_text, text_in

STAMPS: Final = (
    "data-timestamp", "data-post-time", "data-time", "data-epoch", "data-unixtime", "data-utime",
    "data-published", "data-published-at", "data-publishedat", "data-post-date", "data-datetime",
    "data-created", "data-created-at", "data-date", "data-pubdate", "data-publish-time",
    "data-block-time", "data-ts", "data-sort-time", "data-published-date", "data-first-published",
    "data-first-publish",
)  # fmt: skip
"""Attributes in which sites keep a post's time."""

_LONGEST: Final = 60  # characters of a line that is a clock
_MOST: Final = 4_000  # anchors of a page
_FEWEST: Final = 2
_CLOCK: Final = re.compile(r"(?<!\d)\d{1,2}(?:[:.h]\d\d(?!\d)|\s?[ap]\.?m)", re.IGNORECASE)
_DIGITS: Final = re.compile(r"\d{1,2}\s?(?:[:.h]\d\d|[ap]\.?m)", re.IGNORECASE)
_TOLD: Final = frozenset({"p", "li", "div", "dd", "h2", "h3", "h4", "h5", "td"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """The element that states the time; stamp with its day, or clock alone. late: of a change."""

    element: Any
    stamp: Stamp | None = None
    clock: Clock | None = None
    late: bool = False


def find_anchors(root: Any, live: bool = False) -> list[Anchor]:
    """All of them in document order; none where a page that is not `live` has fewer than two."""
    found: list[Anchor] = []
    stamped = set(_stamped()(root)[:_MOST])
    if not live and len(stamped) + len(_CLOCK.findall(spaced_text(root))) < _FEWEST:
        return []  # most pages; to look at each element takes longer
    for element in root.iter():
        if len(found) >= _MOST:
            break
        if element in stamped:
            anchor = _of_stamp(element)
        elif (
            element.text
            and isinstance(element.tag, str)
            and _DIGITS.search(element.text[:_LONGEST])
        ):
            anchor = _of_line(element)
        else:
            continue
        if anchor is not None:
            found.append(anchor)
    return found


def day_of_line(element: Any, year: int | None) -> Any | None:
    """The day that is all that the element says."""
    if not isinstance(element.tag, str) or element.tag in {"script", "style", "nav", "table"}:
        return None
    text = text_in(element, 80)
    if not text or len(text) > _LONGEST or not any(letter.isdigit() for letter in text):
        return None
    return only_day(text, year)


@cache
def _stamped() -> Any:
    from lxml import etree  # heavy: a cold start must not pay for it

    stated = " or ".join(f"@{name}" for name in STAMPS)
    return etree.XPath(f"//*[self::time or {stated}]")


def _of_stamp(element: Any) -> Anchor | None:
    text = text_in(element, 100) if element.tag == "time" else ""
    late = _is_late(text)
    clock = find_clock(text, load_clock_words()) if text else None
    for name in ("datetime", *STAMPS):
        stated = element.get(name)
        stamp = read_stamp(stated) if stated else None
        if stamp is not None and not is_no_date(stamp.day):
            return Anchor(element, stamp, clock, late)
        if stated and name == "datetime" and clock is None:
            clock = leading_clock(stated, load_clock_words())
    if element.tag != "time":
        return None
    day = first_day(text) if text else None
    if day is not None:
        return Anchor(element, Stamp(day), clock, late)
    return None if clock is None else Anchor(element, None, clock, late)


def _of_line(element: Any) -> Anchor | None:
    """A line that is a clock, or opens with one: `<b>14:32</b>`, `<p>14:32 – Three dead`."""
    words = load_clock_words()
    if "duration" in (element.get("class") or "").lower():
        return None  # of a film
    line = " ".join(element.text.split())
    clock = leading_clock(line, words)
    rest = line[clock.end :] if clock is not None else line
    if clock is not None and element.tag in _TOLD and (len(rest) > _LONGEST or len(element)):
        goes_on = rest[:1] in {"", " ", "–", "—", "-", ":", "|", ","}
        return Anchor(element, None, clock) if goes_on else None
    if len(line) > _LONGEST:
        return None
    if clock is None:
        clock = find_clock(line, words)
        if clock is None:
            return None
        rest = f"{line[: clock.start]} {line[clock.end :]}"
    bare = words.beside.sub(" ", rest).strip(" \t-–—|,:.()·•/[]")
    if not bare or only_day(bare, 2000) is not None:
        day = first_day(bare) if bare else None
        stamp = None if day is None else Stamp(day)
        return Anchor(element, stamp, clock, _is_late(line))
    told = clock.start == 0 and element.tag in _TOLD
    return Anchor(element, None, clock) if told and len(rest.split()) > 2 else None


def _is_late(text: str) -> bool:
    """Does the line say when something was changed?"""
    lower = text.lower()
    words = load_page_words()
    return lower.startswith(tuple(words.modified))
