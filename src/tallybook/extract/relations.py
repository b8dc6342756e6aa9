"""Relations: what a claim takes from the claims told before it and beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from tallybook.extract.frames.repeats import OF_COUNT_BEFORE
from tallybook.extract.frames.triggers import Way
from tallybook.extract.frames.types import Count
from tallybook.extract.kit import Kit
from tallybook.extract.wholes import find_whole
from tallybook.language.scope_words import ScopeWords
from tallybook.language.tree import Tree
from tallybook.model import Claim, Scope

_MONEY: Final = "money"
_JOINED: Final = 5
_NEVER_OTHERS: Final = frozenset({"killed", "deployed", _MONEY})


def with_scope_of(
    text: str, tree: Tree, claim: Claim, count: Count, last: Claim | None, kit: Kit
) -> Claim:
    """A figure in one list with the last one, or in its place, is of the last one's scope."""
    if last is None:
        return claim
    again = count.rule == OF_COUNT_BEFORE or _is_put_right(tree, count, kit.scopes)
    if claim.measure == last.measure and again:
        return replace(claim, scope=last.scope)
    between = text[last.end : claim.start] if last.end <= claim.start else ""
    running = last.scope is Scope.CUMULATIVE and not last.increment and not claim.increment
    counted = claim.scope is Scope.INCIDENT and claim.measure != _MONEY
    alike = claim.quantity.unit == last.quantity.unit
    if running and counted and _joins(between, kit, alike):
        return replace(claim, scope=last.scope)
    return claim


def adds_to_none(claim: Claim, last: Claim | None, wholes: Mapping[str, Claim]) -> bool:
    """ "54 were killed and 158 others injured" adds to no earlier count of the injured.

    last: the claim before. wholes: by measure, the latest claim told that is no part.
    """
    if last is None or not claim.increment or claim.measure in _NEVER_OTHERS:
        return False
    if last.measure in {claim.measure, _MONEY}:
        return False
    before = wholes.get(claim.measure)
    told_again = before is not None and before.quantity.low == claim.quantity.low
    return before is None or told_again or last.sentence == claim.sentence


def is_before_whole(count: Count) -> bool:
    """ "Three of the 13 killed": the 13 are told first, so that the three can be theirs."""
    return count.whole is not None and count.whole[0] > count.start


def as_part_said(
    tree: Tree, claim: Claim, told: Sequence[Claim], known: Mapping[str, Claim], kit: Kit
) -> Claim:
    """The claim as a part of another one of its sentence, or of one told before.

    told: the claims of its sentence. known: by measure, the latest whole told before it.
    """
    if claim.part_of is not None:
        return claim
    whole = find_whole(tree, claim, told, known, kit.parts)
    return claim if whole is None else as_part(claim, whole)


def as_part(claim: Claim, whole: Claim) -> Claim:
    """A sub-count happens where, when and by whom its whole does, and is its own people's."""
    of = claim.of
    if not of.parties:
        of = replace(of, parties=whole.of.parties)
    beside = claim.sentence == whole.sentence and claim.start >= whole.end
    if beside and not claim.attribution and claim.measure != _MONEY:
        claim = replace(claim, attribution=whole.attribution, stance=whole.stance)
    return replace(
        claim,
        of=of,
        part_of=whole.id,
        increment=False,
        place=claim.place or whole.place,
        period=claim.period or whole.period,
        by=claim.by or whole.by,
        scope=claim.scope if _is_level_apart(claim, whole) else whole.scope,
    )


def _is_level_apart(part: Claim, whole: Claim) -> bool:
    """Is one of them a level and the other none ("11,000 troops, of whom 4,000 were killed")?"""
    if part.scope is Scope.CURRENT:
        return True
    return whole.scope is Scope.CURRENT and part.measure != whole.measure


def _joins(between: str, kit: Kit, alike: bool) -> bool:
    """Do the words between two figures make them one list ("57 cases with 35 deaths")?

    What is said of the first may stand between them where both count the same sort of thing:
    "46,000 had been killed and 380,000 wounded".
    """
    words = between.lower().replace(",", " , ").split()
    said = kit.scopes.perfect.have | kit.scopes.perfect.passive | kit.parts.states.keys()
    parts = [word for word in words if not alike or word not in said]
    return (
        len(words) <= _JOINED and 0 < len(parts) <= 2 and set(parts) <= kit.scopes.running.joining
    )


def _is_put_right(tree: Tree, count: Count, words: ScopeWords) -> bool:
    """ "The correct figure is two": a figure of no scope of its own."""
    token = tree.tokens[count.trigger]
    said = words.put_right
    if count.way is not Way.TOLL or token.lemma not in said.figures:
        return False
    around = {tree.tokens[c].lemma for c in tree.children(count.trigger, "amod")}
    if token.head >= 0:
        around.add(tree.tokens[token.head].lemma)
    return bool(around & said.words)
