"""The words with which answers are told, from a language's answers.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tallybook.language.word_tables import check_keys, read_words


@dataclass(frozen=True, slots=True)
class AnswerLists:
    """Each field is a list of answers.toml, whose comments say what it is for."""

    pronouns: frozenset[str]
    collectives: frozenset[str]
    nobody: frozenset[str]
    determiners: frozenset[str]
    masses: frozenset[str]
    prepositions: frozenset[str]
    placing: frozenset[str]
    institutions: frozenset[str]
    articled: frozenset[str]
    plural_parties: frozenset[str]
    spelled: frozenset[str]
    fighting: frozenset[str]
    offices: frozenset[str]
    plural_heads: frozenset[str]


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """months: by number, from the first. plurals: singular to plural. neutral: word to word.

    befores: a word for a number that stands alone to what it is before a noun. done: the title of
    a measure of things to what it says of them.
    """

    months: tuple[str, ...]
    plurals: Mapping[str, str]
    neutral: Mapping[str, str]
    befores: Mapping[str, str]
    done: Mapping[str, str]
    lists: AnswerLists


@cache
def load_answer_words(language: str = "en") -> AnswerWords:
    """The words of a language; DataError names a key that is missing or unknown."""
    where, table = read_words(language, "answers.toml")
    check_keys(where, table, AnswerWords)
    check_keys(where, table["lists"], AnswerLists)
    lists = AnswerLists(**{name: frozenset(words) for name, words in table["lists"].items()})
    return AnswerWords(
        tuple(table["months"]),
        table["plurals"],
        table["neutral"],
        table["befores"],
        table["done"],
        lists,
    )
