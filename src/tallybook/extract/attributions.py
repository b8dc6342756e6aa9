"""Attributions of a report: who says what, over trees and quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tallybook.catalogue.sources import SourceCatalogue
from tallybook.extract.attribution.chains import chain_for
from tallybook.extract.attribution.continuing import carry_on
from tallybook.extract.attribution.disclaimers import Disclaimer, find_disclaimers
from tallybook.extract.attribution.headlines import HeadlineReader
from tallybook.extract.attribution.nouns import NounReader
from tallybook.extract.attribution.phrases import PhraseReader
from tallybook.extract.attribution.quotes import find_quotes
from tallybook.extract.attribution.spans import Credit, Span
from tallybook.extract.attribution.speakers import Speakers
from tallybook.extract.attribution.speech import SpeechReader
from tallybook.extract.attribution.verbs import VerbReader
from tallybook.language.cues import Cues
from tallybook.language.tree import Tree
from tallybook.model import Attribution, Block, Role, Source, SourceKind

__all__ = ["Disclaimer", "chain_for", "find_attributions", "find_credits", "find_disclaimers"]

_CHAINED: Final = frozenset({"say", "report", "claim", "warn", "estimate", "confirm", "deny"})
_PRONOUNS: Final = ("he", "they", "it", "we", "you", "who", "those")
_NOBODY: Final = Source("", SourceKind.ANONYMOUS)


def find_attributions(
    text: str,
    blocks: Sequence[Block],
    trees: Sequence[Tree],
    sources: SourceCatalogue,
    words: Cues,
) -> list[Attribution]:
    """Every attribution of the report, in the order of its cues.

    trees: all sentences of the text, in order (a sentence without a tree can credit nobody and
    breaks no chain). An attribution that names nobody ("is believed to") has the text "" and
    an anonymous source without a name.
    """
    credited = find_credits(text, blocks, trees, sources, words)
    speech = SpeechReader(text, trees, find_quotes(text))
    resolved = Speakers(text, trees, sources, words).resolve(credited)
    found = []
    for credit, source in zip(credited, resolved, strict=True):
        start, end = credit.source or (credit.cue[0], credit.cue[0])
        found.append(
            Attribution(
                source or _NOBODY,
                text[start:end],
                start,
                end,
                text[slice(*credit.cue)],
                credit.cue[0],
                credit.cue[1],
                credit.content,
                speech.is_quoted(credit.content),
                credit.act,
                credit.credits,
            )
        )
    return sorted(found, key=lambda item: (item.cue_start or 0, item.content))


def find_credits(
    text: str,
    blocks: Sequence[Block],
    trees: Sequence[Tree],
    sources: SourceCatalogue,
    cues: Cues,
) -> list[Credit]:
    """Source, cue and content of every credit, before anybody is resolved."""
    speech = SpeechReader(text, trees, find_quotes(text))
    found: list[Credit] = []
    for number, tree in enumerate(trees):
        if tree.tokens:
            found.extend(PhraseReader(tree, number, text, cues).credits())
            found.extend(VerbReader(tree, number, text, cues, speech).credits())
            found.extend(NounReader(tree, number, text, cues).credits())
    outside = [credit for credit in found if not speech.is_inside_speech(credit.cue)]
    silent = [(block.start, block.end) for block in blocks if block.role is Role.BOILERPLATE]
    outside = [credit for credit in outside if not _within(credit.cue, silent)]
    grown = speech.grow(outside)
    marked = list(HeadlineReader(text, trees, cues, sources).credits(blocks))
    standing = [credit for credit in grown if _stands(credit, (*grown, *marked), text, cues)]
    standing += [credit for credit in marked if not any(credit.cue == one.cue for one in standing)]
    return standing + carry_on(standing, text, trees, cues)


def _within(cue: Span, stretches: Sequence[Span]) -> bool:
    return any(start <= cue[0] < end for start, end in stretches)


def _stands(credit: Credit, others: Sequence[Credit], text: str, cues: Cues) -> bool:
    """Is the credit one of its own, and no thought inside somebody's words ("he said he hoped")?

    Inside other content only a second speaker is kept: it makes the chain.
    """
    outer = any(
        start <= credit.cue[0] < end
        for other in others
        if other is not credit
        for start, end in other.content
    )
    if not outer:
        return True
    if credit.source is None or not credit.credits or credit.act not in _CHAINED:
        return False
    source = text[slice(*credit.source)].lower()
    return not any(source in cues.words[name] for name in _PRONOUNS)
