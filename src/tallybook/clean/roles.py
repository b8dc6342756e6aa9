"""Give every unit its role: the top of the page first, then down through story and furniture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tallybook.clean.address import goes_on_asking, is_addressed
from tallybook.clean.looks import is_clock, is_datum
from tallybook.clean.marks import FURNISHED, Mark, mark
from tallybook.clean.top import Top, read_top
from tallybook.clean.units import Unit
from tallybook.language.page import PageWords
from tallybook.model import Role

_PROSE = frozenset({Mark.PROSE, Mark.QUOTE})
_LONGEST_TITLE = 20
_POSTS = 2
_LONGEST_QUESTION = 8  # words
_TITLE_LENGTH = 5  # words; shorter lines are labels


class _State(StrEnum):
    STORY = "story"
    FURNITURE = "furniture"
    LETTER = "letter"
    TEASERS = "teasers"
    COMMENTS = "comments"


@dataclass(frozen=True, slots=True)
class Reading:
    """The units of a page with their marks and roles, and which unit is the headline."""

    units: Sequence[Unit]
    marks: Sequence[Mark]
    roles: Sequence[Role]
    headline: int | None


def read_roles(units: Sequence[Unit], words: PageWords) -> Reading:
    """The role of every unit."""
    marks = _listed(units, [mark(unit, words) for unit in units])
    if marks.count(Mark.TIME) < _POSTS:  # one clock dates the page, several tell of a live blog
        marks = [_untimed(unit, each) for unit, each in zip(units, marks, strict=True)]
    top = read_top(units, marks)
    roles = dict(top.roles)
    _walk(units, marks, words, top, roles)
    return Reading(units, marks, [roles[i] for i in range(len(units))], top.headline)


def _listed(units: Sequence[Unit], marks: list[Mark]) -> list[Mark]:
    """Neighbouring lines such as "Dead: 193" and "Missing: 38" are a list of the report."""
    data = [mark is Mark.SHORT and is_datum(unit) for unit, mark in zip(units, marks, strict=True)]
    beside = [False, *data, False]
    for i, is_data in enumerate(data):
        if is_data and (beside[i] or beside[i + 2]):
            marks[i] = Mark.BULLET
    return marks


def _untimed(unit: Unit, mark: Mark) -> Mark:
    if mark is not Mark.TIME:
        return mark
    if is_clock(unit) or unit.is_short:
        return Mark.BYLINE if is_clock(unit) else Mark.SHORT
    return Mark.PROSE


def _walk(
    units: Sequence[Unit],
    marks: Sequence[Mark],
    words: PageWords,
    top: Top,
    roles: dict[int, Role],
) -> None:
    last_prose = max((i for i in range(len(units)) if marks[i] in _PROSE), default=-1)
    first_prose = next((i for i in range(len(units)) if marks[i] in _PROSE), len(units))
    furnished = any(each in FURNISHED for each in marks[first_prose:])
    state, in_posts = _State.STORY, False
    for i in range(top.end, len(units)):
        entered = _entered(marks, i)
        if marks[i] is Mark.TIME and _opens_post(state, in_posts, marks, i):
            state, in_posts = _State.STORY, True
        elif marks[i] is Mark.NOTE:
            roles[i] = Role.BODY
            continue
        elif entered is not None:
            state = _firmer(state, entered)
        elif state is _State.FURNITURE and i == first_prose:
            state = _State.STORY
        elif state is not _State.STORY:
            state = _State.STORY if _resumes(state, units, marks, words, i) else state
        if state is _State.STORY:
            roles[i] = _in_story(units, marks, i, in_posts, i > last_prose and furnished)
        else:
            roles[i] = _outside(state, marks, i)


def _firmer(state: _State, entered: _State) -> _State:
    """A single line of furniture ends neither a letter nor a list of other stories."""
    if state is _State.COMMENTS:
        return state
    if entered is _State.FURNITURE and state in {_State.LETTER, _State.TEASERS}:
        return state
    return entered


def _entered(marks: Sequence[Mark], i: int) -> _State | None:
    """The region that the unit opens."""
    match marks[i]:
        case Mark.TEASER_HEADING:
            return _State.TEASERS
        case Mark.LETTER:
            return _State.LETTER
        case Mark.COMMENTS:
            return _State.COMMENTS
        case Mark.FURNITURE:
            return _State.FURNITURE
    return None


def _opens_post(state: _State, in_posts: bool, marks: Sequence[Mark], i: int) -> bool:
    """A clock with a post below it; "3 hours ago" under another story's headline opens none."""
    if state is _State.STORY:
        return True
    told_below = not _PROSE.isdisjoint(marks[i + 1 : i + 3])
    return told_below and (state is _State.FURNITURE or (state is not _State.COMMENTS and in_posts))


