"""A ledger of a hundred thousand made-up claims, through the real store, kept at a path.

python -m bench.ledgers --reports 15000 --out big.db
python -m bench.ledgers --one 100000 --out one.db   # all of them in one tally
python -m bench.ledgers --one 100000 --shape disputes --out disputes.db
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter

from bench.prose import reading_of
from bench.shapes import SHAPES, stories_of
from bench.world import stories

from tallybook.model import Reading
from tallybook.pipeline.keeping import KeptBook
from tallybook.pipeline.weighing import load_answer
from tallybook.pipeline.wordings import signature_of
from tallybook.store import Ledger

_BATCH = 500
_LOOKS = 5
"""How often the answers are worked out and recorded while the ledger grows: its history."""


def readings(reports: int, seed: int = 7) -> Iterator[Reading]:
    """So many pages in the order of their days."""
    for story in stories(reports, seed):
        yield reading_of(story, seed)


def readings_of_one(claims: int, seed: int = 7, shape: str = "spread") -> Iterator[Reading]:
    """Pages with so many claims of one question, in a shape of `bench.shapes`."""
    for story in stories_of(shape, claims, seed):
        yield reading_of(story, seed)


def make_ledger(out: Path, pages: Iterator[Reading], looks: int = _LOOKS, total: int = 0) -> int:
    """Writes the pages to a new ledger in bulk and records the answers; how many claims it has.

    looks: how often the answers are recorded while it grows, the last time when all is there.
    """
    claims, written = 0, 0
    step = max(1, -(-total // max(1, looks)))
    due = step
    with Ledger(str(out), create=True) as ledger:
        book = KeptBook(ledger, load_answer())
        while batch := list(islice(pages, _BATCH)):
            ledger.add_all(batch)
            signed = {
                one.report.id: made
                for one in batch
                if one.report is not None and (made := signature_of(one)) is not None
            }
            ledger.add_signatures(signed)
            claims += sum(len(one.claims) for one in batch)
            written += len(batch)
            if looks and written >= due and written < total:
                book.revise()
                due += step
        if looks:
            book.revise()
    return claims


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=int, default=15_000)
    options.add_argument("--one", type=int, metavar="CLAIMS", help="all claims in one tally")
    options.add_argument("--shape", choices=SHAPES, default="spread", help="of that tally")
    options.add_argument("--out", type=Path, help="where to keep it; a new file")
    options.add_argument("--looks", type=int, default=_LOOKS, help="how often answers are recorded")
    given = options.parse_args()
    if given.out is None:
        print("no ledger is made without --out; bench.pages makes a small one of its own")
        return
    if given.out.exists():
        options.error(f"{given.out} is there already; name another or delete it")
    begun = perf_counter()
    if given.one:
        pages = readings_of_one(given.one, shape=given.shape)
        total = sum(1 for _ in stories_of(given.shape, given.one))
    else:
        pages, total = readings(given.reports), given.reports
    claims = make_ledger(given.out, pages, given.looks, total)
    size = given.out.stat().st_size / 2**20
    print(
        f"{claims:,} claims of {total:,} reports in {given.out}, {size:.0f} MB, "
        f"made in {perf_counter() - begun:.0f} s"
    )


if __name__ == "__main__":
    main()
