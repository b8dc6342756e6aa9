"""explain: a claim with its sentence, the words and rule of each field, and the parse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tallybook.extract.kit import load_kit
from tallybook.extract.sentences import parse_sentence
from tallybook.extract.series import MADE_BY as SERIES
from tallybook.language.drawing import draw
from tallybook.model import Check, Claim, Report
from tallybook.pipeline.checking import warnings_of
from tallybook.store import Ledger

Draw = Callable[[Report, Claim], str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A claim, the report it stands in, its sentence, and the sentence's tree drawn as text.

    raw: the digest of the page as it was fetched and where the claim stands in its decoded text,
    None where that was not kept or is not known. lost: why those bytes cannot be had any more.
    warnings: the arithmetic that the claim fails beside the others of its report.
    """

    claim: Claim
    report: Report
    sentence: str
    tree: str
    raw: tuple[str, int, int] | None = None
    lost: str | None = None
    warnings: tuple[Check, ...] = ()


def explain(ledger: Ledger, prefix: str, draw_sentence: Draw | None = None) -> Explanation:
    """Why the claim whose id begins so was read as it was."""
    claim = ledger.claim(prefix)
    report = ledger.report(claim.report)
    start, end = claim.sentence
    tree = (draw_sentence or draw_parse)(report, claim)
    raw = ledger.raw_span(claim)
    lost = None if raw is None else ledger.snapshot_fault(raw[0])
    told = (one for one in ledger.claims() if one.report == claim.report)
    warnings = tuple(warnings_of(told).get(claim.id, ()))
    return Explanation(claim, report, report.text[start:end], tree, raw, lost, warnings)


def draw_parse(report: Report, claim: Claim) -> str:
    """The tree of the claim's sentence as extraction saw it, each quantity one word.

    A row of a series is no sentence and was never parsed: nothing is drawn of it.
    """
    if claim.made_by == SERIES:
        return ""
    return draw(parse_sentence(report.text, *claim.sentence, load_kit(report.language or "en")))
