"""Topics: from where on a report speaks of a measure, so that common words tell of it too.

After "cholera" its "cases" are cases of it; after "kidnapped", "40 were taken" are hostages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from tallybook.catalogue.measures import Measures


def first_named(text: str, measures: Measures) -> Mapping[str, int]:
    """By measure, where the text first names its topic; those never named are left out."""
    found = {}
    for name, words in measures.words.items():
        topics = words.topics | words.diseases
        match = _pattern(topics).search(text) if topics else None
        if match is not None:
            found[name] = match.start()
    return found


@cache
def _pattern(topics: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(topics, key=lambda topic: (-len(topic), topic))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
