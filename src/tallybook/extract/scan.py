"""Scan: which sentences can hold a claim at all. Cheap, before any parsing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tallybook.catalogue.measures import Measures

_WORD: Final = re.compile(r"[^\W\d_][^\W\d_'’-]*")


class Scan:
    """The words by which a measure could be said, as prefixes of a word's letters."""

    def __init__(self, measures: Measures, irregular: Sequence[str] = ()) -> None:
        """Collect the stems of all triggers; `irregular`: forms that no stem leads to."""
        words: set[str] = set(irregular)
        for lexical in measures.words.values():
            for group in (
                lexical.object_verbs,
                lexical.subject_verbs,
                lexical.adjectives,
                lexical.nouns,
                lexical.loss_nouns,
                lexical.tolls,
                lexical.strength_nouns,
                lexical.case_nouns,
                lexical.results,
            ):
                for phrase in group:
                    words.add(phrase.split()[-1] if phrase.startswith("to ") else phrase.split()[0])
            words.update(idiom.verb for idiom in lexical.idioms)
        self._forms = frozenset(form for word in words for form in forms_of(word))

    def is_candidate(self, sentence: str) -> bool:
        """Does the sentence hold a trigger, or a sum of money?"""
        if any(sign in sentence for sign in "$€£¥₴₽₹"):
            return True
        return any(match.group().lower() in self._forms for match in _WORD.finditer(sentence))


def forms_of(word: str) -> set[str]:
    """The spellings that a regular English word takes, and a few too many."""
    forms = {word + ending for ending in ("", "s", "es", "ed", "d", "ing")}
    if word.endswith("e"):
        forms |= {word[:-1] + "ing", word + "d"}
    if word.endswith("y"):
        forms |= {word[:-1] + "ies", word[:-1] + "ied"}
    if word.endswith("ie"):
        forms.add(word[:-2] + "ying")
    if len(word) > 2 and word[-1] not in "aeiouwxy" and word[-2] in "aeiou":
        forms |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return forms
