"""The words of rates and shares, out of a language's rates.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tallybook.errors import DataError
from tallybook.language.number_words import load_number_words
from tallybook.language.word_tables import read_words


@dataclass(frozen=True, slots=True)
class RateWords:
    """What makes a figure a rate or a share; the comments of rates.toml say what each is for.

    times, adverbs: word to the stretch of time that it names ("monthly": "month").
    """

    always: frozenset[str]
    article: frozenset[str]
    present: frozenset[str]
    between: frozenset[str]
    not_before: frozenset[str]
    times: Mapping[str, str]
    adverbs: Mapping[str, str]
    heads: frozenset[str]
    each: frozenset[str]
    bodies: frozenset[str]
    of: frozenset[str]
    negations: frozenset[str]
    marks: frozenset[str]
    """Every word that can end a rate, so that the rest is passed over."""


@cache
def load_rate_words(language: str = "en") -> RateWords:
    """The words of a language; DataError names the file and what is missing."""
    where, data = read_words(language, "rates.toml")
    try:
        times, adverbs = _by_word(data["times"]), _by_word(data["adverbs"])
        each, heads = frozenset(data["heads"]["each"]), frozenset(data["heads"]["nouns"])
        return RateWords(
            always=frozenset(data["each"]["always"]),
            article=frozenset(data["each"]["article"]),
            present=frozenset(data["each"]["present"]),
            between=frozenset(data["each"]["between"]),
            not_before=load_number_words(language).contexts["not_per"],
            times=times,
            adverbs=adverbs,
            heads=heads,
            each=each,
            bodies=frozenset(data["shares"]["bodies"]),
            of=frozenset(data["shares"]["of"]),
            negations=frozenset(data["shares"]["negations"]),
            marks=heads | each | times.keys() | adverbs.keys(),
        )
    except KeyError as error:
        raise DataError(where, f"{error} is missing", "compare language/en") from error


def _by_word(table: Mapping[str, Any]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words}
