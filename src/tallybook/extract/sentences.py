"""Sentences of a report: split within its claiming blocks, scanned, and the needed ones parsed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from tallybook.extract.entries import opening_end, with_opening
from tallybook.extract.kit import Kit
from tallybook.extract.mending import mended
from tallybook.extract.plainer import plainer
from tallybook.extract.quantities import QuantityMention, find_quantities
from tallybook.extract.scan import Scan
from tallybook.language.datelines import dateline_at
from tallybook.language.scan_words import ScanWords
from tallybook.language.sentences import split_sentences
from tallybook.language.tree import Tree
from tallybook.model import CLAIMING, Block, Report, Role

_QUOTES: Final = frozenset("\"'“‘")
_OPENING: Final = 3
_STOPS: Final = frozenset(".!?\"”’':;…")
_LONGEST_LINE: Final = 160
_LINE_END: Final = re.compile(r"\n+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its block; `tree` is None where it was not worth parsing."""

    start: int
    end: int
    block: Block
    is_candidate: bool
    tree: Tree | None = None
    mentions: tuple[QuantityMention, ...] = ()
    is_headline: bool = False
    """Does it stand in a headline, or read like one: a line without a full stop?"""
    scanned: bool = False
    """Are its quantities known already?"""


def scan_report(report: Report, blocks: Sequence[Block], kit: Kit) -> list[Sentence]:
    """All sentences of the claiming blocks; those that can hold a claim are candidates.

    Nothing is parsed yet. A candidate holds a word of a measure and something that it could count,
    or may answer what the sentence before leaves open.
    """
    text = report.text
    found: list[Sentence] = []
    for block in blocks:
        if block.role not in CLAIMING:
            continue
        for start, end in _without_dateline(text, block):
            words = text[start:end]
            if not kit.scan.is_candidate(words):
                found.append(Sentence(start, end, block, False))
                continue
            mentions = tuple(find_quantities(text, start, end, kit.numbers, kit.convention))
            likely = kit.scan.can_count(text, start, end, mentions)
            found.append(Sentence(start, end, block, likely, None, mentions, scanned=True))
    return _with_answers(text, found, kit.scan)


def candidates_of(text: str, sentences: Sequence[Sentence], scan: Scan) -> list[int]:
    """The places of the candidates, and of what stands before one whose figure leans on it."""
    found = [index for index, one in enumerate(sentences) if one.is_candidate]
    leaning = (index for index in found if _leans_on(text, sentences, index, scan))
    return sorted({*found, *(index - 1 for index in leaning)})


def _leans_on(text: str, sentences: Sequence[Sentence], index: int, scan: Scan) -> bool:
    """Is the sentence before needed to tell what a figure of this one counts?"""
    asks = index > 0 and scan.asks(text[sentences[index].start : sentences[index].end])
    return asks or _answers(text, sentences, index, scan)


def _answers(text: str, sentences: Sequence[Sentence], index: int, scan: Scan) -> bool:
    """ "The dead are hard to count. The army speaks of 80": may it say what is left open before?"""
    sentence, before = sentences[index], sentences[index - 1]
    if not index or before.block is not sentence.block:
        return False
    open_before = scan.leaves_open(text[before.start : before.end])
    return open_before and scan.has_number(text[sentence.start : sentence.end])


def _with_answers(text: str, sentences: Sequence[Sentence], scan: Scan) -> list[Sentence]:
    """The sentences, those that may answer the one before made candidates too."""
    return [
        replace(one, is_candidate=True) if _answers(text, sentences, index, scan) else one
        for index, one in enumerate(sentences)
    ]


