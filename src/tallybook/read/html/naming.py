"""The page's title and standfirst among its lines, and the kind that each line has in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from tallybook.model import Kind
from tallybook.read.html.judging import is_lead, region_of
from tallybook.read.html.lines import Line, key_of

_ELSEWHERE: Final = frozenset({Kind.TEASER, Kind.COMMENT})
_BELOW: Final = 5  # lines under a title in which its standfirst stands
_LEAST: Final = 12  # letters of a title that may stand in a longer one
_HEADLINE: Final = 4  # spaces in the shortest headline in a side column
_LONG: Final = 40
_STEERS: Final = 0.8  # share of links within the page in a line of its contents
_LEAD: Final = 40  # letters of the shortest standfirst that its class calls a teaser
_MENUS: Final = frozenset({"nav", "footer", "header", "form", "button", "label", "menu"})
_HELD: Final = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING, Kind.SUMMARY})


def name_lines(lines: Sequence[Line], title: str | None, summary: str | None) -> None:
    """Set the lines' kinds: the title that metadata names, its standfirst, regions, teasers."""
    at = _find_title(lines, key_of(title or ""))
    if at is not None:
        region = lines[at].context.region
        while region is not None:
            region.void = region.void or region.tag == "header"
            region = region.outer
    standfirst = None if at is None else _find_summary(lines, at, key_of(summary or ""))
    boxes = {line.box for line in lines if line.main}
    standfirst = standfirst if standfirst is not None or at is None else _find_lead(lines, at)
    after = lines[at + 1 :] if at is not None else []
    below = _reach(after)
    heads, names = _post_titles(lines)
    for i, line in enumerate(lines):
        if i in heads:
            line.kind, line.main = Kind.HEADING, True
        elif i in names:
            line.kind = Kind.BYLINE
        elif i == at:
            line.kind, line.main = Kind.TITLE, True
        elif i == standfirst:
            line.kind, line.main = Kind.SUMMARY, True
        else:
            line.kind = _kind(line, i, at, boxes, below)


def _reach(lines: Sequence[Line]) -> int:
    """How far under a title its standfirst may stand: so many lines that are not the site's."""
    told = 0
    for count, line in enumerate(lines, 1):
        told += region_of(line) is None
        if told > _BELOW or count > 3 * _BELOW:
            return count - 1
    return len(lines)


def _post_titles(lines: Sequence[Line]) -> tuple[frozenset[int], frozenset[int]]:
    """The titles of posts, which may be links to them, and the names that all posts bear."""
    firsts: dict[int, int] = {}
    for i, line in enumerate(lines):
        post = line.context.post
        if post is not None and line.kind is Kind.HEADING and region_of(line) is None:
            firsts.setdefault(post, i)
    keys = Counter(lines[i].key for i in firsts.values())
    names = {i for i in firsts.values() if keys[lines[i].key] > 1 and lines[i].linked > _STEERS}
    return frozenset(firsts.values()) - names, frozenset(names)


def _kind(line: Line, i: int, title: int | None, boxes: set[int], below: int) -> Kind:
    region = region_of(line)
    if region is not None:
        line.main = False
        if line.linked > _STEERS and not line.away and region is Kind.TEASER:
            return Kind.CHROME
        if line.kind is Kind.BYLINE and _is_signature(line):
            return Kind.BYLINE
        return Kind.TEASER if region is Kind.CHROME and _leads_on(line) else region
    if line.kind is Kind.TITLE and title is not None:
        return Kind.HEADING
    if line.kind is Kind.SUMMARY and (title is None or not 0 < i - title <= below):
        return Kind.PARAGRAPH
    if line.kind in _HELD and not line.main and is_lead(line) and line.box not in boxes:
        return Kind.TEASER
    steers = line.linked > _STEERS and not line.away and line.context.post is None
    if (line.is_menu or steers) and not line.main and line.kind in _HELD:
        return Kind.CHROME
    if title is not None and line.kind in {Kind.BYLINE, Kind.CAPTION} and i > title:
        line.main = line.main or line.box in boxes
    return line.kind


def _is_signature(line: Line) -> bool:
    """Does it stand in an article's own footer?"""
    region = line.context.region
    return region is not None and region.tag == "footer" and line.context.story is not None


def _leads_on(line: Line) -> bool:
    """Is it another story's headline in a side column, not an entry of a menu?"""
    region = line.context.region
    return (
        is_lead(line)
        and (region is None or region.tag not in _MENUS)
        and (line.text.count(" ") >= _HEADLINE or len(line.text) >= _LONG)
    )


def _find_title(lines: Sequence[Line], key: str) -> int | None:
    """The line that is the page's title, of several the first that the story holds or has below."""
    first = next(
        (i for i, line in enumerate(lines) if line.main and line.kind in _HELD), len(lines)
    )
    headed = [i for i, line in enumerate(lines) if line.kind is Kind.TITLE]
    headed = [i for i in headed if region_of(lines[i]) not in _ELSEWHERE]
    same = [i for i, line in enumerate(lines) if key and _is_same(line, key)]
    same = [i for i in same if region_of(lines[i]) not in _ELSEWHERE and _is_own(lines[i])]
    free = [i for i in same if region_of(lines[i]) is None]
    chosen = [i for i in free if i in headed] or free or [i for i in same if i in headed]
    if chosen:
        return chosen[0]
    alike = [i for i in headed if _is_alike(lines[i].key, key)]
    if alike:
        return alike[0]
    headed = [i for i in headed if region_of(lines[i]) is None]
    above = [i for i in headed if i <= first]
    if above:
        return above[-1]
    return headed[0] if headed else None


def _is_same(line: Line, key: str) -> bool:
    return len(key) <= len(line.text) <= 3 * len(key) and line.key == key


def _is_own(line: Line) -> bool:
    return line.context.post is None and not (line.away and line.linked > 0.9 and not line.main)


def _is_alike(line: str, title: str) -> bool:
    """Is one a part of the other, as "Nine die in fire" is of "Nine die in fire | The Post"?"""
    return len(line) >= _LEAST and len(title) >= _LEAST and (line in title or title in line)


def _find_summary(lines: Sequence[Line], title: int, key: str) -> int | None:
    """The standfirst that metadata repeats: under the title, not in the story's own container."""
    if not key:
        return None
    for i in range(title + 1, min(title + 1 + _BELOW, len(lines))):
        if not _is_same(lines[i], key) or region_of(lines[i]) is not None:
            continue
        below = next(
            (line for line in lines[i + 1 :] if line.main and line.kind is Kind.PARAGRAPH), None
        )
        told = lines[i].kind is Kind.PARAGRAPH and below is not None and below.box == lines[i].box
        return None if told else i
    return None


def _find_lead(lines: Sequence[Line], title: int) -> int | None:
    """The standfirst that its class calls a teaser: under the title, without any link."""
    for i in range(title + 1, min(title + 1 + _BELOW, len(lines))):
        line = lines[i]
        if line.main and line.kind is Kind.PARAGRAPH:
            return None
        if line.kind is not Kind.PARAGRAPH or len(line.text) < _LEAD or line.linked > 0:
            continue
        region = line.context.region
        if region is None or region_of(line) is not Kind.TEASER:
            continue
        held = [each for each in lines[title:] if each.context.region is region]
        if len(held) == 1 and line.context.story is not None:
            region.void = True
            return i if region_of(line) is None else None
    return None
