"""Asked otherwise: a tally as of a day, for a day, by another policy or another reading of words.

Another policy alone is answered by the kept book. All else is worked out in a small book of its
own: of the claims around the tally, and not of the whole ledger.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from threading import BoundedSemaphore, Event
from typing import Final

from tallybook.model import Claim, Tally
from tallybook.pipeline.answers import Question
from tallybook.queries.asked_around import Near, around, claims_of, near, spot_of
from tallybook.queries.asked_book import open_book
from tallybook.queries.asked_kept import Kept, Opened, Underway
from tallybook.queries.asked_ways import USUAL, Asked
from tallybook.queries.charted import chart_view
from tallybook.queries.desk import Desk
from tallybook.queries.tally_facts import is_large
from tallybook.queries.view import View

__all__ = ["SOON", "USUAL", "WHOLE", "Asked", "Otherwise", "answer_otherwise", "the_same"]

AT_ONCE: Final = 5_000
"""Of so many claims an answer is worked out while the reader waits, some seconds at the most; of
more, beside."""
WHOLE: Final = 800
"""A ledger of so many claims is asked whole."""
SOON: Final = 600
"""Of so many claims an answer is there in an instant, and whoever cannot wait waits for it."""
_ANEW: Final = 10
_HEAVY: Final = 4_000
"""So many claims more take the room of a usual answer, or of a usual book."""
_AWAITED_S: Final = 20.0
"""So long do those wait for an answer who cannot come back by themselves."""
_WAITERS: Final = BoundedSemaphore(8)
"""So many of them wait at a time, lest they take the place of all others."""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What comes out. tally: None where nothing that was public answers the question.

    claims: what it rests on, as counted. changed, kept: how many figures another convention
    changed, and how many vague ones it could not count again.
    """

    tally: Tally | None
    claims: Mapping[str, Claim]
    changed: int = 0
    kept: int = 0


def answer_otherwise(
    desk: Desk, view: View, tally: str, asked: Asked, seconds: float | None = None
) -> Otherwise | Underway:
    """A tally of the view, asked otherwise. KeyError where the view has no such tally.

    Of very many claims it is worked out beside, and is there when it is asked for again. seconds:
    how long whoever asks can wait for what takes more than an instant, None for some seconds.
    """
    here = view.tallies[tally]
    if asked.is_usual:
        return Otherwise(here, view.claims)
    kept = _kept(view)
    known = kept.answers.get((tally, asked))
    if known is not None:
        return known
    claims = _rests_on(here)
    if asked == Asked(policy=asked.policy):
        find = partial(_by_policy, desk, view, here, asked, kept)
    else:
        find = partial(_by_ways, desk, view, here, asked, kept)
        if claims <= AT_ONCE:
            claims = len(_near(desk, view, here, asked.as_of, kept))
    # what is counted by another convention is linked anew, which takes as long as more claims do
    effort = claims * (1 if asked.convention is None else _ANEW)

    def work(most: int | None = None) -> Otherwise | None:
        told = find(most)
        if told is not None:
            _prepare(view, here, asked, told)
            kept.answers.put((tally, asked), told, _weight(_rests_on(told.tally)))
        return told

    most = AT_ONCE if seconds is None else min(AT_ONCE, SOON)
    if effort <= most and (told := work(most)) is not None:
        return told
    patience = _AWAITED_S if seconds is None else seconds if effort <= 2 * most else 0
    underway, done = kept.beside((tally, asked), claims, work, is_awaited=patience > 0)
    if patience > 0 and _is_done(done, patience):
        return kept.answers.get((tally, asked)) or kept.underway((tally, asked)) or underway
    return underway


def _rests_on(tally: Tally | None) -> int:
    """How many claims carry its statements."""
    return 0 if tally is None else sum(len(one.carriers) for one in tally.statements)


def _weight(claims: int) -> int:
    return 1 + claims // _HEAVY


def _is_done(done: Event, seconds: float) -> bool:
    """Was it done in time? Nobody waits long where many do already."""
    if seconds < _AWAITED_S:
        return done.wait(seconds)
    if not _WAITERS.acquire(blocking=False):
        return done.is_set()
    try:
        return done.wait(seconds)
    finally:
        _WAITERS.release()


def _prepare(view: View, here: Tally, asked: Asked, told: Otherwise) -> None:
    """What the page of a very large tally needs is found with its answer."""
    if told.tally is not None and is_large(told.tally):
        chart_view(view, replace(told.tally, id=here.id), told.claims, asked=asked)


def _by_policy(
    desk: Desk, view: View, here: Tally, asked: Asked, kept: Kept[Otherwise], most: int | None
) -> Otherwise | None:
    """By another policy alone: out of the kept book; of the claims near it where that is busy."""
    found = desk.answer_by(asked.policy, here.id)
    if found is not None and found.as_of == here.as_of:
        return Otherwise(found, view.claims)
    return _by_ways(desk, view, here, asked, kept, most)


