"""The extractors `llm` and `both`: a report and its blocks in, claims and problems out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tallybook.extract.addressing import left_out
from tallybook.extract.confidence import known_of, with_confidence
from tallybook.extract.embedded import Extraction, ExtractOptions, extract, kit_for, unreadable
from tallybook.extract.foreign import without_foreign
from tallybook.extract.llm.asking import Asker, Cut, too_long
from tallybook.extract.llm.cache import make_folder
from tallybook.extract.llm.chunks import Chunk, split
from tallybook.extract.llm.client import Unanswered, load_client
from tallybook.extract.llm.grounding import ground
from tallybook.extract.llm.merging import Sides, merge
from tallybook.extract.llm.page import Page, Span
from tallybook.extract.llm.prompt import build_prompt, document, version
from tallybook.extract.llm.proposals import Proposal, WrongShape
from tallybook.extract.llm.run import begin
from tallybook.extract.llm.settings import read_settings
from tallybook.model import Block, Claim, Problem, Report, Stage

Reply = tuple[Chunk, Sequence[Proposal | WrongShape]]

_SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class Proposed:
    """Grounded claims, problems, and the stretches that no model read."""

    claims: Sequence[Claim]
    problems: Sequence[Problem]
    unread: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Proposing:
    """The extractor `llm`: only what a model proposes and the text bears out."""

    asker: Asker
    options: ExtractOptions

    @property
    def made_by(self) -> str:
        """The extractor, the version of its prompt, and the model."""
        return f"llm {version()} ({self.asker.settings.model})"

    def __call__(self, report: Report, blocks: Sequence[Block]) -> Extraction:
        """The grounded claims of a report; what fails is a Problem."""
        page = _page(report, blocks, self.options)
        if isinstance(page, Problem):
            return Extraction(problems=(page,), made_by=self.made_by)
        proposed = self.read(page)
        return Extraction(tuple(proposed.claims), tuple(proposed.problems), self.made_by)

    def read(self, page: Page) -> Proposed:
        """The claims of a page, and what could not be read of it."""
        problems = [*page.foreign, *left_out(page.report, page.addressed)]
        unread: list[Span] = []
        replies: list[Reply] = []
        for chunk in split(page.sentences, self.asker.settings.chunk, page.could_claim):
            for reply in self._asked(page.report, chunk):
                if isinstance(reply, Problem):
                    problems.append(reply)
                    unread.append((reply.start or 0, reply.end or 0))
                else:
                    replies.append(reply)
        grounded = ground(page, replies, self.made_by)
        claims = _trusted(grounded.claims, page)
        return Proposed(claims, [*problems, *grounded.problems], unread)

    def _asked(self, report: Report, chunk: Chunk) -> Iterator[Reply | Problem]:
        """The reply to a chunk; to its halves, where it was too much for one reply."""
        try:
            yield chunk, self.asker.ask(document(report, chunk))
        except Unanswered as error:
            yield _failure(report, chunk, error)
        except Cut:
            halves = chunk.halves()
            if halves is None:
                yield _failure(report, chunk, too_long(self.asker.settings))
                return
            for half in halves:
                yield from self._asked(report, half)


@dataclass(frozen=True, slots=True)
class Comparing:
    """The extractor `both`: the embedded one's claims and the model's, with their differences."""

    proposing: Proposing

    def __call__(self, report: Report, blocks: Sequence[Block]) -> Extraction:
        """All claims of both; where they differ, the claim says so in `review`."""
        options = self.proposing.options
        embedded = extract(report, blocks, options)
        made_by = f"{embedded.made_by} and {self.proposing.made_by}"
        page = _page(report, blocks, options)
        if isinstance(page, Problem):
            return replace(embedded, made_by=made_by)
        proposed = self.proposing.read(page)
        sides = Sides(embedded.made_by, self.proposing.made_by, tuple(proposed.unread))
        claims = merge(embedded.claims, proposed.claims, sides)
        known = {problem.id for problem in embedded.problems}
        fresh = [problem for problem in proposed.problems if problem.id not in known]
        return Extraction(tuple(claims), (*embedded.problems, *fresh), made_by)


def prepare(options: ExtractOptions) -> Proposing:
    """The extractor `llm`; UsageError where the extra or a setting is missing. Sends nothing."""
    load_client()
    settings = read_settings()
    make_folder(settings.cache)
    prompt = build_prompt(kit_for(options).words.measures.definitions)
    return Proposing(Asker(settings, prompt, begin(settings.requests, settings.tokens)), options)


def prepare_both(options: ExtractOptions) -> Comparing:
    """The extractor `both`; UsageError where the extra or a setting is missing. Sends nothing."""
    return Comparing(prepare(options))


def _page(report: Report, blocks: Sequence[Block], options: ExtractOptions) -> Page | Problem:
    """The page, without what is in other languages; why it cannot be read, where it cannot."""
    kit = kit_for(options)
    problem = unreadable(report, kit.language, options.language_stated)
    if problem is not None:
        return problem
    if options.language_stated:
        return Page(report, blocks, kit)
    readable, foreign = without_foreign(report, blocks, kit.language)
    return Page(report, readable, kit, foreign)


def _trusted(claims: Sequence[Claim], page: Page) -> list[Claim]:
    """The claims, none trusted further than the embedded extractor would trust the same."""
    trees = [sentence.tree for sentence in page.sentences if sentence.tree is not None]
    own = with_confidence(claims, known_of(claims, trees, page.kit.cues), page.kit.confidence)
    return [
        replace(claim, confidence=min(claim.confidence, other.confidence))
        for claim, other in zip(claims, own, strict=True)
    ]


def _failure(report: Report, chunk: Chunk, error: Unanswered) -> Problem:
    asked = chunk.sentences[chunk.first :]
    start, end = asked[0].start, asked[-1].end
    words = " ".join(report.text[start:end].split())
    words = words if len(words) <= _SHOWN else words[:_SHOWN].rstrip() + "…"
    where = report.path or report.url or report.id
    reason = f"no model read the stretch that begins “{words}”: {error.reason}"
    return Problem(Stage.EXTRACT, where, reason, error.remedy, report.id, start, end)
