"""Numbered citations: the reports that a document cites, each with the sentences cited of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tallybook.model import Claim
from tallybook.queries.desk import Desk
from tallybook.queries.tally_quotes import in_sentences
from tallybook.queries.view import View
from tallybook.queries.wire import outlet

_QUOTES: Final = 4
_WEB: Final = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Citation:
    """A report that is cited. url: only of the web; quotes: the sentences that are cited of it;
    more: how many further ones; read: when it was fetched."""

    number: int
    report: str
    outlet: str
    agency: str | None
    title: str | None
    day: date | None
    url: str | None
    read: date | None
    quotes: tuple[str, ...]
    more: int


@dataclass
class Cited:
    """Which reports are cited, numbered as they come, and which claims of each."""

    claims: Mapping[str, Claim]
    numbers: dict[str, int] = field(default_factory=dict)
    by_report: dict[str, list[Claim]] = field(default_factory=dict)

    def cite(self, names: Iterable[str], most: int) -> tuple[int, ...]:
        """The numbers of the reports of these claims, of so many at most."""
        found: list[int] = []
        for name in names:
            claim = self.claims.get(name)
            if claim is None:
                continue
            number = self.numbers.get(claim.report)
            if number is None:
                if len(found) == most:
                    break
                number = self.numbers[claim.report] = len(self.numbers) + 1
            if number not in found:
                if len(found) == most:
                    break
                found.append(number)
            told = self.by_report.setdefault(claim.report, [])
            if len(told) <= _QUOTES * 4 and claim not in told:
                told.append(claim)
        return tuple(sorted(found))


def citations(desk: Desk, view: View, cited: Cited) -> Iterable[Citation]:
    """The citations in the order of their numbers."""
    every = [claim for told in cited.by_report.values() for claim in told[:_QUOTES]]
    sentences = in_sentences(desk, view, every)
    for report, number in cited.numbers.items():
        told = cited.by_report[report]
        head, first = view.reports.get(report), told[0]
        quotes = dict.fromkeys(
            " ".join(f"{one.before}{one.words}{one.after}".split())
            for claim in told[:_QUOTES]
            if (one := sentences.get(claim.id)) is not None
        )
        url = first.url if head is None else head.url
        yield Citation(
            number,
            report,
            outlet(first),
            None if first.agency == first.publisher else first.agency,
            None if head is None else head.title,
            first.published if head is None else head.published,
            url if url is not None and url.startswith(_WEB) else None,
            None if head is None or head.retrieved is None else head.retrieved.date(),
            tuple(quotes),
            max(0, len(told) - _QUOTES),
        )
