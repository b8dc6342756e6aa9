"""The posts of a live blog in a page's tree, each with its own time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from tallybook.read.html.anchors import Anchor, find_anchors
from tallybook.read.html.mastheads import folded
from tallybook.read.html.metadata import Metadata, find_metadata
from tallybook.read.html.post_times import Found, times_of
from tallybook.read.html.prose import Prose, count_prose
from tallybook.read.html.records import (
    LEAST,
    find_groups,
    find_lines,
    is_beside,
    is_named_live,
    runs_from,
    without_cards,
)
from tallybook.read.html.updates import Update
from tallybook.read.html.zones import text_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FEWEST: Final = 2
_NAMED: Final = 0.3
_UNNAMED: Final = 0.5
"""The share of the page's prose that posts have whose page does not say that it is a live blog:
where their names say that they are posts, and where nothing does."""
_START: Final = 50  # letters by which a text is known again
_OUTER: Final = 4  # elements at the beginning of a post that may carry its id
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Post:
    """A post: its number down the page from 1; time aware where the page says the zone."""

    number: int
    time: datetime | None = None
    headline: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class ExtraPost:
    """A post that only JSON-LD has; its text is `lines`, a paragraph each."""

    number: int
    time: datetime | None
    headline: str | None
    lines: tuple[str, ...]


def find_posts(
    tree: HtmlElement, metadata: Metadata | None = None
) -> list[tuple[HtmlElement, Post]]:
    """The elements of the page's posts in document order; none where it is no live blog.

    A post is one container, or where clock lines and paragraphs are siblings several elements in
    a row that share one Post.
    """
    metadata = metadata if metadata is not None else find_metadata(tree)
    anchors = _anchors(tree, metadata)
    if len(anchors) < _FEWEST and not metadata.live:
        return []
    runs = _stated(tree) or _repeated(tree, metadata, anchors)
    runs = _without_copies(runs)
    stated = {anchor.element: anchor for anchor in anchors}
    entries = _entries(metadata.updates)
    found = [_found(run, stated, entries) for run in runs]
    times = times_of(tree, found, metadata.published, metadata.modified)
    return [
        (element, post)
        for number, (each, time) in enumerate(zip(found, times, strict=True), 1)
        for post in [Post(number, time, each.headline, each.id)]
        for element in each.run
    ]


def extra_posts(
    metadata: Metadata, posts: Sequence[tuple[Any, Post]], text: str
) -> list[ExtraPost]:
    """The posts of the JSON-LD whose words the page's text does not have, numbered on."""
    whole = folded(text)
    number = max((post.number for _, post in posts), default=0)
    found: list[ExtraPost] = []
    for update in metadata.updates:
        starts = [start for line in update.lines[:3] if len(start := folded(line)[:_START]) > 12]
        if not starts and update.headline is not None:
            starts = [folded(update.headline)]
        if not starts or any(start in whole for start in starts):
            continue
        number += 1
        found.append(ExtraPost(number, update.at, update.headline, update.lines))
    return found


def _anchors(tree: Any, metadata: Metadata) -> list[Anchor]:
    """Times, and elements that JSON-LD's posts are known by."""
    anchors = find_anchors(tree, metadata.live)
    if not metadata.updates:
        return anchors
    keys = {key for update in metadata.updates for key in update.keys}
    titles = {folded(update.headline) for update in metadata.updates if update.headline}
    known = {anchor.element for anchor in anchors}
    marked = [
        Anchor(element)
        for element in tree.xpath("//*[@id or @data-id or @data-post-id]")
        if keys & {element.get("id"), element.get("data-id"), element.get("data-post-id")}
        and element not in known
    ]
    titled = [
        Anchor(heading)
        for heading in tree.iter("h2", "h3", "h4", "h5")
        if heading not in known and folded(text_in(heading, 300)) in titles
    ]
    return [*anchors, *marked, *titled]


def _stated(tree: Any) -> list[list[Any]]:
    """The posts that microdata names as such."""
    named = [
        element
        for element in tree.xpath("//*[@itemprop]")
        if "liveblogupdate" in element.get("itemprop").lower().split()
    ]
    return [[element] for element in named if element.tag not in {"meta", "link"}]


