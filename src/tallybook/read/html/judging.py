"""Which lines of a page are the report's own: trafilatura's judgement, mended by the markup."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from tallybook.model import Kind
from tallybook.read.html.contexts import Region, Story
from tallybook.read.html.lines import Line
from tallybook.read.html.matching import match_lines

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LARGEST: Final = 3_000_000
"""Letters of a page beyond which the judgement is left to the markup alone: no page is so long."""

MOST: Final = 20_000
"""Lines of such a page."""

_TOLD: Final = frozenset({Kind.PARAGRAPH, Kind.QUOTE, Kind.ITEM, Kind.ROW})
_BESIDE: Final = frozenset({Kind.QUOTE, Kind.ITEM, Kind.ROW, Kind.HEADING, Kind.PARAGRAPH})
_PROSE: Final = 40  # letters of the shortest paragraph
_LINKED: Final = 0.5
_LED: Final = 0.8
_LITTLE: Final = 140  # letters of a story too short for trafilatura to be trusted
_FEW: Final = 600  # letters below which trafilatura is asked to try harder
_SHARE: Final = 0.3
_WHOLE: Final = 0.3  # a container with so much of the story is no furniture
_MINOR: Final = 0.15
_TEASER: Final = 20  # letters of the shortest headline that leads to another story
_WIDE: Final = re.compile("[\u0e00-\u0eff\u3040-\u9fff\uac00-\ud7af]")
"""Letters of scripts that say as much with half as many."""


def judge(root: HtmlElement, lines: Sequence[Line], url: str | None = None) -> None:
    """Set `main` of the lines; regions that hold the story itself become void.

    The tree loses its furniture: trafilatura is the surer and the faster for it.
    """
    _clear(lines)
    taken = match_lines(lines, _extract(root, lines, url, fast=True))
    if sum(len(lines[i].text) for i in taken) < _FEW:
        taken |= match_lines(lines, _extract(root, lines, url, fast=False))
    _void_regions(lines, taken)
    main = {i for i in taken if _may_tell(lines[i])}
    size = sum(len(lines[i].text) for i in main if _is_prose(lines[i]))
    best = _best(_stories(lines))
    if best is not None and size < max(_LITTLE, _SHARE * best.size):
        main |= {i for i, line in enumerate(lines) if _is_of(line, best) and _may_tell(line)}
    elif best is None and size < _LITTLE:
        main |= _densest(lines)
    main |= {i for i, line in enumerate(lines) if line.context.post is not None and _may_tell(line)}
    main |= _beside(lines, main)
    main -= _labels(lines, main)
    for i in main:
        lines[i].main = True


def region_of(line: Line) -> Kind | None:
    """The innermost region that holds a line and does not hold the story."""
    region = line.context.region
    while region is not None and region.void:
        region = region.outer
    return None if region is None else region.kind


def is_lead(line: Line) -> bool:
    """Is the line as a whole a link to another page, long enough for a headline?"""
    size = len(line.text) + len(_WIDE.findall(line.text))
    led = line.away and line.linked >= _LED and size >= _TEASER
    return led and not line.is_menu


def _extract(root: HtmlElement, lines: Sequence[Line], url: str | None, *, fast: bool) -> str:
    """What trafilatura takes for the main text; empty where it fails or the page is too large.

    fast: by its own rules alone, without the readers that it asks where those find little.
    """
    if len(lines) > MOST or sum(len(line.text) for line in lines) > LARGEST:
        return ""
    import trafilatura  # heavy: a cold start must not pay for it

    _quieten()
    try:
        found = trafilatura.bare_extraction(
            root,
            url=url,
            fast=fast,
            include_comments=False,
            include_tables=True,
            output_format="xml",
        )
    except Exception:  # noqa: BLE001 - whatever it stumbles over, the markup still tells
        return ""
    body = getattr(found, "body", None)
    return "" if body is None else " ".join(body.itertext())


def _clear(lines: Sequence[Line]) -> None:
    """Take out of the tree the outermost regions that hold little of the page's prose."""
    regions: dict[int, Region] = {}
    total = 0
    for line in lines:
        size = len(line.text) if _is_prose(line) else 0
        total += size
        region = line.context.region
        while region is not None and region.outer is not None:
            region = region.outer
        if region is not None:
            regions[id(region)] = region
            region.size += size
    for region in regions.values():
        if region.size <= _MINOR * total and region.element.getparent() is not None:
            region.element.drop_tree()


