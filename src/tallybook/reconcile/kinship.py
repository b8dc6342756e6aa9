"""Kinship: which questions lie within one, hold it, or stand beside it, kept in cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from tallybook.model.containment import Containment
from tallybook.reconcile.containing import Kin, beside_at, is_beside, within
from tallybook.reconcile.gathering import Name, Settings
from tallybook.reconcile.nesting import kept_at, kept_inside, parts_at, wholes_at
from tallybook.reconcile.questions import Question
from tallybook.upkeep import Cells

ASKED: Final = "asked"
"""The kind of cell that holds a question as it is answered."""

KIN: Final = "kin"
"""The kind of cell that holds its parts, its wholes and what stands beside it."""


class Kinship:
    """The kin of the questions in cells of kind ASKED, in cells of kind KIN."""

    def __init__(self, settings: Settings, families: Mapping[str, str], cells: Cells) -> None:
        self._settings = settings
        self._families = families
        self._cells = cells
        self._verdicts: dict[Name, dict[tuple[Name, bool], tuple[Question, Question, bool]]] = {}

    def indexes(self, question: Question | None) -> dict[str, Iterable[Any]]:
        """Under which keys of which index a question is found by its kin."""
        if question is None:
            return dict.fromkeys(("kin at", "kin inside", "kin beside"), ())
        return {
            "kin at": kept_at(question, self._families),
            "kin inside": kept_inside(question, self._families),
            "kin beside": beside_at(question, self._families),
        }

    def kin_of(self, name: Name) -> Kin:
        """The rule of KIN. A verdict over two questions that are what they were is kept."""
        question: Question | None = self._cells.get(ASKED, name)
        if question is None:
            self._verdicts.pop(name, None)
            return Kin((), ())
        kept = self._verdicts.get(name, {})
        judged: dict[tuple[Name, bool], tuple[Question, Question, bool]] = {}
        found: dict[bool, list[Question]] = {True: [], False: []}
        for is_part, index, keys in (
            (True, "kin inside", parts_at(question, self._families)),
            (False, "kin at", wholes_at(question, self._families)),
        ):
            for each in self._near(index, keys):
                other: Question | None = self._cells.get(ASKED, each)
                if other is None or other.id == question.id:
                    continue
                verdict = kept.get((each, is_part))
                if verdict is None or verdict[0] is not question or verdict[1] is not other:
                    pair = (other, question) if is_part else (question, other)
                    lies = within(*pair, self._settings.measures) is Containment.YES
                    verdict = (question, other, lies)
                judged[each, is_part] = verdict
                if verdict[2]:
                    found[is_part].append(other)
        self._verdicts[name] = judged
        parts, wholes = (sorted(found[way], key=lambda one: one.id) for way in (True, False))
        near = (
            self._cells.get(ASKED, each)
            for each in self._near("kin beside", beside_at(question, self._families))
        )
        told = {one.id: one for one in near if one is not None}
        beside = [
            one
            for _, one in sorted(told.items())
            if is_beside(question, one, wholes, self._settings.measures)
        ]
        return Kin(tuple(parts), tuple(wholes), tuple(beside))

    def _near(self, index: str, keys: Iterable[Any]) -> set[Name]:
        return {name for key in keys for name in self._cells.members(index, key)}
