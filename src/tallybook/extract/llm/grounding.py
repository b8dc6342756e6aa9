"""Grounding: a proposal becomes a claim where the text bears it out, else a Problem.

The quote must stand in the text. The number is read from the text by our grammar, what it counts
off our tree, places, days, parties and speakers by our catalogues. Of the model itself there
remains what it chose among: which measure, stance and scope, and which words go together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from tallybook.extract.llm.chunks import Chunk
from tallybook.extract.llm.fields import Reader, words_of
from tallybook.extract.llm.numbers import Counted, Refused, find_quote, read_count, shown
from tallybook.extract.llm.page import Page, Span
from tallybook.extract.llm.proposals import Proposal, WrongShape
from tallybook.extract.local_speakers import with_local_party
from tallybook.extract.sentences import Sentence
from tallybook.extract.stances import find_stance
from tallybook.model import Attribution, Claim, Part, Problem, Scope, Stage, Stance

RULE: Final = "proposal"
_TOLD: Final = 0.7
"""How far a proposal is trusted whose measure a word of the sentence tells: as the embedded
extractor's least certain rules. By judgement, not by measurement."""
_UNTOLD: Final = 0.5
_LEFT_OUT: Final = 0.1
_LEAST: Final = 0.3

_UNDOUBTED: Final = frozenset({Stance.ASSERTED, Stance.CLAIMED})

Named = TypeVar("Named", Stance, Scope)


@dataclass(slots=True)
class Grounded:
    """What became of the proposals of a report."""

    claims: list[Claim] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A proposal with the sentence and the span in which its quote stands."""

    proposal: Proposal
    sentence: Sentence
    quote: Span
    others: tuple[Sentence, ...]


def ground(
    page: Page,
    replies: Sequence[tuple[Chunk, Sequence[Proposal | WrongShape]]],
    made_by: str,
) -> Grounded:
    """The claims of all replies, in the order of the text, and a Problem for all else."""
    result = Grounded()
    placed = [_place_all(page, chunk, proposals, result) for chunk, proposals in replies]
    page.read(_needed(page, [one for reply in placed for one in reply if one is not None]))
    seen: set[tuple[int, int, str]] = set()
    for reply in placed:
        made: list[Claim | None] = []
        for one in reply:
            claim = None if one is None else _claim_or_problem(page, one, made_by, result)
            made.append(claim)
        for position, claim in enumerate(made):
            one = reply[position]
            if claim is None or one is None:
                continue
            key = (*number_span(claim), claim.measure)
            if key not in seen:  # a sentence shown again as context is told again
                seen.add(key)
                result.claims.append(_as_part(page, claim, one, position, made, result))
    result.claims.sort(key=lambda claim: (claim.start, claim.end))
    return result


def number_span(claim: Claim) -> Span:
    """Where the claim's number stands; the whole claim where it has none."""
    for part in claim.parts:
        if part.field == "quantity" and part.start is not None and part.end is not None:
            return part.start, part.end
    return claim.start, claim.end


def _place_all(
    page: Page, chunk: Chunk, proposals: Sequence[Proposal | WrongShape], result: Grounded
) -> list[_Placed | None]:
    """Each proposal with its place in the text, None for one that has none."""
    same = Counter((p.sentence, p.quote) for p in proposals if isinstance(p, Proposal))
    told: Counter[tuple[int, str]] = Counter()
    found: list[_Placed | None] = []
    for proposal in proposals:
        if isinstance(proposal, WrongShape):
            result.problems.append(problem(page, f"{proposal}, and is left out"))
            found.append(None)
            continue
        key = (proposal.sentence, proposal.quote)
        try:
            sentence, spans = find_quote(
                page, proposal, chunk.at(proposal.sentence), list(chunk.sentences)
            )
            if len(spans) > 1 and len(spans) != same[key]:
                raise Refused(f"{shown(proposal.quote)} stands {len(spans)} times in its sentence")
            at = told[key] if len(spans) == same[key] else 0
            told[key] += 1
            found.append(_Placed(proposal, sentence, spans[at], chunk.sentences))
        except Refused as why:
            result.problems.append(_refusal(page, proposal, why))
            found.append(None)
    return found


def _needed(page: Page, placed: Sequence[_Placed]) -> Iterator[Sentence]:
    """The sentences in which any words of these proposals stand."""
    for each in placed:
        yield each.sentence
        for words in words_of(each.proposal):
            yield from (other for other in each.others if page.spans(words, other))


def _claim_or_problem(page: Page, placed: _Placed, made_by: str, result: Grounded) -> Claim | None:
    try:
        claim, notes = _claim(page, placed, made_by)
    except Refused as why:
        result.problems.append(_refusal(page, placed.proposal, why, placed.quote))
        return None
    for note in notes:
        reason = f"of the model's proposal {shown(placed.proposal.quote)} {note}"
        result.problems.append(problem(page, reason, placed.quote))
    return claim


