"""The book: statements and tallies kept right as reports come; each touches what it can change."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from tallybook.link import Linker
from tallybook.link.copies import kin_by
from tallybook.link.linking import Relinked
from tallybook.link.then import Day
from tallybook.model import Claim, Link, Statement, Tally
from tallybook.pipeline.answers import Judged
from tallybook.reconcile import Reckoned, Reckoner, Settings


class Book:
    """All claims that count, their statements, and the tallies that follow.

    The result is the same whatever the order in which claims come and go, and the same as that of
    a book opened with all of them at once.
    """

    def __init__(self, settings: Settings, judged: Judged | None = None) -> None:
        judged = judged or Judged()
        self._linker = Linker(judged.links, kin_by(judged.signatures))
        self._reckoner = Reckoner(settings, judged.rulings)
        self._claims: dict[str, Claim] = {}

    def update(self, come: Iterable[Claim], gone: Iterable[str] = ()) -> Reckoned:
        """Take claims in, let those of the given ids go; the tallies that changed by it.

        A claim that comes again as it was changes nothing.
        """
        relinked = self._relinked(come, gone)
        return self._reckoner.update(relinked.statements, relinked.gone, self._claims)

    def ask(self, claims: Iterable[Claim], about: Container[str]) -> None:
        """Take claims in and find the questions, each answered when it is asked for.

        about: the claims that questions are to be made of; what else is said only shows what these
        mean.
        """
        self._ask(self._relinked(claims).statements, about)

    def take(
        self, statements: Iterable[Statement], claims: Mapping[str, Claim], about: Container[str]
    ) -> None:
        """The same of statements that were made elsewhere, with the claims that carry them."""
        self._claims.update(claims)
        self._ask(statements, about)

    def _ask(self, statements: Iterable[Statement], about: Container[str]) -> None:
        told = list(statements)
        aside = {one.id for one in told if not any(name in about for name in one.carriers)}
        self._reckoner.update(told, (), self._claims, answering=False, aside=aside)

    def _relinked(self, come: Iterable[Claim], gone: Iterable[str] = ()) -> Relinked:
        lost = [name for name in dict.fromkeys(gone) if name in self._claims]
        fresh = [claim for claim in come if self._claims.get(claim.id) != claim]
        coming = {claim.id for claim in fresh}
        for name in lost:
            if name not in coming:
                del self._claims[name]
        self._claims.update((claim.id, claim) for claim in fresh)
        return self._linker.update(fresh, lost)

    def then(self, names: Iterable[str], day: Day | None) -> list[Statement] | None:
        """The statements that these claims carried by a day, None for now.

        None comes where people judged claims the same, which is worked out otherwise.
        """
        found = self._linker.then(day)
        return None if found is None else found.statements(names)

    def tallies(self, measure: str | None = None) -> list[Tally]:
        """All tallies, or those of a measure, the best witnessed first."""
        return self._reckoner.tallies(measure)

    def answer_by(self, policy: str, tally: str) -> Tally | None:
        """The tally of that id by another policy; None where there is none of that id."""
        return self._reckoner.answer_by(policy, tally)

    def claims(self) -> Mapping[str, Claim]:
        """The claims that count, by id; it changes with the next update."""
        return self._claims

    def links(self) -> list[Link]:
        """The verdicts of the rules over pairs of claims, in the order of their ids."""
        return self._linker.links()

    def __len__(self) -> int:
        return len(self._claims)


def open_book(settings: Settings, claims: Sequence[Claim], judged: Judged | None = None) -> Book:
    """A book of these claims."""
    book = Book(settings, judged)
    book.update(claims)
    return book
