"""ECB+ (Cybulska and Vossen 2014), topics 1 to 35: claims of one event found across reports.

All documents stand in one ledger. A claim in a sentence that was looked over is of the event chain
whose mention holds the word by which its measure was read, else one within the claim's own words;
what it was put to is the question that its statement answers. Precision says how seldom claims of
two events were put to one question, recall how often those of one event were.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tallybook.catalogue.conflicts import load_conflicts
from tallybook.catalogue.measures import load_measures
from tallybook.evaluate.clusters import Merged, b_cubed, wrongly_merged
from tallybook.evaluate.ecbplus import Document, Mention, Span, read_documents
from tallybook.evaluate.homes import find_homes
from tallybook.evaluate.scores import Miss, Outcome, Score
from tallybook.model import Claim
from tallybook.pipeline.options import Options
from tallybook.pipeline.steps import load_steps

FOLDER = "../shared/data/ecbplus"


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, the document that makes it, and the chain of mentions that it is of, if any."""

    claim: Claim
    document: str
    chain: str | None


def evaluate(folder: Path, limit: int | None = None) -> Outcome:
    """B³ over the claims with gold; `limit` counts documents."""
    steps = load_steps(Options())
    told: list[Told] = []
    for document in read_documents(folder)[:limit]:
        report, blocks = steps.pages.clean(document.report, ())
        told += with_gold(document, steps.extract(report, blocks).claims)
    return outcome_of(told)


def with_gold(document: Document, claims: Sequence[Claim]) -> Iterator[Told]:
    """The document's claims, each with its chain."""
    for claim in claims:
        yield Told(claim, document.name, chain_of(claim, document))


def chain_of(claim: Claim, document: Document) -> str | None:
    """The chain of the event that the claim speaks of; None outside the gold."""
    if not any(_meet(one, (claim.start, claim.end)) for one in document.gold):
        return None
    words = [
        (part.start, part.end)
        for part in claim.parts
        if part.field == "measure" and part.start is not None and part.end is not None
    ]
    for span in (*words, (claim.start, claim.end)):
        meant = [one for one in document.mentions if any(_meet(span, part) for part in one.spans)]
        if meant:
            return min(meant, key=_extent).chain
    return None


def _meet(left: Span, right: Span) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def _extent(mention: Mention) -> tuple[int, Span]:
    """The shortest mention first: "killed" before "opened fire and killed"."""
    return sum(end - start for start, end in mention.spans), mention.spans[0]


def outcome_of(told: Sequence[Told]) -> Outcome:
    """The scores of all claims together, and the questions that mix events."""
    claims = [one.claim for one in told]
    homes = find_homes(claims, load_measures().definitions, load_conflicts())
    known = {one.claim.id: one for one in told if one.chain is not None}
    gold = {name: one.chain for name, one in known.items()}
    found = {name: homes.get(name, name) for name in gold}
    merged = list(wrongly_merged(gold, found))
    counts = (
        Score("claims", float(len({one.id for one in claims}))),
        Score("claims with gold", float(len(gold))),
        Score("events", float(len(set(gold.values())))),
        Score("questions", float(len(set(found.values())))),
        Score("questions that mix events", float(len(merged))),
    )
    misses = tuple(miss for one in merged for miss in _misses(one, known))
    return Outcome((*b_cubed(gold, found), *counts), misses)


def _misses(merged: Merged, known: Mapping[str, Told]) -> Iterator[Miss]:
    """One line an event: which documents tell it, in which words."""
    expected = f"{len(merged.gold)} events"
    for chain, names in merged.gold.items():
        words = [f"{known[one].document}: {known[one].claim.text}" for one in names]
        yield Miss(f"question {merged.found}", expected, f"{chain}: {'; '.join(words)}")
