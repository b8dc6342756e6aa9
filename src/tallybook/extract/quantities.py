"""Quantities: every number and vague amount of a text with its interval, form and kind.

A composable grammar over plain text, before any parsing: tokens, then numerals, then amounts, then
what a unit, a modifier and the words around make of them. Time is linear in the length of the text.
"""

from __future__ import annotations

from tallybook.catalogue.conventions import Convention
from tallybook.extract.numbers.finder import Finder
from tallybook.extract.numbers.mention import Kind, QuantityMention
from tallybook.extract.numbers.paragraph import read_paragraph
from tallybook.extract.numbers.tokens import split_paragraphs
from tallybook.language.number_words import NumberWords

__all__ = ["Kind", "QuantityMention", "find_quantities"]


def find_quantities(
    text: str, start: int, end: int, words: NumberWords, convention: Convention
) -> list[QuantityMention]:
    """Every quantity of `text[start:end]`, in order; none overlaps another.

    words: of the text's language. convention: what vague words mean. Offsets count in `text`.
    Counts have the unit "": what is counted is the caller's to say.
    """
    found: list[QuantityMention] = []
    for tokens in split_paragraphs(text, max(0, start), min(end, len(text))):
        found.extend(Finder(read_paragraph(tokens, words, convention)).mentions())
    return found
