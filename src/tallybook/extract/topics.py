"""Topics: from where on a report speaks of a measure, so that common words tell of it too.

After "cholera" its "cases" are cases of it; after "kidnapped", "40 were taken" are hostages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from tallybook.catalogue.measures import Measures

_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Topics:
    """The topics of a measure. openings: their first words; without one none is named."""

    pattern: re.Pattern[str]
    openings: frozenset[str]


def first_named(text: str, measures: Measures) -> Mapping[str, int]:
    """By measure, where the text first names its topic; those never named are left out."""
    found = {}
    said = frozenset(_WORD.findall(text.lower()))
    for name, words in measures.words.items():
        topics = _topics(words.topics, words.diseases)
        match = None if said.isdisjoint(topics.openings) else topics.pattern.search(text)
        if match is not None:
            found[name] = match.start()
    return found


@cache
def _topics(topics: frozenset[str], diseases: frozenset[str]) -> _Topics:
    longest_first = sorted(topics | diseases, key=lambda topic: (-len(topic), topic))
    alike = "|".join(map(re.escape, longest_first))
    openings = frozenset(_WORD.findall(topic.lower())[0] for topic in longest_first)
    return _Topics(re.compile(rf"\b(?:{alike})\b", re.IGNORECASE), openings)
