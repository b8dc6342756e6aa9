"""Triggers: the words that must stand together in a sentence for a measure to be told in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tallybook.catalogue.idioms import Idiom
from tallybook.language.scan_words import ScanWords

WORD: Final = re.compile(r"[^\W\d_][^\W\d_'’-]*")

Forms = frozenset[str]
"""The spellings of one word, or of several of which one is enough."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A phrase of a measure: a word to look it up by, and what else must stand in the sentence."""

    anchor: str
    others: tuple[Forms, ...] = ()


class Triggers:
    """Phrases by which measures could be told, found by any form of their anchors."""

    def __init__(self, triggers: Iterable[Trigger], irregular: Mapping[str, Sequence[str]]) -> None:
        alone: set[str] = set()
        joined: dict[str, set[tuple[Forms, ...]]] = {}
        for trigger in triggers:
            forms = all_forms((trigger.anchor,), irregular)
            if not trigger.others:
                alone |= forms
                continue
            for form in forms:
                # "an air strike that strikes a tank": one word cannot be both.
                others = tuple(other - {form} for other in trigger.others)
                joined.setdefault(form, set()).add(others)
        self._alone = frozenset(alone)
        self._joined = {form: tuple(needs) for form, needs in joined.items() if form not in alone}
        self._anchors = self._joined.keys()

    def are_in(self, words: frozenset[str]) -> bool:
        """Does a sentence of these words, in lower case, hold a whole phrase?"""
        if not words.isdisjoint(self._alone):
            return True
        return any(
            not any(words.isdisjoint(forms) for forms in needs)
            for word in self._anchors & words
            for needs in self._joined[word]
        )


def trigger_of(
    phrase: str, words: ScanWords, irregular: Mapping[str, Sequence[str]]
) -> Trigger | None:
    """The trigger of a phrase; None where no word of it tells anything.

    It is looked up by its most telling word: not one that is light, the longest of the rest.
    """
    parts = WORD.findall(phrase)
    telling = [part for part in parts if part not in words.too_common]
    if not telling:
        return None
    anchor = max(telling, key=lambda part: (part not in words.light, len(part)))
    others = (all_forms((part,), irregular) for part in parts if part != anchor)
    return Trigger(anchor, tuple(sorted(others, key=len)))


def trigger_of_idiom(
    idiom: Idiom, words: ScanWords, irregular: Mapping[str, Sequence[str]]
) -> Trigger | None:
    """The trigger of an idiom: its verb, and one of the nouns without which it counts nothing.

    Who does it is asked only of an idiom that names nothing else.
    """
    verb = trigger_of(idiom.verb, words, irregular)
    nouns = {max(WORD.findall(noun), key=len) for noun in idiom.objects or idiom.doers}
    if verb is None or not nouns:
        return verb
    return Trigger(verb.anchor, (*verb.others, all_forms(nouns, irregular)))


def all_forms(words: Iterable[str], irregular: Mapping[str, Sequence[str]]) -> Forms:
    """Every spelling of some lemmas, the irregular ones too, and a few too many."""
    return frozenset(_spellings(words, irregular))


def _spellings(words: Iterable[str], irregular: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for word in words:
        yield from forms_of(word)
        yield from irregular.get(word, ())


def forms_of(word: str) -> set[str]:
    """The spellings that a regular English word takes, and a few too many."""
    forms = {word + ending for ending in ("", "s", "ed", "ing")}
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        forms.add(word + "es")
    if word.endswith("e"):
        forms |= {word[:-1] + "ing", word + "d"}
    if word.endswith("y"):
        forms |= {word[:-1] + "ies", word[:-1] + "ied"}
    if word.endswith("man"):
        forms.add(word[:-3] + "men")
    if word.endswith("ie"):
        forms.add(word[:-2] + "ying")
    if len(word) > 2 and word[-1] not in "aeiouwxy" and word[-2] in "aeiou":
        forms |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return forms
