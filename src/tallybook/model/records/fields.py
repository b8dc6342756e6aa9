"""The fields of a claim as JSON: quantity, population, place, period, attribution."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tallybook.model.period import Period
from tallybook.model.place import Place
from tallybook.model.population import Population
from tallybook.model.quantity import Form, Quantity
from tallybook.model.records.values import Record, day, decimal, number, pair, span, written
from tallybook.model.source import Attribution, Source, SourceKind


def quantity_record(quantity: Quantity) -> Record:
    """An interval with its form, unit and words."""
    return {
        "low": number(quantity.low),
        "high": number(quantity.high),
        "form": quantity.form.value,
        "unit": quantity.unit,
        "words": quantity.words,
        "convention": quantity.convention,
    }


def quantity_from_record(record: Mapping[str, Any]) -> Quantity:
    """The quantity that `quantity_record` wrote."""
    return Quantity(
        low=decimal(record["low"]),
        high=decimal(record["high"]),
        form=Form(record["form"]),
        unit=record.get("unit", "person"),
        words=record.get("words", ""),
        convention=record.get("convention"),
    )


def population_record(population: Population) -> Record:
    """Of whom, as written and as read; `span` is where the words stand."""
    return {
        "text": population.text,
        "parties": list(population.parties),
        "role": population.role,
        "unit": population.unit,
        "span": span(population.start, population.end),
    }


def population_from_record(record: Mapping[str, Any]) -> Population:
    """The population that `population_record` wrote."""
    start, end = record.get("span") or (None, None)
    parties = tuple(record.get("parties", ()))
    role, unit = record.get("role"), record.get("unit")
    return Population(record.get("text", ""), parties, role, unit, start, end)


def place_record(place: Place) -> Record:
    """Where; `country` is a code, or a list of them for a place that spans several."""
    several = len(place.countries) > 1
    return {
        "text": place.text,
        "name": place.name,
        "country": list(place.countries) if several else place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "span": span(place.start, place.end),
    }


def place_from_record(record: Mapping[str, Any]) -> Place:
    """The place that `place_record` wrote."""
    country = record.get("country")
    start, end = record.get("span") or (None, None)
    return Place(
        text=record.get("text", ""),
        name=record.get("name"),
        countries=()
        if country is None
        else (country,)
        if isinstance(country, str)
        else tuple(country),
        admin1=record.get("admin1"),
        lat=record.get("lat"),
        lon=record.get("lon"),
        precision=record.get("precision"),
        start=start,
        end=end,
    )


def period_record(period: Period) -> Record:
    """When: `start` and `end` are days; `span` is where the words stand."""
    return {
        "text": period.text,
        "start": written(period.first),
        "end": written(period.last),
        "span": span(period.start, period.end),
    }


def period_from_record(record: Mapping[str, Any]) -> Period:
    """The period that `period_record` wrote."""
    start, end = record.get("span") or (None, None)
    first, last = day(record.get("start")), day(record.get("end"))
    return Period(record.get("text", ""), first, last, start, end)


def attribution_record(credit: Attribution) -> Record:
    """One credit: who, in which words, for which stretches of text."""
    return {
        "source": credit.source.name,
        "text": credit.text,
        "kind": credit.source.kind.value,
        "party": credit.source.party,
        "cue": credit.cue,
        "quoted": credit.quoted,
        "span": [credit.start, credit.end],
        "cue_span": span(credit.cue_start, credit.cue_end),
        "content": [list(stretch) for stretch in credit.content],
        **({"speaks_for": credit.speaks_for} if credit.speaks_for else {}),
    }


def attribution_from_record(record: Mapping[str, Any]) -> Attribution:
    """The attribution that `attribution_record` wrote."""
    start, end = record.get("span") or (0, 0)
    cue_start, cue_end = record.get("cue_span") or (None, None)
    return Attribution(
        source=Source(record["source"], SourceKind(record["kind"]), record.get("party")),
        text=record["text"],
        start=start,
        end=end,
        cue=record["cue"],
        cue_start=cue_start,
        cue_end=cue_end,
        content=tuple(pair(stretch) for stretch in record.get("content", ())),
        quoted=record["quoted"],
        speaks_for=record.get("speaks_for"),
    )
