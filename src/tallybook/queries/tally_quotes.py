"""Quotations on a page: the words of a claim in their sentence, and where they are to be found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from tallybook.model import Claim
from tallybook.queries.desk import Desk
from tallybook.queries.newest import Newest
from tallybook.queries.view import View
from tallybook.queries.wire import outlet

LARGE: Final = 500_000
"""Out of a text longer than this no sentence is cut for a page of many."""
_KEPT: Final = 20_000
_AROUND: Final = 400
"""So much of a sentence is shown on each side of the words."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A claim's words, and the sentence before and after them ("" where it is not at hand).

    number: the words of the figure itself. day: when they were published, a post's own day.
    """

    claim: str
    report: str
    words: str
    number: str
    outlet: str
    agency: str | None
    day: date | None
    before: str = ""
    after: str = ""


def quote(claim: Claim) -> Quote:
    """The words of a claim, without their sentence."""
    place = outlet(claim)
    return Quote(
        claim.id,
        claim.report,
        claim.text,
        claim.quantity.words,
        place,
        None if claim.agency == place else claim.agency,
        claim.published if claim.post is None else claim.post.date(),
    )


def quotes(names: Iterable[str], claims: Mapping[str, Claim], most: int) -> tuple[Quote, ...]:
    """The words of the claims with these ids, so many at most; those that are not here pass."""
    found: list[Quote] = []
    for name in names:
        if len(found) == most:
            break
        if name in claims:
            found.append(quote(claims[name]))
    return tuple(found)


def in_sentences(desk: Desk, view: View, claims: Iterable[Claim]) -> dict[str, Quote]:
    """The words of claims in their sentences, by claim; each text is asked for once."""
    kept: Newest[Quote] = view.once("quotes in sentences", lambda _: Newest(_KEPT))
    found: dict[str, Quote] = {}
    missing: dict[str, list[Claim]] = {}
    for claim in claims:
        known = kept.get(claim.id)
        if known is not None:
            found[claim.id] = known
        else:
            missing.setdefault(claim.report, []).append(claim)
    texts = _texts(desk, view, missing)
    for report, told in missing.items():
        for claim in told:
            made = _cut(claim, texts[report]) if report in texts else quote(claim)
            kept.put(claim.id, made)
            found[claim.id] = made
    return found


def _texts(desk: Desk, view: View, reports: Iterable[str]) -> dict[str, str]:
    heads = ((name, view.reports.get(name)) for name in reports)
    short = [name for name, head in heads if head is None or head.length <= LARGE]
    return desk.ledger.texts(short) if short else {}


def _cut(claim: Claim, text: str) -> Quote:
    first, last = claim.sentence
    before, after = text[first : claim.start], text[claim.end : last]
    if len(before) > _AROUND:
        before = f"…{before[-_AROUND:]}"
    if len(after) > _AROUND:
        after = f"{after[:_AROUND]}…"
    plain = quote(claim)
    return Quote(
        plain.claim,
        plain.report,
        text[claim.start : claim.end] or plain.words,
        plain.number,
        plain.outlet,
        plain.agency,
        plain.day,
        before,
        after,
    )