def parse_some(
    text: str, sentences: Sequence[Sentence], wanted: Iterable[int], kit: Kit
) -> list[Sentence]:
    """The sentences, those at the wanted places parsed with each quantity as one plain word."""
    parsed = list(sentences)
    places = [index for index in wanted if sentences[index].tree is None]
    spans: list[tuple[int, int]] = []
    words: list[list[tuple[int, int]]] = []
    shown: dict[tuple[int, int], str] = {}
    opened: list[bool] = []
    for index in places:
        old = parsed[index]
        if not old.scanned:
            found = find_quantities(text, old.start, old.end, kit.numbers, kit.convention)
            old = parsed[index] = replace(old, mentions=tuple(found), scanned=True)
        plain, names = plainer(text, old.start, old.end, old.mentions)
        cut = opening_end(text, old.start, old.end)
        opened.append(cut is not None)
        ends = [old.start, old.end] if cut is None else [old.start, cut, old.end]
        for begin, stop in pairwise(ends):
            spans.append((begin, stop))
            words.append([word for word in plain if begin <= word[0] < stop])
        shown.update(names)
    trees = iter(kit.parser.parse_words(text, words, spans, shown))
    for index, is_opened in zip(places, opened, strict=True):
        old, tree = parsed[index], next(trees)
        tree = with_opening(tree, next(trees)) if is_opened else tree
        parsed[index] = replace(old, tree=mended(tree), is_headline=_is_headline(text, old))
    return parsed


def _without_dateline(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """The block's sentences; a dateline is one of its own, so that it is no part of a speaker."""
    start = block.start
    ends = [line.end() for line in _LINE_END.finditer(text, block.start, block.end)]
    for line in (block.start, *ends) if block.role is Role.BODY else ():
        dateline = dateline_at(text, line, block.end)
        if dateline is not None:
            yield from split_sentences(text, start, line)
            start = dateline.end
            yield dateline.start, len(text[:start].rstrip())
    yield from split_sentences(text, start, block.end)


def datelines_of(text: str, sentences: Iterable[Sentence]) -> list[tuple[int, int]]:
    """The spans of the sentences that are datelines."""
    found = []
    for one in sentences:
        dateline = dateline_at(text, one.start, one.block.end)
        if dateline is not None and len(text[: dateline.end].rstrip()) == one.end:
            found.append((one.start, one.end))
    return found


def parse_sentence(text: str, start: int, end: int, kit: Kit) -> Tree:
    """One sentence parsed as extraction parses it, each quantity as one plain word."""
    mentions = find_quantities(text, start, end, kit.numbers, kit.convention)
    words, shown = plainer(text, start, end, mentions)
    return mended(kit.parser.parse_words(text, [words], [(start, end)], shown)[0])


def _is_headline(text: str, sentence: Sentence) -> bool:
    if sentence.block.role in {Role.HEADLINE, Role.HEADING, Role.TEASER}:
        return True
    words = text[sentence.start : sentence.end].rstrip()
    return words[-1:] not in _STOPS and len(words) < _LONGEST_LINE


def around(
    text: str, sentences: Sequence[Sentence], counted: Iterable[int], words: ScanWords
) -> list[int]:
    """What is needed to read the sentences that count: who spoke before, where, what follows."""
    wanted: set[int] = set()
    for index in counted:
        wanted.update((index, max(0, index - 1)))
        if index > 1 and any(_leans_back(text, sentences[i], words) for i in (index, index - 1)):
            wanted.add(index - 2)
        following = index + 1
        if following < len(sentences) and _goes_on(text, sentences[following], words):
            wanted.add(following)
    if wanted:
        wanted.update(range(min(_OPENING, len(sentences))))
    return sorted(wanted)


def _leans_back(text: str, sentence: Sentence, words: ScanWords) -> bool:
    """Does it begin with a word that stands for somebody before, or within a quotation?"""
    said = text[sentence.start : sentence.end]
    first = said.lstrip("\"'“‘ ").split(" ", 1)[0].lower()
    return first in words.stand_ins or said[:1] in _QUOTES or said.count("“") != said.count("”")


def _goes_on(text: str, sentence: Sentence, words: ScanWords) -> bool:
    """Does it speak of the same happening, or end the quotation?"""
    said = text[sentence.start : sentence.end].lower()
    return any(mark in said for mark in words.going_on) or "”" in said or '"' in said
