"""Which time phrase of a sentence says how old a figure is, read off the tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tallybook.extract.frames.types import Count
from tallybook.extract.recalled_times import Age, TimePoint
from tallybook.language.background_words import BackgroundWords
from tallybook.language.tree import Tree, is_relation
from tallybook.model import Period

_CLAUSES: Final = ("acl", "advcl", "ccomp", "parataxis", "csubj")
_SAID: Final = ("ccomp", "parataxis", "csubj")
_ASIDE: Final = ("acl", "advcl")
_NOUNS: Final = frozenset({"NOUN", "PROPN", "NUM"})
_VERBS: Final = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Sign:
    """Why a figure is background: the rule, the words `[start, end)`, and when it was, if known."""

    rule: str
    start: int
    end: int
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Dating:
    """What the time phrases say of a figure: how old, and by which sign."""

    age: Age
    sign: Sign | None = None


def dating_of(
    tree: Tree, count: Count, points: Sequence[TimePoint], words: BackgroundWords
) -> Dating:
    """The age of the nearest phrase that dates the figure, climbing from its own words upwards.

    Where two are as near, the fresh one stands. Age.OPEN: nothing dates it.
    """
    tops = [(top, point) for point in points if (top := top_of(tree, point)) is not None]
    within = frozenset(i for point in points for i in tree.covering(point.start, point.end))
    is_news = any(point.age is Age.FRESH for point in points)
    side = _side(tree, count, words)
    if side is not None:
        tops = [(top, point) for top, point in tops if side[0] <= top < side[1]]
    below: int | None = None
    for at in _path(tree, count, words):
        if below is not None and is_news and _is_beside(tree, below):
            return Dating(Age.OPEN)  # "the siege began in June but 300 were left on Sunday"
        found = [
            _read(tree, at, below, point, words)
            for top, point in tops
            if _hangs(tree, top, at, below, within | _own(count), words)
        ]
        if not found and (tree.tokens[at].upos in _VERBS or (at == count.trigger and not is_news)):
            told = _below(tree, at, below, tops, words)
            found = [_read(tree, at, None, point, words) for _, point in told]
        best = _best(found)
        if best is not None:
            return best
        long_after = _long_after(tree, at, words)
        if long_after is not None:
            return Dating(Age.OLD, long_after)
        if tree.tokens[at].lemma in words.remembering.nouns | words.remembering.verbs:
            token = tree.tokens[at]
            if below is not None or at != count.trigger:
                return Dating(Age.OLD, Sign("remembered", token.start, token.end))
        below = at
    back = _edge_before(tree, count, tops, words) or _then(tree, count, tops, words)
    return back or Dating(Age.OPEN)


def _is_beside(tree: Tree, clause: int) -> bool:
    """Is the clause set beside another, with a subject of its own?"""
    return is_relation(tree.tokens[clause].deprel, "conj") and bool(tree.children(clause, "nsubj"))


def _best(found: Sequence[Dating]) -> Dating | None:
    for age in (Age.FRESH, Age.OLD, Age.RUNNING):
        for one in found:
            if one.age is age:
                return one
    return None


def _read(
    tree: Tree, at: int, below: int | None, point: TimePoint, words: BackgroundWords
) -> Dating:
    """The age of the phrase as seen from the figure: "since 1960" is old from "when 12 died"."""
    if point.age is Age.OLD:
        return Dating(Age.OLD, Sign("long ago", point.start, point.end, point.period))
    if point.age is not Age.EDGE:
        return Dating(point.age)
    if below is not None and is_relation(tree.tokens[below].deprel, *_ASIDE):
        links = {tree.tokens[child].text.lower() for child in tree.children(below)}
        if links & words.edge.relatives or tree.tokens[at].upos in _NOUNS:
            return Dating(Age.OLD, Sign("since then", point.start, point.end, point.period))
    return Dating(Age.RUNNING)


def top_of(tree: Tree, point: TimePoint) -> int | None:
    """The phrase's word that hangs on a word outside of it."""
    inside = tree.covering(point.start, point.end)
    heads = [i for i in inside if tree.tokens[i].head not in inside]
    nominal = [i for i in heads if tree.tokens[i].upos in {"NOUN", "PROPN", "NUM", "ADV"}]
    return next(iter(nominal or heads), None)


def _own(count: Count) -> frozenset[int]:
    return frozenset(i for i in (count.head, count.noun, count.trigger) if i is not None)


def _path(tree: Tree, count: Count, words: BackgroundWords) -> Iterator[int]:
    """The words above the figure, up to where another clause says it or sets it apart in time."""
    at = count.head
    while at >= 0:
        yield at
        token = tree.tokens[at]
        if is_relation(token.deprel, *_SAID):
            return
        if at == count.head and is_relation(tree.tokens[count.trigger].deprel, "amod"):
            return  # "the two captured men": the verb above tells of something else
        marks = {tree.tokens[m].text.lower() for m in tree.children(at, "mark", "case")}
        if is_relation(token.deprel, "advcl", "obl") and marks & words.today.apart:
            return
        at = token.head


def _hangs(
    tree: Tree, top: int, at: int, below: int | None, passed: frozenset[int], words: BackgroundWords
) -> bool:
    """Does the phrase hang on the word itself, or on a happening or a time that does?"""
    index = top
    while index >= 0 and index != at:
        if index == below or is_clause(tree, index):
            return False
        token = tree.tokens[index]
        known = index in passed or token.lemma in words.events.nouns | words.events.times
        if index != top and not known:
            return False
        if is_relation(token.deprel, "compound") and not _dates_noun(tree, index, words):
            return False
        index = token.head
    return index == at