def _repeated(tree: Any, metadata: Metadata, anchors: Sequence[Anchor]) -> list[list[Any]]:
    prose = count_prose(tree)
    whole = max(1, prose.own(tree))
    path = urlsplit(metadata.url).path if metadata.url else None
    best: list[list[Any]] = []
    for group in find_groups(anchors, prose):
        members = [each for each in group.members if _is_post(each, metadata, prose)]
        members = members if metadata.live else without_cards(members, path)
        members = _in_order(members, prose)
        runs = [[each] for each in members]
        if members and all(each.tag == "p" for each in members):
            runs = [run for part in _by_parent(members) for run in runs_from(part)]
        if _is_live(runs, metadata, anchors, prose, whole) and _size(runs, prose) > _size(
            best, prose
        ):
            best = runs
    if not best:
        runs = find_lines(anchors, prose)
        runs = [run for run in runs if not is_beside(run[0], not metadata.live)]
        if _is_live(runs, metadata, anchors, prose, whole):
            best = runs
    if not best and metadata.live:  # one post is in the page, the others are loaded later
        marked = (a.element for a in anchors if a.stamp is None and a.clock is None)
        best = [[each] for each in marked if _is_post(each, metadata, prose)][:1]
    return best


def _is_post(element: Any, metadata: Metadata, prose: Prose) -> bool:
    if prose.own(element) < LEAST or prose.linked(element) > prose.own(element):
        return False
    return not is_beside(element, teasers=not metadata.live)


def _is_live(
    runs: Sequence[Sequence[Any]],
    metadata: Metadata,
    anchors: Sequence[Anchor],
    prose: Prose,
    whole: int,
) -> bool:
    """Are these posts of a live blog, not a list of dates in an article or of other stories?"""
    if len(runs) < _FEWEST:
        return bool(runs) and metadata.live
    if metadata.live:
        return True
    clocked = {a.element for a in anchors if a.clock or (a.stamp and a.stamp.at)}
    timed = sum(any(not clocked.isdisjoint(each.iter()) for each in run) for run in runs)
    if 2 * timed <= len(runs):
        return False
    share = _size(runs, prose) / whole
    return share >= (_NAMED if is_named_live(run[0] for run in runs) else _UNNAMED)


def _size(runs: Sequence[Sequence[Any]], prose: Prose) -> int:
    return sum(prose.own(element) for run in runs for element in run)


def _in_order(members: list[Any], prose: Prose) -> list[Any]:
    return sorted(
        dict.fromkeys(members), key=lambda each: (prose.spans[each][0], prose.spans[each][1])
    )


def _by_parent(members: Sequence[Any]) -> list[list[Any]]:
    parts: dict[Any, list[Any]] = {}
    for each in members:
        parts.setdefault(each.getparent(), []).append(each)
    return list(parts.values())


def _without_copies(runs: Sequence[list[Any]]) -> list[list[Any]]:
    """A pinned post stands a second time where it belongs: that place counts."""
    last: dict[str, int] = {}
    for i, run in enumerate(runs):
        last[folded(" ".join(text_in(each) for each in run))] = i
    kept = set(last.values())
    return [run for i, run in enumerate(runs) if i in kept]


@dataclass(frozen=True, slots=True)
class _Entries:
    """The entries of JSON-LD by what a post may be known by."""

    keys: Mapping[str, Update]
    titles: Mapping[str, Update]
    starts: Mapping[str, Update]


def _entries(updates: Sequence[Update]) -> _Entries:
    starts = ((folded(line)[:_START], each) for each in updates for line in each.lines[:2])
    return _Entries(
        {key: each for each in updates for key in each.keys},
        {folded(each.headline): each for each in updates if each.headline},
        {start: each for start, each in starts if len(start) > _START // 2},
    )


def _found(run: list[Any], stated: Mapping[Any, Anchor], entries: _Entries) -> Found:
    own = [stated[inner] for each in run for inner in each.iter() if inner in stated]
    clocks = {anchor.element for anchor in own if anchor.clock is not None}
    titles = (heading for each in run for heading in each.iter(*_HEADINGS))
    headline = next(
        (t for each in titles if each not in clocks and (t := text_in(each, 300))), None
    )
    first = list(islice(run[0].iter(), _OUTER))
    name = next((str(each.get("id")) for each in first if each.get("id")), None)
    return Found(run, own, headline, name, _entry(run, first, headline, entries))


def _entry(
    run: list[Any], first: list[Any], headline: str | None, entries: _Entries
) -> Update | None:
    """The entry of a post: by an id or a link to it, by its title, by how a paragraph begins."""
    if not entries.keys and not entries.titles and not entries.starts:
        return None
    names = [str(value) for each in first for value in each.attrib.values()]
    links = [link.get("href") or "" for each in run for link in each.iter("a")]
    for key in (*names, *(href.rsplit("#", 1)[1] for href in links if "#" in href)):
        if key in entries.keys:
            return entries.keys[key]
    if headline is not None and folded(headline) in entries.titles:
        return entries.titles[folded(headline)]
    for each in run:
        for paragraph in each.iter("p", "div", "li"):
            start = folded(text_in(paragraph, 300))[:_START]
            if start in entries.starts:
                return entries.starts[start]
    return None
