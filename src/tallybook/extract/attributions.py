"""Attributions of a report: who says what, over trees and quotation marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from tallybook.catalogue.sources import SourceCatalogue
from tallybook.catalogue.spokespeople import body_beside
from tallybook.extract.attribution.asides import complete, share_cited
from tallybook.extract.attribution.chains import ContentIndex, chain_for
from tallybook.extract.attribution.continuing import carry_on
from tallybook.extract.attribution.disclaimers import Disclaimer, find_disclaimers
from tallybook.extract.attribution.headlines import HeadlineReader
from tallybook.extract.attribution.nouns import NounReader
from tallybook.extract.attribution.orphans import find_orphans
from tallybook.extract.attribution.phrases import PhraseReader
from tallybook.extract.attribution.pointing import point_back
from tallybook.extract.attribution.quotes import find_quotes
from tallybook.extract.attribution.second_hand import second_hand
from tallybook.extract.attribution.spans import Credit, Span, overlaps
from tallybook.extract.attribution.speakers import Speakers
from tallybook.extract.attribution.speech import SpeechReader
from tallybook.extract.attribution.verbs import VerbReader
from tallybook.language.cues import Cues
from tallybook.language.tree import Tree
from tallybook.model import Attribution, Block, Role, Source, SourceKind

__all__ = [
    "ContentIndex",
    "Disclaimer",
    "attributed",
    "chain_for",
    "find_attributions",
    "find_credits",
    "find_disclaimers",
]

_CHAINED: Final = frozenset(
    {"say", "report", "claim", "warn", "estimate", "confirm", "deny", "believe", "source"}
)
_PRONOUNS: Final = ("he", "they", "it", "we", "you", "those")
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
    return attributed(
        text, trees, find_credits(text, blocks, trees, sources, words), sources, words
    )


def attributed(
    text: str,
    trees: Sequence[Tree],
    credited: Sequence[Credit],
    sources: SourceCatalogue,
    words: Cues,
) -> list[Attribution]:
    """The credits with their sources resolved, in the order of their cues."""
    speech = SpeechReader(text, trees, find_quotes(text))
    resolved = Speakers(text, trees, sources, words).resolve(credited)
    bodies = _bodies_spoken_for(text, credited, resolved, sources)
    found = []
    for credit, source in zip(credited, resolved, strict=True):
        start, end = credit.source or (credit.cue[0], credit.cue[0])
        cue = text[slice(*credit.cue)].lower()
        if source is not None and cue in words.phrases["papers"] and sources.is_paper(source):
            continue  # "citing preliminary data": papers without an owner say nothing
        if source is not None and source.party is None and _is_unowned(text[start:end], words):
            continue
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
                bodies.get(source) if source is not None else None,
            )
        )
    return sorted(found, key=lambda item: (item.cue_start or 0, item.content))


def _bodies_spoken_for(
    text: str,
    credited: Sequence[Credit],
    resolved: Sequence[Source | None],
    sources: SourceCatalogue,
) -> dict[Source, str]:
    """For whom each person speaks, by the words of any of his credits."""
    found: dict[Source, str] = {}
    for credit, source in zip(credited, resolved, strict=True):
        if source is None or credit.source is None or source.kind is not SourceKind.NAMED:
            continue
        body = body_beside(source.name, text[slice(*credit.source)], sources)
        if body is not None:
            found.setdefault(source, body)
    return found


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
    grown = share_cited(speech.grow(complete(outside, text, trees, cues)), trees)
    marked = list(HeadlineReader(text, trees, cues, sources).credits(blocks))
    by_mark = {credit.cue for credit in marked}
    titles = [span for credit in marked if credit.head < 0 for span in credit.content]
    grown = [
        credit
        for credit in grown
        if credit.cue not in by_mark
        and not any(
            overlaps(span, title) and title[1] <= credit.cue[0]
            for span in credit.content
            for title in titles
        )
    ]
    contents = _Contents((*grown, *marked))
    standing = [credit for credit in grown if _stands(credit, contents, text, cues)]
    standing += marked
    standing += point_back(standing, text, trees, cues)
    standing += carry_on(standing, text, trees, cues)
    standing += list(find_orphans(standing, text, trees, speech, cues))
    inner = [credit for credit in found if speech.is_inside_speech(credit.cue)]
    return standing + second_hand(inner, standing, trees, cues)


def _within(cue: Span, stretches: Sequence[Span]) -> bool:
    at = bisect_right(stretches, cue[0], key=lambda stretch: stretch[0]) - 1
    return at >= 0 and cue[0] < stretches[at][1]


class _Contents:
    """All content of a report, to ask whether a cue stands inside another's."""

    def __init__(self, found: Sequence[Credit]) -> None:
        self._spans = sorted(
            (start, end, at) for at, credit in enumerate(found) for start, end in credit.content
        )
        self._found = found
        self._reach: list[int] = []
        for _, end, _ in self._spans:
            self._reach.append(max(end, self._reach[-1] if self._reach else 0))

    def holds(self, credit: Credit) -> bool:
        """Does the cue stand inside the content of another credit?"""
        at = bisect_right(self._spans, credit.cue[0], key=lambda span: span[0]) - 1
        while at >= 0 and self._reach[at] > credit.cue[0]:
            _, end, owner = self._spans[at]
            if end > credit.cue[0] and self._found[owner] is not credit:
                return True
            at -= 1
        return False


def _stands(credit: Credit, contents: _Contents, text: str, cues: Cues) -> bool:
    """Is the credit one of its own, and no thought inside somebody's words ("he said he hoped")?

    Inside other content only a second speaker is kept: it makes the chain.
    """
    if not contents.holds(credit):
        return True
    if credit.source is None or not credit.credits or credit.act not in _CHAINED:
        return False
    source = text[slice(*credit.source)].lower()
    if credit.act == "believe" and not text[slice(*credit.source)][:1].isupper():
        return False
    return not any(source in cues.words[name] for name in _PRONOUNS)


def _is_unowned(said: str, words: Cues) -> bool:
    """ "the information that is now available": nobody's."""
    told = said.lower()
    for mark in words.words["who"] | words.words["available"]:
        told = told.partition(f" {mark} ")[0].removesuffix(f" {mark}")
    return told in words.phrases["unowned"]
