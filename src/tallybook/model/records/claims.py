"""Claims as JSON: the published shape of `tallybook extract`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tallybook.model.claim import Claim, Mark, Part, Scope, Stance
from tallybook.model.records.fields import (
    attribution_from_record,
    attribution_record,
    period_from_record,
    period_record,
    place_from_record,
    place_record,
    population_from_record,
    population_record,
    quantity_from_record,
    quantity_record,
)
from tallybook.model.records.values import Record, day, moment, pair, span, written
from tallybook.model.report import Role


def claim_record(claim: Claim, *, parts: bool = False) -> Record:
    """A claim in the published shape; `parts` adds the explanation tree."""
    record: Record = {
        "id": claim.id,
        "report": claim.report,
        "url": claim.url,
        "publisher": claim.publisher,
        "agency": claim.agency,
        "published": written(claim.published),
        "block": claim.block.value,
        "post": written(claim.post),
        "sentence": list(claim.sentence),
        "text": claim.text,
        "start": claim.start,
        "end": claim.end,
        "quantity": quantity_record(claim.quantity),
        "measure": claim.measure,
        "of": population_record(claim.of),
        "by": None if claim.by is None else population_record(claim.by),
        "place": None if claim.place is None else place_record(claim.place),
        "period": None if claim.period is None else period_record(claim.period),
        "scope": claim.scope.value,
        "attribution": [attribution_record(credit) for credit in claim.attribution],
        "stance": claim.stance.value,
        "part_of": claim.part_of,
        "increment": claim.increment,
        "disclaimer": None if claim.disclaimer is None else list(claim.disclaimer),
        "background": claim.background,
        "rule": claim.rule,
        "made_by": claim.made_by,
        "confidence": claim.confidence,
        "path": claim.path,
        "review": [_mark_record(mark) for mark in claim.review],
    }
    if parts:
        record["parts"] = [_part_record(part) for part in claim.parts]
    return record


def claim_from_record(record: Mapping[str, Any]) -> Claim:
    """The claim that `claim_record` wrote; keys that it does not know are left aside."""
    by, place, period = record.get("by"), record.get("place"), record.get("period")
    disclaimer = record.get("disclaimer")
    return Claim(
        report=record["report"],
        text=record["text"],
        start=record["start"],
        end=record["end"],
        quantity=quantity_from_record(record["quantity"]),
        measure=record["measure"],
        of=population_from_record(record["of"]),
        block=Role(record["block"]),
        sentence=pair(record["sentence"]),
        rule=record["rule"],
        made_by=record["made_by"],
        stance=Stance(record["stance"]),
        scope=Scope(record["scope"]),
        confidence=record["confidence"],
        by=None if by is None else population_from_record(by),
        place=None if place is None else place_from_record(place),
        period=None if period is None else period_from_record(period),
        attribution=tuple(
            attribution_from_record(credit) for credit in record.get("attribution", ())
        ),
        part_of=record.get("part_of"),
        increment=record.get("increment", False),
        disclaimer=None if disclaimer is None else pair(disclaimer),
        background=record.get("background", False),
        post=moment(record.get("post")),
        url=record.get("url"),
        publisher=record.get("publisher"),
        agency=record.get("agency"),
        published=day(record.get("published")),
        path=record.get("path"),
        review=tuple(_mark_from(mark) for mark in record.get("review", ())),
        parts=tuple(_part_from(part) for part in record.get("parts", ())),
    )


def _mark_record(mark: Mark) -> Record:
    return {
        "field": mark.field,
        "made_by": mark.made_by,
        "value": mark.value,
        "span": span(mark.start, mark.end),
    }


def _mark_from(record: Mapping[str, Any]) -> Mark:
    start, end = record.get("span") or (None, None)
    return Mark(record["field"], record["made_by"], record.get("value"), start, end)


def _part_record(part: Part) -> Record:
    return {
        "field": part.field,
        "rule": part.rule,
        "span": span(part.start, part.end),
        "text": part.text,
        "parts": [_part_record(inner) for inner in part.parts],
    }


def _part_from(record: Mapping[str, Any]) -> Part:
    start, end = record.get("span") or (None, None)
    inner = tuple(_part_from(part) for part in record.get("parts", ()))
    return Part(record["field"], record["rule"], start, end, record.get("text", ""), inner)
