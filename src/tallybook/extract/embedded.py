"""The embedded extractor: a report and its blocks in, claims and problems out."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from tallybook.extract.addressing import find_addressed, left_out
from tallybook.extract.armed import armed_parties, names_one_of
from tallybook.extract.assembly import ReportContext, assemble
from tallybook.extract.attribution.chains import ContentIndex
from tallybook.extract.attribution.disclaimers import find_disclaimers
from tallybook.extract.attributions import find_attributions
from tallybook.extract.confidence import Known, known_of, with_confidence
from tallybook.extract.continuations import find_continuations
from tallybook.extract.currencies import with_currencies
from tallybook.extract.dating import dating_events
from tallybook.extract.doubts import find_doubts, without_doubtful
from tallybook.extract.foreign import foreign_report, without_foreign
from tallybook.extract.frames.asked import find_asked
from tallybook.extract.frames.counts import find_counts
from tallybook.extract.frames.finishing import each_once
from tallybook.extract.frames.phrases import find_phrases
from tallybook.extract.frames.shares import find_shares
from tallybook.extract.frames.singles import with_ranks
from tallybook.extract.frames.types import Count
from tallybook.extract.home_bodies import with_home_bodies
from tallybook.extract.kit import Kit, load_kit
from tallybook.extract.local_speakers import with_known_parties
from tallybook.extract.money import find_sums
from tallybook.extract.periods_told import Periods
from tallybook.extract.places import find_places
from tallybook.extract.placing import ReportPlaces
from tallybook.extract.retractions import take_back
from tallybook.extract.sentences import (
    Sentence,
    around,
    candidates_of,
    datelines_of,
    parse_some,
    scan_report,
)
from tallybook.extract.state_offices import with_state_offices
from tallybook.extract.topics import first_named
from tallybook.extract.types import Found
from tallybook.extract.untold import without_told
from tallybook.language.tree import Tree
from tallybook.model import Block, Claim, Problem, Report, Stage

MADE_BY: Final = "ud-frames 1"
LONGEST: Final = 2_000_000
"""Characters of the longest report that is read: a book, not a news page."""


@dataclass(frozen=True, slots=True)
class ExtractOptions:
    """convention: the name of the convention for vague words, or a TOML file of one's own.

    measures, sources: TOML files of the user's own; places: GeoNames tables.
    language_stated: did the user say which language it is, so that nothing of it is judged to
    be in another?
    """

    language: str = "en"
    convention: str = "default"
    measures: tuple[Path, ...] = ()
    language_stated: bool = False
    sources: tuple[Path, ...] = ()
    places: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an extractor gives. known: what the confidence of each claim was computed from."""

    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
    made_by: str = field(default=MADE_BY)
    known: tuple[Known, ...] = ()


def extract(
    report: Report, blocks: Sequence[Block], options: ExtractOptions | None = None
) -> Extraction:
    """Read the claims of a report.

    report: its text is what all offsets count in. blocks: its parts with their roles; only
    claiming roles are read. Raises DataError for a broken data file; anything in the text that
    cannot be read is a Problem.
    """
    options = options or ExtractOptions()
    return extract_with(report, blocks, kit_for(options), options.language_stated)


def kit_for(options: ExtractOptions) -> Kit:
    """What extraction reads by under these options; DataError for a broken file of the user's."""
    return load_kit(
        options.language, options.convention, options.measures, options.sources, options.places
    )


def prepare(options: ExtractOptions) -> partial[Extraction]:
    """The extractor under these options, as the door for extractors wants it."""
    return partial(extract, options=options)


def extract_with(
    report: Report, blocks: Sequence[Block], kit: Kit, language_stated: bool = False
) -> Extraction:
    """The same with words, catalogues and parser given."""
    problem = unreadable(report, kit.language, language_stated)
    if problem is not None:
        return Extraction(problems=(problem,))
    foreign: list[Problem] = []
    if not language_stated:
        blocks, foreign = without_foreign(report, blocks, kit.language)
    sentences, counted = find_counted(report, blocks, kit)
    periods = Periods(report, kit.dates)
    found = [_dated(one, periods) for one in counted]
    addressed = find_addressed(report.text, sentences, kit.language)
    found = [one for one in found if not any(each.holds(one.sentence) for each in addressed)]
    doubts = (*foreign, *find_doubts(report, sentences, kit.words), *left_out(report, addressed))
    if not found:
        return Extraction(problems=doubts)
    trees = [sentence.tree for sentence in sentences if sentence.tree is not None]
    attributions = find_attributions(report.text, blocks, trees, kit.sources, kit.cues)
    context = ReportContext(
        report=report,
        report_id=report.id,  # a hash of the whole text: once, not for each claim
        kit=kit,
        places=ReportPlaces(
            find_places(report.text, trees, kit.gazetteer, only_sure=True),
            attributions,
            datelines=datelines_of(report.text, sentences),
        ),
        contents=ContentIndex(attributions),
        disclaimers=find_disclaimers(report.text, trees, attributions, kit.cues),
        sentences=sentences,
        periods=periods,
        made_by=MADE_BY,
    )
    names = {kit.sources.match(report.publisher).name} if report.publisher else ()
    claims = take_back(assemble(found, context), report, sentences, attributions, kit.cues, names)
    named = context.places.mentions
    claims = with_home_bodies(claims, report, named, kit.sources)
    claims = with_state_offices(claims, report, named, kit.sources, kit.words.people)
    told = list(with_currencies(list(with_known_parties(list(claims))), kit.currencies))
    known = known_of(told, trees, kit.cues)
    return Extraction(
        tuple(with_confidence(told, known, kit.confidence)), doubts, known=tuple(known)
    )


