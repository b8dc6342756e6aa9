"""By its words alone: does a sentence tell of today, or go on telling of what was told before?"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from tallybook.extract.recalled_times import Age, TimePoint
from tallybook.language.background_words import BackgroundWords

_WORD: Final = re.compile(r"[\w’']+")


def goes_back(said: str, before: str, words: BackgroundWords) -> bool:
    """Does the sentence tell of no today, no saying, and no happening but that of `before`?"""
    low = [word.lower() for word in _WORD.findall(said)]
    head = " ".join(low[:3])
    if any(head == then or head.startswith(f"{then} ") for then in words.going_on.then):
        return True
    if is_of_now(said, words) or words.today.saying.intersection(low):
        return False
    told = set(_WORD.findall(before.lower()))
    return not any(
        first in words.going_on.definite and noun in words.events.nouns and not _same(noun, told)
        for first, noun in pairwise(low)
    )


def is_of_now(said: str, words: BackgroundWords) -> bool:
    """Do the words speak of the present ("is", "has", "now", "the latest")?"""
    now = words.today.back | words.today.be | words.today.have
    return any(word.lower() in now for word in _WORD.findall(said))


def goes_on(point: TimePoint, words: BackgroundWords) -> bool:
    """Does it count from what was told before ("then", "a year later"), or is it a length?"""
    said = point.period.text.lower()
    later = not words.going_on.later.isdisjoint(said.split())
    return point.age is Age.LENGTH or said in words.going_on.then or later


def is_of_that_time(point: TimePoint, words: BackgroundWords) -> bool:
    """ "in the autumn of the same year", "the war of that year": of the time told right before."""
    said = point.period.text.lower()
    return point.age is Age.OPEN and any(said.endswith(f" {then}") for then in words.going_on.then)


def _same(noun: str, told: set[str]) -> bool:
    """Is the happening told of before, be it within a longer word ("quake", "earthquake")?"""
    return any(noun in word or (len(word) > 3 and word in noun) for word in told)
