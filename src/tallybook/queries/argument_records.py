"""An argument as JSON: what `explain TALLY --json` prints and the page hands out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from tallybook.catalogue.conflicts import Conflicts
from tallybook.model import Claim, Tally
from tallybook.model.records import Record, number, tally_record
from tallybook.queries.arguing import Quotation, Said, Texts, argument_of


def argument_record(
    tally: Tally, claims: Mapping[str, Claim], texts: Texts, sides: Conflicts
) -> Record:
    """The tally as `show --json` gives it, and `argument`: every part of it in words.

    texts: the texts of the reports that carry it, out of which each quotation is cut.
    """
    told = argument_of(tally, claims, texts, sides)
    return {
        **tally_record(tally),
        "argument": {
            "question": told.question,
            "answer": told.answer,
            "said": [_said_record(one) for one in told.said],
            "bounds": [
                {
                    "end": one.end,
                    "value": number(one.value),
                    "rule": one.rule,
                    "quotations": _quotation_records(one.quotations),
                }
                for one in told.bounds
            ],
            "contradictions": [
                {"kind": one.kind, "words": one.words} for one in told.contradictions
            ],
            "moves": list(told.moves),
            "history": [
                {
                    "at": _written(one.at),
                    "grade": one.grade,
                    "why": one.why,
                    "quotations": _quotation_records(one.quotations),
                }
                for one in told.history
            ],
            "silent": list(told.silent),
            "policy": told.policy,
            "convention": told.convention,
            "would_change": list(told.would_change),
        },
    }


def _said_record(one: Said) -> Record:
    return {
        "statement": one.statement,
        "who": one.who,
        "stance": one.stance,
        "said": _written(one.said),
        "independent": one.independent,
        "echo_of": one.echo_of,
        "reasons": list(one.reasons),
        "quotations": _quotation_records(one.quotations),
    }


def _quotation_records(found: Iterable[Quotation]) -> list[Record]:
    return [
        {
            "claim": one.claim,
            "words": one.words,
            "sentence": one.sentence,
            "report": one.report,
            "start": one.start,
            "end": one.end,
            "outlet": one.outlet,
            "agency": one.agency,
            "published": _written(one.published),
        }
        for one in found
    ]


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
