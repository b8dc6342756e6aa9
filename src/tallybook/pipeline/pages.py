"""The real read and clean: pages with their blocks, no extractor loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from tallybook.clean import find_blocks
from tallybook.model import Block, Page, Piece, Problem, Report
from tallybook.pipeline.options import Options
from tallybook.pipeline.readings import Pages
from tallybook.read import ReadOptions, read_where

if TYPE_CHECKING:
    from tallybook.model import Fetch
    from tallybook.read import Raw
    from tallybook.read.fetching import Outcome, Session

Get = Callable[[str, Options], "Iterator[Raw | Problem]"]
Last = Callable[[str], "Fetch | None"]
Note = Callable[["Outcome"], None]


def _never(_: str) -> Fetch | None:
    return None


def _forget(_: Outcome) -> None:
    """Nobody asks what came."""


def load_pages(last: Last = _never, note: Note = _forget) -> Pages:
    """The functions that read and clean, for one run: it asks each site politely.

    last, note: as `fetching` takes them.
    """
    return Pages(partial(read_stated, get=fetching(last, note)), find_marked)


def find_marked(report: Report, pieces: Sequence[Piece] = ()) -> tuple[Report, tuple[Block, ...]]:
    """The cleaned report and its blocks, paragraphs of recalled history marked as background."""
    from tallybook.extract.recalled_blocks import mark_background

    filled, blocks = find_blocks(report, pieces)
    return filled, mark_background(filled, blocks)


def read_stated(where: str, options: Options, get: Get | None = None) -> Iterator[Page | Problem]:
    """Pages at a place, with what the user states of them; `get` fetches what is a URL."""
    reach = get or fetching()
    return read_where(where, stated(options), fetch=lambda url: reach(url, options))


def stated(options: Options) -> ReadOptions:
    """What the user states of pages."""
    return ReadOptions(
        options.published,
        options.publisher,
        options.url,
        options.language,
        dict(options.fields),
    )


def fetching(last: Last = _never, note: Note = _forget) -> Get:
    """What fetches a URL. All that it fetches is one run, with one memory of the sites asked.

    last: the newest request for a URL whose answer is still at hand: only what is new since then
    is fetched. note: is told what comes of each request.
    """
    runs: list[Session] = []

    def get(url: str, options: Options) -> Iterator[Raw | Problem]:
        from tallybook.read.fetching import Fetched, Session, Unfetched, fetch, fetch_settings

        if not runs:
            runs.append(Session(fetch_settings(options.allow_hosts)))
        outcome = fetch(url, runs[0], last(url))
        note(outcome)
        if isinstance(outcome, Fetched):
            yield outcome.raw
        elif isinstance(outcome, Unfetched):
            yield outcome.problem

    return get