def _dates_noun(tree: Tree, index: int, words: BackgroundWords) -> bool:
    """ "The 2010 earthquake" is of that year; "a second world war bomb" need not be."""
    token = tree.tokens[index]
    return token.upos == "NUM" or tree.tokens[token.head].lemma not in words.events.left_over


def is_clause(tree: Tree, index: int) -> bool:
    """Does a clause of its own begin with the word?"""
    token = tree.tokens[index]
    if is_relation(token.deprel, *_CLAUSES):
        return True
    return is_relation(token.deprel, "conj") and token.upos in _VERBS


def _below(
    tree: Tree,
    at: int,
    below: int | None,
    tops: Sequence[tuple[int, TimePoint]],
    words: BackgroundWords,
) -> Iterator[tuple[int, TimePoint]]:
    """The phrases of the clauses that tell of the same: "died when the tower fell in 2015"; "its
    war, which ended in 2009, killed".
    """
    for index in _told_with(tree, at, below, words):
        for top, point in tops:
            holder = top
            while holder >= 0 and not is_clause(tree, holder):
                holder = tree.tokens[holder].head
            if holder == index:
                yield top, point


def _told_with(tree: Tree, at: int, below: int | None, words: BackgroundWords) -> Iterator[int]:
    if tree.tokens[at].upos not in _VERBS:
        yield from (c for c in tree.children(at, "acl") if c != below and tree.tokens[c].head == at)
    for clause in tree.children(at, "advcl"):
        marks = {tree.tokens[m].text.lower() for m in tree.children(clause, "mark", "advmod")}
        if clause != below and marks & words.today.together:
            yield clause
    for noun in tree.children(at, "nsubj", "obl"):
        if noun != below and tree.tokens[noun].lemma in words.events.nouns:
            yield from tree.children(noun, "acl")


def _long_after(tree: Tree, at: int, words: BackgroundWords) -> Sign | None:
    """ "Twenty years after the tsunami that killed"."""
    said, tokens = words.ago, tree.tokens
    if tokens[at].upos not in {"NOUN", "PROPN", "VERB"}:
        return None
    for case in tree.children(at, "case", "mark"):
        if tokens[case].text.lower() not in said.after:
            continue
        unit = case - 1
        while unit >= 0 and tokens[unit].text.lower() in said.after:
            unit -= 1
        if unit < 1 or tokens[unit].lemma not in said.units | said.months:
            continue
        few = tokens[unit - 1].text.lower() in said.few
        if tokens[unit].lemma in said.units or not few:
            return Sign("long after", tokens[unit - 1].start, tokens[case].end)
    return None


def _side(tree: Tree, count: Count, words: BackgroundWords) -> tuple[int, int] | None:
    """The words on the figure's own side, where two figures are compared: "61, against 120"."""
    comparing, said = words.comparing.words, [token.text.lower() for token in tree.tokens]
    for token, before, word in zip(tree.tokens[1:], said, said[1:], strict=False):
        if word not in comparing and f"{before} {word}" not in comparing:
            continue
        after = tree.tokens[token.index + 1 : token.index + 4]
        if any(one.upos == "NUM" for one in after):
            own = tree.tokens[count.head].start > token.start
            return (token.index, len(tree.tokens)) if own else (0, token.index)
    return None


def is_held_against(tree: Tree, count: Count, words: BackgroundWords) -> bool:
    """Is it the second of two figures that are compared: "1,900, up from 1,650"?"""
    side = _side(tree, count, words)
    return side is not None and side[0] > 0


def is_compared(tree: Tree, count: Count, words: BackgroundWords) -> Sign | None:
    """Is it the figure of another time that the news is held against ("120 a year earlier")?"""
    side = _side(tree, count, words)
    if side is None or side[0] == 0:
        return None
    start = tree.tokens[side[0]].start
    said = " ".join(token.text.lower() for token in tree.tokens[side[0] :])
    if any(f" {phrase}" in f" {said}" for phrase in words.comparing.elsewhen):
        return Sign("compared", start, tree.tokens[-1].end)
    return None


def _edge_before(
    tree: Tree, count: Count, tops: Sequence[tuple[int, TimePoint]], words: BackgroundWords
) -> Dating | None:
    """ "The worst since 1960, when 12,000 died", however the parser hangs the clause."""
    for top, point in tops:
        if point.age is not Age.EDGE or not 0 < count.start - point.end < words.edge.reach:
            continue
        after = [token.text.lower() for token in tree.tokens[top + 1 : top + 5]]
        if any(word in words.edge.relatives for word in after):
            sign = Sign("since then", point.start, point.end, point.period)
            return Dating(Age.OLD, sign)
    return None


def _then(
    tree: Tree, count: Count, tops: Sequence[tuple[int, TimePoint]], words: BackgroundWords
) -> Dating | None:
    """ "Memories of 2010 are raw: 200,000 people were killed then"."""
    clause = (
        tree.tokens[c].text.lower() for at in _path(tree, count, words) for c in tree.children(at)
    )
    before = [point for _, point in tops if point.end <= count.start]
    if words.going_on.then.isdisjoint(clause) or len(before) != 1 or before[0].age is not Age.OLD:
        return None
    point = before[0]
    return Dating(Age.OLD, Sign("long ago", point.start, point.end, point.period))
