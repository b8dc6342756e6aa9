"""Where on a page the story lies: its headline, its first and last paragraph, its containers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tallybook.clean.marks import Mark
from tallybook.clean.markup_own import LEAST, find_dropped, find_own, find_told
from tallybook.clean.markup_parts import Part, plain
from tallybook.model import Kind

_ELSEWHERE: Final = frozenset({Mark.TEASER, Mark.TEASER_HEADING, Mark.COMMENTS, Mark.LETTER})
_NO_TITLE: Final = frozenset({Kind.COMMENT, Kind.TEASER, Kind.CHROME, Kind.CAPTION, Kind.BYLINE})
_TITLE: Final = 3  # words of the shortest headline that stands within a longer title
_LONGEST_STANDFIRST: Final = 45
_NEAR: Final = 3  # parts between a headline and its standfirst
_GALLERY: Final = 3  # pictures' lines below a paragraph that is not all the story
_BOX: Final = 4  # a container with a quarter of the words of the largest is the story's, too
_ABOVE: Final = 3  # parts above a headline that may be the story's


@dataclass(frozen=True, slots=True)
class Story:
    """Indexes of parts: the headline, the first and last paragraph (`first` is one past the last
    part and `last` -1 where there is none), the last one in the first's container, how far its
    pictures may go on below it, a paragraph that is the standfirst, all that is the story's own.

    box: the container of the first paragraph; boxes: those of most paragraphs.
    """

    headline: int | None
    first: int
    last: int
    end: int
    reach: int
    standfirst: int | None
    own: frozenset[int]
    box: int | None
    boxes: frozenset[int]

    def heads(self, i: int) -> bool:
        """Does a part stand in the head: at the headline, above the first paragraph?"""
        above = self.headline - 2 if self.headline is not None else self.first - 8
        below = self.first if self.last >= 0 else (self.headline or 0) + _NEAR
        return above <= i < below


def find_story(parts: Sequence[Part], title: str | None) -> Story:
    """The story among the parts; title: what the page's metadata calls it."""
    wanted = plain(title or "")
    own = find_own(parts, wanted)
    told = find_told(parts, own)
    headline = _headline(parts, own, told, wanted)
    below = told if headline is None else [i for i in told if i > headline]
    if below:  # what stands above the headline is the site's
        own = frozenset(i for i in own if headline is None or i >= headline - _ABOVE)
        told = below
    boxes = _boxes(parts, told)
    own |= find_dropped(parts, own, told, boxes)
    told = [i for i in find_told(parts, own) if not below or i >= below[0]]
    standfirst = _standfirst(parts, headline, told)
    body = told if standfirst is None else told[1:]
    first, last = (body[0], body[-1]) if body else (len(parts), -1)
    box = parts[first].piece.box if body else None
    end = max((i for i in body if parts[i].piece.box == box), default=-1)
    reach = _reach(parts, max(last, standfirst or -1, headline or -1))
    return Story(headline, first, last, end, reach, standfirst, own, box, boxes)


def _headline(
    parts: Sequence[Part], own: frozenset[int], told: Sequence[int], title: str
) -> int | None:
    """The page's title line: as metadata has it, else the last title above the story."""
    titles = [i for i, part in enumerate(parts) if part.kind is Kind.TITLE and not part.piece.post]
    first = told[0] if told else len(parts)
    headed = [i for i in range(first) if parts[i].kind not in _NO_TITLE]
    linked = [i for i in range(first) if parts[i].kind is Kind.TEASER]
    named = _named(parts, (titles, headed, linked), title)
    if named is not None:
        return named
    above = [i for i in titles if i < first]
    mains = [i for i in above if i in own]
    if above:
        return (mains or above)[-1] if told else above[0]
    if titles:
        return next((i for i in titles if i in own), None)
    heads = (i for i in range(first) if i in own and parts[i].kind is Kind.HEADING)
    fit = (i for i in heads if parts[i].size > _TITLE and parts[i].mark in {Mark.SHORT, Mark.PROSE})
    return next(fit, None) if told else None


