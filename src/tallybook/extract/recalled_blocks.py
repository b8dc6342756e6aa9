"""Recalled blocks: paragraphs in which every sentence tells of long before the report's day.

Read off the words alone, before anything is parsed: it stands here, and not in `clean`, since it
leans on the time phrases that `extract` reads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from tallybook.extract.periods import find_periods
from tallybook.extract.recalled_times import Age, TimePoint, time_points
from tallybook.extract.recalled_words import goes_back, is_of_now
from tallybook.language.background_words import BackgroundWords, load_background_words
from tallybook.language.dates import DateWords
from tallybook.language.dates.words import load_date_words
from tallybook.language.sentences import split_sentences
from tallybook.model import Block, Report, Role

_TELLING: Final = frozenset({Role.BODY, Role.QUOTE})
_HEAD: Final = 12
"""Code points before a phrase that opens its sentence: "But in June 2021"."""
_SHORT: Final = 160
_YEAR: Final = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def mark_background(
    report: Report, blocks: Sequence[Block], language: str = "en"
) -> tuple[Block, ...]:
    """The blocks, paragraphs of recalled history marked as background."""
    words, dates = load_background_words(language), load_date_words(language)
    return tuple(
        replace(block, background=True) if _is_recalled(report, block, words, dates) else block
        for block in blocks
    )


def _is_recalled(report: Report, block: Block, words: BackgroundWords, dates: DateWords) -> bool:
    if block.role not in _TELLING:
        return False
    text = report.text[block.start : block.end]
    if not _has_hint(text, words) or is_of_now(text, words):
        return False
    anchor = block.time.date() if block.time is not None else report.published
    before = last = ""
    for start, end in split_sentences(report.text, block.start, block.end):
        said = report.text[start:end]
        if not _tells_history(report.text, (start, end), before, anchor, words, dates):
            return False
        before, last = f"{last} {said}", said
    return bool(before)


def _has_hint(text: str, words: BackgroundWords) -> bool:
    if _YEAR.search(text):
        return True
    low = text.lower()
    return any(f"{hint} " in low or f"{hint}," in low for hint in words.today.hints) or any(
        name in low for name in words.named
    )


def _tells_history(
    text: str,
    span: tuple[int, int],
    before: str,
    anchor: date | None,
    words: BackgroundWords,
    dates: DateWords,
) -> bool:
    mentions = find_periods(text, *span, dates, anchor)
    if any(mention.of_speech for mention in mentions):
        return False
    points = time_points(text, span, mentions, anchor, words)
    if any(point.age in {Age.FRESH, Age.EDGE, Age.RUNNING} for point in points):
        return False
    said = text[slice(*span)]
    if any(_dates_all(text, span, point, words) for point in points if point.age is Age.OLD):
        return True
    return bool(before) and goes_back(said, before, words)


def _dates_all(text: str, span: tuple[int, int], point: TimePoint, words: BackgroundWords) -> bool:
    """Does the phrase open the sentence, or date a short one that quotes nobody?

    "Mr Roe's 2000 campaign" names a thing by its year, and tells nothing of when.
    """
    if point.period.text[:1].isdigit() or point.period.text.lower() in words.named:
        return False
    if point.start - span[0] <= _HEAD:
        return True
    low = text[slice(*span)].lower().split()
    return span[1] - span[0] <= _SHORT and words.today.saying.isdisjoint(low)
