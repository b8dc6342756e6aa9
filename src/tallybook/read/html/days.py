"""Published and modified, kept apart, from all that states them; nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from tallybook.language.page import PageWords, load_page_words
from tallybook.read.html import heads
from tallybook.read.html.articles import Article
from tallybook.read.html.heads import Head
from tallybook.read.html.json_ld import Note, each_of
from tallybook.read.html.stamps import Stamp, is_no_date, read_stamp
from tallybook.read.html.zones import around_title, text_in

_CHANGED: Final = ("updated", "modified", "lastmod", "last-mod")
_ISSUED: Final = ("published", "publish", "pubdate", "entry-date", "posted")
_LONGEST: Final = 12  # words beside a date that say what it is of


@dataclass(frozen=True, slots=True)
class Dates:
    """What is believed; notes on what is not."""

    published: date | None = None
    modified: date | None = None
    published_at: datetime | None = None
    notes: tuple[Note, ...] = ()


def find_dates(article: Article, head: Head, line: Any | None, now: date | None) -> Dates:
    """The dates that the page states, in the order of belief: the first believable one of each.

    line: the page's title line; `<time>` elements beside it count last. now: the day after which
    one more is the latest that is believed.
    """
    issued, changed = (("", []), ("", [])) if line is None else _beside(line)
    notes: dict[Note, None] = {}
    latest = None if now is None or now == date.max else now + timedelta(days=1)
    published = _first(_published(article, head, issued[1]), latest, "published", notes)
    modified = _first(_modified(article, head, changed[1]), latest, "modified", notes)
    if published is not None:  # another source of equal day may have the clock
        clock = _first_clock(_published(article, head, issued[1]), published)
    else:
        clock = None
    return Dates(
        None if published is None else published.day,
        None if modified is None else modified.day,
        clock,
        tuple(notes),
    )


def _published(article: Article, head: Head, beside: Iterable[Stamp]) -> Iterator[Stamp | None]:
    if article.node is not None:
        yield from map(read_stamp, each_of(article.node.get("datePublished"))[:3])
    yield from map(read_stamp, head.all(heads.PUBLISHED))
    yield from map(read_stamp, head.props.get("datepublished", ()))
    yield from beside
    if article.page is not None:
        yield from map(read_stamp, each_of(article.page.get("datePublished"))[:3])


def _modified(article: Article, head: Head, beside: Iterable[Stamp]) -> Iterator[Stamp | None]:
    if article.node is not None:
        yield from map(read_stamp, each_of(article.node.get("dateModified"))[:3])
    yield from map(read_stamp, head.all(heads.MODIFIED))
    yield from map(read_stamp, head.props.get("datemodified", ()))
    yield from beside
    if article.page is not None:
        yield from map(read_stamp, each_of(article.page.get("dateModified"))[:3])


def _first(
    stamps: Iterable[Stamp | None], latest: date | None, what: str, notes: dict[Note, None]
) -> Stamp | None:
    for stamp in stamps:
        if stamp is None or is_no_date(stamp.day):
            continue
        if latest is not None and stamp.day > latest:
            reason = f"says it was {what} on {stamp.day.isoformat()}, a day that has not come"
            notes[(reason, "state its date with --published if you know it")] = None
            continue
        return stamp
    return None


def _first_clock(stamps: Iterable[Stamp | None], published: Stamp) -> datetime | None:
    if published.at is not None:
        return published.at
    found = (each for each in stamps if each is not None and each.day == published.day)
    return next((each.at for each in found if each.at is not None), None)


def _beside(line: Any) -> tuple[tuple[str, list[Stamp]], tuple[str, list[Stamp]]]:
    """Dates of the `<time>` elements around the title line: published and modified ones."""
    words = load_page_words()
    issued: list[Stamp] = []
    changed: list[Stamp] = []
    plain: list[Stamp] = []
    for element in around_title(line):
        if element.tag != "time":
            continue
        stamp = read_stamp(element.get("datetime") or text_in(element, 100))
        if stamp is None:
            continue
        said = _said(element, words)
        {"modified": changed, "published": issued}.get(said or "", plain).append(stamp)
    if not issued and plain:
        issued.append(plain[0])
    return ("published", issued), ("modified", changed)


def _said(element: Any, words: PageWords) -> str | None:
    """What the date is of: by the names of its element, else by the words before it."""
    if element.get("pubdate") is not None:
        return "published"
    own = " ".join(element.get(key) or "" for key in ("class", "itemprop", "id")).lower()
    is_changed = any(name in own for name in _CHANGED)
    if is_changed != any(name in own for name in _ISSUED):
        return "modified" if is_changed else "published"
    before = _words_before(element)
    for length in (2, 1):
        for at in range(len(before) - length, -1, -1):
            cue = " ".join(before[at : at + length])
            if cue in words.modified:
                return "modified"
            if cue in words.published:
                return "published"
    return None


def _words_before(element: Any) -> list[str]:
    """The words in the element and right before it, on its line."""
    inner = text_in(element, 200)
    parts = [inner if any(letter.isalpha() for letter in inner) else ""]
    here = element
    for _ in range(2):
        before = here.getprevious()
        parent = here.getparent()
        if before is not None:
            inner = text_in(before, 200) if before.tag != "time" else ""
            parts.insert(0, f"{inner} {before.tail or ''}")
        elif parent is not None:
            parts.insert(0, parent.text or "")
        if "".join(parts[:-1]).strip() or parent is None:
            break
        here = parent
    said = " ".join(parts).lower().replace(":", " ").split()
    return [word.strip(".,|·•()–—-") for word in said[-_LONGEST:]]
