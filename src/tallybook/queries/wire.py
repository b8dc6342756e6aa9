"""`changes` as a wire: one item a change, newest last, in the words of those who said it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

from tallybook.model import Claim, Revision, Role, Scope, Statement, Tally, Turn
from tallybook.model.records import Record, revision_record
from tallybook.queries.words import amount, day, question

if TYPE_CHECKING:
    from tallybook.catalogue.conflicts import Conflicts
    from tallybook.store import Change

_SAID = {"denied": "denied", "estimated": "estimated"}
_NAMED_AT_MOST = 3
_OUTLETS_AT_MOST = 3


def item(change: Change, sides: Conflicts) -> str:
    """ "18 December 2024 · Soldiers killed …: low rises from 30 to 300. HUR said …"."""
    when = "Undated" if change.revision.at is None else day(change.revision.at)
    told = [f"{when} · {subject(change.tally)}: {what(change)}."]
    if not change.withdrawn:
        told += [*_said(change, sides), *_against(change, sides), *_silence(change, sides)]
    return " ".join(told)


def change_record(change: Change, sides: Conflicts) -> Record:
    """The same as JSON; the keys of old stay as they are."""
    because = set(change.revision.because)
    return {
        "tally": change.tally.id,
        "recorded": change.recorded.isoformat(),
        "withdrawn": change.withdrawn,
        "before": None if change.before is None else revision_record(change.before),
        "revision": revision_record(change.revision),
        "measure": change.tally.measure,
        "answer": change.tally.answer,
        "item": item(change, sides),
        "said": [_claim_record(claim) for claim in change.claims if claim.id in because],
        "moves": [
            {"turn": one.turn.value, "earlier": one.earlier, "later": one.later, "why": one.why}
            for one in change.tally.moves
            if one.at is not None and one.at == change.revision.at
        ],
        "contested": change.tally.contested,
        "conflict": [
            {"kind": one.kind, "statements": list(one.statements), "reason": one.reason}
            for one in change.tally.conflict
        ],
    }


def _claim_record(claim: Claim) -> Record:
    said = claim.origin
    return {
        "claim": claim.id,
        "text": claim.text,
        "words": claim.quantity.words,
        "source": None if said is None else said.source.name,
        "agency": claim.agency,
        "publisher": claim.publisher,
        "published": None if claim.published is None else claim.published.isoformat(),
        "report": claim.report,
    }


def subject(tally: Tally) -> str:
    """What is asked, of a running total without its day, which moves with the answer."""
    if tally.name:
        return tally.name
    asked = question(tally if tally.scope is Scope.INCIDENT else replace(tally, period=None))
    asked = asked.rpartition(", ")[0]
    return f"{asked[:1].upper()}{asked[1:]}"


def what(change: Change) -> str:
    """What moved, or that nothing speaks of it any more."""
    if change.withdrawn:
        return "withdrawn; nothing that counts now speaks of it"
    return what_moved(change.revision, change.before, change.tally.unit)


def what_moved(now: Revision, before: Revision | None, unit: str) -> str:
    """What moved: "low rises from 30 to 300", "a first figure, 30 or more"."""
    from tallybook.reconcile.reasons import changes_of

    here = amount(now.low, now.high, unit)
    if before is None:
        is_none = now.low is None and now.high is None
        return "a first report, without a number" if is_none else f"a first figure, {here}"
    old, new = before.low, now.low
    is_number = before.low == before.high and now.low == now.high
    if is_number and old is not None and new is not None and old != new:
        return f"{'rises' if new > old else 'falls'} from {amount(old, old, unit)} to {here}"
    moved = list(changes_of(before, now))
    if not moved:
        return f"stays at {here}"
    return "; ".join(moved)


def _said(change: Change, sides: Conflicts) -> Iterator[str]:
    """Who said it in which words, and where it was carried: a sentence for each statement."""
    because = set(change.revision.because)
    fresh = because - set(change.before.because if change.before is not None else ())
    groups: dict[str, list[Claim]] = {}
    for claim in change.claims:
        if claim.id in (fresh or because):
            statement = _statement_of(claim, change.tally)
            groups.setdefault(claim.id if statement is None else statement.id, []).append(claim)
    told = list(groups.values())
    for claims in told[:_NAMED_AT_MOST]:
        claim = _best_worded(claims, _statement_of(claims[0], change.tally))
        who = _speaker(claim, _statement_of(claim, change.tally), sides)
        verb = _SAID.get(claim.stance.value, "said")
        words = _one_line(claim.quantity.words or claim.text)
        yield f"{who[:1].upper()}{who[1:]} {verb} “{words}” ({_carried(claims)})."
    more = len(told) - _NAMED_AT_MOST
    if more > 0:
        yield "One more figure sets it, too." if more == 1 else f"{more} more figures set it, too."


def _best_worded(claims: Sequence[Claim], statement: Statement | None) -> Claim:
    """The claim that credits the statement's own speaker, in the story rather than its headline."""

    def poverty(claim: Claim) -> tuple[bool, bool, str, int]:
        said = claim.origin
        is_own = said is not None and statement is not None and said.source.name == statement.origin
        return (not is_own, claim.block is not Role.BODY, claim.report, claim.start)

    return min(claims, key=poverty)


