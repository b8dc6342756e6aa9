"""Grading: which sides gave a figure, which are silent, and how well the answer is supported.

Grades take their names from Airwars' methodology (airwars.org/about/methodology): confirmed where a
side admits what tells against it, fair where two or more sources agree, weak where there is one,
contested where claims compete, discounted where nothing stands. Here a "source" is an
independent origin, never a page. Airwars itself grades harm to civilians alone; its own definitions
apply under the policy `airwars`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tallybook.catalogue.conflicts import ArmedConflict, Conflicts
from tallybook.model import Grade, Stance, Tally
from tallybook.reconcile.evidence import Evidence, is_force
from tallybook.reconcile.questions import Question

OWN: Final = "own side"
OWN_ALLY: Final = "own side's ally"
ADVERSARY: Final = "adversary"
ADVERSARY_ALLY: Final = "adversary's ally"
THIRD: Final = "third party"

_ORDER: Final = (OWN, OWN_ALLY, ADVERSARY, ADVERSARY_ALLY, THIRD)


@dataclass(frozen=True, slots=True)
class Standing:
    """Who stands where towards the people counted.

    counted: the parties counted, or the country they were counted in. wars: the conflicts that
    they are in; with none, a source is their own side or a third party.
    """

    counted: tuple[str, ...]
    wars: tuple[ArmedConflict, ...]

    def side_of(self, party: str | None) -> str:
        """The side of a source that speaks for this party."""
        if party is None:
            return THIRD
        if party in self.counted:
            return OWN
        for war in self.wars:
            ours = war.camp_of(self.counted)
            if ours is None:
                continue
            if party in ours.parties:
                return OWN
            if party in ours.allies:
                return OWN_ALLY
            for camp in war.camps:
                if camp is not ours and party in camp.parties:
                    return ADVERSARY
                if camp is not ours and party in camp.allies:
                    return ADVERSARY_ALLY
        return THIRD

    def own_parties(self) -> tuple[str, ...]:
        """The counted parties and who fights beside them, the counted first."""
        beside = [
            party
            for war in self.wars
            if (ours := war.camp_of(self.counted)) is not None
            for party in ours.parties
        ]
        return tuple(dict.fromkeys((*self.counted, *beside)))

    def adversaries(self) -> tuple[str, ...]:
        """Who fights the counted parties."""
        against = [
            party
            for war in self.wars
            if (ours := war.camp_of(self.counted)) is not None
            for camp in war.camps
            if camp is not ours
            for party in camp.parties
        ]
        return tuple(dict.fromkeys(against))


def standing_of(
    question: Question, sides: Conflicts | None, day: date | None, tellers: Sequence[str]
) -> Standing:
    """The standing towards a question's people on a day.

    tellers: the parties that gave figures; of several wars those count that they have part in.
    """
    of = question.of.parties
    where = question.place.countries if question.place is not None else ()
    if sides is None:
        return Standing(of or where, ())
    if of:
        wars = sides.of(of, day)
        if where:
            here = tuple(war for war in wars if set(where) & set(war.countries))
            wars = here or wars
        told = tuple(war for war in wars if set(tellers) & _parties_in(war))
        return Standing(of, told or wars)
    around = dict.fromkeys(war for country in where for war in sides.in_country(country, day))
    return Standing(where, tuple(war for war in around if _is_about(war, where, question)))


def _parties_in(war: ArmedConflict) -> set[str]:
    return {party for camp in war.camps for party in (*camp.parties, *camp.allies)}


def _is_about(war: ArmedConflict, counted: Sequence[str], question: Question) -> bool:
    """Does anything say that these people were hit by the war, not by a flood meanwhile?"""
    ours = war.camp_of(counted)
    named = {party for one in question.evidence for party in (one.by.parties if one.by else ())}
    named |= {one.statement.party for one in question.evidence if one.statement.party is not None}
    return any(named & set(camp.parties) for camp in war.camps if camp is not ours)


def sides_of(evidence: Sequence[Evidence], standing: Standing) -> tuple[str, ...]:
    """The sides that gave a figure, each once."""
    given = {standing.side_of(one.statement.party) for one in evidence if one.bears}
    return tuple(side for side in _ORDER if side in given)


def silent_sides(given: Sequence[str], standing: Standing) -> tuple[str, ...]:
    """The fighting sides that gave no figure; without a conflict nobody owes one."""
    if len(standing.wars) != 1 or standing.wars[0].camp_of(standing.counted) is None:
        return ()
    return tuple(side for side in (OWN, ADVERSARY) if side not in given)


def grade_of(
    evidence: Sequence[Evidence],
    sides: Sequence[str],
    *,
    contested: bool,
    policy: str = "bounds",
    question: Question | None = None,
) -> Grade:
    """The grade of an answer out of the evidence that stands.

    By the policy `airwars` it is Airwars' own: only civilians are graded (discounted where those
    counted are under arms), confirmed is what the belligerent whose doing it was gives a figure of
    itself, and contested is whose doing it was, while figures that differ are a range.
    """
    if policy == "airwars" and question is not None:
        return _airwars_grade(evidence, question)
    if contested:
        return Grade.CONTESTED
    origins = count_origins(evidence)
    if origins == 0:
        return Grade.WEAK if evidence else Grade.DISCOUNTED
    if origins > 1 and OWN in sides and len(sides) > 1:
        return Grade.CONFIRMED
    return Grade.FAIR if origins > 1 else Grade.WEAK


def _airwars_grade(evidence: Sequence[Evidence], question: Question) -> Grade:
    named = {one.by.parties for one in evidence if one.by is not None and one.by.parties}
    blamed = {party for parties in named for party in parties}
    if is_force(question.of) or not evidence:
        return Grade.DISCOUNTED
    if any(one.bears and one.statement.party in blamed for one in evidence):
        return Grade.CONFIRMED
    if len(named) > 1 and not set.intersection(*(set(parties) for parties in named)):
        return Grade.CONTESTED
    if any(one.statement.stance == Stance.DENIED for one in question.evidence):
        return Grade.CONTESTED
    return Grade.FAIR if count_origins(evidence) > 1 else Grade.WEAK


def count_origins(evidence: Sequence[Evidence]) -> int:
    """How many independent origins gave a figure: never how many pages carried it."""
    return len({one.origin for one in evidence if one.bears and one.statement.independent})


def silent_parties(tally: Tally, sides: Conflicts) -> tuple[str, ...]:
    """The parties behind a tally's silent sides; () where no single war tells which they are."""
    counted = tally.of.parties or (tally.place.countries if tally.place is not None else ())
    wars = sides.of(counted, tally.as_of)
    if tally.place is not None:
        here = tuple(war for war in wars if set(tally.place.countries) & set(war.countries))
        wars = here or wars
    tellers = {one.party for one in tally.statements if one.party is not None}
    standing = Standing(counted, tuple(war for war in wars if tellers & _parties_in(war)) or wars)
    if len(standing.wars) != 1:
        return ()
    own = standing.own_parties() if OWN in tally.silent else ()
    against = standing.adversaries() if ADVERSARY in tally.silent else ()
    return tuple(dict.fromkeys((*own, *against)))
