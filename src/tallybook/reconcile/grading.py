"""Grading: which sides gave a figure, which are silent, and how well the answer is supported.

Grades take their names from Airwars' methodology (airwars.org/about/methodology): confirmed where a
side admits what tells against it, fair where two or more sources agree, weak where there is one,
contested where claims compete, discounted where nothing stands. Here a "source" is an
independent origin, never a page. Airwars itself grades harm to civilians alone; its own definitions
apply under the policy `airwars`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tallybook.catalogue.conflicts import ArmedConflict, Conflicts
from tallybook.language.answer_words import load_answer_words
from tallybook.model import Claim, Grade, Place, Population, SourceKind, Stance, Tally
from tallybook.reconcile.evidence import Evidence, is_force
from tallybook.reconcile.questions import Question

OWN: Final = "own side"
OWN_ALLY: Final = "own side's ally"
ADVERSARY: Final = "adversary"
ADVERSARY_ALLY: Final = "adversary's ally"
THIRD: Final = "third party"

_STATE: Final = len("XA")
_NAMED: Final = 2
_CIVILIAN: Final = "civilian"
_MARKS: Final = ".,;:!?()'\"“”‘’"
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
    if sides is None:
        where = question.place.countries if question.place is not None else ()
        return Standing(question.of.parties or where, ())
    signs = _signs(
        question.of,
        (one.claim for one in question.evidence),
        [one.statement.party for one in question.evidence],
        [one.by for one in question.evidence],
    )
    return _standing(question.of, question.place, sides, day, tellers, signs.tell_of)


def _standing(
    of: Population,
    place: Place | None,
    sides: Conflicts,
    day: date | None,
    tellers: Iterable[str],
    is_about: Callable[[ArmedConflict, Sequence[str], Sequence[str]], bool],
) -> Standing:
    where = place.countries if place is not None else ()
    if not of.parties:
        around = dict.fromkeys(war for country in where for war in sides.in_country(country, day))
        return Standing(where, tuple(war for war in around if is_about(war, where, where)))
    wars = sides.of(of.parties, day)
    if where:
        wars = tuple(war for war in wars if set(where) & set(war.countries)) or wars
    wars = tuple(war for war in wars if is_about(war, of.parties, where))
    told = tuple(war for war in wars if set(tellers) & _parties_in(war))
    return Standing(of.parties, told or wars)


def _parties_in(war: ArmedConflict) -> set[str]:
    return {party for camp in war.camps for party in (*camp.parties, *camp.allies)}


@dataclass(frozen=True, slots=True)
class _Signs:
    """What says that people were hit by a war, and not by a flood meanwhile.

    named: who tells it and whose doing it was. is_fighting: are soldiers or civilians counted, or
    do the words speak of fighting ("in the shelling of")?
    """

    named: frozenset[str]
    is_fighting: bool

    def tell_of(self, war: ArmedConflict, counted: Sequence[str], where: Sequence[str]) -> bool:
        """Is it this war's? Also where a party's people are hit abroad, in a country of the war."""
        ours = war.camp_of(counted)
        others = {party for camp in war.camps if camp is not ours for party in camp.parties}
        allies = {party for camp in war.camps if camp is not ours for party in camp.allies}
        abroad = bool(set(where) & set(war.countries)) and not set(where) & set(counted)
        at_home = tuple(where) == tuple(counted)
        against = others if at_home else others | allies
        return self.is_fighting or abroad or bool(self.named & against)


def _signs(
    of: Population,
    claims: Iterable[Claim],
    tellers: Iterable[str | None],
    doers: Iterable[Population | None],
) -> _Signs:
    named = {party for party in tellers if party is not None}
    named |= {party for doer in doers if doer is not None for party in doer.parties}
    fights = of.role == _CIVILIAN or is_force(of) or any(map(_speaks_of_fighting, claims))
    return _Signs(frozenset(named), fights)


def _speaks_of_fighting(claim: Claim) -> bool:
    told = (claim.text, claim.place.text if claim.place else "", claim.by.text if claim.by else "")
    words = {word.strip(_MARKS) for text in told for word in text.casefold().split()}
    return bool(words & load_answer_words().lists.fighting)


def sides_towards(tally: Tally, claims: Mapping[str, Claim], sides: Conflicts) -> dict[str, str]:
    """The side of each statement's speaker towards the people counted, by the statement's id.

    claims: by id, those that carry the statements; one that is missing is passed over.
    """
    told = [claims[name] for one in tally.statements for name in one.carriers if name in claims]
    speakers = [one.party for one in tally.statements]
    signs = _signs(tally.of, told, speakers, [one.by for one in told])
    tellers = [party for party in speakers if party is not None]
    standing = _standing(tally.of, tally.place, sides, tally.as_of, tellers, signs.tell_of)
    return {one.id: standing.side_of(one.party) for one in tally.statements}


def sides_of(evidence: Sequence[Evidence], standing: Standing) -> tuple[str, ...]:
    """The sides that gave a figure, each once; an echo is nobody's own figure."""
    given = {standing.side_of(one.statement.party) for one in _who_count(evidence)}
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
    """How many independent origins gave a figure: never how many pages carried it.

    Who only counts some of those asked about gives no figure of them, where anybody does.
    """
    told = _who_count(evidence)
    return len({one.origin for one in told if not one.is_some} or {one.origin for one in told})


def _who_count(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Who gave a figure of his own; a passer-by's vague word is none where somebody has a number.

    "A driver had seen scores of wounded": nobody named, of no party, no count.
    """
    given = [one for one in evidence if one.bears and one.statement.independent]
    if all(one.is_vague for one in given):
        return given
    return [one for one in given if not (one.is_vague and _is_passer_by(one))]


def _is_passer_by(one: Evidence) -> bool:
    said = one.claim.origin
    unnamed = said is not None and said.source.kind is SourceKind.ANONYMOUS
    return unnamed and one.statement.party is None


def silent_parties(tally: Tally, sides: Conflicts) -> tuple[str, ...]:
    """The parties behind a tally's silent sides; () where no single war tells which they are."""
    spoke = [one.party for one in tally.statements if one.party is not None]
    standing = _standing(tally.of, tally.place, sides, tally.as_of, spoke, lambda *_: True)
    return parties_behind(tally.silent, standing, spoke) if len(standing.wars) == 1 else ()


def parties_behind(
    silent: Sequence[str], standing: Standing, spoke: Iterable[str | None]
) -> tuple[str, ...]:
    """The parties to be named for the silent sides: those counted, then states, two a side.

    spoke: whoever said anything, if only a denial, is not called silent.
    """
    own = standing.own_parties() if OWN in silent else ()
    against = standing.adversaries() if ADVERSARY in silent else ()
    heard, found = set(spoke), list[str]()
    for camp in (own, against):
        states = [party for party in camp if len(party) == _STATE]
        chosen = [one for one in camp if one in standing.counted or one in states or not states]
        found += [party for party in chosen if party not in heard][:_NAMED]
    return tuple(dict.fromkeys(found))