def _claim(page: Page, placed: _Placed, made_by: str) -> tuple[Claim, list[str]]:
    proposal, sentence, report = placed.proposal, placed.sentence, page.report
    if proposal.measure not in page.kit.words.measures.definitions:
        raise Refused(f"there is no measure {shown(proposal.measure)}")
    said, scope = _named(Stance, proposal.stance), _named(Scope, proposal.scope)
    counted = read_count(page, proposal, sentence, placed.quote)
    count = counted.count
    reader = Reader(page, sentence, counted, placed.others)
    chain = reader.sources(proposal.sources)
    claim = Claim(
        report=page.report_id,
        text=report.text[count.start : count.end],
        start=count.start,
        end=count.end,
        quantity=counted.quantity,
        measure=proposal.measure,
        of=reader.of(proposal.of),
        by=reader.by(proposal.by),
        block=sentence.block.role,
        sentence=(sentence.start, sentence.end),
        rule=RULE,
        made_by=made_by,
        stance=_stance(page, sentence, counted, chain, said),
        scope=scope if "/" not in counted.quantity.unit else Scope.CURRENT,
        confidence=0.0,
        place=reader.place(proposal.place),
        period=reader.period(proposal.period),
        attribution=chain,
        increment=count.increment,
        disclaimer=reader.disclaimer(proposal.disclaimer),
        post=sentence.block.time,
        url=report.url,
        publisher=report.publisher,
        agency=report.agency,
        published=report.published,
        path=report.path,
    )
    local = with_local_party(chain, claim.place, page.kit.words.people)
    claim = replace(claim, attribution=local)
    trust = (_TOLD if counted.is_told else _UNTOLD) - _LEFT_OUT * len(reader.notes)
    parts = tuple(_parts(page, claim, counted, sentence, said))
    return replace(claim, confidence=round(max(trust, _LEAST), 2), parts=parts), reader.notes


def _named(kind: type[Named], name: str) -> Named:
    try:
        return kind(name)
    except ValueError:
        raise Refused(f"there is no {kind.__name__.lower()} {shown(name)}") from None


def _stance(
    page: Page,
    sentence: Sentence,
    counted: Counted,
    chain: Sequence[Attribution],
    said: Stance,
) -> Stance:
    """The model's; where it doubts nothing, the stronger of its and our own (codebook §7)."""
    if said not in _UNDOUBTED:
        return said
    tree, stances = page.tree(sentence), page.kit.stances
    words = tuple(dict.fromkeys((counted.count.trigger, counted.count.head)))
    own = find_stance(tree, words, chain, stances, counted.count.measure)
    if said is Stance.CLAIMED and not chain:
        return own  # nobody is credited, so nobody claims
    return stances.strongest(frozenset({own, said})) or own


def _as_part(
    page: Page,
    claim: Claim,
    placed: _Placed,
    position: int,
    made: Sequence[Claim | None],
    result: Grounded,
) -> Claim:
    """The claim with the id of the claim of which it is a sub-count."""
    at = placed.proposal.part_of
    if at is None:
        return claim
    whole = made[at - 1] if 1 <= at <= len(made) and at - 1 != position else None
    if whole is None or whole.id == claim.id or whole.sentence[0] > claim.sentence[0]:
        reason = f"of the model's proposal {shown(placed.proposal.quote)} the whole is not there"
        result.problems.append(problem(page, f"{reason}, and is left out", placed.quote))
        return claim
    return replace(claim, part_of=whole.id)


def _parts(
    page: Page, claim: Claim, counted: Counted, sentence: Sentence, said: Stance
) -> Iterator[Part]:
    """The explanation: which words set which field."""
    count, tree = counted.count, page.tree(sentence)
    trigger = tree.tokens[count.trigger]
    if counted.is_told:
        yield Part("measure", "proposed, and told", trigger.start, trigger.end, trigger.text)
    else:
        yield Part("measure", "proposed; no word of the measure's stands in the sentence")
    mention = count.mention
    start, end = (mention.start, mention.end) if mention else (count.start, count.end)
    yield Part("quantity", f"form {claim.quantity.form}", start, end, page.text[start:end])
    for name, who in (("of", claim.of), ("by", claim.by)):
        if who is not None and who.text:
            yield Part(name, "proposed words", who.start, who.end, who.text)
    if claim.place is not None:
        place = claim.place
        yield Part("place", f"precision {place.precision}", place.start, place.end, place.text)
    if claim.period is not None:
        period = claim.period
        resolved = f"{period.first or '?'} to {period.last or '?'}"
        yield Part("period", resolved, period.start, period.end, period.text)
    for credit in claim.attribution:
        yield Part("attribution", f"cue {credit.cue!r}", credit.start, credit.end, credit.text)
    yield Part("stance", f"{claim.stance} (proposed: {said})")
    yield Part("scope", f"{claim.scope} (proposed)")


def _refusal(page: Page, proposal: Proposal, why: Refused, span: Span | None = None) -> Problem:
    return problem(page, f"a proposal of the model for {shown(proposal.measure)} is refused: {why}",
                   span)  # fmt: skip


def problem(page: Page, reason: str, span: Span | None = None) -> Problem:
    """A Problem of this report."""
    report = page.report
    where = report.path or report.url or page.report_id
    remedy = "nothing of it was kept; read the passage yourself if it matters"
    start, end = (None, None) if span is None else span
    return Problem(Stage.EXTRACT, where, reason, remedy, page.report_id, start, end)
