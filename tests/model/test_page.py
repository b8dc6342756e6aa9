"""How a report's text maps to the bytes it came from."""

from __future__ import annotations

from tallybook.model import Run, Snapshot, raw_span

RUNS = (Run(0, 3, 5), Run(6, 12, 4), Run(10, 30, 2))


def test_a_span_within_a_run() -> None:
    assert raw_span(RUNS, 1, 4) == (4, 7)


def test_a_span_over_runs_takes_in_what_stands_between() -> None:
    assert raw_span(RUNS, 2, 8) == (5, 14)
    assert raw_span(RUNS, 8, 12) == (14, 32)


def test_an_end_outside_of_the_runs_is_not_known() -> None:
    assert raw_span(RUNS, 5, 8) is None  # a space that stands nowhere in the snapshot
    assert raw_span(RUNS, 8, 13) is None
    assert raw_span((), 0, 1) is None
    assert raw_span(RUNS, 3, 3) is None


def test_a_run_that_goes_back_is_no_span() -> None:
    assert raw_span((Run(0, 20, 5), Run(5, 2, 5)), 1, 8) is None


def test_the_digest_is_of_the_bytes() -> None:
    assert Snapshot(b"one").digest == Snapshot(b"one", "text/html", None).digest
    assert Snapshot(b"one").digest != Snapshot(b"two").digest
