"""Plainer sentences for the parser: each quantity stands as one plain word, odd names too.

A tree is surest where the sentence is plain. "No fewer than 62 worshippers" is parsed as "62
worshippers", "as many as a dozen" as "12", "hundreds of thousands of Afghans" as "hundreds of
Afghans", "Save the Children" as a name of one word; the token still covers all the words of the
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from tallybook.extract.quantities import QuantityMention
from tallybook.language.titled import load_titled
from tallybook.language.words import split_words
from tallybook.model import Form

Span = tuple[int, int]

_NOUNS: Final = frozenset({"others", "other"})
_PLAIN: Final = re.compile(r"[0-9]+(?:,[0-9]{3})*")
_KINDS: Final = frozenset({"count", "none", "one"})


def plainer(
    text: str, start: int, end: int, mentions: Sequence[QuantityMention]
) -> tuple[list[Span], dict[Span, str]]:
    """The word spans of a sentence with each quantity as one, and the word to show for each.

    Names that read like a command are one word too.
    """
    words = split_words(text, start, end)
    shown: dict[Span, str] = {}
    titled = load_titled()
    for name in titled.names(text, start, end):
        if _join(words, name, least=1):
            shown[name] = titled.shown
    for mention in _shares_joined(text, mentions):
        if mention.kind not in _KINDS:
            continue
        last = mention.number_end if mention.added in _NOUNS else mention.end
        whole = (mention.start, last)
        if _join(words, whole, least=1 if _is_odd(text[mention.start : last]) else 2):
            shown[whole] = _word(text, mention, last)
    return words, shown


def _join(words: list[Span], whole: Span, least: int = 2) -> bool:
    """Makes one word of those inside; False where they are too few or one reaches over an edge."""
    inside = [word for word in words if word[0] < whole[1] and whole[0] < word[1]]
    if len(inside) < least or inside[0][0] < whole[0] or inside[-1][1] > whole[1]:
        return False
    at = words.index(inside[0])
    words[at : at + len(inside)] = [whole]
    return True


def _is_odd(figure: str) -> bool:
    """Digits that the parser has hardly seen: of other scripts, or grouped by points."""
    return figure[:1].isdigit() and not _PLAIN.fullmatch(figure)


def _shares_joined(text: str, mentions: Sequence[QuantityMention]) -> Iterator[QuantityMention]:
    """ "43 of 60 drones" counts 43: the whole beside it would only confuse the tree."""
    for index, mention in enumerate(mentions):
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        counts = mention.kind == "count" and following is not None and following.kind == "count"
        if counts and following is not None:
            between = text[mention.end : following.start].strip().lower()
            if between in {"of", "of the", "out of", "out of the"}:
                yield replace(mention, end=following.end)
                continue
        yield mention


def _word(text: str, mention: QuantityMention, last: int) -> str:
    quantity = mention.quantity
    capital = text[mention.start].isupper()
    if text[last : last + 4].lower() == " of ":
        number = quantity.low or quantity.high
        if quantity.form is Form.VAGUE or number is None or number >= 100:
            return "Hundreds" if capital else "hundreds"
        return "Dozens" if capital else "dozens"
    if mention.is_denied:
        return text[mention.start : last].split()[0]
    if quantity.form is Form.NONE:
        return "None" if capital else "none"
    figure = mention.nominal or quantity.high or quantity.low
    return "20" if figure is None or figure < 2 else f"{int(figure):,}"
