"""The page: a report with its sentences, read by our own means where a proposal points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from tallybook.extract.addressing import Addressed, find_addressed
from tallybook.extract.attributions import find_attributions
from tallybook.extract.kit import Kit
from tallybook.extract.place_mentions import PlaceMention
from tallybook.extract.places import find_places
from tallybook.extract.quantities import QuantityMention, find_quantities
from tallybook.extract.sentences import Sentence, around, parse_some, scan_report
from tallybook.language.tree import Tree
from tallybook.model import Attribution, Block, Problem, Report

Span = tuple[int, int]

_LONGEST: Final = 2_000
"""Letters of the longest words that are looked for."""


class Page:
    """What is known of a report; trees are made when they are asked for, and kept.

    foreign: a Problem for each stretch in another language, which the blocks no longer hold.
    """

    def __init__(
        self,
        report: Report,
        blocks: Sequence[Block],
        kit: Kit,
        foreign: Sequence[Problem] = (),
    ) -> None:
        self.report, self.kit, self.foreign = report, kit, foreign
        self.report_id = report.id  # a hash of the whole text: once, not for each claim
        self._blocks = blocks
        sentences = scan_report(report, blocks, kit)
        self.addressed: list[Addressed] = find_addressed(report.text, sentences, kit.language)
        self.sentences = [
            sentence
            for sentence in sentences
            if not any(stretch.holds(sentence) for stretch in self.addressed)
        ]
        self._at = {sentence.start: at for at, sentence in enumerate(self.sentences)}
        self._mentions: dict[int, list[QuantityMention]] = {}
        self._credits: tuple[int, list[Attribution]] = (-1, [])
        self._places: tuple[int, list[PlaceMention]] = (-1, [])

    @property
    def text(self) -> str:
        """The report's text, in which all offsets count."""
        return self.report.text

    def could_claim(self, sentence: Sentence) -> bool:
        """Could the sentence make a claim: does it hold a measure's word, or a quantity?"""
        return sentence.is_candidate or bool(self.mentions(sentence))

    def mentions(self, sentence: Sentence) -> list[QuantityMention]:
        """The quantities of a sentence, by our own grammar."""
        if sentence.start not in self._mentions:
            self._mentions[sentence.start] = find_quantities(
                self.text, sentence.start, sentence.end, self.kit.numbers, self.kit.convention
            )
        return self._mentions[sentence.start]

    def tree(self, sentence: Sentence) -> Tree:
        """The sentence's tree."""
        at = self._at[sentence.start]
        tree = self.sentences[at].tree
        if tree is None:
            self.sentences = parse_some(self.text, self.sentences, [at], self.kit)
            tree = self.sentences[at].tree
        return tree if tree is not None else Tree(sentence.start, sentence.end, ())

    def read(self, sentences: Iterable[Sentence]) -> None:
        """Makes the trees of these and of what is around them: who speaks there, and of where."""
        wanted = {self._at[sentence.start] for sentence in sentences}
        near = around(self.text, self.sentences, sorted(wanted), self.kit.scan_words)
        self.sentences = parse_some(self.text, self.sentences, sorted(wanted.union(near)), self.kit)

    @property
    def credits(self) -> list[Attribution]:
        """Every attribution in the sentences that have trees."""
        trees = self._trees()
        if self._credits[0] != len(trees):
            found = find_attributions(
                self.text, self._blocks, trees, self.kit.sources, self.kit.cues
            )
            self._credits = (len(trees), found)
        return self._credits[1]

    @property
    def places(self) -> list[PlaceMention]:
        """Every place in the sentences that have trees."""
        trees = self._trees()
        if self._places[0] != len(trees):
            self._places = (
                len(trees),
                find_places(self.text, trees, self.kit.gazetteer, only_sure=True),
            )
        return self._places[1]

    def _trees(self) -> list[Tree]:
        return [sentence.tree for sentence in self.sentences if sentence.tree is not None]

    def spans(self, words: str, within: Sentence) -> list[Span]:
        """Where exactly these words stand in a sentence; a line's end counts as a space."""
        parts = words.split()
        if not parts or len(words) > _LONGEST:
            return []
        pattern = r"\s+".join(map(re.escape, parts))
        before = r"(?<!\w)" if parts[0][0].isalnum() else ""
        after = r"(?!\w)" if parts[-1][-1].isalnum() else ""
        found = re.compile(before + pattern + after).finditer(self.text, within.start, within.end)
        return [match.span() for match in found]

    def nearest(
        self, words: str, to: Span, sentence: Sentence, others: Sequence[Sentence]
    ) -> tuple[Sentence, Span] | None:
        """Where the words stand: in the sentence, else in the nearest of the others before it,
        else in the nearest after it; None where they stand in none."""
        here = self.spans(words, sentence)
        if here:
            return sentence, min(here, key=lambda span: _distance(span, to))
        before = [other for other in others if other.start < sentence.start]
        after = [other for other in others if other.start > sentence.start]
        for other in (*reversed(before), *after):
            there = self.spans(words, other)
            if there:
                return other, there[-1] if other.start < sentence.start else there[0]
        return None

    def credited(self, span: Span) -> list[Attribution]:
        """The attributions whose source stands there."""
        return [
            credit
            for credit in self.credits
            if credit.start < span[1] and span[0] < credit.end and credit.source.name
        ]


def covers(credit: Attribution, span: Span) -> bool:
    """Does the credit's content hold the stretch?"""
    return any(start <= span[0] and span[1] <= end for start, end in credit.content)


def with_content(credit: Attribution, span: Span) -> Attribution:
    """The credit, with the stretch as its content where it held none of it."""
    return credit if covers(credit, span) else replace(credit, content=(span,), quoted=False)


def _distance(span: Span, to: Span) -> int:
    return max(0, span[0] - to[1], to[0] - span[1])
