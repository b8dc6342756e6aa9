"""Wholes: which other claim a claim is a part of, by the words that stand between them.

"Suffered 4,700 casualties, of whom 600 were killed", "Of the wounded, 25 are in intensive care",
"600 killed out of 4,700 casualties", "65 captives were among the dead".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from tallybook.language.part_words import PartWords
from tallybook.language.tree import Tree
from tallybook.model import Claim

_NEAR: Final = 4
_REACH: Final = 8
_OPENING: Final = 14
_MONEY: Final = "money"
_ELSEWHERE: Final = "same-elsewhere"


def find_whole(
    tree: Tree,
    claim: Claim,
    others: Sequence[Claim],
    known: Mapping[str, Claim],
    words: PartWords,
) -> Claim | None:
    """The claim of which this one is a part.

    others: the claims of its sentence. known: by measure, the latest whole told before.
    """
    if claim.increment or (not claim.quantity.is_count and claim.measure != _MONEY):
        return None
    alike = [o for o in others if o is not claim and _is_alike(o, claim)]
    before = [o for o in alike if o.end <= claim.start and o.part_of is None]
    return (
        _of_whom(tree, claim, before, words)
        or _of_opening(tree, claim, others, before, known, words)
        or _out_of(tree, claim, alike, words)
        or _of_known(tree, claim, before, known, words)
        or _among_known(tree, claim, before, known, words)
        or _alone(tree, claim, before, words)
    )


def named_key(claim: Claim) -> str | None:
    """Under what a whole is found by the word for its people: "of the civilians"."""
    named = claim.of.text.split()
    return f"{claim.measure} {named[-1].lower()}" if named and claim.of.role else None


def _is_alike(one: Claim, other: Claim) -> bool:
    """Money is no part of people."""
    return (one.measure == _MONEY) == (other.measure == _MONEY)


def _between(tree: Tree, start: int, end: int) -> list[str]:
    return [t.text.lower() for t in tree.tokens if start <= t.start < end]


def _of_whom(tree: Tree, claim: Claim, before: Sequence[Claim], words: PartWords) -> Claim | None:
    """ "…, of whom 19,240 were killed", "…, £600,000 of which", "£20m, including £5m"."""
    if not before:
        return None
    last = max(before, key=lambda other: other.end)
    gap = _between(tree, last.end, claim.start)[-_NEAR:]
    after = _between(tree, claim.end, claim.end + _REACH)[:2]
    if _holds_pair(gap, words) or (claim.measure == _MONEY and _holds_pair(after, words)):
        return last
    if claim.measure == _MONEY and set(gap[-2:]) & words.including:
        return last
    rest = [other for other in before if other is not last]
    joined = set(_between(tree, last.end, claim.start)) <= words.joining - words.pauses - {";"}
    if not joined or not rest or claim.measure == _MONEY:
        return None  # else "of whom nine are in hospital and two in intensive care"
    return _of_whom(tree, last, rest, words)


def _holds_pair(texts: Sequence[str], words: PartWords) -> bool:
    return any(one in words.of and two in words.pronouns for one, two in pairwise(texts))


def _of_opening(
    tree: Tree,
    claim: Claim,
    others: Sequence[Claim],
    before: Sequence[Claim],
    known: Mapping[str, Claim],
    words: PartWords,
) -> Claim | None:
    """ "Of the 12,000 who were evacuated, 9,000 remain", "Of the wounded, 25 are in hospital"."""
    tokens = tree.tokens
    if not tokens or tokens[0].text.lower() not in words.of or claim.start < tokens[0].end:
        return None
    inside = [o for o in before if o.start < tokens[min(_NEAR, len(tokens) - 1)].end]
    if inside and any(t.upos == "AUX" for t in tokens if t.start < inside[0].start):
        return None  # "among the dead were two Indians, a Nepali …": members all
    floor = inside[0].end if inside else tokens[0].end
    pause = next((t.start for t in tokens if t.start >= floor and t.text in words.pauses), None)
    if pause is None or claim.start < pause or claim.start - pause > _OPENING * _NEAR:
        return None
    if any(pause <= o.start < claim.start for o in others):
        return None
    if inside:
        return inside[0]
    said = [words.states.get(text) for text in _between(tree, tokens[0].end, pause)]
    return next((known[state] for state in said if state is not None and state in known), None)


def _out_of(tree: Tree, claim: Claim, alike: Sequence[Claim], words: PartWords) -> Claim | None:
    after = [other for other in alike if other.start >= claim.end]
    if not after:
        return None
    following = min(after, key=lambda other: other.start)
    gap = _between(tree, claim.end, following.start)
    led = gap[-2:] if len(gap) > 1 else []
    return following if len(led) == 2 and set(led) == words.out_of else None


def _of_known(
    tree: Tree,
    claim: Claim,
    before: Sequence[Claim],
    known: Mapping[str, Claim],
    words: PartWords,
) -> Claim | None:
    """ "Around 200 of the wounded are in critical condition"."""
    number = claim.start + max(0, claim.text.find(claim.quantity.words))
    beyond = [t.end for t in tree.tokens if t.start >= claim.end][:1] or [claim.end]
    inside = _between(tree, number, beyond[0])
    for one, two, three in zip(inside, inside[1:], inside[2:], strict=False):
        measure = words.states.get(three)
        if one in words.of and two in words.known and measure is not None:
            same = [other for other in before if other.measure == measure]
            return same[-1] if same else known.get(measure)
        if one in words.of and two in words.known:
            return _of_named(claim, known.get(f"{claim.measure} {three}"))
    if claim.rule == _ELSEWHERE and before:
        return _of_named(claim, _of_known(tree, before[-1], before[:-1], known, words))
    return None


def _of_named(claim: Claim, whole: Claim | None) -> Claim | None:
    """ "Nineteen of the civilians", of the 20 told before: not of fewer, nor of others."""
    if whole is None or whole.measure != claim.measure:
        return None
    ours, theirs = claim.quantity.low, whole.quantity.high or whole.quantity.low
    return whole if ours is not None and theirs is not None and ours <= theirs else None


def _alone(tree: Tree, claim: Claim, before: Sequence[Claim], words: PartWords) -> Claim | None:
    """ "320 dead, with 307 deaths in Sind alone and nine in Punjab": parts of the 320."""
    same = [other for other in before if other.measure == claim.measure]
    if not same:
        return None
    if claim.rule == _ELSEWHERE:
        return _of_named(claim, _alone(tree, same[-1], same[:-1], words))
    behind = [t.text.lower() for t in tree.tokens if t.start >= claim.end][:_REACH]
    pause = next((at for at, text in enumerate(behind) if text in words.joining), len(behind))
    return _of_named(claim, same[-1]) if set(behind[:pause]) & words.alone else None


def _among_known(
    tree: Tree,
    claim: Claim,
    before: Sequence[Claim],
    known: Mapping[str, Claim],
    words: PartWords,
) -> Claim | None:
    """ "65 captives, on their way home, were among the dead"."""
    after = [t.text.lower() for t in tree.tokens if t.start >= claim.end]
    before = _not_listed_with(tree, claim, before, words)
    for at in range(len(after) - 2):
        if after[at] in words.among and after[at + 1] in words.known and at <= 2 * _REACH:
            measure = words.states.get(after[at + 2])
            if measure != claim.measure:
                return None
            same = [other for other in before if other.measure == measure]
            return same[-1] if same else known.get(measure)
    return None


def _not_listed_with(
    tree: Tree, claim: Claim, before: Sequence[Claim], words: PartWords
) -> list[Claim]:
    """The claims before it that are no items of one list with it: "two Indians and six Poles"."""
    start, left = claim.start, list(before)
    while left and set(_between(tree, left[-1].end, start)) <= words.joining | words.pauses:
        start = left.pop().start
    return left
