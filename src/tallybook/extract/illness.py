"""Illness: from where on a report speaks of a disease, so that its "cases" are cases of it."""

from __future__ import annotations

import re
from functools import cache

from tallybook.catalogue.measures import Measures


def first_named(text: str, measures: Measures) -> int:
    """Where the text first names a disease; its length where it names none."""
    diseases = frozenset().union(*(words.diseases for words in measures.words.values()))
    found = _pattern(diseases).search(text) if diseases else None
    return found.start() if found else len(text)


@cache
def _pattern(diseases: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(diseases, key=lambda disease: (-len(disease), disease))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
