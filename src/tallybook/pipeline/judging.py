"""Judging: a person's verdicts over two claims, beside those of the rules; all of it is history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from tallybook.errors import UsageError
from tallybook.link import RULES, find_statements
from tallybook.link.judging import verdicts_of
from tallybook.model import Claim, Link, Verdict
from tallybook.pipeline.answers import dated
from tallybook.pipeline.wordings import signatures_of
from tallybook.store import Ledger

_TO_REVIEW: Final = (Verdict.UNSURE, Verdict.SAME, Verdict.DIFFERENT)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A standing link with its two claims, None for one that counts no more."""

    link: Link
    left: Claim | None
    right: Claim | None

    @property
    def is_persons(self) -> bool:
        """Did a person give it?"""
        return self.link.made_by != RULES


@dataclass(frozen=True, slots=True)
class Given:
    """What giving a verdict did. overruled: the person's links whose place it takes.

    is_new: False where that person's same verdict stands already, and nothing was written.
    """

    judgement: Judgement
    overruled: tuple[Link, ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class Verdicted:
    """What a person says: of two claims by the beginnings of their ids, and why."""

    left: str
    right: str
    verdict: str
    reason: str
    by: str


def give_verdict(ledger: Ledger, said: Verdicted) -> Given:
    """Keeps a person's verdict; people's older ones over the two claims are withdrawn by it.

    UsageError, and nothing written, for an unknown verdict, no reason, or claims that are one.
    """
    if said.verdict not in [one.value for one in Verdict]:
        known = ", ".join(one.value for one in Verdict)
        raise UsageError(f"no verdict is called {said.verdict!r}; known: {known}")
    reason, by = " ".join(said.reason.split()), " ".join(said.by.split())
    if not reason:
        raise UsageError("--reason is empty; write why, in a few words")
    if not by or by == RULES:
        raise UsageError(f"--by {said.by!r} names nobody; write a person's name")
    left, right = ledger.claim(said.left), ledger.claim(said.right)
    if left.id == right.id:
        raise UsageError(f"{said.left!r} and {said.right!r} are one claim; name two")
    first, second = sorted((left, right), key=lambda one: one.id)
    verdict, at = Verdict(said.verdict), datetime.now(UTC).isoformat()
    link = Link(first.id, second.id, verdict, 1.0, (reason,), by, at)
    standing = [one for one in _persons(ledger) if {one.left, one.right} == {left.id, right.id}]
    for one in standing:
        if (one.verdict, one.made_by, one.reasons) == (verdict, by, (reason,)):
            return Given(Judgement(one, first, second), (), is_new=False)
    ledger.add_links([link])
    for one in standing:
        ledger.withdraw_link(one.id, f"overruled by {by}: {reason}")
    return Given(Judgement(link, first, second), tuple(standing), is_new=True)


def withdraw_verdict(ledger: Ledger, prefix: str, reason: str) -> Link:
    """The person's verdict whose id begins so no longer holds; both are kept.

    UsageError where no standing one begins so, several do, or it is a rule's.
    """
    if not reason.strip():
        raise UsageError("--reason is empty; write why, in a few words")
    found = [one for one in _persons(ledger) if prefix and one.id.startswith(prefix)]
    if len(found) == 1:
        ledger.withdraw_link(found[0].id, " ".join(reason.split()))
        return found[0]
    if found:
        several = ", ".join(one.id for one in found[:5])
        raise UsageError(f"{prefix!r} begins several links: {several}; write more of it")
    if prefix and any(one.link.id.startswith(prefix) for one in standing_links(ledger)):
        raise UsageError(
            f"the rules gave the link {prefix!r}: nobody can withdraw it; "
            "overrule it with `tallybook link CLAIM CLAIM different`"
        )
    raise UsageError(
        f"no standing link by a person has an id that begins with {prefix!r}; see `tallybook links`"
    )


def standing_links(
    ledger: Ledger, claim: str | None = None, verdict: str | None = None
) -> list[Judgement]:
    """The rules' verdicts and people's that hold, those in doubt first; of one claim, or of all.

    A person's verdict stands in place of the rules' over the same two claims.
    """
    if verdict is not None and verdict not in [one.value for one in Verdict]:
        known = ", ".join(one.value for one in Verdict)
        raise UsageError(f"no verdict is called {verdict!r}; known: {known}")
    chosen = None if claim is None else ledger.claim(claim).id
    claims = {one.id: one for one in dated(ledger.claims(), ledger.days_said())}
    given = _persons(ledger)
    signatures = signatures_of(ledger, {one.report for one in claims.values()})
    made = find_statements(list(claims.values()), given, signatures).links
    found = [
        Judgement(link, claims.get(link.left), claims.get(link.right))
        for link in (*verdicts_of(given).values(), *made)
        if chosen in (None, link.left, link.right) and verdict in (None, link.verdict.value)
    ]
    return sorted(found, key=_to_review)


def _to_review(one: Judgement) -> tuple[object, ...]:
    """What is in doubt by the rules alone first, the best score before the others."""
    link = one.link
    return (
        one.is_persons and link.verdict is Verdict.UNSURE,
        _TO_REVIEW.index(link.verdict),
        one.is_persons,
        -link.score,
        link.id,
    )


def _persons(ledger: Ledger) -> list[Link]:
    return [link for link in ledger.links() if link.made_by != RULES]
