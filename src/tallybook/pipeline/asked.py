"""Only what is new: URLs that the ledger has read are asked for what changed since then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tallybook.model import Fetch, Problem
from tallybook.pipeline.options import Options
from tallybook.pipeline.pages import load_pages
from tallybook.pipeline.readings import Steps
from tallybook.read.fetching import Fetched, Outcome, Unchanged
from tallybook.store import Ledger


@dataclass(slots=True)
class Asked:
    """What one run asks of servers, and what came of it.

    made_by: the extractor that reads now; None: everything is fetched whole. ledger: what was read
    before, None where there is none.
    """

    made_by: str | None = None
    ledger: Ledger | None = None
    came: list[Fetch] = field(default_factory=list)
    _unchanged: list[str] = field(default_factory=list)
    _faulty: set[str] = field(default_factory=set)

    def last(self, url: str) -> Fetch | None:
        """The request whose answer the ledger holds, read as it would be read now."""
        if self.ledger is None or self.made_by is None:
            return None
        return self.ledger.last_read(url, self.made_by)

    def note(self, outcome: Outcome) -> None:
        """What came of a request."""
        if isinstance(outcome, Unchanged):
            self._unchanged.append(outcome.fetch.url)
        elif isinstance(outcome, Fetched):
            self.came.append(outcome.fetch)

    def fault(self, problem: Problem) -> None:
        """What had a problem is asked for whole the next time, so that it is told again."""
        self._faulty.add(problem.where)

    def unchanged(self) -> Iterator[str]:
        """The URLs of which nothing new came since this was asked last."""
        told, self._unchanged = self._unchanged, []
        yield from told

    def sound(self) -> Iterator[Fetch]:
        """The requests whose answers were read without a problem."""
        for fetch in self.came:
            if not any(where.startswith((fetch.url, fetch.final)) for where in self._faulty):
                yield fetch


def begin(options: Options, *, refetch: bool) -> Asked:
    """Asks only for what is new, unless the user wants a new reading or says how to read.

    An extractor that other programs stand behind may read otherwise each time.
    """
    from tallybook.extract.embedded import MADE_BY

    usual = Options(jobs=options.jobs, allow_hosts=options.allow_hosts)
    return Asked(None if refetch or options != usual else MADE_BY)


def asking(steps: Steps, asked: Asked) -> Steps:
    """The steps, with URLs fetched by way of what was asked before."""
    return replace(steps, pages=load_pages(asked.last, asked.note))
