"""Scan: which sentences can hold a claim at all. Cheap, before any parsing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from tallybook.catalogue.measures import Measures

_TOO_COMMON: Final = frozenset({"of", "in", "to", "a", "up", "off", "out", "on", "with", "under"})
_WORD: Final = re.compile(r"[^\W\d_][^\W\d_'’-]*")


class Scan:
    """The words by which a measure could be said, in every form that they take."""

    def __init__(
        self,
        measures: Measures,
        irregular: Mapping[str, Sequence[str]],
        currencies: Iterable[str] = (),
    ) -> None:
        """irregular: by lemma, the forms that no rule of spelling leads to.

        currencies: the words and signs of money, whose sums may be claims.
        """
        words: set[str] = set()
        for lexical in measures.words.values():
            for phrase in lexical.phrases():
                words.update(phrase.split())
            words.update(idiom.verb for idiom in lexical.idioms)
        forms = {form for word in words - _TOO_COMMON for form in forms_of(word)}
        forms.update(form for word in words - _TOO_COMMON for form in irregular.get(word, ()))
        forms.update(word.lower() for word in currencies if len(word) > 1 and word.isalpha())
        self._forms = frozenset(forms)

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