def _carried(claims: Sequence[Claim]) -> str:
    """ "AFP, in The Moscow Times; The Gazette"."""
    places = []
    for claim in claims:
        place = outlet(claim)
        is_own = claim.agency is None or claim.agency == place
        places.append(place if is_own else f"{claim.agency}, in {place}")
    shown = list(dict.fromkeys(places))
    more = len(shown) - _OUTLETS_AT_MOST
    return "; ".join([*shown[:_OUTLETS_AT_MOST], *([f"{more} more"] if more > 0 else [])])


def outlet(claim: Claim) -> str:
    """Where it stands: its masthead, else the file or the address."""
    name = claim.publisher or (PurePath(claim.path).name if claim.path else claim.url)
    return name or "a report of no named outlet"


def _against(change: Change, sides: Conflicts) -> Iterator[str]:
    """What the sources lowered or took back, and what now contradicts what."""
    tally, at = change.tally, change.revision.at
    if change.before is not None:
        for move in tally.moves:
            if move.turn is not Turn.RISE and move.at == at and move.why:
                yield f"{move.why}."
    clashes = [one for one in tally.conflict if one.kind != "correction"]
    if change.was_contested and not tally.contested:
        yield "Nothing contradicts it any more."
    if not tally.contested or not clashes:
        return
    statements = {one.id: one for one in tally.statements}
    sides_told = [
        _figure_of(statements[name], change.claims, sides)
        for name in clashes[0].statements
        if name in statements
    ]
    if len(sides_told) > 1:
        again = "still" if change.was_contested else "now"
        kind = f" ({clashes[0].kind})" if clashes[0].kind != "dispute" else ""
        told = " and ".join(sides_told)
        yield f"{told[:1].upper()}{told[1:]} {again} contradict each other{kind}."


def _figure_of(statement: Statement, claims: Iterable[Claim], sides: Conflicts) -> str:
    claim = next((one for one in claims if one.id in statement.carriers), None)
    if claim is None:
        return f"{statement.origin}’s {amount(statement.low, statement.high, statement.unit)}"
    words = _one_line(claim.quantity.words or claim.text)
    denied = "denial of " if statement.stance == "denied" else ""
    return f"the {denied}“{words}” of {_speaker(claim, statement, sides)}"


def _silence(change: Change, sides: Conflicts) -> Iterator[str]:
    from tallybook.reconcile.answering import silence
    from tallybook.reconcile.grading import silent_parties

    names = [sides.name_of(party) for party in silent_parties(change.tally, sides)]
    if names:
        told = silence(names)
        yield f"{told[:1].upper()}{told[1:]}."


def _statement_of(claim: Claim, tally: Tally) -> Statement | None:
    return next((one for one in tally.statements if claim.id in one.carriers), None)


def _speaker(claim: Claim, statement: Statement | None, sides: Conflicts) -> str:
    from tallybook.reconcile.naming_speakers import speaker

    said = claim.origin
    if said is not None:
        return speaker(claim, said.source.name, said.source.party, sides)
    if statement is not None:
        return speaker(claim, statement.origin, statement.party, sides)
    return outlet(claim)


def _one_line(words: str) -> str:
    return " ".join(words.split()).strip("\"'“”‘’")


def published_since(changes: Iterable[Change], first: date) -> Iterator[Change]:
    """Those whose figures were published on that day or after it; what has no day is left out."""
    for change in changes:
        if change.revision.at is not None and change.revision.at >= first:
            yield change
