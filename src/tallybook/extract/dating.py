"""Dating: which of a sentence's time phrases dates a count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from tallybook.extract.frames.types import Count
from tallybook.extract.other_times import is_apart
from tallybook.extract.periods import PeriodMention
from tallybook.extract.periods_governing import (
    of_its_days,
    period_for,
    said_on,
    without_saying,
)
from tallybook.extract.ranking import is_of_its_own, is_of_scene, is_ranking
from tallybook.language.dates.words import DateWords
from tallybook.language.tree import Tree, is_relation
from tallybook.model import Period

_ROLLING: Final = "relative"
_BREAKS: Final = frozenset({",", ";", "and"})
_OWN_FIRST: Final = frozenset({"earlier-figure", "same-elsewhere", "sub-count"})


def dating_events(tree: Tree, mentions: Iterable[PeriodMention]) -> Iterator[PeriodMention]:
    """The time phrases without those that only rank ("the worst since 2003") or recall."""
    for mention in mentions:
        first = min(tree.covering(mention.start, mention.end))
        if mention.edge is not None and is_of_its_own(tree, first):
            yield _year_told_of(tree, mention, mention.edge, first)
        elif not is_ranking(tree, first) and not is_of_scene(tree, first):
            yield mention


def _year_told_of(tree: Tree, mention: PeriodMention, edge: Period, since: int) -> PeriodMention:
    """ "The worst since 2003, when 26,000 died": they died in that year."""
    start = tree.tokens[since + 1].start
    year = replace(edge, text=edge.text[start - mention.start :], start=start)
    return replace(mention, start=start, period=year, kind="date", edge=None, opens=True)


def date_of(
    tree: Tree,
    count: Count,
    mentions: Sequence[PeriodMention],
    anchor: date | None,
    words: DateWords,
) -> Period | None:
    """The phrase that governs the count; else the only one of the sentence that dates events."""
    mentions = [m for m in mentions if not m.opens or m.start < count.start]
    mentions = [one for one in mentions if not _is_of_another(tree, count.trigger, one)]
    mentions = [one for one in mentions if not _is_of_what_followed(tree, count, one, words)]
    mentions = of_its_days(tree, count.trigger, mentions, words)
    mentions = without_saying(tree, mentions, words)
    targets = [count.trigger, count.head, *([count.noun] if count.noun is not None else [])]
    joined = tree.tokens[count.head].deprel == "conj"  # "eight on Monday and one on Friday"
    if count.whole is not None or count.rule in _OWN_FIRST or joined:
        targets = [*targets[1:], count.trigger]
    for target in dict.fromkeys(targets):
        period = period_for(tree, target, mentions)
        if period is not None:
            return _closest(tree, target, count, period, mentions)
    dating = [m for m in mentions if _dates_events(m, anchor)]
    speech = said_on(tree, count.trigger, mentions)
    if len(dating) == 1 and dating[0].period != speech:
        return dating[0].period
    return None


def _closest(
    tree: Tree, target: int, count: Count, period: Period, mentions: Sequence[PeriodMention]
) -> Period:
    """ "Since the outbreak in August, 268 new cases were found in the past day": in that day."""
    if not any(m.period == period and m.kind == "since" for m in mentions):
        return period
    for mention in mentions:
        inner = mention.period
        known = inner.first is not None and inner.last is not None
        inside = known and inner.last == period.last and mention.kind == _ROLLING
        between = [t.text for t in tree.tokens if count.end <= t.start < mention.start]
        if inside and count.end <= mention.start and not _BREAKS & {*between}:
            return inner if period_for(tree, target, [mention]) is not None else period
    return period


def _is_of_another(tree: Tree, trigger: int, mention: PeriodMention) -> bool:
    """ "On Sunday" dates no "strike that killed 9" days before; "last week" may date just that."""
    inside = tree.covering(mention.start, mention.end)
    return bool(inside) and is_apart(tree, inside[-1], trigger)


def _is_of_what_followed(
    tree: Tree, count: Count, mention: PeriodMention, words: DateWords
) -> bool:
    """ "Families queued on Monday after police said 34 had died": no day of the deaths."""
    inside = tree.covering(mention.start, mention.end)
    if not inside or mention.start > count.start:
        return False
    path = (count.trigger, *tree.ancestors(count.trigger))
    for clause in path[1:]:
        token = tree.tokens[clause]
        told = is_relation(token.deprel, "advcl") and {token.lemma, token.text} & words.speech
        if not told or not tree.children(clause, "mark") or not tree.children(clause, "nsubj"):
            continue
        said = [one for one in tree.children(clause, "ccomp") if one in path]
        return bool(said) and inside[0] not in tree.subtree(clause)
    return False


def _dates_events(mention: PeriodMention, anchor: date | None) -> bool:
    """A day or span up to the report's own day: no time of saying, no length, nothing to come."""
    if mention.of_speech or mention.is_recalled or mention.kind == "duration":
        return False
    first = mention.period.first
    return first is None or anchor is None or first <= anchor
