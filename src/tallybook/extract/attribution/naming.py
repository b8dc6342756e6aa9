"""The noun that a speaker is called by: its head, and whether it is plural."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tallybook.catalogue.countries import load_countries
from tallybook.language.tree import Tree

_COMMON: Final = frozenset({"NOUN", "ADJ", "PRON", "DET"})

Small = Mapping[str, frozenset[str]]
"""The small words of cues.toml."""


def head_noun(plain: str, words: Small) -> str:
    """The last word before the first preposition, comma or relative pronoun."""
    parts = plain.split()
    for at, word in enumerate(parts):
        if at and (word in words["after_head"] or parts[at - 1].endswith(",")):
            parts = parts[:at]
            break
    return parts[-1].strip(",.") if parts else ""


def is_plural(noun: str, words: Small) -> bool:
    """Does the noun mean several: "officials", "police"?"""
    ends = noun.endswith("s") and not noun.endswith(("ss", "us", "is"))
    irregular = noun.endswith(tuple(words["plural_ends"]))
    return ends or irregular or noun in words["plurals"]


def in_small_letters(words: str, tree: Tree, span: tuple[int, int]) -> str:
    """The words with a common noun that only opens the sentence: "Organisers" is no name."""
    first = tree.covering(*span)
    token = tree.tokens[first[0]] if first else None
    opens = token is not None and all(t.upos == "PUNCT" for t in tree.tokens[: token.index])
    if token is None or not opens or token.upos not in _COMMON or words.isupper():
        return words
    if words.split()[1:2] and words.split()[1][0].isupper() and token.upos == "ADJ":
        return words  # "Free Burma Rangers"
    if load_countries().country_of_demonym(token.text):
        return words
    return words[:1].lower() + words[1:]
