"""Covers: what follows where parts make up a whole, or lie in it beside each other.

- parts that make up the whole: no more of it than of them together (casualties are at most the
  killed and the wounded), and of one part at least what the others leave;
- a part beside disjoint others: no more of it than the whole leaves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from tallybook.model import Measure
from tallybook.model.apartness import Apart
from tallybook.model.containment import Containment, place_key
from tallybook.reconcile.ceilings import Ceilings
from tallybook.reconcile.containing import Kin, within
from tallybook.reconcile.evidence import Evidence, Kind
from tallybook.reconcile.grounds import Constraint, by, holds_from
from tallybook.reconcile.lows import Lows
from tallybook.reconcile.questions import Question
from tallybook.reconcile.sums import heaviest, number
from tallybook.reconcile.timeline import Timeline
from tallybook.reconcile.together import Living, Overlaps

_LOWS_TRIED: Final = 8
_BESIDE_AT_MOST: Final = 24


@dataclass(frozen=True, slots=True)
class _Frame:
    """A whole of the question, what lies in it beside the question, and what else it is made of."""

    whole: Question
    beside: tuple[Question, ...]
    others: tuple[Question, ...] | None


def make_up(
    whole: Question, parts: Sequence[Question], measures: Mapping[str, Measure]
) -> tuple[Question, ...] | None:
    """The parts that make up the whole: its measures, or its parties, each of them; else None."""
    framed = [part for part in parts if _in_one_frame(part, whole)]
    measure = measures.get(whole.measure)
    for wanted in (
        [(name, whole.of.parties) for name in (measure.unites if measure is not None else ())],
        [(whole.measure, (party,)) for party in whole.of.parties],
    ):
        found = [
            part
            for name, parties in wanted
            for part in framed
            if part.measure == name
            and part.of.parties == parties
            and (part.of.role, part.of.unit) == (whole.of.role, whole.of.unit)
        ]
        if len(wanted) > 1 and len(found) == len(wanted):
            return tuple(found)
    return None


def _in_one_frame(part: Question, whole: Question) -> bool:
    """Of one place and time, by the same hand: only then do parts make up a whole."""
    same = (part.kind, part.is_toll, part.unit, part.by) == (
        whole.kind,
        whole.is_toll,
        whole.unit,
        whole.by,
    )
    if not same or (part.first, part.last) != (whole.first, whole.last):
        return False
    together = bool(part.reports & whole.reports)
    if whole.is_happening and whole.first is None and not together:
        return False
    if part.place is None or whole.place is None:
        return part.place is whole.place and together
    return place_key(part.place) == place_key(whole.place)


class Covers:
    """Floors and ceilings of one question out of sums of ceilings, and differences."""

    def __init__(
        self,
        question: Question,
        kin: Kin,
        measures: Mapping[str, Measure],
        living: Living,
        capping: Callable[[Question], Ceilings],
    ) -> None:
        self._question = question
        self._capping = capping
        self._made_of = make_up(question, kin.parts, measures)
        self._frames = list(_frames(question, kin, measures))
        involved = {one.id: one for frame in self._frames for one in (frame.whole, *frame.beside)}
        self._overlaps = Overlaps((question, *involved.values()), measures)
        self._timeline = Timeline(
            ((each.id, one), one.known, gone)
            for each in involved.values()
            for one, gone in living(each)
            if one.low is not None and one.low > 0
        )
        wholes = [frame.whole for frame in self._frames if frame.beside]
        made_of = self._made_of or ()
        self.days = self._timeline.days
        for each in (*wholes, *made_of):
            self.days |= capping(each).days()
        self._clear()

    def _clear(self) -> None:
        self._lows: dict[str, Lows] = defaultdict(Lows)
        self._told: dict[tuple[str, str], list[Evidence]] = defaultdict(list)

    def play(self, until: date | None) -> None:
        """Bring the state to the end of that day."""
        self._timeline.play(until, self._clear, self._come, self._go)

    def _come(self, told: tuple[str, Evidence]) -> None:
        name, one = told
        self._lows[name].add(self._floor(one))
        for report in one.reports:
            self._told[name, report].append(one)

    def _go(self, told: tuple[str, Evidence]) -> None:
        name, one = told
        self._lows[name].remove(self._floor(one))
        for report in one.reports:
            self._told[name, report] = [e for e in self._told[name, report] if e is not one]

    def _floor(self, one: Evidence) -> Constraint:
        return Constraint(one.low, None, "", one, holds_from(one, self._question), False)

    def made_of_on(self, day: date | None, until: date | None) -> Iterator[Constraint]:
        """high(whole) <= the highs of all its parts together."""
        if self._made_of is None:
            return
        caps = [self._capping(part).least(day, until, self._question) for part in self._made_of]
        told = [one for one in caps if one is not None]
        if len(told) == len(caps):
            terms = [one.high or Decimal(0) for one in told]
            rule = f"all of it is made up of its parts: {_joined(terms, ' + ')}"
            yield _made(None, sum(terms, Decimal(0)), rule, told, None)

    def ceilings_on(self, day: date | None, until: date | None) -> Iterator[Constraint]:
        """high(part) <= high(whole) - low(the others), of each whole the lowest."""
        for frame in self._frames:
            best = [
                one
                for cap in self._capping(frame.whole).usable(day, until, self._question)
                if (one := self._what_is_left(frame, cap)) is not None
            ]
            if best:
                yield min(best, key=lambda one: (one.high or 0, one.evidence.order))

    def _what_is_left(self, frame: _Frame, cap: Evidence) -> Constraint | None:
        """As of the day of the whole's figure: what the other parts were by then is not left."""
        found: list[tuple[str, Evidence]] = []
        for one in frame.beside:
            best = self._beside(one, cap)
            if best is not None:
                found.append((one.id, best))
        found = sorted(found, key=lambda each: (-(each[1].low or 0), each[0]))[:_BESIDE_AT_MOST]
        clash = [
            {
                j
                for j, (other, told) in enumerate(found)
                if i != j and self._overlap(name, one, other, told)
            }
            for i, (name, one) in enumerate(found)
        ]
        chosen = heaviest([one.low or Decimal(0) for _, one in found], clash)
        if not chosen or cap.high is None:
            return None
        terms = [found[i][1] for i in chosen]
        left = cap.high - sum((one.low for one in terms if one.low is not None), Decimal(0))
        if left < 0:
            return None  # the whole itself is contested: it says nothing of this part
        lows = _joined([one.low or Decimal(0) for one in terms], " − ")
        rule = f"what the whole leaves beside other parts: {number(cap.high)} − {lows}"
        return _made(None, left, rule, (cap, *terms), None)

    def _overlap(self, name: str, one: Evidence, other: str, told: Evidence) -> bool:
        apart = self._overlaps.between(name, other)
        return apart is Apart.NO or (apart is Apart.TOGETHER and not one.reports & told.reports)

    def _beside(self, part: Question, cap: Evidence) -> Evidence | None:
        """The highest floor of a disjoint part that holds as of the whole's figure."""
        if self._overlaps.between(self._question.id, part.id) is Apart.TOGETHER:
            beside = [one for report in cap.reports for one in self._told[part.id, report]]
            beside = [one for one in beside if self._holds(one, cap)]
            return max(beside, key=lambda one: (one.low or 0, one.statement.id), default=None)
        for floor in self._lows[part.id].down(cap.at, every=self._question.kind is Kind.LEVEL):
            if self._holds(floor.evidence, cap):
                return floor.evidence
        return None

    def _holds(self, one: Evidence, cap: Evidence) -> bool:
        if self._question.kind is Kind.LEVEL:
            return one.at == cap.at
        if cap.at is None or one.at is None:
            return bool(one.reports & cap.reports)
        return by(holds_from(one, self._question), cap.at)

    def floors_on(self, day: date | None, until: date | None) -> Iterator[Constraint]:
        """low(part) >= low(whole) - high(the others), where together they make up the whole."""
        for frame in self._frames:
            if frame.others is None:
                continue
            best: list[Constraint] = []
            for index, floor in enumerate(self._lows[frame.whole.id].down(day)):
                if index == _LOWS_TRIED:
                    break
                one = self._what_must_be(frame.others, floor, until)
                if one is not None:
                    best.append(one)
            if best:
                yield min(best, key=lambda one: (-(one.low or 0), one.evidence.order))

    def _what_must_be(
        self, others: Sequence[Question], floor: Constraint, until: date | None
    ) -> Constraint | None:
        whole = floor.evidence
        if self._question.kind is Kind.LEVEL or whole.low is None:
            return None
        caps: list[Evidence] = []
        for other in others:
            series = self._capping(other)
            cap = series.least(floor.holds_from, until, self._question, beside=whole)
            if cap is None:
                return None
            caps.append(cap)
        left = whole.low - sum((one.high for one in caps if one.high is not None), Decimal(0))
        if left <= 0:
            return None
        highs = _joined([one.high or Decimal(0) for one in caps], " − ")
        rule = f"what the other parts leave of the whole: {number(whole.low)} − {highs}"
        return _made(left, None, rule, (whole, *caps), floor.holds_from)


def _frames(question: Question, kin: Kin, measures: Mapping[str, Measure]) -> Iterator[_Frame]:
    for whole in kin.wholes:
        if whole.is_happening is not question.is_happening or whole.kind is not question.kind:
            continue
        beside = tuple(one for one in kin.beside if within(one, whole, measures) is Containment.YES)
        made_of = make_up(whole, (question, *beside), measures)
        others = None
        if made_of is not None and any(one.id == question.id for one in made_of):
            others = tuple(one for one in made_of if one.id != question.id)
        if beside:
            yield _Frame(whole, beside, others)


def _made(
    low: Decimal | None,
    high: Decimal | None,
    rule: str,
    told: Sequence[Evidence],
    since: date | None,
) -> Constraint:
    first, *more = told
    return Constraint(low, high, rule, first, since, False, tuple(more))


def _joined(terms: Sequence[Decimal], sign: str) -> str:
    return sign.join(number(term) for term in terms)
