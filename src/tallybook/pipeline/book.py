"""The book: statements and tallies kept right as reports come; each touches what it can change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tallybook.link import Linker
from tallybook.link.copies import kin_by
from tallybook.model import Claim, Link, Tally
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
        lost = [name for name in dict.fromkeys(gone) if name in self._claims]
        fresh = [claim for claim in come if self._claims.get(claim.id) != claim]
        coming = {claim.id for claim in fresh}
        for name in lost:
            if name not in coming:
                del self._claims[name]
        self._claims.update((claim.id, claim) for claim in fresh)
        relinked = self._linker.update(fresh, lost)
        return self._reckoner.update(relinked.statements, relinked.gone, self._claims)

    def tallies(self) -> list[Tally]:
        """All tallies, the best witnessed first."""
        return self._reckoner.tallies()

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
