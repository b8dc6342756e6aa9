"""Reckoning: tallies kept right as statements come and go; each touches only what it can change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from tallybook.errors import UnknownName
from tallybook.model import Claim, Ruling, Statement, Tally
from tallybook.model.containment import place_key
from tallybook.reconcile.asking import Asking
from tallybook.reconcile.constraints import Case, Shelf
from tallybook.reconcile.containing import Kin, answers_itself
from tallybook.reconcile.gathering import Gathering, Name, Settings
from tallybook.reconcile.kinship import ASKED, KIN
from tallybook.reconcile.policies import POLICIES
from tallybook.reconcile.questions import Question
from tallybook.reconcile.tallying import tally_of
from tallybook.upkeep import Cells

_TALLY = "tally"


class Reckoned(NamedTuple):
    """The tallies that came or are not what they were; the ids of those that are no more."""

    tallies: list[Tally]
    gone: list[str]


class Reckoner:
    """Tallies of statements. Whatever the order in which statements come, the result is the same.

    rulings: what people decided about questions. Raises UnknownName for settings with a policy that
    there is not.
    """

    def __init__(self, settings: Settings, rulings: Sequence[Ruling] = ()) -> None:
        if settings.policy not in POLICIES:
            raise UnknownName("policy", settings.policy, sorted(POLICIES))
        self._settings = settings
        self._gathering = Gathering(settings)
        rules: dict[str, Callable[..., Any]] = {_TALLY: self._tally, "beside": self._beside}
        self._cells = Cells(rules, (*Asking.watched, _TALLY))
        self._asking = Asking(settings, self._gathering.families, self._cells, rulings)
        rules.update(self._asking.rules())
        self._shelf = Shelf()
        self._names: dict[Name, None] = {}
        self._spots: dict[Name, tuple[object, ...]] = {}

    def update(
        self,
        statements: Iterable[Statement],
        gone: Iterable[str],
        claims: Mapping[str, Claim],
        *,
        answering: bool = True,
        aside: Collection[str] = (),
    ) -> Reckoned:
        """Take statements in, let those of the given ids go; the tallies that changed by it.

        claims: at least those that carry the statements that come. answering: False to only find
        the questions. aside: the statements that only show what others mean, and answer nothing.
        """
        self._shelf = Shelf()
        self._asking.update(self._gathering.update(statements, gone, claims, aside))
        for name, question in self._asking.asked():
            old, spot = self._spots.pop(name, None), None
            if question is None:
                self._names.pop(name, None)
            else:
                self._names[name] = None
                self._spots[name] = spot = _spot(question)
            self._cells.reindex(
                "spots", name, () if old is None else (old,), () if spot is None else (spot,)
            )
            if answering:
                self._cells.ask(_TALLY, name)
        renewed = self._cells.renewed(_TALLY)
        fresh = [now for _, _, now in renewed if now is not None]
        kept = {tally.id for tally in fresh}
        lost = {before.id for _, before, _ in renewed if before is not None}
        return Reckoned(sorted(fresh, key=by_interest), sorted(lost - kept))

    def tallies(self, measure: str | None = None) -> list[Tally]:
        """All tallies, or those of a measure, the best witnessed first."""
        found = (
            self._cells.get(_TALLY, name)
            for name in self._names
            if measure is None or self._is_of(measure, name)
        )
        return sorted((tally for tally in found if tally is not None), key=by_interest)

    def questions(self) -> Iterator[Question]:
        """All questions, in no order that means anything."""
        for name in self._names:
            question: Question = self._cells.get(ASKED, name)
            yield question

    def answer_by(self, policy: str, tally: str) -> Tally | None:
        """The tally of that id as another policy answers it; None where there is none of that id.

        Questions, and which lies within which, do not hang on the policy: one answer is worked out.
        """
        if policy not in POLICIES:
            raise UnknownName("policy", policy, sorted(POLICIES))
        for name in self._names:
            question: Question | None = self._cells.get(ASKED, name)
            if question is not None and question.id == tally:
                return self._answer(name, replace(self._settings, policy=policy), Shelf())
        return None

    def _is_of(self, measure: str, name: Name) -> bool:
        question: Question | None = self._cells.get(ASKED, name)
        return question is not None and question.measure == measure

    def _tally(self, name: Name) -> Tally | None:
        return self._answer(name, self._settings, self._shelf)

    def _answer(self, name: Name, settings: Settings, shelf: Shelf) -> Tally | None:
        question: Question | None = self._cells.get(ASKED, name)
        if question is None:
            return None
        kin: Kin = self._cells.get(KIN, name)
        case = Case(question, kin, settings.measures, shelf)
        beside: tuple[Question, ...] = self._cells.get("beside", name)
        return tally_of(case, kin, beside, settings, self._cells.get("called", name))

    def _beside(self, name: Name) -> tuple[Question, ...]:
        """The questions of other measures or roles of these people at this spot."""
        question: Question | None = self._cells.get(ASKED, name)
        if question is None:
            return ()
        found = [
            other
            for each in self._cells.members("spots", _spot(question))
            if each != name and (other := self._cells.get(ASKED, each)) is not None
        ]
        return tuple(sorted(found, key=lambda one: one.id))


def _spot(question: Question) -> tuple[object, ...]:
    where = place_key(question.place) if question.place is not None else None
    when = (question.first, question.last) if question.is_happening else None
    return (question.kind, question.unit, question.of.parties, question.of.unit, where, when)


def by_interest(tally: Tally) -> tuple[object, ...]:
    """The best witnessed first, then the largest; of two alike, what has a figure of its own."""
    size = tally.low or tally.high or 0
    return (-tally.origins, -size, not answers_itself(tally), tally.id)
