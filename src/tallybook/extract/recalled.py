"""Recalled: which claims tell of what was over long before the report's day, and by what sign.

It stands in `extract`, not in `clean`: the judgement is of a figure in its clause, by the tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from tallybook.extract.clause_reading import clause_of, is_perfect
from tallybook.extract.frames.types import Count
from tallybook.extract.kit import Kit
from tallybook.extract.periods_of_parts import of_parts
from tallybook.extract.periods_told import Periods
from tallybook.extract.recalled_clauses import Sign, dating_of, is_compared, is_held_against
from tallybook.extract.recalled_runs import points_back, tells_history
from tallybook.extract.recalled_signs import is_before_news
from tallybook.extract.recalled_times import Age, TimePoint, time_points
from tallybook.extract.recalled_words import goes_back, goes_on, is_of_that_time
from tallybook.extract.scopes import is_present
from tallybook.extract.sentences import Sentence
from tallybook.extract.types import Found
from tallybook.model import Claim, Part, Period, Report, Scope, Stance

_UNREAL: Final = frozenset({Stance.HYPOTHETICAL, Stance.FORECAST})
_BACK: Final = 3
_STANDING: Final = timedelta(days=92)
"""A level, such as the strength of an army, is the last known one for so long."""


class History:
    """What of a report is recalled; judges its claims one by one, in order of the text."""

    def __init__(
        self, report: Report, sentences: Sequence[Sentence], periods: Periods, kit: Kit
    ) -> None:
        self._report, self._sentences, self._periods, self._kit = report, sentences, periods, kit
        self._words = kit.background
        self._points: dict[int, list[TimePoint]] = {}
        self._recalled: dict[int, Sign] = {}

    def judge(self, claim: Claim, found: Found, count: Count) -> Claim:
        """The claim, marked where it is background, with the time of what it tells of."""
        if claim.stance in _UNREAL or claim.increment:
            return claim
        if claim.stance is Stance.PLANNED and claim.measure != "money":
            return claim  # "promised $5 million in 2019" was said then; to send troops is to come
        sign = self._sign(claim, found, count)
        if sign is None or (claim.scope is Scope.CURRENT and self._stands(sign, found)):
            return claim
        self._recalled.setdefault(found.index, sign)
        words = self._report.text[sign.start : sign.end]
        part = Part("background", sign.rule, sign.start, sign.end, words)
        period = sign.period or self._old_only(claim.period)
        return replace(claim, background=True, period=period, parts=(*claim.parts, part))

    def _stands(self, sign: Sign, found: Found) -> bool:
        """Is it a level that may well stand still: 166,000 soldiers two months ago?"""
        anchor = self._periods.anchor(found.sentence)
        if anchor is None or sign.period is None or sign.period.last is None:
            return False
        return anchor - sign.period.last < _STANDING

    def _sign(self, claim: Claim, found: Found, count: Count) -> Sign | None:
        tree, words = found.tree, self._words
        if not is_held_against(tree, count, words) and self._is_of_today(found, count):
            return None
        points = self._points_for(found, count)
        dating = dating_of(tree, count, points, words)
        if dating.age is Age.OLD:
            return dating.sign
        if dating.age is not Age.OPEN:
            return None
        compared = is_compared(tree, count, words)
        if compared is not None:
            return compared
        if any(point.age is Age.FRESH for point in points):
            return None
        if not claim.attribution:
            told = is_before_news(tree, clause_of(tree, count), count, words)
            if told is not None:
                return told
        return self._carried(claim, found, count) or self._by_own_time(claim, found, points)

    def _by_own_time(self, claim: Claim, found: Found, points: Sequence[TimePoint]) -> Sign | None:
        """The claim's own time, where it stands in the sentence and is of long ago."""
        own = claim.period
        if own is None:
            return None
        for point in points:
            if point.age is Age.OLD and (point.start, point.end) == (own.start, own.end):
                return Sign("long ago", point.start, point.end, own)
        return None

    def _is_of_today(self, found: Found, count: Count) -> bool:
        """ "Have been killed", "are missing"."""
        kit = self._kit
        if is_perfect(found.tree, clause_of(found.tree, count), kit.scopes):
            return True
        return is_present(found.tree, count.trigger, kit.words.forms)

    def _carried(self, claim: Claim, found: Found, count: Count) -> Sign | None:
        """The sign of the sentences before, where this one goes on telling of the same."""
        if found.sentence.is_headline or claim.attribution:
            return None
        words = self._words
        at, points = found.index, self._points_of(found.index)
        if at - 1 in self._recalled and any(is_of_that_time(p, words) for p in points):
            return replace(self._recalled[at - 1], rule="told before", period=None)
        if not all(goes_on(point, words) for point in points):
            return None
        while at > 0 and found.index - at < _BACK:
            before, after = self._sentences[at - 1], self._sentences[at]
            if "\n" in self._report.text[before.start : after.start]:
                return None
            if not goes_back(self._said(after), self._said(before), words):
                return None
            at -= 1
            if at in self._recalled:
                return replace(self._recalled[at], rule="told before")
            points = self._points_of(at)
            old = [point for point in points if point.age is Age.OLD]
            if any(point.age in {Age.FRESH, Age.RUNNING} for point in points):
                return None
            if old:
                back = at == found.index - 1 and points_back(found.tree, count, words)
                if len(old) != 1 or not (back or tells_history(before, old[0], words)):
                    return None
                return Sign("told before", old[0].start, old[0].end, old[0].period)
        return None

    def _said(self, sentence: Sentence) -> str:
        return self._report.text[sentence.start : sentence.end]

    def _points_for(self, found: Found, count: Count) -> list[TimePoint]:
        """The sentence's points of time without those that only a part of the count has."""
        anchor = self._periods.anchor(found.sentence)
        aside = {mention.end for mention in of_parts(found, count, anchor, self._kit.dates)}
        return [point for point in self._points_of(found.index) if point.end not in aside]

    def _points_of(self, index: int) -> list[TimePoint]:
        if index not in self._points:
            sentence, text = self._sentences[index], self._report.text
            span, anchor = (sentence.start, sentence.end), self._periods.anchor(sentence)
            mentions = self._periods.of(sentence)
            self._points[index] = time_points(text, span, mentions, anchor, self._words)
        return self._points[index]

    def _old_only(self, period: Period | None) -> Period | None:
        """No time of the news for what is no news."""
        for points in self._points.values():
            for point in points:
                if period is not None and (point.start, point.end) == (period.start, period.end):
                    return period if point.age in {Age.OLD, Age.OPEN} else None
        return period
