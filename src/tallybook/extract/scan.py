"""Scan: which sentences can hold a claim at all. Cheap, before any parsing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from tallybook.catalogue.measures import Measures
from tallybook.language.scan_words import ScanWords

_WORD: Final = re.compile(r"[^\W\d_][^\W\d_'’-]*")


class Scan:
    """The words by which a measure could be said, in every form that they take.

    Some say it by themselves ("killed", "casualties"); the rest, which stand in every other
    sentence ("took", "sent", "kept"), only beside a number.
    """

    def __init__(
        self,
        measures: Measures,
        words: ScanWords,
        irregular: Mapping[str, Sequence[str]],
        numbers: Iterable[str] = (),
        currencies: Iterable[str] = (),
        role_of: Mapping[str, str] | None = None,
    ) -> None:
        """words: what says something by itself, and what only beside a number.

        irregular: by lemma, the forms that no rule of spelling leads to.

        numbers: the words at which a number can begin. currencies: the words of money.
        role_of: the nouns of people with their roles, for measures that count certain roles only.
        """
        plain: set[str] = set()
        common: set[str] = set()
        for name, lexical in measures.words.items():
            told = {word for phrase in lexical.phrases() for word in phrase.split()}
            told |= {idiom.verb for idiom in lexical.idioms}
            by_number = lexical.counts_by_number or name in measures.unions.values()
            (common if by_number else plain).update(told - words.too_common)
            common |= {noun for noun, role in (role_of or {}).items() if role in lexical.roles}
        plain |= common & words.telling
        common |= plain & words.light
        self._plain = _all_forms(plain - words.light, irregular)
        self._common = _all_forms(common, irregular) - self._plain
        self._currencies = frozenset(
            word.lower() for word in currencies if len(word) > 1 and word.isalpha()
        )
        self._numbers = frozenset(numbers) - words.no_numbers

    def is_candidate(self, sentence: str) -> bool:
        """Does the sentence hold a trigger, or a sum of money?"""
        if any(sign in sentence for sign in "$€£¥₴₽₹"):
            return True
        words = {match.group().lower() for match in _WORD.finditer(sentence)}
        if not words.isdisjoint(self._plain):
            return True
        if words.isdisjoint(self._numbers) and not any(map(str.isdigit, sentence)):
            return False
        return not (words.isdisjoint(self._common) and words.isdisjoint(self._currencies))


def _all_forms(words: Iterable[str], irregular: Mapping[str, Sequence[str]]) -> frozenset[str]:
    forms = {form for word in words for form in forms_of(word)}
    return frozenset(forms.union(*(irregular.get(word, ()) for word in words)))


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
