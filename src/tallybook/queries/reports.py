"""A report for a reader: its head, its text with the claims, problems, and its other versions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from tallybook.extract.foreign import language_to_read
from tallybook.extract.recalled_blocks import mark_background
from tallybook.model import Block, Claim, Problem, raw_span
from tallybook.pipeline.checking import warnings_of
from tallybook.queries.reading import Asked, ReadText, read_text
from tallybook.queries.reading_index import claims_by_report, serving
from tallybook.queries.reading_notes import Beside, RawPlace
from tallybook.queries.reports_list import language_of
from tallybook.queries.view import Head, View, head_of
from tallybook.store import Edition, Kept, Ledger

_RAW_MOST: Final = 600
"""Characters of a page's own words that are shown: enough for a claim with its markup."""
_RECALLED_MOST: Final = 200_000
"""Code points of a text up to which its paragraphs of history are looked for while one waits."""


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report as one looks at it.

    language: its name, "" where it is not known. counts: is it the version of its page that the
    answers go by? made_by: who read it; read: when.
    editions: the versions of its page, in time order; this one is at `place` of them. fell: how
    many claims of this older version count still, since their posts only fell off the page.
    """

    head: Head
    language: str
    counts: bool
    made_by: str
    read: datetime
    text: ReadText
    problems: tuple[Problem, ...]
    editions: tuple[Edition, ...]
    place: int
    fell: int

    @property
    def newest(self) -> Edition | None:
        """The version that the answers go by."""
        return next((one for one in self.editions if one.counts), None)


def report_page(view: View, ledger: Ledger, report: str, asked: Asked) -> ReportPage | None:
    """The report with that id; None where the ledger has none."""
    kept = ledger.kept(report)
    if kept is None:
        return None
    counting = claims_by_report(view).get(report, ())
    counts = report in view.reports
    claims = counting if counts else _own_claims(ledger, kept)
    editions = ledger.editions(report)
    head = view.reports.get(report) or head_of(kept.report)
    return ReportPage(
        head=head,
        language=language_of(head),
        counts=counts,
        made_by=kept.made_by,
        read=kept.read,
        text=read_text(
            kept.report.text,
            _with_background(kept),
            claims,
            view.measures,
            asked=asked,
            beside=_beside(view, ledger, kept, asked),
        ),
        problems=kept.problems,
        editions=tuple(editions),
        place=next((at for at, one in enumerate(editions) if one.report == report), 0),
        fell=0 if counts else len(counting),
    )


def _own_claims(ledger: Ledger, kept: Kept) -> Sequence[Claim]:
    found = ledger.claims_by_reading([kept.reading])
    return [claim for _, claim in found if claim.report == kept.report.id]


def _with_background(kept: Kept) -> Sequence[Block]:
    """The blocks, paragraphs of history marked so; a ledger does not keep that mark."""
    report = kept.report
    if len(report.text) > _RECALLED_MOST:
        return kept.blocks
    return mark_background(report, kept.blocks, language_to_read(report.language))


def _beside(
    view: View, ledger: Ledger, kept: Kept, asked: Asked
) -> Callable[[Sequence[Claim]], Beside]:
    def tell(claims: Sequence[Claim]) -> Beside:
        warnings = {
            claim: [one.text for one in checks] for claim, checks in warnings_of(claims).items()
        }
        raw = {claim.id: place for claim in claims if (place := _raw(kept, claim)) is not None}
        if asked.claim in raw:
            raw[asked.claim] = _with_words(ledger, kept, raw[asked.claim])
        return Beside(serving(view, claims), warnings, raw)

    return tell


def _raw(kept: Kept, claim: Claim) -> RawPlace | None:
    if kept.snapshot is None:
        return None
    span = raw_span(kept.runs, claim.start, claim.end)
    media_type = kept.media_type or "of a kind not told"
    return None if span is None else RawPlace(kept.snapshot, media_type, *span)


def _with_words(ledger: Ledger, kept: Kept, place: RawPlace) -> RawPlace:
    lost = ledger.snapshot_fault(place.snapshot)
    if lost is not None or kept.encoding is None:
        return replace(place, lost=lost)
    text = ledger.snapshot(place.snapshot).decode(kept.encoding, errors="replace")
    return replace(place, words=text[place.start : min(place.end, place.start + _RAW_MOST)])
