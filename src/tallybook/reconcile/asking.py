"""Asking: from groups of evidence to questions, with what each holds and what holds it.

The second half of reconciling: tolls joined to their incident, people's rulings, vague mentions
folded away, shares drawn, and which question lies within which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from tallybook.model import Ruling, content_id
from tallybook.model.containment import Containment
from tallybook.reconcile.containing import within
from tallybook.reconcile.drawing import (
    beside_keys,
    draw_share,
    fold_into,
    is_foldable,
    is_of_its_whole,
    union_keys,
    with_folded,
)
from tallybook.reconcile.evidence import Evidence
from tallybook.reconcile.gathering import GROUP, Name, Settings
from tallybook.reconcile.holding import question_on
from tallybook.reconcile.kinship import ASKED, KIN, Kinship
from tallybook.reconcile.nesting import kept_at, kept_inside, parts_at, wholes_at
from tallybook.reconcile.questions import Question, question_of
from tallybook.reconcile.ruled import OWN, Ruled, rule
from tallybook.reconcile.tolls import (
    as_told_of,
    choose_happenings,
    could_be_toll,
    grounds_of,
    is_toll_of,
)
from tallybook.upkeep import Cells

_Keys = dict[tuple[str, Any], list[Any]]


class Asking:
    """Questions in cells of kind ASKED, and their kin in cells of kind KIN."""

    def __init__(
        self,
        settings: Settings,
        families: Mapping[str, str],
        cells: Cells,
        rulings: Sequence[Ruling] = (),
    ) -> None:
        self._settings = settings
        self._rulings = tuple(rulings)
        self._families = families
        self._cells = cells
        self._keys: _Keys = {}
        self._kinship = Kinship(settings, families, cells)

    def rules(self) -> dict[str, Any]:
        """How the cells are worked out."""
        return {
            "fits": self._fits,
            "toll": self._toll,
            "answers": self._answers,
            "ruled": self._ruled,
            "change": self._change,
            "called": self._called,
            "question": self._question,
            "named": self._named,
            "fold": self._fold,
            "goal": self._goal,
            "whole": self._whole,
            "shares": self._shares,
            ASKED: self._asked,
            KIN: self._kinship.kin_of,
        }

    watched: Final = ("ruled", "question", "whole", "shares", ASKED)

    def update(self, changed: Mapping[Name, tuple[Evidence, ...] | None]) -> None:
        """Groups of evidence that came, changed or went."""
        for name, group in changed.items():
            before: tuple[Evidence, ...] = self._cells.get(GROUP, name) or ()
            self._cells.put(GROUP, name, group)
            self._carry(name, before, group or ())
            grounds: Iterable[Any] = ()
            if group and (name[0] == "incident" or could_be_toll(group)):
                grounds = grounds_of(group)
            self._enter("incidents" if name[0] == "incident" else "tolls", name, grounds)
            self._cells.ask("question", name)
        if self._rulings:
            self._cells.ask("ruled", "")
            for _, old, now in self._cells.renewed("ruled"):
                for name in {*(old.groups if old else ()), *(now.groups if now else ())}:
                    self._cells.ask("question", name)
        for name, _, question in self._cells.renewed("question"):
            self._index(name, question)
        for name, _, question in self._cells.renewed("whole"):
            self._index_whole(name, question)
        for union, before, now in self._cells.renewed("shares"):
            for party in {*(before or ()), *(now or ())}:
                self._cells.ask(ASKED, ("share", (union, party)))

    def _carry(self, name: Name, before: Sequence[Evidence], now: Sequence[Evidence]) -> None:
        """Where claims of which people decided something are told."""
        if not self._rulings:
            return
        for group, enter in ((before, False), (now, True)):
            for one in group:
                for claim in one.statement.carriers:
                    if enter:
                        self._cells.enter("told", claim, name)
                    else:
                        self._cells.leave("told", claim, name)

    def asked(self) -> Iterator[tuple[Name, Question | None]]:
        """The questions that came, changed or went since this was last called."""
        for name, _, question in self._cells.renewed(ASKED):
            for index, keys in self._kinship.indexes(question).items():
                self._enter(index, name, keys)
            yield name, question

    def _enter(self, index: str, name: Name, keys: Iterable[Any]) -> None:
        new = list(dict.fromkeys(keys))
        self._cells.reindex(index, name, self._keys.pop((index, name), ()), new)
        if new:
            self._keys[index, name] = new

    def _index(self, name: Name, question: Question | None) -> None:
        self._enter("ids", name, () if question is None else (question.id,))
        self._enter("at", name, self._at(question))
        foldable = question if question is not None and is_foldable(question) else None
        self._enter("inside", name, self._inside(foldable))
        self._cells.ask("whole", name)

    def _index_whole(self, name: Name, question: Question | None) -> None:
        self._enter("beside", name, () if question is None else beside_keys(question))
        self._cells.ask("shares", name)
        self._cells.ask(ASKED, name)

    def _at(self, question: Question | None) -> Iterable[Any]:
        return () if question is None else kept_at(question, self._families)

    def _inside(self, question: Question | None) -> Iterable[Any]:
        return () if question is None else kept_inside(question, self._families)

    # the rules, each a pure function of the cells that it reads
    def _fits(self, name: Name) -> tuple[Name, ...]:
        """The incidents of which a running total is the toll, as far as it alone can tell."""
        total: tuple[Evidence, ...] | None = self._cells.get(GROUP, name)
        if not total or not could_be_toll(total):
            return ()
        found = {
            other: group
            for other in self._near("incidents", grounds_of(total))
            if (group := self._cells.get(GROUP, other))
            and is_toll_of(total, group, self._settings.sides)
        }
        ordered = sorted(found, key=lambda other: found[other][0].order)
        return choose_happenings(total, {other: found[other] for other in ordered})

    def _toll(self, name: Name) -> Name | None:
        """The one total that is the toll of an incident."""
        group: tuple[Evidence, ...] | None = self._cells.get(GROUP, name)
        if not group or name[0] != "incident":
            return None
        claimants = [
            (total[0].order, other)
            for other in self._near("tolls", grounds_of(group))
            if name in self._cells.get("fits", other) and (total := self._cells.get(GROUP, other))
        ]
        return min(claimants, key=lambda one: one[0])[1] if claimants else None

    def _near(self, index: str, keys: Iterable[Any]) -> set[Name]:
        return {name for key in keys for name in self._cells.members(index, key)}

    def _answers(self, name: Name) -> tuple[Evidence, ...] | None:
        """A group with the incidents whose toll it is; None for one that its toll takes in."""
        group: tuple[Evidence, ...] | None = self._cells.get(GROUP, name)
        if not group or self._cells.get("toll", name) is not None:
            return None
        mine = [
            one
            for other in self._cells.get("fits", name)
            if self._cells.get("toll", other) == name
            for one in self._cells.get(GROUP, other)
        ]
        return (*(as_told_of(one, mine) for one in group), *mine)

    def _ruled(self, _: str) -> Ruled:
        """What people's rulings make of the groups that they are about."""
        return rule(self._rulings, self._home, lambda name: self._cells.get("answers", name) or ())

    def _home(self, claim: str) -> Name | None:
        """The group whose question a claim answers, before any ruling."""
        for name in sorted(self._cells.members("told", claim), key=str):
            toll: Name | None = self._cells.get("toll", name)
            return name if toll is None else toll
        return None

    def _change(self, name: Name) -> tuple[Evidence, ...] | None:
        """What rulings made of a group; None where they left it alone."""
        if not self._rulings:
            return None
        ruled: Ruled = self._cells.get("ruled", "")
        return ruled.groups.get(name)

    def _called(self, name: Name) -> str | None:
        """What a person called a question."""
        if not self._rulings:
            return None
        ruled: Ruled = self._cells.get("ruled", "")
        return ruled.names.get(name)

    def _question(self, name: Name) -> Question | None:
        answers: tuple[Evidence, ...] | None = self._cells.get("change", name)
        if answers is None and name[0] != OWN:
            answers = self._cells.get("answers", name)
        if not answers:
            return None
        question = question_of(answers)
        day = self._settings.on
        return question if day is None else question_on(question, day)

    def _named(self, name: Name) -> Question | None:
        """The question under an id of its own, where several are alike and yet judged apart."""
        question: Question | None = self._cells.get("question", name)
        if question is None:
            return None
        alike = [
            (other.evidence[0].order, each)
            for each in self._cells.members("ids", question.id)
            if (other := self._cells.get("question", each)) is not None
        ]
        if len(alike) < 2 or min(alike, key=lambda one: one[0])[1] == name:
            return question
        first = question.evidence[0].statement.id
        return replace(question, id=content_id("tally", question.id, first))

    def _fold(self, name: Name) -> Name | None:
        """The group whose question takes in one that stands on a vague mention."""
        question: Question | None = self._cells.get("named", name)
        if question is None or not is_foldable(question):
            return None
        wholes = {
            other.id: (each, other)
            for each in self._near("at", wholes_at(question, self._families))
            if each != name
            and (other := self._cells.get("named", each)) is not None
            and (
                is_of_its_whole(question, other)
                or within(question, other, self._settings.measures) is Containment.YES
            )
        }
        goal = fold_into(question, [other for _, other in wholes.values()])
        return None if goal is None else wholes[goal.id][0]

    def _goal(self, name: Name) -> Name:
        """Where the evidence of a group is told in the end."""
        into: Name | None = self._cells.get("fold", name)
        goal: Name = name if into is None else self._cells.get("goal", into)
        return goal

    def _whole(self, name: Name) -> Question | None:
        """The question with all that is folded into it; None for one that is folded itself."""
        question: Question | None = self._cells.get("named", name)
        if question is None or self._cells.get("goal", name) != name:
            return None
        folded = [
            other
            for each in self._near("inside", parts_at(question, self._families))
            if each != name
            and self._cells.get("goal", each) == name
            and (other := self._cells.get("named", each)) is not None
        ]
        return with_folded(question, sorted(folded, key=lambda one: one.id))

    def _shares(self, name: Name) -> dict[str, Question] | None:
        """The questions that a count of several parties draws, by the party."""
        union: Question | None = self._cells.get("whole", name)
        if union is None or len(union.of.parties) < 2:
            return None
        drawn = {}
        for party in union.of.parties:
            near = self._near("beside", union_keys(union, party))
            beside = [other for each in near if (other := self._cells.get("whole", each))]
            share = draw_share(union, party, beside, self._settings.measures)
            if share is not None:
                drawn[party] = share
        return drawn or None

    def _asked(self, name: Name) -> Question | None:
        if name[0] != "share":
            question: Question | None = self._cells.get("whole", name)
            return question
        of: Any = name[1]
        drawn: dict[str, Question] = self._cells.get("shares", of[0]) or {}
        return drawn.get(of[1])