def _named(
    parts: Sequence[Part], sets: tuple[Sequence[int], Sequence[int], Sequence[int]], title: str
) -> int | None:
    """The line that the page's title names; "Blast kills six | The Example Post" has it within.

    sets: titles, what else may be one, and links, which must be equal to it.
    """
    if not title:
        return None
    for among in sets:
        same = [i for i in among if parts[i].plain == title]
        if same:
            mains = [i for i in same if parts[i].piece.main]
            return (mains or same)[0]
    titles, headed, _ = sets
    near = [i for i in {*titles, *headed} if _holds(title, parts[i]) or _within(title, parts[i])]
    if not near:
        return None
    # The longest: the site's name may stand in the title, too.
    return max(near, key=lambda i: (len(parts[i].plain), parts[i].kind is Kind.TITLE, -i))


def _holds(title: str, part: Part) -> bool:
    return part.size >= _TITLE and f" {part.plain} " in f" {title} "


def _within(title: str, part: Part) -> bool:
    enough = len(title.split()) > _TITLE and len(title) > len(part.plain) // 2
    return enough and f" {title} " in f" {part.plain} "


def _boxes(parts: Sequence[Part], told: Sequence[int]) -> frozenset[int]:
    """The containers that hold most of the story."""
    sizes: Counter[int] = Counter()
    for i in told:
        sizes[parts[i].piece.box] += parts[i].size
    most = max(sizes.values(), default=0)
    return frozenset(box for box, size in sizes.items() if size * _BOX >= most)


def _standfirst(parts: Sequence[Part], headline: int | None, told: Sequence[int]) -> int | None:
    """A first paragraph between headline and byline."""
    if headline is None or not told or parts[told[0]].size > _LONGEST_STANDFIRST:
        return None
    first, second = told[0], told[1] if len(told) > 1 else len(parts)
    if told[1:] and parts[first].piece.post is None and parts[second].piece.post is not None:
        return first if first > headline else None  # the one paragraph above a live blog's posts
    pictures = sum(part.kind is Kind.CAPTION for part in parts[first:])
    if len(told) < 2 and pictures < _GALLERY:
        return None
    if first < headline or parts[first].kind is not Kind.PARAGRAPH or first - headline > _NEAR:
        return None
    signed = any(signs(parts[i]) for i in range(headline + 1, first))
    return first if not signed and _signed_below(parts[first + 1 : second]) else None


def _signed_below(parts: Sequence[Part]) -> bool:
    """Does a byline follow, with no more than a picture or the site's own lines before it?"""
    for part in parts:
        if signs(part):
            return part.kind in {Kind.BYLINE, Kind.PARAGRAPH, Kind.HEADING}
        if part.kind not in {Kind.CAPTION, Kind.CHROME}:
            return False
    return False


def signs(part: Part) -> bool:
    """Is it a line that says by whom or when the story was written?"""
    marked = part.mark in {Mark.BYLINE, Mark.TIME} and not part.is_prose
    stamped = part.is_stamp and part.kind in {Kind.PARAGRAPH, Kind.ITEM}
    stamped = stamped and part.mark is not Mark.FURNITURE
    return part.kind is Kind.BYLINE or marked or stamped


def _reach(parts: Sequence[Part], last: int) -> int:
    """The last part of a gallery: pictures' lines with nothing between them but short labels."""
    i = last + 1
    while i < len(parts) and parts[i].kind is not Kind.HEADING and not leads(parts[i]):
        last = i if parts[i].kind is Kind.CAPTION else last
        i += 1
    return last


def leads(part: Part) -> bool:
    """Is it plainly of other stories or other people?"""
    apart = part.kind in {Kind.TEASER, Kind.COMMENT, Kind.TITLE}
    return apart or (part.piece.linked > 0.5 and part.size >= LEAST) or part.mark in _ELSEWHERE
