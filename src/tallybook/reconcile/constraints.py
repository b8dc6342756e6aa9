"""Constraints: what each piece of evidence says about the answer to a question on its day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from tallybook.model import Measure
from tallybook.model.containment import FORCE_ROLES
from tallybook.reconcile.adding import Adding
from tallybook.reconcile.ceilings import Ceilings
from tallybook.reconcile.containing import Kin, relation
from tallybook.reconcile.covers import Covers
from tallybook.reconcile.denying import Denying
from tallybook.reconcile.disputes import correction
from tallybook.reconcile.evidence import Evidence, Kind
from tallybook.reconcile.figures import Figures, newest_day
from tallybook.reconcile.floors import Floors
from tallybook.reconcile.grounds import Constraint, First, Ground, Listed, by, direct, is_known
from tallybook.reconcile.increments import extended
from tallybook.reconcile.lows import Lows
from tallybook.reconcile.questions import Question
from tallybook.reconcile.timeline import Timeline
from tallybook.reconcile.withdrawals import Pair, is_echo, taken_back

__all__ = ["Case", "Constraint", "Ground", "Shelf"]

Lives = Sequence[tuple[Evidence, date | None]]


class Case:
    """A question with its parts' floors and its wholes' ceilings, ready to be asked for any day.

    Days asked in order cost next to nothing each: what came and went is played forward.
    """

    def __init__(
        self, question: Question, kin: Kin, measures: Mapping[str, Measure], shelf: Shelf
    ) -> None:
        self.question = question
        self._shelf = shelf
        self._gone = sorted(shelf.gone(question).values(), key=lambda pair: pair[1].order)
        self.nested: list[Evidence] = [
            one
            for part in kin.parts
            if part.measure == question.measure
            and _same_people(part, question)
            and not _counts_later(part, question)
            for one in shelf.standing(part)
        ]
        self._incidents = [
            part
            for part in kin.parts
            if part.is_happening
            and not question.is_happening
            and part.measure == question.measure
            and _same_people(part, question)
        ]
        lives = shelf.living(question)
        self._figures = Figures(question, lives)
        self._floors = Floors(question, kin.parts, measures, shelf.living)
        self._adding: Callable[[], Adding] = lambda: Adding(
            question, kin.parts, measures, shelf.living
        )
        self._sums: Adding | None = None
        self._covers = Covers(question, kin, measures, shelf.living, shelf.ceilings)
        self._added: Timeline[Constraint] = Timeline(
            (one.constraint, one.known, one.gone) for one in extended(lives)
        )
        self._more = Lows()
        self._gone_days = _days_known(self._gone)
        own = [(old, new) for old, new in self._gone if not is_echo(old, new)]
        self._corrected_days = _days_known(own)
        self._corrections = tuple(correction(old, new) for old, new in own)
        self._denying = shelf.denying(question)
        self._undoubted = Figures(question, _until_doubted(lives, self._denying.doubted_since))
        self._wholes = [
            (relation(question, whole, measures), shelf.ceilings(whole)) for whole in kin.wholes
        ]

    def days(self) -> list[date | None]:
        """The days on which something that bears on the question became known, in order."""
        own = (*self.question.evidence, *self.question.drawn_from)
        known = {one.known for one in own} | self._floors.days | self._covers.days
        begun = min((one.known or date.min for one in self.question.evidence), default=date.min)
        for _, ceilings in self._wholes:
            known |= ceilings.days(begun)
        return sorted(known, key=lambda day: day or date.min)

    def ground(self, until: date | None) -> Ground:
        """What was known by the end of that day, with the undated; for None, the undated alone."""
        self._play(until)
        question = self.question
        drawn = [one.at for one in question.drawn_from if is_known(one, until)]
        if drawn:
            day = max((at for at in drawn if at is not None), default=None)
        elif question.kind is Kind.LEVEL:
            numbered, said = self._figures.last_level
            day = numbered or self._floors.last_level() or said
        else:
            lows = (self._figures.lows, self._floors.lows, self._more)
            day = newest_day(self._figures, lows)
            day = self._day_of_sum(day, until)
        derived = list(self._derived(day, until))
        taken_back = bisect_right(self._gone_days, until or date.min)
        corrected = bisect_right(self._corrected_days, until or date.min)
        return Ground(
            question,
            day,
            until,
            Listed(lambda: self._everything(day, until)),
            First(self._gone, taken_back),
            Listed(lambda: self._incident_figures(day, until)),
            (*self._figures.binding_on(day), *derived),
            denied=self._denying.on(until),
            undoubted=Listed(lambda: self._binding_undoubted(day, until)),
            denials=Listed(lambda: self._denying.pairs(until)),
            corrections=First(self._corrections, corrected),
        )

    def _binding_undoubted(self, day: date | None, until: date | None) -> Iterable[Constraint]:
        """What binds where all that is denied is left out."""
        self._play(until)
        self._undoubted.play(until)
        return (*self._undoubted.binding_on(day, self._figures), *self._derived(day, until))

    def _day_of_sum(self, day: date | None, until: date | None) -> date | None:
        """A sum that rises above all else says something new on the day of its last part."""
        last = self._floors.last
        if self.question.is_happening or last is None or (day is not None and last <= day):
            return day
        tops = (self._figures.lows.top(last), self._floors.lows.top(last))
        floor = max(
            (one.low for one in tops if one is not None and one.low is not None), default=None
        )
        return day if self._sum_on(last, until, floor) is None else last

    def _sum_on(
        self, day: date | None, until: date | None, floor: Decimal | None
    ) -> Constraint | None:
        """What the disjoint parts add up to, where that may be above every floor by itself."""
        if self._floors.most <= (floor or 0):
            return None
        if self._sums is None:
            self._sums = self._adding()
        self._sums.play(until)
        return self._sums.on(day, floor)

    def _play(self, until: date | None) -> None:
        self._figures.play(until)
        self._floors.play(until)
        self._covers.play(until)
        self._added.play(until, self._forget_added, self._more.add, self._more.remove)

    def _forget_added(self) -> None:
        self._more = Lows()

    def _everything(self, day: date | None, until: date | None) -> Iterable[Constraint]:
        self._play(until)
        return (*self._figures.all_on(day), *self._derived(day, until))

    def _derived(self, day: date | None, until: date | None) -> Iterator[Constraint]:
        """What follows from other questions, from sums and from differences."""
        floors = self._floors.on(day)
        more = None if self.question.kind is Kind.LEVEL else self._more.top(day)
        if more is not None:
            floors.append(more)
        least, most = self._figures.ends_on(day)
        # where it cannot be with the question's own figures, the whole names the disagreement
        floors += (
            one
            for one in self._covers.floors_on(day, until)
            if most is None or (one.low or 0) <= most
        )
        lows = [one.low for one in floors if one.low is not None]
        lows += [] if least is None or self.question.kind is Kind.LEVEL else [least]
        total = self._sum_on(day, until, max(lows, default=None))
        yield from floors
        if total is not None:
            yield total
        for rule, ceilings in self._wholes:
            best = ceilings.least(day, until, self.question)
            if best is not None:
                yield Constraint(None, best.high, rule, best, None, False)
        yield from self._covers.made_of_on(day, until)
        caps = self._covers.ceilings_on(day, until)
        yield from (one for one in caps if least is None or (one.high or 0) >= least)

    def _incident_figures(
        self, day: date | None, until: date | None
    ) -> Iterator[tuple[Constraint, ...]]:
        """What stands of each separate incident that was over by the day."""
        for part in self._incidents:
            if not by(part.last or part.first, day):
                continue
            told = tuple(
                direct(one, part)
                for one, gone in self._shelf.living(part)
                if one.bears
                and is_known(one, until)
                and not (gone is not None and until is not None and gone <= until)
            )
            if told:
                yield told


class Shelf:
    """What many cases ask of the same questions, worked out once."""

    def __init__(self) -> None:
        self._gone: dict[str, dict[str, Pair]] = {}
        self._living: dict[str, Lives] = {}
        self._ceilings: dict[str, Ceilings] = {}

    def gone(self, question: Question) -> dict[str, Pair]:
        """What sources took back, with what took it, by the statement's id."""
        if question.id not in self._gone:
            self._gone[question.id] = taken_back(question.evidence)
        return self._gone[question.id]

    def denying(self, question: Question) -> Denying:
        """Which of its figures others deny."""
        return Denying(question.evidence, self.gone(question))

    def living(self, question: Question) -> Lives:
        """The evidence, and since when its source has taken it back (None: never)."""
        if question.id not in self._living:
            gone = self.gone(question)
            self._living[question.id] = [
                (one, gone[one.statement.id][1].known if one.statement.id in gone else None)
                for one in question.evidence
            ]
        return self._living[question.id]

    def standing(self, question: Question) -> list[Evidence]:
        """The evidence that its source has not taken back."""
        return [one for one, gone in self.living(question) if gone is None]

    def ceilings(self, whole: Question) -> Ceilings:
        """The whole's own upper ends by their day."""
        if whole.id not in self._ceilings:
            self._ceilings[whole.id] = Ceilings(whole, self.living(whole))
        return self._ceilings[whole.id]


def _days_known(pairs: Iterable[Pair]) -> list[date]:
    return [new.known or date.min for _, new in pairs]


def _until_doubted(lives: Lives, since: Mapping[str, date]) -> Lives:
    """The lives, each ended where somebody denies it; without what was never undenied."""
    found: list[tuple[Evidence, date | None]] = []
    for one, gone in lives:
        doubted = since.get(one.statement.id)
        if doubted is None:
            found.append((one, gone))
        elif doubted > (one.known or date.min):
            found.append((one, doubted if gone is None else min(gone, doubted)))
    return found


def _counts_later(part: Question, whole: Question) -> bool:
    """ "12 since Monday" is no answer to how many since March, only a floor of it."""
    if part.is_happening or part.first is None or whole.first is None:
        return False
    return part.first > whole.first


def _same_people(part: Question, whole: Question) -> bool:
    ours, theirs = part.of, whole.of
    return (ours.parties, ours.unit) == (theirs.parties, theirs.unit) and (
        ours.role == theirs.role or (bool(ours.parties) and ours.role in FORCE_ROLES)
    )