def _quieten() -> None:
    """Its warnings tell of what is mended here."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def _may_tell(line: Line) -> bool:
    return region_of(line) is None and line.linked < _LED


def _is_prose(line: Line) -> bool:
    return line.kind in _TOLD and len(line.text) >= _PROSE and line.linked < _LINKED


def _void_regions(lines: Sequence[Line], taken: set[int]) -> None:
    """A form around the whole page, an aside that holds the article: they are no furniture."""
    regions: dict[int, Region] = {}
    total = 0
    for i in sorted(taken):
        line = lines[i]
        if not _is_prose(line):
            continue
        total += len(line.text)
        region = line.context.region
        while region is not None:
            regions[id(region)] = region
            region.main += len(line.text)
            region = region.outer
    for region in regions.values():
        region.void = region.main > _WHOLE * total and region.main > _LITTLE


def _stories(lines: Sequence[Line]) -> list[Story]:
    """Containers that claim to hold the story, with how many letters of prose they hold."""
    found: dict[int, Story] = {}
    for line in lines:
        if not _is_prose(line) or region_of(line) is not None:
            continue
        story = line.context.story
        while story is not None:
            found[id(story)] = story
            story.size += len(line.text)
            story = story.outer
    return list(found.values())


def _best(stories: Sequence[Story]) -> Story | None:
    """The fullest container, the one that claims most among those that hold about as much."""
    most = max((story.size for story in stories), default=0)
    full = [story for story in stories if story.size >= 0.6 * most]
    return max(full, key=lambda story: (story.rank, story.size), default=None)


def _is_of(line: Line, story: Story) -> bool:
    own = line.context.story
    while own is not None and own is not story:
        own = own.outer
    return own is story


def _densest(lines: Sequence[Line]) -> set[int]:
    """Without any container that claims the story: the one with most prose."""
    sizes: Counter[int] = Counter()
    for line in lines:
        if _is_prose(line) and region_of(line) is None:
            sizes[line.box] += len(line.text)
    if not sizes:
        return set()
    box, size = sizes.most_common(1)[0]
    if size < _PROSE:
        return set()
    return {i for i, line in enumerate(lines) if line.box == box and _may_tell(line)}


def _labels(lines: Sequence[Line], main: set[int]) -> set[int]:
    """Short lines in containers without any paragraph of the story: labels of menus and boxes."""
    told = {lines[i].box for i in main if _is_prose(lines[i])}
    if not told:
        return set()
    short = (i for i in main if lines[i].kind is Kind.PARAGRAPH and not _is_prose(lines[i]))
    return {i for i in short if lines[i].box not in told and lines[i].context.post is None}


def _beside(lines: Sequence[Line], main: set[int]) -> set[int]:
    """What stands among the story's lines, in one container with them, and was left out."""
    told = sorted(i for i in main if _is_prose(lines[i]))
    if not told:
        return set()
    counts = Counter(lines[i].box for i in told)
    found: set[int] = set()
    last: Line | None = None
    for i in range(told[0], told[-1] + 1):
        line = lines[i]
        if i in main:
            last = line if _is_prose(line) else last
            continue
        if line.kind not in _BESIDE or not _may_tell(line) or line.linked >= _LINKED:
            continue
        held = counts[line.box] > 1 or (line.kind is Kind.HEADING and counts[line.box] > 0)
        story = line.context.story
        shared = last is not None and story is not None and story is last.context.story
        set_apart = line.kind in {Kind.QUOTE, Kind.ITEM, Kind.ROW} and shared
        boxed = line.context.boxed and line.linked == 0 and line.context.story is not None
        if set_apart or boxed or (held and (_is_prose(line) or line.kind is not Kind.PARAGRAPH)):
            found.add(i)
    return found