def _resumes(
    state: _State, units: Sequence[Unit], marks: Sequence[Mark], words: PageWords, i: int
) -> bool:
    """Does the story go on here? The firmer the region, the more prose it takes."""
    if state is _State.COMMENTS:
        return False
    needed = {_State.FURNITURE: 1, _State.TEASERS: 2, _State.LETTER: 3}[state]
    start = i
    if marks[i] is Mark.SHORT and state is _State.FURNITURE:
        start = i + 1  # a section heading with its first paragraph
        needed = 2
    run = 0
    asking = is_addressed if state is _State.LETTER else goes_on_asking
    while run < needed and start + run < len(units):
        at = start + run
        if not _tells(units, marks, at) or asking(units[at], words):
            break
        run += 1
    return run >= needed


def _tells(units: Sequence[Unit], marks: Sequence[Mark], i: int) -> bool:
    """Prose of some length, and no summary above a reading time."""
    if marks[i] not in _PROSE or len(units[i].words) < 8:
        return False
    return i + 1 >= len(marks) or marks[i + 1] is not Mark.HINT


def _in_story(
    units: Sequence[Unit], marks: Sequence[Mark], i: int, in_posts: bool, after_story: bool
) -> Role:
    story = Role.POST if in_posts else Role.BODY
    match marks[i]:
        case Mark.PROSE if _is_question(units, marks, i):
            return Role.HEADING
        case Mark.PROSE | Mark.BULLET:
            return story
        case Mark.QUOTE:
            return Role.POST if in_posts else Role.QUOTE
        case Mark.TIME if not is_clock(units[i]) and len(units[i].words) > 2:
            return Role.HEADING if units[i].is_short else story
        case Mark.TIME | Mark.BYLINE:
            return Role.BYLINE
        case Mark.SUMMARY:
            return Role.HEADING
        case Mark.NOTE:
            return Role.BODY
        case Mark.CREDIT:
            return Role.CAPTION
        case Mark.TEASER | Mark.HINT | Mark.TEASER_HEADING:
            return Role.TEASER
        case Mark.SHORT:
            return _short_in_story(units, marks, i, story, after_story)
    return Role.BOILERPLATE


def _is_question(units: Sequence[Unit], marks: Sequence[Mark], i: int) -> bool:
    """A short question over a paragraph: What went wrong?"""
    short = units[i].head.endswith("?") and len(units[i].words) <= _LONGEST_QUESTION
    return short and i + 1 < len(marks) and marks[i + 1] in _PROSE


def _short_in_story(
    units: Sequence[Unit], marks: Sequence[Mark], i: int, story: Role, after_story: bool
) -> Role:
    """A line without an end mark: a section heading, an item of a list, or what trails a page."""
    if after_story and len(units[i].words) <= _LONGEST_TITLE:
        return Role.TEASER if len(units[i].words) >= _TITLE_LENGTH else Role.BOILERPLATE
    below = [each for each in marks[i + 1 : i + 4] if each is not Mark.CREDIT]
    following = below[0] if below else None
    if following in _PROSE and not units[i].head.endswith((":", ",")):
        return Role.HEADING
    if following is Mark.SHORT and len(below) > 1 and below[1] in _PROSE:
        return Role.HEADING if len(units[i].words) >= _TITLE_LENGTH else story
    return story


def _outside(state: _State, marks: Sequence[Mark], i: int) -> Role:
    if state is _State.TEASERS:
        return Role.BOILERPLATE if marks[i] in {Mark.FURNITURE, Mark.LETTER} else Role.TEASER
    if marks[i] in {Mark.TEASER, Mark.HINT}:
        return Role.TEASER
    if marks[i] is Mark.CREDIT and state is _State.FURNITURE:
        return Role.CAPTION
    if marks[i] is Mark.BYLINE and state is _State.FURNITURE:
        return Role.BYLINE
    return Role.BOILERPLATE
