"""Assembly: each count becomes a claim, with of whom, by whom, where, when and said by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final

from tallybook.extract.agents import agent_of
from tallybook.extract.armed import armed_parties
from tallybook.extract.attribution.chains import ContentIndex, chain_for
from tallybook.extract.attribution.disclaimers import Disclaimer
from tallybook.extract.counted import counted_of, with_owner
from tallybook.extract.explanation import explain
from tallybook.extract.frames.refusing import is_unreal
from tallybook.extract.frames.types import Count
from tallybook.extract.gapped_people import with_people_beside
from tallybook.extract.kit import Kit
from tallybook.extract.local_speakers import with_local_party
from tallybook.extract.owners import owned
from tallybook.extract.partials import is_added, is_new, is_partial, role_said
from tallybook.extract.periods_carrying import LastPeriod
from tallybook.extract.periods_governing import said_on
from tallybook.extract.periods_of_parts import period_of
from tallybook.extract.periods_told import Periods
from tallybook.extract.place_carrying import is_told_aside
from tallybook.extract.place_spoken import is_of_another_state
from tallybook.extract.placing import LastPlace, ReportPlaces, place_of
from tallybook.extract.rates import Rate, rate_of
from tallybook.extract.recalled import History
from tallybook.extract.relations import (
    adds_to_none,
    as_part,
    as_part_said,
    is_before_whole,
    with_scope_of,
)
from tallybook.extract.scopes import is_of_totals, is_present, scope_of
from tallybook.extract.sentences import Sentence
from tallybook.extract.stances import find_stance
from tallybook.extract.types import Found
from tallybook.extract.units import unit_of
from tallybook.extract.wholes import named_key
from tallybook.language.tree import Tree
from tallybook.model import Attribution, Claim, Population, Quantity, Report, Scope, Stance

# What these count has a time and a place of its own beside that of the figure before it.
_RECENT: Final = 16
"""So many counts before it can say of whom a count is."""


@dataclass(frozen=True, slots=True)
class ReportContext:
    """What is known of the whole report while its claims are put together."""

    report: Report
    report_id: str
    kit: Kit
    places: ReportPlaces
    contents: ContentIndex
    disclaimers: Sequence[Disclaimer]
    sentences: Sequence[Sentence]
    periods: Periods
    made_by: str

    def tree_after(self, index: int) -> Tree | None:
        """The tree of the next sentence of the same block, if it was parsed."""
        if index + 1 >= len(self.sentences):
            return None
        this, after = self.sentences[index], self.sentences[index + 1]
        return after.tree if after.block.start == this.block.start else None


def assemble(found: Sequence[Found], context: ReportContext) -> Iterator[Claim]:
    """The claims of the report, in order of the text."""
    text = context.report.text
    earlier: list[tuple[Found, Count, Population]] = []
    placed = LastPlace()
    trees = [sentence.tree for sentence in context.sentences if sentence.tree is not None]
    armed = armed_parties(trees, context.kit.populations)
    dated = LastPeriod(context.sentences, context.periods, context.kit.dates)
    history = History(context.report, context.sentences, context.periods, context.kit)
    by_span: dict[tuple[int, int], Claim] = {}
    wholes: dict[str, Claim] = {}
    last: Claim | None = None
    for sentence in found:
        known, told = dict(wholes), []
        for count in sorted(sentence.counts, key=is_before_whole):
            recent = _of_one_voice(count, earlier, context)
            of = counted_of(text, sentence, count, recent, context.kit)
            claim = _claim(sentence, count, of, context, armed)
            earlier.append((sentence, count, replace(of, parties=claim.of.parties)))
            if is_unreal(count, claim.stance):
                continue
            claim = with_scope_of(text, sentence.tree, claim, count, last, context.kit)
            claim = history.judge(claim, sentence, count)
            new = is_new(sentence.tree, count, context.kit.parts)
            if not new and adds_to_none(claim, last, wholes):
                claim = replace(claim, increment=False)
            whole = by_span.get(count.whole) if count.whole else None
            if whole is None and is_partial(sentence.tree, count, context.kit.words.forms):
                whole = wholes.get(claim.measure)
                of_role = role_said(text, sentence.tree, count, context.kit.populations)
                claim = replace(claim, of=replace(claim.of, role=claim.of.role or of_role))
            if whole is not None:
                claim = as_part(claim, whole)
                wholes.setdefault(claim.measure, claim)
            elif (
                not claim.increment
                and claim.quantity.is_count
                and not is_told_aside(claim, sentence)
            ):
                wholes[claim.measure] = claim
                wholes[named_key(claim) or claim.measure] = claim
            last = claim
            if count.measure != "money":
                claim = placed.carry_to(claim, sentence, context.places)
                claim = claim if claim.background else dated.carry_to(claim, sentence)
            where = claim.place or context.places.home
            chain = with_local_party(claim.attribution, where, context.kit.words.people)
            claim = replace(claim, attribution=chain)
            by_span[(count.start, count.end)] = claim
            told.append(claim)
        for claim in told:
            part = as_part_said(sentence.tree, claim, told, known, context.kit)
            by_span[(claim.start, claim.end)] = part
            if part.part_of is not None and wholes.get(claim.measure) is claim:
                wholes[claim.measure] = known.get(claim.measure, part)
            yield part


def _is_of_others(chain: Sequence[Attribution], context: ReportContext, start: int) -> bool:
    """ "40 died in Onda, X said, while doctors in Rill counted 30": Onda is not where they died."""
    here = context.places.within(start, start + 1) if chain else ()
    if any(is_of_another_state(mention, chain[0]) for mention in here):
        return True
    named = bool(chain) and context.places.within(chain[0].start, chain[0].end)
    told = chain_for(start, start + 1, context.contents) if named else ()
    return bool(told) and not {a.source for a in chain} & {a.source for a in told}


def _of_one_voice(
    count: Count, earlier: Sequence[tuple[Found, Count, Population]], context: ReportContext
) -> list[tuple[Found, Count, Population]]:
    """The counts before it that could be of the same people: nothing else that another counted.

    "The army took 100 prisoners, X said, while Y reported 40 dead": those are no prisoners.
    """
    if not earlier:
        return []
    who = _speaker(count, context)
    return [
        each
        for each in earlier[-_RECENT:]
        if (each[1].measure == count.measure and each[2].parties)
        or who is None
        or (said := _speaker(each[1], context)) is None
        or said == who
    ]


def _speaker(count: Count, context: ReportContext) -> str | None:
    chain = chain_for(count.start, count.end, context.contents)
    return chain[0].source.name if chain else None


def _claim(
    found: Found, count: Count, of: Population, context: ReportContext, armed: frozenset[str]
) -> Claim:
    report, kit, tree = context.report, context.kit, found.tree
    chain = chain_for(count.start, count.end, context.contents)
    of = with_people_beside(report.text, tree, count, of, kit.populations)
    of = with_owner(tree, count, of, chain, kit.populations, kit.words.forms)
    of = owned(tree, count, of, chain, kit.populations, armed)
    period = period_of(found, count, report.published, kit.dates)
    accrual = kit.words.measures[count.measure].accrual
    rate = rate_of(tree, count, kit.rates)
    quantity = _quantity(report.text, tree, count, rate, kit)
    of = of if rate is None else _before(of, rate.start)
    if kit.words.lexicon.words[count.measure].things:
        of = replace(of, role=None)  # "two fighter jets" are no fighters
    scope = (
        scope_of(
            tree,
            count,
            accrual,
            period,
            kit.scopes,
            kit.words.forms,
            of_totals=is_of_totals(report.text, kit.scopes),
        )
        if rate is None
        else Scope.CURRENT
    )
    if period is None and scope is Scope.CUMULATIVE:
        # a running total is as of when it was said
        period = said_on(tree, count.trigger, found.periods)
    if (
        scope is Scope.CURRENT
        and period is not None
        and is_present(tree, count.trigger, kit.words.forms)
    ):
        # "52 died on Sunday and 22 are missing": missing now
        period = None if period.last and period.last < said_by(found, report) else period
    claim = Claim(
        report=context.report_id,
        text=report.text[count.start : count.end],
        start=count.start,
        end=count.end,
        quantity=quantity,
        measure=count.measure,
        of=of,
        by=agent_of(report.text, tree, count, chain, kit.agents),
        block=found.sentence.block.role,
        sentence=(found.sentence.start, found.sentence.end),
        rule=count.rule,
        made_by=context.made_by,
        stance=_stance(tree, count, chain, kit),
        scope=scope,
        confidence=0.0,  # known once the whole report is read
        place=place_of(
            report.text,
            found,
            context.tree_after(found.index),
            count,
            of,
            context.places,
            partial(_is_of_others, chain, context),
        ),
        period=period,
        attribution=tuple(chain),
        increment=count.increment
        or is_new(tree, count, kit.parts)
        or is_added(tree, count, kit.parts),
        disclaimer=_disclaimer(count, context.disclaimers),
        post=found.sentence.block.time,
        url=report.url,
        publisher=report.publisher,
        agency=report.agency,
        published=report.published,
        path=report.path,
    )
    return replace(claim, parts=explain(report.text, tree, count, claim))


def _before(of: Population, end: int) -> Population:
    """The counted without the words of a rate: "people a week" are people."""
    if of.start is None or of.end is None or not of.start < end < of.end:
        return of
    words = of.text[: end - of.start].rstrip()
    return replace(of, text=words, end=of.start + len(words))


def _quantity(text: str, tree: Tree, count: Count, rate: Rate | None, kit: Kit) -> Quantity:
    """The quantity with its unit, the text's own words, and the convention that was used."""
    quantity, span = count.quantity, text[count.start : count.end]
    unit = unit_of(tree, count, kit.words)
    return replace(
        quantity,
        unit=unit if rate is None else f"{unit}/{rate.name}",
        words=quantity.words if quantity.words in span else span,
        convention=quantity.convention and kit.convention.name,
    )


def said_by(found: Found, report: Report) -> date:
    """The day on which the sentence was made public; the first of all where not known."""
    time = found.sentence.block.time
    return time.date() if time is not None else report.published or date.min


def _stance(tree: Tree, count: Count, chain: Sequence[Attribution], kit: Kit) -> Stance:
    """How surely the figure is said. "May be spent" doubts the spending, not the sum."""
    stance = find_stance(tree, (count.trigger, count.head), chain, kit.stances, count.measure)
    if count.measure == "money" and stance is Stance.UNCONFIRMED:
        return find_stance(tree, (), chain, kit.stances)
    return stance


def _disclaimer(count: Count, disclaimers: Sequence[Disclaimer]) -> tuple[int, int] | None:
    for disclaimer in disclaimers:
        if any(start <= count.start and count.end <= end for start, end in disclaimer.covers):
            return disclaimer.start, disclaimer.end
    return None
