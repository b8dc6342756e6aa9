"""Keeping: the book of a ledger, which takes in what was added since it was opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from tallybook.link.then import Day
from tallybook.model import Claim, Statement, Tally
from tallybook.model.signature import Signature
from tallybook.pipeline.answers import Answer, Judged, Question, dated
from tallybook.pipeline.wordings import signatures_of
from tallybook.reconcile import Reckoned
from tallybook.store import Change, Ledger


class KeptBook:
    """The answers of a ledger, kept right as it grows: only what can change is worked out again.

    The ledger must stay open as long as the book is used.
    """

    def __init__(self, ledger: Ledger, answer: Answer, question: Question | None = None) -> None:
        self._ledger = ledger
        self._answer = answer
        self._question = question or Question()
        self._unrecorded: set[str] | None = None
        self._open()

    def _open(self) -> None:
        ledger = self._ledger
        self._people = (tuple(ledger.links()), tuple(ledger.rulings()))
        self._signatures: dict[str, Signature] = {}
        judged = Judged(*self._people, signatures=self._signatures)
        self._book = self._answer.open(self._question, judged)
        self._claims: dict[int, frozenset[str]] = {}
        self._carried: dict[str, int] = defaultdict(int)

    def refresh(self) -> Reckoned:
        """Take in what the ledger has learned; the tallies that changed by it.

        What people decided meanwhile has the book opened anew.
        """
        if self._people != (tuple(self._ledger.links()), tuple(self._ledger.rulings())):
            before = {tally.id for tally in self._book.tallies()}
            self._open()
            reckoned = self._take_in()
            now = {tally.id for tally in reckoned.tallies}
            return Reckoned(reckoned.tallies, sorted(before - now))
        return self._take_in()

    def tallies(self) -> list[Tally]:
        """All tallies, the best witnessed first."""
        return self._book.tallies()

    def answer_by(self, policy: str, tally: str) -> Tally | None:
        """The tally of that id by another policy; None where there is none of that id."""
        return self._book.answer_by(policy, tally)

    def then(self, names: Iterable[str], day: Day | None) -> list[Statement] | None:
        """The statements that these claims carried by a day, None for now.

        None comes where people judged claims the same, which is worked out otherwise.
        """
        return self._book.then(names, day)

    def claims(self) -> Mapping[str, Claim]:
        """The claims that count, by id; it changes with the next refresh."""
        return self._book.claims()

    def revise(self) -> list[Change]:
        """Take in what is new and record the answers that changed; those changes.

        The first time all answers are held against those recorded. What could not be recorded, the
        ledger being busy, is recorded the next time.
        """
        moment = datetime.now(UTC)
        reckoned = self.refresh()
        touched = {tally.id for tally in reckoned.tallies} | set(reckoned.gone)
        if self._unrecorded is None:
            self._ledger.record_revisions(self.tallies())
        else:
            self._unrecorded |= touched
            here = {tally.id: tally for tally in self.tallies() if tally.id in self._unrecorded}
            self._ledger.record_changes(list(here.values()), sorted(self._unrecorded - here.keys()))
        self._unrecorded = set()
        return self._ledger.changes(moment)

    def _take_in(self) -> Reckoned:
        counting = set(self._ledger.counting())
        fresh = sorted(counting - self._claims.keys())
        lost = self._claims.keys() - counting
        come: dict[str, Claim] = {}
        read: dict[int, list[str]] = {reading: [] for reading in fresh}
        for reading, claim in self._ledger.claims_by_reading(fresh):
            come[claim.id] = claim
            read[reading].append(claim.id)
        gone = [name for reading in lost for name in self._claims.pop(reading)]
        for name in gone:
            self._carried[name] -= 1
        for reading, names in read.items():
            self._claims[reading] = frozenset(names)
            for name in self._claims[reading]:
                self._carried[name] += 1
        away = [name for name in gone if not self._carried[name]]
        for name in away:
            self._carried.pop(name, None)
        reports = {claim.report for claim in come.values()} - self._signatures.keys()
        self._signatures.update(signatures_of(self._ledger, reports))
        return self._book.update(dated(come.values(), self._ledger.days_said()), away)
