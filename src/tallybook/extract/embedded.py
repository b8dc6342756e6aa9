"""The embedded extractor: a report and its blocks in, claims and problems out."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from tallybook.extract.assembly import ReportContext, assemble
from tallybook.extract.attribution.chains import ContentIndex
from tallybook.extract.attribution.disclaimers import find_disclaimers
from tallybook.extract.attributions import find_attributions
from tallybook.extract.continuations import find_continuations
from tallybook.extract.frames.counts import find_counts
from tallybook.extract.frames.shares import find_shares, without_shares
from tallybook.extract.frames.types import Count
from tallybook.extract.kit import Kit, load_kit
from tallybook.extract.money import find_sums
from tallybook.extract.periods import find_periods
from tallybook.extract.places import find_places
from tallybook.extract.placing import ReportPlaces
from tallybook.extract.populations import armed_parties, names_one_of
from tallybook.extract.retractions import take_back
from tallybook.extract.sentences import Sentence, around, parse_some, scan_report
from tallybook.extract.types import Found
from tallybook.model import Block, Claim, Problem, Report, Stage

MADE_BY: Final = "ud-frames 1"
LONGEST: Final = 2_000_000
"""Characters of the longest report that is read: a book, not a news page."""


@dataclass(frozen=True, slots=True)
class ExtractOptions:
    """convention: the name of the convention for vague words, or a TOML file of one's own.

    measures: TOML files of the user's own measures.
    """

    language: str = "en"
    convention: str = "default"
    measures: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an extractor gives."""

    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
    made_by: str = field(default=MADE_BY)


def extract(
    report: Report, blocks: Sequence[Block], options: ExtractOptions | None = None
) -> Extraction:
    """Read the claims of a report.

    report: its text is what all offsets count in. blocks: its parts with their roles; only
    claiming roles are read. Raises DataError for a broken data file; anything in the text that
    cannot be read is a Problem.
    """
    options = options or ExtractOptions()
    return extract_with(
        report, blocks, load_kit(options.language, options.convention, options.measures)
    )


def extract_with(report: Report, blocks: Sequence[Block], kit: Kit) -> Extraction:
    """The same with words, catalogues and parser given."""
    problem = unreadable(report, kit.language)
    if problem is not None:
        return Extraction(problems=(problem,))
    sentences, found = find_counted(report, blocks, kit)
    if not found:
        return Extraction()
    trees = [sentence.tree for sentence in sentences if sentence.tree is not None]
    attributions = find_attributions(report.text, blocks, trees, kit.sources, kit.cues)
    context = ReportContext(
        report=report,
        report_id=report.id,  # a hash of the whole text: once, not for each claim
        kit=kit,
        places=ReportPlaces(find_places(report.text, trees, kit.gazetteer), attributions),
        contents=ContentIndex(attributions),
        disclaimers=find_disclaimers(report.text, trees, attributions, kit.cues),
        sentences=sentences,
        made_by=MADE_BY,
    )
    claims = assemble(found, context)
    return Extraction(tuple(take_back(claims, report, sentences, attributions, kit.cues)))


def unreadable(report: Report, language: str) -> Problem | None:
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
    if report.language is not None and report.language != language:
        return Problem(
            Stage.EXTRACT,
            where,
            f"it seems to be written in {report.language!r}, which is not read yet",
            f"if it is not, say so: --language {language}",
            report.id,
        )
    return None


def find_counted(
    report: Report, blocks: Sequence[Block], kit: Kit
) -> tuple[list[Sentence], list[Found]]:
    """All sentences of the report, and what those that count something count.

    Candidates are parsed first; what stands around them, only where they count something.
    """
    sentences = scan_report(report, blocks, kit)
    candidates = [i for i, sentence in enumerate(sentences) if sentence.is_candidate]
    sentences = parse_some(report.text, sentences, candidates, kit)
    counted = [one.index for one in find_all(report, sentences, kit)]
    needed = around(report.text, sentences, counted, kit.scan_words)
    sentences = parse_some(report.text, sentences, needed, kit)
    again = {later for index in needed for later in (index, index + 1)}
    return sentences, find_all(report, sentences, kit, again)


def find_all(
    report: Report, sentences: Sequence[Sentence], kit: Kit, only: Container[int] | None = None
) -> list[Found]:
    """The counts of each parsed sentence, with its periods; those that count nothing left out.

    only: the places of the sentences to ask; all without it.
    """
    found: list[Found] = []
    armed = armed_parties([s.tree for s in sentences if s.tree is not None], kit.populations)
    is_armed = partial(names_one_of, armed, kit.populations)
    for index, sentence in enumerate(sentences):
        tree = sentence.tree
        if tree is None or not tree.tokens or not (only is None or index in only):
            continue
        before = _last_count(found, index)
        counts = _counts(report.text, sentences, index, before, is_armed, kit)
        counts += find_continuations(tree, sentence.mentions, counts, found, sentence, kit.words)
        if counts:
            anchor = sentence.block.time.date() if sentence.block.time else report.published
            periods = find_periods(report.text, sentence.start, sentence.end, kit.dates, anchor)
            found.append(Found(index, sentence, tree, tuple(counts), tuple(periods)))
    return found


def _counts(
    text: str,
    sentences: Sequence[Sentence],
    index: int,
    before: Count | None,
    is_armed: Callable[[str], bool],
    kit: Kit,
) -> list[Count]:
    """The counts and sums of money of one parsed sentence."""
    sentence = sentences[index]
    if sentence.tree is None or not (sentence.is_candidate or before is not None):
        return []
    told = text[sentences[max(0, index - 2)].start : sentence.start]
    shares = find_shares(sentence.tree, sentence.mentions, kit.words, kit.rates)
    counts = find_counts(
        sentence.tree,
        sentence.mentions,
        kit.words,
        headline=sentence.is_headline,
        before=before,
        is_armed=is_armed,
    )
    money = kit.words.lexicon.words["money"]
    counts = shares + without_shares(counts, shares)
    return counts + find_sums(sentence.tree, sentence.mentions, money, told)


def _last_count(found: Sequence[Found], index: int) -> Count | None:
    """The last count of the sentence right before, if it counted anything."""
    if found and found[-1].index == index - 1:
        whole = [count for count in found[-1].counts if count.quantity.is_count]
        return whole[-1] if whole else None
    return None
