"""Scan: which sentences can hold a claim at all. Cheap, before any parsing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Final

from tallybook.catalogue.measures import Measures
from tallybook.extract.numbers.mention import Kind, QuantityMention
from tallybook.extract.triggers import (
    WORD,
    Trigger,
    Triggers,
    all_forms,
    trigger_of,
    trigger_of_idiom,
)
from tallybook.language.scan_words import ScanWords

_COUNTING: Final = frozenset(
    {
        Kind.COUNT,
        Kind.ONE,
        Kind.NONE,
        Kind.MONEY,
        Kind.SHARE,
        Kind.PERCENT,
        Kind.RATE,
        Kind.ATTRIBUTE,
        Kind.UNCLEAR,
    }
)
"""Numbers that can be of something counted, or that somebody must be told of."""

_SMALL: Final = frozenset({Kind.COUNT, Kind.ONE, Kind.NONE})
_MANY: Final = 10
_NEAR: Final = 7  # words
_RANKED: Final = 2  # words


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
        people: Iterable[str] = (),
        is_people: Callable[[str], bool] = lambda word: False,
    ) -> None:
        """words: what says something by itself, and what only beside a number.

        irregular: by lemma, the forms that no rule of spelling leads to.

        numbers: the words at which a number can begin. currencies: the words of money.
        role_of: the nouns of people with their roles, for measures that count certain roles only.
        people: all nouns of people. is_people: does a word name a people ("Syrians")?
        """
        plain: set[Trigger] = set()
        common: set[Trigger] = set()
        for name, lexical in measures.words.items():
            by_number = lexical.counts_by_number or name in measures.unions.values()
            phrases = (trigger_of(phrase, words, irregular) for phrase in lexical.phrases())
            for trigger in filter(None, phrases):
                silent = by_number and trigger.anchor not in words.telling
                said = [forms for forms in trigger.others if not forms & words.empty]
                light = trigger.anchor in words.light and not said
                (common if silent or light else plain).add(trigger)
            for idiom in lexical.idioms:
                told = trigger_of_idiom(idiom, words, irregular)
                if told is None:
                    continue
                # "a raid claimed four", but "the governor claims that the raid failed"
                light = told.anchor in words.light and not idiom.objects
                (common if by_number or light else plain).add(told)
            nouns = (noun for noun, role in (role_of or {}).items() if role in lexical.roles)
            by_noun = (trigger_of(noun, words, irregular) for noun in nouns)
            common |= set(filter(None, by_noun))
        self._plain = Triggers(plain, irregular)
        self._common = Triggers(common, irregular)
        self._currencies = frozenset(
            word.lower() for word in currencies if len(word) > 1 and word.isalpha()
        )
        self._numbers = (frozenset(numbers) - words.no_numbers) | words.signs
        counted = {noun.split()[-1] for noun in people}.union(
            *(lexical.counted_words() for lexical in measures.words.values())
        )
        self._questions = words.questions
        self._topics = words.topics
        self._helping = words.helping
        self._ranked = all_forms(words.ranked, irregular)
        self._people = all_forms(counted, irregular)
        self._is_people = is_people
        self._seen: dict[str, bool] = {}

    def is_candidate(self, sentence: str) -> bool:
        """Does the sentence hold a trigger, or a sum of money?"""
        if any(sign in sentence for sign in "$€£¥₴₽₹"):
            return True
        words = frozenset(WORD.findall(sentence.lower()))
        if self._plain.are_in(words):
            return True
        if words.isdisjoint(self._numbers) and not any(map(str.isdigit, sentence)):
            return False
        told = self._common.are_in(words) or not words.isdisjoint(self._currencies)
        return told or self.asks(sentence)

    def asks(self, sentence: str) -> bool:
        """Does it ask how many there were, so that a figure in it may say?"""
        return any(words in sentence.lower() for words in self._questions)

    def leaves_open(self, sentence: str) -> bool:
        """Does it speak of the dead without a figure, so that the next sentence may give it?"""
        said = sentence.lower()
        return any(words in said for words in self._topics) and not any(map(str.isdigit, said))

    def has_number(self, sentence: str) -> bool:
        """Does a number stand in it, by its letters or its digits?"""
        words = WORD.findall(sentence.lower())
        return any(map(str.isdigit, sentence)) or not self._numbers.isdisjoint(words)

    def can_count(self, text: str, start: int, end: int, found: Sequence[QuantityMention]) -> bool:
        """Has a candidate text[start:end] with these quantities anything that it could count?

        A number of years or an age is nothing, nor are "both sides" and "many cases" beside words
        that tell nothing by themselves. Without a number the sentence needs a word of people, of
        things or of losses ("soldiers were killed", "heavy casualties").
        """
        words = frozenset(WORD.findall(text[start:end].lower()))
        tells = self._plain.are_in(words)
        for mention in found:
            if mention.kind in _COUNTING and (tells or self._of_something(text, end, mention)):
                return True
            if mention.kind is Kind.ORDINAL and self._is_one_more(text, end, mention):
                return True
        return tells and any(self._counted(word) for word in words)

    def _is_one_more(self, text: str, end: int, mention: QuantityMention) -> bool:
        """Does a word of the dead follow: "a fourth body", "a fifth cholera death"?"""
        following = islice(WORD.finditer(text, mention.number_end, end), _RANKED)
        return any(match.group().lower() in self._ranked for match in following)

    def _of_something(self, text: str, end: int, mention: QuantityMention) -> bool:
        """Is it a figure, or followed by a word of people or things?"""
        if mention.kind not in _SMALL or any(map(str.isdigit, text[mention.start : mention.end])):
            return True
        if (mention.quantity.low or mention.quantity.high or 0) >= _MANY:
            return True
        words = WORD.finditer(text, mention.number_end, end)
        following = [match.group().lower() for match in islice(words, _NEAR)]
        return not self._helping.isdisjoint(following[:1]) or any(map(self._counted, following))

    def _counted(self, word: str) -> bool:
        known = self._seen.get(word)
        if known is None:
            known = self._seen[word] = word in self._people or self._is_people(word)
        return known
