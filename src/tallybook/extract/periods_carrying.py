"""When a sentence names no time: that of the sentence before it, where it tells of the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from tallybook.extract.other_times import is_set_apart
from tallybook.extract.periods import PeriodMention
from tallybook.extract.periods_governing import dates_main, said_on
from tallybook.extract.periods_told import Periods
from tallybook.extract.sentences import Sentence
from tallybook.extract.types import Found
from tallybook.language.dates import DateWords
from tallybook.language.place_words import load_place_words
from tallybook.language.tree import Tree, is_relation
from tallybook.model import Claim, Period, Scope

_BACK: Final = 2
_FAR: Final = 6
"""So many sentences back is the day that "a day earlier" counts from."""
_DATING: Final = frozenset({"date", "range", "relative"})


class LastPeriod:
    """When the sentences just read happened, for those that name no time."""

    def __init__(self, sentences: Sequence[Sentence], periods: Periods, words: DateWords) -> None:
        self._sentences, self._periods, self._words = sentences, periods, words
        self._places = load_place_words()
        self._counted: set[int] = set()
        self._known: dict[int, Period | None] = {}

    def carry_to(self, claim: Claim, found: Found) -> Claim:
        """The claim of one happening with the time of the sentences before, where it has none."""
        self._counted.add(found.tree.start)
        shift = _shift_of(claim, found)
        if shift is not None:
            return self._shifted(claim, found, shift)
        if claim.period is not None or claim.scope is not Scope.INCIDENT or claim.increment:
            return claim
        if found.sentence.is_headline:  # it stands over what follows, not behind what was before
            return claim
        if _has_own_time(claim, found):
            return claim
        if found.tree.tokens[found.tree.root()].lemma in self._words.beginning:
            return claim  # "The war began when …": another time
        if is_set_apart(found.tree):
            return claim
        for index in range(found.index - 1, max(-1, found.index - 1 - _BACK), -1):
            before = self._sentences[index]
            if before.block.time != found.sentence.block.time or before.is_headline:
                break
            mentions = self._periods.of(before)
            period = self._told(index, mentions)
            if period is not None:
                return replace(claim, period=period)
            if any(mention.kind != "duration" for mention in mentions):
                break
        return claim

    def _shifted(self, claim: Claim, found: Found, days: int) -> Claim:
        """ "A day earlier, 24 were rescued": from the last single day that was told of."""
        for index in range(found.index - 1, max(-1, found.index - 1 - _FAR), -1):
            before = self._sentences[index]
            if before.block.time != found.sentence.block.time:
                break
            told = self._told(index, self._periods.of(before))
            if told is not None and told.first is not None and told.first == told.last:
                day = told.first + timedelta(days=days)
                return replace(claim, period=_on(claim.period, day))
        return claim

    def _happens(self, tree: Tree) -> bool:
        """Does the sentence tell of a happening?"""
        words = self._places
        happening = words.events | words.affects | words.deeds
        return any(token.lemma in happening for token in tree.tokens) or bool(
            self._counted & {tree.start}
        )

    def _told(self, index: int, mentions: Sequence[PeriodMention]) -> Period | None:
        """The one time of a sentence at which something happened, nobody said it."""
        if index not in self._known:
            tree = self._sentences[index].tree
            told = [m for m in mentions if _dates(m) and not _is_of_comparison(tree, m)]
            self._known[index] = None
            if len(told) == 1 and tree is not None and tree.tokens and self._happens(tree):
                said = said_on(tree, tree.root(), told)
                if said != told[0].period and dates_main(tree, told[0]):
                    self._known[index] = told[0].period
        return self._known[index]


def _shift_of(claim: Claim, found: Found) -> int | None:
    """How many days from the day told of the claim says that it was: "a day earlier"."""
    period = claim.period
    if period is None or period.first is not None or period.last is not None:
        return None
    return next((m.shift for m in found.periods if m.period == period), None)


def _on(period: Period | None, day: date) -> Period | None:
    return None if period is None else replace(period, first=day, last=day)


def _has_own_time(claim: Claim, found: Found) -> bool:
    """Does the sentence name a time other than that at which the claim was said?"""
    at = found.tree.at(claim.start)
    said = None if at is None else said_on(found.tree, at, found.periods)
    return any(m.kind != "duration" and m.period != said for m in found.periods)


def _is_of_comparison(tree: Tree | None, mention: PeriodMention) -> bool:
    """ "The deadliest since gunmen killed 38 in 2015": another happening's time."""
    at = None if tree is None or not tree.tokens else tree.at(mention.start)
    if tree is None or at is None:
        return False
    marks = load_place_words().compared
    return any(
        is_relation(tree.tokens[above].deprel, "advcl")
        and any(tree.tokens[i].text.lower() in marks for i in tree.children(above, "mark"))
        for above in tree.ancestors(at)
    )


def _dates(mention: PeriodMention) -> bool:
    return mention.kind in _DATING and not mention.of_speech and not mention.is_recalled
