"""How long one more report takes: linking and reconciling in a book of many claims.

python -m bench.book --reports 12500
"""

from __future__ import annotations

import argparse
import resource
from statistics import median, quantiles
from time import perf_counter

from bench.claims import claims_of

from tallybook.catalogue.conflicts import load_conflicts
from tallybook.catalogue.measures import load_measures
from tallybook.pipeline.book import Book
from tallybook.reconcile import Settings


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=int, default=12_500)
    options.add_argument("--added", type=int, default=300)
    given = options.parse_args()
    reports = list(claims_of(given.reports))
    step = max(1, len(reports) // given.added)
    late = reports[::step][: given.added]
    early = [
        report
        for number, report in enumerate(reports)
        if number % step or number // step >= given.added
    ]
    book = Book(Settings(load_measures().definitions, load_conflicts()))
    begun = perf_counter()
    book.update(claim for report in early for claim in report)
    built = perf_counter() - begun
    print(f"{len(book):,} claims, {len(book.tallies()):,} tallies: built in {built:.1f} s")
    times, touched = [], []
    for report in late:
        begun = perf_counter()
        reckoned = book.update(report)
        times.append(1000 * (perf_counter() - begun))
        touched.append(len(reckoned.tallies) + len(reckoned.gone))
    cuts = quantiles(times, n=20)
    print(
        f"one report more: median {median(times):.1f} ms, 95 of 100 within {cuts[18]:.0f} ms, "
        f"longest {max(times):.0f} ms; tallies touched: median {median(touched):.0f}"
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory: {peak:.0f} MB at the most")


if __name__ == "__main__":
    main()
