"""An argument as JSON: what `explain TALLY --json` prints and the page hands out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from tallybook.catalogue.conflicts import Conflicts
from tallybook.model import Claim, Tally
from tallybook.model.records import Record, bits, number, tally_record
from tallybook.queries.arguing import Argument, Quotation, Said, Texts, argument_of, said_of

_BATCH: Final = 200
"""So many statements' texts are held at a time."""

Read = Callable[[Collection[str]], Texts]
"""The texts of reports by their ids."""


def argument_record(
    tally: Tally, claims: Mapping[str, Claim], texts: Texts, sides: Conflicts
) -> Record:
    """The tally as `show --json` gives it, and `argument`: every part of it in words.

    texts: the texts of the reports that carry it, out of which each quotation is cut.
    """
    told = argument_of(tally, claims, texts, sides)
    return _record(tally, told, [_said_record(one) for one in told.said])


def argument_bits(
    tally: Tally, claims: Mapping[str, Claim], read: Read, sides: Conflicts
) -> Iterator[str]:
    """The line of `argument_record`, bit by bit: of very many statements a few are held at a time.

    read: the texts of reports by their ids.
    """
    named = {name for one in tally.bounds for name in one.because}
    named |= {name for one in tally.revisions for name in one.because}
    told = argument_of(tally, claims, _texts(named, claims, read), sides, ())
    return bits(_record(tally, told, _said_records(tally, claims, read, sides)))


def _said_records(
    tally: Tally, claims: Mapping[str, Claim], read: Read, sides: Conflicts
) -> Iterator[Record]:
    statements = {one.id: one for one in tally.statements}
    for begin in range(0, len(tally.statements), _BATCH):
        batch = tally.statements[begin : begin + _BATCH]
        texts = _texts((name for one in batch for name in one.carriers), claims, read)
        for one in batch:
            echoed = statements.get(one.echo_of or "")
            yield _said_record(said_of(one, echoed, claims, texts, sides))


def _texts(names: Iterable[str], claims: Mapping[str, Claim], read: Read) -> Texts:
    return read({claims[name].report for name in names if name in claims})


def _record(tally: Tally, told: Argument, said: Iterable[Record]) -> Record:
    return {
        **tally_record(tally),
        "argument": {
            "question": told.question,
            "answer": told.answer,
            "said": said,
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
            "more_contradictions": told.more_contradictions,
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
