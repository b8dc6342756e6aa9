"""The small book in which a tally that is asked otherwise is worked out.

Where only the day is another, who said what is taken from the kept book, in which all is linked
already; only what hangs on claims that were not yet known is linked again.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from tallybook.link.then import Day
from tallybook.model import Claim
from tallybook.pipeline.answers import Judged, Question, dated, is_known_by
from tallybook.pipeline.wordings import signatures_of
from tallybook.queries.asked_around import Near
from tallybook.queries.asked_kept import Opened, PagesThen
from tallybook.queries.conventions import count_by, is_vague
from tallybook.queries.desk import Desk
from tallybook.queries.newest import Newest
from tallybook.queries.view import View

_DAYS: Final = 16


def open_book(
    desk: Desk, view: View, near: Near, question: Question, convention: str | None
) -> Opened:
    """A book of these claims of the view by the question's days, and by the convention."""
    then = None if question.as_of is None else pages_then(desk, view, question.as_of)
    opened = None
    if convention is None or not any(map(is_vague, _claims_in(view, near))):
        opened = _out_of_the_kept(desk, view, near, question, then)
    return opened or _linked_anew(desk, view, near, question, convention, then)


def _claims_in(view: View, near: Near) -> list[Claim]:
    return [view.claims[name] for name in sorted(near.names) if name in view.claims]


def _out_of_the_kept(
    desk: Desk, view: View, near: Near, question: Question, then: PagesThen | None
) -> Opened | None:
    """None where pages near it said other things then, or where the kept book cannot tell."""
    if then is not None and _come(view, near, then):
        return None
    day = None if then is None else _known_by(view, then)
    statements = desk.then(view, sorted(near.names), day)
    if statements is None:
        return None
    told = {one for statement in statements for one in statement.carriers}
    claims = {name: view.claims[name] for name in sorted(told) if name in view.claims}
    book = desk.answer.open(question, Judged(rulings=tuple(desk.ledger.rulings())))
    book.take(statements, claims, near.about)
    return Opened(book, claims, 0, 0)


def _linked_anew(
    desk: Desk,
    view: View,
    near: Near,
    question: Question,
    convention: str | None,
    then: PagesThen | None,
) -> Opened:
    found = _claims_in(view, near)
    come: list[Claim] = []
    if then is not None:
        day, come = _known_by(view, then), _come(view, near, then)
        found = [one for one in (*found, *come) if day.known(one)]
    claims = {claim.id: claim for claim in found}
    changed = left = 0
    if convention is not None:
        languages = {name: head.language for name, head in view.reports.items()}
        read = count_by(convention, claims.values(), languages)
        claims, changed, left = dict(read.claims), read.changed, read.kept
    signatures = signatures_of(desk.ledger, {claim.report for claim in claims.values()})
    judged = Judged(tuple(desk.ledger.links()), tuple(desk.ledger.rulings()), signatures)
    book = desk.answer.open(question, judged)
    about = near.about | {claim.id for claim in come}
    book.ask(claims.values(), about)
    return Opened(book, claims, changed, left)


def _known_by(view: View, then: PagesThen) -> Day:
    """What was known by the end of the day, of what pages said then."""
    come = {claim.id for claim in then.come}

    def known(claim: Claim) -> bool:
        stood = claim.id not in then.gone or claim.id in come
        return stood and is_known_by(then.day, claim, view.past.read)

    return Day(then.day, known)


def _come(view: View, near: Near, then: PagesThen) -> list[Claim]:
    """What pages of these claims said then and do not say now."""
    if not then.come:
        return []
    pages = {claim.url or claim.report for claim in _claims_in(view, near)}
    is_all = len(near) == len(view.claims)
    return [one for one in then.come if is_all or (one.url or one.report) in pages]


def pages_then(desk: Desk, view: View, day: date) -> PagesThen:
    """How pages stood on a day."""
    kept: Newest[PagesThen] = view.once("pages then", lambda _: Newest(_DAYS))
    found = kept.get(day)
    if found is None:
        found = _pages_then(desk, view, day)
        kept.put(day, found)
    return found


def _pages_then(desk: Desk, view: View, day: date) -> PagesThen:
    now_not, now_only = view.past.otherwise(day)
    if not now_not and not now_only:
        return PagesThen(day, (), frozenset())
    ledger = desk.ledger
    old = dict.fromkeys(claim for _, claim in ledger.claims_by_reading(now_not))
    new = {claim.id for _, claim in ledger.claims_by_reading(now_only)}
    said = ledger.days_said({claim.id for claim in old}) if old else {}
    come = tuple(dated(old, said))
    return PagesThen(day, come, frozenset(new | {claim.id for claim in come}))
