"""Ruling: people's decisions over questions, checked, and put into the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tallybook.errors import UsageError
from tallybook.model import Act, Ruling, Tally
from tallybook.pipeline.answers import Answer, Question, answer_all, claims_known, find_tally
from tallybook.store import Ledger


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decides, and why."""

    reason: str
    made_by: str


class Bench:
    """A ledger with its answers, in which people decide. Each decision is one ruling, and kept."""

    def __init__(self, ledger: Ledger, answer: Answer) -> None:
        self._ledger = ledger
        self._tallies = answer_all(ledger, Question(), answer)

    def merge(self, tally: str, other: str, by: Decision) -> Ruling:
        """What answers one question answers another from now on.

        Ids by their beginning. UsageError where they count different things.
        """
        first, second = self._find(tally), self._find(other)
        if first.id == second.id:
            raise UsageError(f"both are tally {first.id}; name two")
        _check_alike(first, second)
        return self._keep(Act.MERGE, _claims_of(first), _claims_of(second), by)

    def split(self, tally: str, parts: Sequence[str], by: Decision) -> Ruling:
        """Statements of a tally, or those that carry a claim, become a question of their own.

        parts: ids of statements or claims, by their beginning.
        """
        found = self._find(tally)
        claims: set[str] = set()
        for prefix in parts:
            claims |= _told_by(found, prefix)
        rest = set(_claims_of(found)) - claims
        if not rest:
            raise UsageError("that is all that answers the question; leave something to split off")
        return self._keep(Act.SPLIT, sorted(claims), sorted(rest), by)

    def pin(self, claim: str, tally: str, by: Decision) -> Ruling:
        """The statement that a claim carries answers a question from now on."""
        found, pinned = self._find(tally), self._ledger.claim(claim)
        known = {one.id: one for one in claims_known(self._ledger)}
        if pinned.id not in known:
            raise UsageError(f"claim {pinned.id} does not count now; see `tallybook claims`")
        if pinned.measure != found.measure:
            raise UsageError(
                f"claim {pinned.id} counts {pinned.measure}, the tally {found.measure}; "
                "a figure of one kind cannot answer for another"
            )
        others = [name for name in _claims_of(found) if name != pinned.id]
        if not others:
            raise UsageError(f"claim {pinned.id} is all that answers tally {found.id} already")
        return self._keep(Act.PIN, [pinned.id], others, by)

    def name(self, tally: str, name: str, by: Decision) -> Ruling:
        """What people call a question."""
        if not name.strip():
            raise UsageError("the name is empty; give the question a name")
        return self._keep(Act.NAME, _claims_of(self._find(tally)), (), by, " ".join(name.split()))

    def _find(self, prefix: str) -> Tally:
        return find_tally(self._tallies, prefix)

    def _keep(
        self,
        act: Act,
        claims: Sequence[str],
        others: Sequence[str],
        by: Decision,
        name: str = "",
    ) -> Ruling:
        at = datetime.now(UTC).isoformat(timespec="microseconds")
        ruling = Ruling(act, tuple(claims), tuple(others), name, by.made_by, by.reason, at)
        self._ledger.add_ruling(ruling)
        return ruling


def _claims_of(tally: Tally) -> list[str]:
    """The claims that answer the question itself, not those of the incidents in it."""
    own = [one for one in tally.statements if one.measure == tally.measure]
    direct = [one for one in own if one.scope is tally.scope] or own or list(tally.statements)
    return sorted({name for one in direct for name in one.carriers})


def _told_by(tally: Tally, prefix: str) -> set[str]:
    statements = [one for one in tally.statements if prefix and one.id.startswith(prefix)]
    carrying = [
        one
        for one in tally.statements
        if prefix and any(name.startswith(prefix) for name in one.carriers)
    ]
    found = statements or carrying
    if len(found) != 1:
        how = "several statements begin" if found else "no statement or claim of the tally begins"
        raise UsageError(f"{how} with {prefix!r}; see `tallybook explain {tally.id}`")
    return set(found[0].carriers)


def _check_alike(first: Tally, second: Tally) -> None:
    for what, one, other in (
        ("measure", first.measure, second.measure),
        ("unit", first.unit, second.unit),
        ("scope", first.scope.value, second.scope.value),
    ):
        if one != other:
            raise UsageError(
                f"tally {first.id} has {what} {one}, {second.id} {other}: they ask different "
                "things and cannot be merged"
            )
