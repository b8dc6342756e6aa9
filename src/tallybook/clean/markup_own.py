"""Which parts are the story's own: what the reader of the format took, without cards, mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from tallybook.clean.marks import Mark
from tallybook.clean.markup_parts import TOLD, Part
from tallybook.model import Kind

LEAST: Final = 4
"""Words of the shortest line that leads to another story."""

_PROSE: Final = frozenset({Mark.PROSE, Mark.QUOTE, Mark.BULLET, Mark.NOTE})
_FEW: Final = 0.3  # share of links in a paragraph that the format's reader may have dropped
_STORY: Final = 40  # words of the shortest story that no reader of the format took for one
_CARD: Final = 2  # paragraphs under another story's headline, at most
_EDGE: Final = 2  # parts between the story and a paragraph of it that was dropped at an end


def tells(part: Part) -> bool:
    """Could it be a paragraph of a story, by its own words and links?"""
    prose = part.kind in {Kind.PARAGRAPH, Kind.QUOTE} and part.is_prose
    return prose and part.piece.linked <= 0.5 and part.mark in _PROSE


def find_own(parts: Sequence[Part], title: str) -> frozenset[int]:
    """What the format's reader took for the story; where it took nothing, the fullest container.

    title: the page's, as `plain` gives it; its own headline may be a link.
    """
    taken = [i for i, part in enumerate(parts) if part.piece.main or part.piece.post is not None]
    own = frozenset(taken) - _in_cards(parts, title)
    if any(tells(parts[i]) for i in own):
        return own
    sizes: Counter[int] = Counter()
    counts: Counter[int] = Counter()
    for part in parts:
        if tells(part) and part.piece.linked <= _FEW:
            sizes[part.piece.box] += part.size
            counts[part.piece.box] += 1
    for box, size in sizes.most_common(1):
        if size >= _STORY and counts[box] > _CARD:
            held = (i for i, part in enumerate(parts) if part.piece.box == box)
            return own | {i for i in held if parts[i].kind in TOLD}
    return own


def find_told(parts: Sequence[Part], own: frozenset[int]) -> list[int]:
    """The paragraphs among the story's own; where it has none, the items of its lists."""
    told = [i for i in sorted(own) if tells(parts[i])]
    return told or [i for i in sorted(own) if parts[i].kind is Kind.ITEM and parts[i].is_prose]


def _in_cards(parts: Sequence[Part], title: str) -> frozenset[int]:
    """The parts of containers that begin with a link to another story and say little more."""
    held: dict[int, list[int]] = {}
    for i, part in enumerate(parts):
        if part.piece.post is None and part.kind is not Kind.CHROME:
            held.setdefault(part.piece.box, []).append(i)
    cards = (each for each in held.values() if _is_card([parts[i] for i in each], title))
    return frozenset(i for each in cards for i in each)


def _is_card(parts: Sequence[Part], title: str) -> bool:
    first = parts[0]
    leads = first.is_linked and first.size >= LEAST and first.kind is not Kind.TITLE
    if not leads or first.asks or first.is_menu or (title and first.plain in title):
        return False
    return sum(tells(part) for part in parts) <= _CARD


def find_dropped(
    parts: Sequence[Part], own: frozenset[int], told: Sequence[int], boxes: frozenset[int]
) -> frozenset[int]:
    """What the format's reader left out, though it stands among the story in its container."""
    found: set[int] = set()
    if not told:
        return frozenset()
    headed = {parts[i].piece.box for i in own if parts[i].kind is Kind.HEADING}
    held = Counter(part.piece.box for part in parts)
    alone = {box for box, count in held.items() if count == 1}
    if 2 * sum(parts[i].piece.box in alone for i in told) < len(told):
        alone.clear()  # no container for each paragraph
    before = _nearest(parts, own, range(len(parts)))
    after = _nearest(parts, own, range(len(parts) - 1, -1, -1))
    for i, part in enumerate(parts):
        if i in own or part.piece.linked > _FEW:
            continue
        if part.piece.box not in {before[i], after[i]}:
            next_to = i - 1 in own or i - 1 in found
            noted = part.piece.box in headed and next_to and _tells_on(part)
            wrapped = part.piece.box in alone and (next_to or i + 1 in own) and _is_sentence(part)
            fits = noted or wrapped or _is_figure(parts, own, found, i)
        elif told[0] < i < told[-1]:
            fits = _fits(parts, own, found, i)
        else:
            fits = part.piece.box in boxes and _goes_on(parts, own, told, i)
        if fits:
            found.add(i)
    return frozenset(found)


def _fits(parts: Sequence[Part], own: frozenset[int], found: set[int], i: int) -> bool:
    """Does a part within the story go with what stands around it?"""
    part = parts[i]
    if part.kind is Kind.HEADING:
        return part.mark is Mark.SHORT and i + 1 in own
    if part.kind is Kind.PARAGRAPH:
        told = (tells(part) and not part.addressed) or _is_figure(parts, own, found, i)
        return told or _introduces(parts, own, i)
    return part.kind in TOLD and part.mark in {*_PROSE, Mark.SHORT}


def _introduces(parts: Sequence[Part], own: frozenset[int], i: int) -> bool:
    """A short line with a colon over the items or rows that it speaks of."""
    if (
        parts[i].piece.linked > 0
        or not parts[i].unit.tail.endswith((":", "："))
        or i + 1 not in own
    ):
        return False
    return parts[i + 1].kind in TOLD and parts[i + 1].kind is not Kind.PARAGRAPH


def _goes_on(parts: Sequence[Part], own: frozenset[int], told: Sequence[int], i: int) -> bool:
    """Does a part at an end of the story plainly belong to it?"""
    part = parts[i]
    if part.kind is Kind.HEADING:
        return i == told[0] - 1 and part.mark is Mark.SHORT
    away = told[0] - i if i < told[0] else i - told[-1]
    return away <= _EDGE and _tells_on(part)


def _is_sentence(part: Part) -> bool:
    plain = part.kind is Kind.PARAGRAPH and part.mark is Mark.PROSE and part.piece.linked == 0
    return plain and part.unit.ends and not part.addressed


def _tells_on(part: Part) -> bool:
    return tells(part) and part.unit.ends and not part.addressed


def _is_figure(parts: Sequence[Part], own: frozenset[int], found: set[int], i: int) -> bool:
    """A short line with a number in a box of figures, under a heading of the story's."""
    part = parts[i]
    if part.kind is not Kind.PARAGRAPH or part.mark is not Mark.SHORT or part.piece.linked > 0:
        return False
    headed = i - 1 in own and parts[i - 1].kind is Kind.HEADING
    plain = headed and parts[i - 1].mark in {Mark.SHORT, Mark.PROSE, Mark.SUMMARY}
    return (plain or i - 1 in found) and any(letter.isdigit() for letter in part.unit.head)


def _nearest(parts: Sequence[Part], own: frozenset[int], order: Sequence[int]) -> list[int | None]:
    """For each part the container of the story's part that comes before it in this order."""
    found: list[int | None] = [None] * len(parts)
    last: int | None = None
    for i in order:
        found[i] = last
        if i in own and parts[i].kind in TOLD:
            last = parts[i].piece.box
    return found