def unreadable(report: Report, language: str, stated: bool = False) -> Problem | None:
    """Why no claims can be read from the report, or None where they can."""
    where = report.path or report.url or report.id
    if len(report.text) > LONGEST:
        return Problem(
            Stage.EXTRACT,
            where,
            f"{len(report.text):,} characters are too many for one report",
            f"split it into reports of up to {LONGEST:,} characters",
            report.id,
        )
    return foreign_report(report, language, stated)


def find_counted(
    report: Report, blocks: Sequence[Block], kit: Kit
) -> tuple[list[Sentence], list[Found]]:
    """All sentences of the report, and what those that count something count, not yet dated.

    Candidates are parsed first; what stands around them, only where they count something.
    """
    sentences = scan_report(report, blocks, kit)
    candidates = candidates_of(report.text, sentences, kit.scan)
    sentences = parse_some(report.text, sentences, candidates, kit)
    known = _Read(first_named(report.text, kit.words.measures))
    counted = [one.index for one in find_all(report, sentences, kit, known)]
    needed = around(report.text, sentences, counted, kit.scan_words)
    sentences = parse_some(report.text, sentences, needed, kit)
    again = {later for index in needed for later in (index, index + 1)}
    found = without_told(find_all(report, sentences, kit, known, again), kit.words.measures)
    return sentences, found


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a sentence counts, with all it was read beside that a later parse may change."""

    counts: Sequence[Count]
    before: Count | None
    tree_before: Tree | None
    armed: frozenset[str]

    def holds(self, before: Count | None, tree_before: Tree | None, armed: frozenset[str]) -> bool:
        """Would it be read the same again?"""
        same_trees = self.tree_before is tree_before and self.armed == armed
        return same_trees and self.before == before


@dataclass(frozen=True, slots=True)
class _Read:
    """What of a report stays known while more of its sentences are parsed.

    named: from where on it speaks of a measure. By sentence: whose troops it speaks of, and what
    it counts.
    """

    named: Mapping[str, int]
    armed: dict[int, frozenset[str]] = field(default_factory=dict)
    counted: dict[int, _Counted] = field(default_factory=dict)


def find_all(
    report: Report,
    sentences: Sequence[Sentence],
    kit: Kit,
    known: _Read,
    only: Container[int] | None = None,
) -> list[Found]:
    """The counts of each parsed sentence, not yet dated; those that count nothing left out.

    known: what was read before, which is not read again; what is read now goes in. only: the
    places of the sentences to ask; all without it.
    """
    found: list[Found] = []
    for index, sentence in enumerate(sentences):
        if sentence.tree is not None and index not in known.armed:
            known.armed[index] = armed_parties([sentence.tree], kit.populations)
    armed = frozenset[str]().union(*known.armed.values())
    is_armed = partial(names_one_of, armed, kit.populations)
    count = partial(find_counts, words=kit.words, is_armed=is_armed)
    for index, sentence in enumerate(sentences):
        tree = sentence.tree
        if tree is None or not tree.tokens or not (only is None or index in only):
            continue
        before = _last_count(found, index)
        tree_before = sentences[index - 1].tree if index else None
        last = known.counted.get(index)
        if last is None or not last.holds(before, tree_before, armed):
            topics = frozenset(name for name, start in known.named.items() if start < sentence.end)
            counting = partial(count, topics=topics)
            told = _counts(report.text, sentences, index, before, counting, kit)
            last = known.counted[index] = _Counted(told, before, tree_before, armed)
        counts = list(last.counts)
        counts += find_continuations(tree, sentence.mentions, counts, found, sentence, kit.words)
        if counts:
            found.append(Found(index, sentence, tree, tuple(counts), ()))
    return found


def _dated(found: Found, periods: Periods) -> Found:
    """The same with the periods of its sentence."""
    return replace(found, periods=tuple(dating_events(found.tree, periods.of(found.sentence))))


def _counts(
    text: str,
    sentences: Sequence[Sentence],
    index: int,
    before: Count | None,
    counting: Callable[..., list[Count]],
    kit: Kit,
) -> list[Count]:
    """The counts and sums of money of one parsed sentence; counting: find_counts, made ready."""
    sentence = sentences[index]
    if sentence.tree is None or not (sentence.is_candidate or before is not None):
        return []
    told = text[sentences[max(0, index - 2)].start : sentence.start]
    shares = find_shares(sentence.tree, sentence.mentions, kit.words, kit.rates)
    counts = counting(
        sentence.tree, sentence.mentions, headline=sentence.is_headline, before=before
    )
    counts = _asked(sentences, index, kit, min((c.start for c in counts), default=None)) + counts
    money = kit.words.lexicon.words["money"]
    counts = each_once(list(with_ranks(sentence.tree, counts, sentence.mentions)))
    counts = without_doubtful(counts, sentence.mentions)
    counts = [*shares.counts, *shares.without(counts)]
    return counts + find_sums(sentence.tree, sentence.mentions, money, told)


def _asked(sentences: Sequence[Sentence], index: int, kit: Kit, end: int | None) -> list[Count]:
    """A figure that answers what its sentence asks; end: where the sentence begins to count."""
    sentence, before = sentences[index], sentences[index - 1] if index else None
    tree, words = sentence.tree, kit.words
    if tree is None:
        return []
    open_yet = [one for one in sentence.mentions if end is None or one.end <= end]
    phrases = find_phrases(tree, open_yet, words.people, words.forms)
    earlier = before.tree if before is not None and before.block is sentence.block else None
    return find_asked(tree, earlier, phrases, words.lexicon, words.forms)


def _last_count(found: Sequence[Found], index: int) -> Count | None:
    """The last count of the sentence right before, if it counted anything."""
    if found and found[-1].index == index - 1:
        return next((one for one in reversed(found[-1].counts) if one.quantity.is_count), None)
    return None
