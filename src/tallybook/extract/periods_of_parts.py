"""Periods of parts: "1,043 since then, 43 of them at Onda in 2022": the 43 died in that year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from tallybook.extract.dating import date_of
from tallybook.extract.frames.types import Count
from tallybook.extract.periods import PeriodMention
from tallybook.extract.types import Found
from tallybook.language.dates.words import DateWords
from tallybook.language.tree import Tree
from tallybook.model import Period

_BREAKS: Final = frozenset({",", ";", ":", "(", ")", "and", "but"})
_VERBS: Final = frozenset({"VERB", "AUX"})


def period_of(found: Found, count: Count, anchor: date | None, words: DateWords) -> Period | None:
    """The period of a count, where a whole and its part in one sentence each have their own.

    The phrase right behind a part is the part's, if the whole has one without it.
    """
    own = [] if count.whole is None else _led(found, count)
    if own:
        whole = next((c for c in found.counts if (c.start, c.end) == count.whole), None)
        if whole is not None and of_parts(found, whole, anchor, words):
            return own[0].period
    aside = of_parts(found, count, anchor, words)
    mentions = [mention for mention in found.periods if mention not in aside]
    return date_of(found.tree, count, mentions, anchor, words)


def of_parts(
    found: Found, count: Count, anchor: date | None, words: DateWords
) -> list[PeriodMention]:
    """The time phrases that date the parts of a whole alone; none where it has no other."""
    if count.whole is not None:
        return []
    span = count.start, count.end
    parts = [part for part in found.counts if part.whole == span]
    taken = [mention for part in parts for mention in _led(found, part)]
    rest = [mention for mention in found.periods if mention not in taken]
    dated = taken and date_of(found.tree, count, rest, anchor, words) is not None
    return taken if dated else []


def _led(found: Found, part: Count) -> Sequence[PeriodMention]:
    """The time phrases behind a part that no mark, verb or other count parts from it."""
    led = []
    for mention in found.periods:
        if mention.start < part.end or mention.of_speech or mention.kind == "duration":
            continue
        if _is_parted(found.tree, part.end, mention.start) or any(
            part.end <= other.start < mention.start for other in found.counts
        ):
            break
        led.append(mention)
    return led


def _is_parted(tree: Tree, start: int, end: int) -> bool:
    between = (token for token in tree.tokens if start <= token.start < end)
    return any(token.text in _BREAKS or token.upos in _VERBS for token in between)
