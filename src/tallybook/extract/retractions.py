"""Retractions: figures that an outlet gave itself and takes back in a note."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from tallybook.extract.sentences import Sentence
from tallybook.language.cues import Cues
from tallybook.model import Attribution, Claim, Report, SourceKind, Stance

_AFTER: Final = 5


def take_back(
    claims: Iterable[Claim],
    report: Report,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    cues: Cues,
    names: Container[str] = (),
) -> Iterator[Claim]:
    """The claims; what the outlet says it said wrongly is denied, and by the outlet.

    "An earlier version of this article said 300", "we withdraw the figure". names: what else the
    outlet is called, where it is an institution with a page of its own.
    """
    own = [
        item
        for item in attributions
        if item.source.name in names or _is_own(item, report) or _is_piece(item, cues)
    ]
    for claim in claims:
        said = [item for item in own if _covers(item, claim)]
        if said and any(_is_taken_back(item, claim, report, sentences, cues) for item in said):
            yield replace(claim, attribution=(), stance=Stance.DENIED)
        else:
            yield claim


def _is_own(item: Attribution, report: Report) -> bool:
    """Is the speaker the outlet, in its own words or by its name?"""
    if item.source.kind is SourceKind.OUTLET:
        return True
    named = item.source.name.casefold().removeprefix("the ")
    return bool(named) and named == (report.publisher or "").casefold().removeprefix("the ")


def _is_piece(item: Attribution, cues: Cues) -> bool:
    """ "A report on Tuesday": a piece of nobody's, which only the outlet takes back as wrong."""
    nobody = item.source.party is None and item.source.kind is not SourceKind.OUTLET
    return nobody and item.text.lower().startswith(tuple(cues.phrases["pieces"]))


def _covers(item: Attribution, claim: Claim) -> bool:
    return any(start <= claim.start and claim.end <= end for start, end in item.content)


def _is_taken_back(
    item: Attribution, claim: Claim, report: Report, sentences: Sequence[Sentence], cues: Cues
) -> bool:
    if any(phrase in item.text.lower() for phrase in cues.phrases["former"]):
        return True
    after = [one for one in sentences if one.start >= claim.sentence[0]][: _AFTER + 1]
    told = " ".join(report.text[one.start : one.end].lower() for one in after)
    return any(phrase in told for phrase in cues.phrases["retracting"])
