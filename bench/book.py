"""How long one more report takes: linking and reconciling in a book of many claims.

    python -m bench.book [--reports N] [--added N]

Given are seconds by the clock and, since a machine may have other work, of the processor. So many
reports as are the default hold 100,000 claims.
"""

from __future__ import annotations

import argparse
import resource
from statistics import median, quantiles
from time import perf_counter, process_time

from bench.claims import claims_of

from tallybook.catalogue.conflicts import load_conflicts
from tallybook.catalogue.measures import load_measures
from tallybook.pipeline.book import Book
from tallybook.reconcile import Settings


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=int, default=15_300)
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
    clock, processor, touched = [], [], []
    for report in late:
        begun, worked = perf_counter(), process_time()
        reckoned = book.update(report)
        processor.append(1000 * (process_time() - worked))
        clock.append(1000 * (perf_counter() - begun))
        touched.append(len(reckoned.tallies) + len(reckoned.gone))
    print(f"one report more: tallies touched: median {median(touched):.0f}")
    for name, times in (("clock", clock), ("processor", processor)):
        print(
            f"by the {name}: median {median(times):.1f} ms, "
            f"95 of 100 within {quantiles(times, n=20)[18]:.0f} ms, longest {max(times):.0f} ms"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory: {peak:.0f} MB at the most")


if __name__ == "__main__":
    main()