def _by_ways(
    desk: Desk, view: View, here: Tally, asked: Asked, kept: Kept[Otherwise], most: int | None
) -> Otherwise | None:
    """Out of the claims near it, whatever is asked."""
    around_it = _near(desk, view, here, asked.as_of, kept)
    return _worked_out(desk, view, asked, here, around_it, kept, most)


def _worked_out(
    desk: Desk,
    view: View,
    asked: Asked,
    tally: Tally,
    near_it: Near,
    kept: Kept[Otherwise],
    most: int | None,
) -> Otherwise | None:
    """The answer; None where it turns out to hang on more than so many claims.

    What went by another id, or was told together with other things, has other claims around it.
    """
    opened = _opened(desk, view, asked, near_it, kept)
    with opened.using:
        found = opened.book.answer_by(asked.policy, tally.id)
        if found is None:
            known = {**opened.claims, **_carried(view, tally)}
            same = the_same(tally, opened.book.tallies(tally.measure), known)
            found = same and opened.book.answer_by(asked.policy, same.id)
    if found is not None and found.id != tally.id:
        near_that = near(found, around(view), WHOLE, asked.as_of)
        more = Near(near_it.about | near_that.about, near_it.names | near_that.names)
        if found.id not in view.tallies:  # a question of that day alone: who answers it today?
            akin = _akin(view, found)
            more = Near(more.about | akin, more.names | akin)
        if more.about != near_it.about:
            if most is not None and len(more) > most:
                return None
            return _worked_out(desk, view, asked, tally, more, kept, most)
    return Otherwise(found, opened.claims, opened.changed, opened.left)


def _akin(view: View, tally: Tally) -> frozenset[str]:
    """The claims of the tallies that count the same in the same country, or do not say where."""
    countries = set(tally.place.countries) if tally.place is not None else set()
    return frozenset(
        name
        for other in view.tallies.values()
        if other.measure == tally.measure
        and (other.place is None or not countries or countries & set(other.place.countries))
        for name in claims_of(other)
    )


def _kept(view: View) -> Kept[Otherwise]:
    return view.once("asked otherwise", lambda _: Kept[Otherwise]())


def _opened(desk: Desk, view: View, asked: Asked, around_it: Near, kept: Kept[Otherwise]) -> Opened:
    """The book of these claims as it is asked for, whatever the policy."""
    ways = (around_it, asked.as_of, asked.on, asked.convention)
    opened = kept.books.get(ways)
    if opened is None:
        question = Question(as_of=asked.as_of, on=asked.on)
        opened = open_book(desk, view, around_it, question, asked.convention)
        kept.books.put(ways, opened, _weight(len(opened.claims)))
    return opened


def _carried(view: View, tally: Tally) -> dict[str, Claim]:
    names = (name for one in tally.statements for name in one.carriers)
    return {name: view.claims[name] for name in names if name in view.claims}


def the_same(
    tally: Tally, among: Sequence[Tally], claims: Mapping[str, Claim] | None = None
) -> Tally | None:
    """The tally of that id; else the one that shares most of its claims, None where none does.

    claims: those of both, where a page may have said it in other words: then the sole tally of the
    same people, place and measure that a page of this one told of is it, too.
    """
    own = {name for statement in tally.statements for name in statement.carriers}
    best: tuple[int, Tally] | None = None
    for other in among:
        if other.id == tally.id:
            return other
        if other.measure == tally.measure and other.scope == tally.scope:
            shared = len(own & {name for said in other.statements for name in said.carriers})
            if shared and (best is None or shared > best[0]):
                best = (shared, other)
    if best is not None or claims is None:
        return None if best is None else best[1]
    pages = _pages(tally, claims)
    alike = [
        other for other in among if _asks(other) == _asks(tally) and pages & _pages(other, claims)
    ]
    return alike[0] if len(alike) == 1 else None


def _asks(tally: Tally) -> tuple[object, ...]:
    of = tally.of
    return (tally.measure, tally.scope, tally.unit, of.role, of.unit, *spot_of(tally))


def _pages(tally: Tally, claims: Mapping[str, Claim]) -> set[str]:
    names = (name for statement in tally.statements for name in statement.carriers)
    return {page for name in names if name in claims and (page := claims[name].url)}


def _near(desk: Desk, view: View, tally: Tally, day: date | None, kept: Kept[Otherwise]) -> Near:
    found = kept.near.get((tally.id, day))
    if found is None:
        found = near(tally, around(view), WHOLE, day)
        ruled = _ruled(desk, view, found.names)
        found = Near(found.about | ruled, found.beside - ruled) if ruled else found
        kept.near.put((tally.id, day), found, _weight(len(found)))
    return found


def _ruled(desk: Desk, view: View, names: Collection[str]) -> frozenset[str]:
    """The claims that people decided something of together with one of these, and their tallies."""
    told = [(*one.claims, *one.others) for one in desk.ledger.rulings()]
    told += [(one.left, one.right) for one in desk.ledger.links()]
    beside = {name for group in told if any(each in names for each in group) for name in group}
    of = around(view)
    more = {
        name
        for claim in beside - set(names)
        for tally in of.carried.get(claim, ())
        for name in claims_of(of.tallies[tally])
    }
    return frozenset(name for name in beside | more if name in view.claims)
