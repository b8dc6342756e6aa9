"""Statements, tallies and revisions as JSON: the published shape of `tallybook tallies --json`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tallybook.model.claim import Scope
from tallybook.model.period import Period
from tallybook.model.place import Place
from tallybook.model.population import Population
from tallybook.model.records.fields import (
    period_from_record,
    period_record,
    place_from_record,
    place_record,
    population_from_record,
    population_record,
)
from tallybook.model.records.values import Record, day, decimal, number, written
from tallybook.model.tally import Bound, Conflict, Grade, Move, Revision, Statement, Tally, Turn


def tally_record(tally: Tally) -> Record:
    """A question with its answer, what was said, what bounds it and how it moved."""
    return {
        "id": tally.id,
        "measure": tally.measure,
        "of": _of(tally.of),
        "place": _place(tally.place),
        "scope": tally.scope.value,
        "period": _period(tally.period),
        "unit": tally.unit,
        "low": number(tally.low),
        "best": number(tally.best),
        "high": number(tally.high),
        "grade": tally.grade.value,
        "policy": tally.policy,
        "convention": tally.convention,
        "as_of": written(tally.as_of),
        "origins": tally.origins,
        "sides": list(tally.sides),
        "silent": list(tally.silent),
        "contested": tally.contested,
        "conflict": [
            {
                "kind": conflict.kind,
                "statements": list(conflict.statements),
                "reason": conflict.reason,
            }
            for conflict in tally.conflict
        ],
        "more_conflicts": tally.more_conflicts,
        "statements": [statement_record(statement) for statement in tally.statements],
        "bounds": [_bound_record(bound) for bound in tally.bounds],
        "revisions": [revision_record(revision) for revision in tally.revisions],
        "moves": [_move_record(move) for move in tally.moves],
        "parts": list(tally.parts),
        "wholes": list(tally.wholes),
        "name": tally.name,
        "answer": tally.answer,
    }


def tally_from_record(record: Mapping[str, Any]) -> Tally:
    """The tally that `tally_record` wrote."""
    return Tally(
        id=record["id"],
        measure=record["measure"],
        of=population_from_record(record["of"]),
        place=_place_from(record.get("place")),
        period=_period_from(record.get("period")),
        scope=Scope(record["scope"]),
        unit=record.get("unit", "person"),
        low=decimal(record["low"]),
        best=decimal(record["best"]),
        high=decimal(record["high"]),
        grade=Grade(record["grade"]),
        policy=record["policy"],
        convention=record["convention"],
        as_of=day(record["as_of"]),
        origins=record["origins"],
        sides=tuple(record["sides"]),
        silent=tuple(record["silent"]),
        contested=record["contested"],
        conflict=tuple(
            Conflict(conflict["kind"], tuple(conflict["statements"]), conflict.get("reason", ""))
            for conflict in record["conflict"]
        ),
        statements=tuple(statement_from_record(inner) for inner in record["statements"]),
        bounds=tuple(_bound_from(bound) for bound in record["bounds"]),
        revisions=tuple(revision_from_record(revision) for revision in record["revisions"]),
        answer=record["answer"],
        moves=tuple(_move_from(move) for move in record.get("moves", ())),
        parts=tuple(record.get("parts", ())),
        wholes=tuple(record.get("wholes", ())),
        name=record.get("name"),
        more_conflicts=record.get("more_conflicts", 0),
    )


def statement_record(statement: Statement) -> Record:
    """What one origin said once; `carriers` are the claims that repeat it."""
    return {
        "id": statement.id,
        "origin": statement.origin,
        "party": statement.party,
        "low": number(statement.low),
        "high": number(statement.high),
        "said": written(statement.said),
        "carriers": list(statement.carriers),
        "independent": statement.independent,
        "echo_of": statement.echo_of,
        "reasons": list(statement.reasons),
        "measure": statement.measure,
        "of": _of(statement.of),
        "place": _place(statement.place),
        "period": _period(statement.period),
        "scope": statement.scope.value,
        "unit": statement.unit,
        "stance": statement.stance,
    }


def statement_from_record(record: Mapping[str, Any]) -> Statement:
    """The statement that `statement_record` wrote."""
    return Statement(
        id=record["id"],
        origin=record["origin"],
        party=record["party"],
        measure=record["measure"],
        of=population_from_record(record["of"]),
        place=_place_from(record.get("place")),
        period=_period_from(record.get("period")),
        scope=Scope(record["scope"]),
        low=decimal(record["low"]),
        high=decimal(record["high"]),
        unit=record["unit"],
        stance=record["stance"],
        said=day(record["said"]),
        carriers=tuple(record["carriers"]),
        independent=record["independent"],
        echo_of=record.get("echo_of"),
        reasons=tuple(record.get("reasons", ())),
    )


def revision_record(revision: Revision) -> Record:
    """The answer as of a day, the claims that moved it, and the revision it supersedes."""
    return {
        "id": revision.id,
        "at": written(revision.at),
        "low": number(revision.low),
        "best": number(revision.best),
        "high": number(revision.high),
        "because": list(revision.because),
        "supersedes": revision.supersedes,
        "policy": revision.policy,
        "grade": revision.grade,
        "why": revision.why,
    }


def revision_from_record(record: Mapping[str, Any]) -> Revision:
    """The revision that `revision_record` wrote."""
    return Revision(
        at=day(record["at"]),
        low=decimal(record["low"]),
        best=decimal(record["best"]),
        high=decimal(record["high"]),
        because=tuple(record["because"]),
        supersedes=record["supersedes"],
        id=record.get("id", ""),
        policy=record.get("policy", ""),
        grade=record.get("grade", ""),
        why=record.get("why", ""),
    )


def _move_record(move: Move) -> Record:
    return {
        "turn": move.turn.value,
        "earlier": move.earlier,
        "later": move.later,
        "at": written(move.at),
        "why": move.why,
    }


def _move_from(record: Mapping[str, Any]) -> Move:
    turn, at = Turn(record["turn"]), day(record["at"])
    return Move(turn, record["earlier"], record["later"], at, record.get("why", ""))


def _bound_record(bound: Bound) -> Record:
    return {
        "end": bound.end,
        "value": number(bound.value),
        "rule": bound.rule,
        "because": list(bound.because),
    }


def _bound_from(record: Mapping[str, Any]) -> Bound:
    value = decimal(record["value"])
    if value is None:
        raise ValueError("a bound without a value")
    return Bound(record["end"], value, record["rule"], tuple(record["because"]))


def _of(population: Population) -> Record:
    """A question's population: its fields first, as the published shape has them."""
    record = population_record(population)
    return {name: record[name] for name in ("parties", "role", "unit", "text", "span")}


def _place(place: Place | None) -> Record | None:
    if place is None:
        return None
    record = place_record(place)
    first = ("name", "country", "precision")
    return {name: record[name] for name in (*first, *(key for key in record if key not in first))}


def _place_from(record: Mapping[str, Any] | None) -> Place | None:
    return None if record is None else place_from_record(record)


def _period(period: Period | None) -> Record | None:
    if period is None:
        return None
    record = period_record(period)
    return {name: record[name] for name in ("start", "end", "text", "span")}


def _period_from(record: Mapping[str, Any] | None) -> Period | None:
    return None if record is None else period_from_record(record)
