"""How fast extraction is: articles and words per second on one core, beside two peers.

    python -m bench.extract [--rounds N] [FILE ...]

The text is the bundled reports, or the files named. The peers run over the same text in the same
process, so that their ratios can be trusted where the absolute figures cannot:

- every sentence: the same extractor with the scan switched off, so that all is parsed;
- bare floor: blocks, sentences and quantities alone, no parsing at all.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from tallybook.clean.blocks import find_blocks
from tallybook.extract.embedded import extract_with
from tallybook.extract.kit import Kit, load_kit
from tallybook.extract.quantities import find_quantities
from tallybook.language.sentences import split_sentences
from tallybook.model import Block, Report


class EverySentence:
    """A scan that lets everything through."""

    def is_candidate(self, sentence: str) -> bool:
        return bool(sentence)

    def can_count(self, *given: object) -> bool:
        return bool(given)

    def asks(self, sentence: str) -> bool:
        return bool(sentence)


def bundled() -> list[Report]:
    folder = files("tallybook") / "demo" / "reports"
    paths = sorted(Path(str(folder)).rglob("*.txt"))
    return [Report(text=path.read_text("utf-8"), path=str(path)) for path in paths]


def bare_floor(report: Report, blocks: tuple[Block, ...], kit: Kit) -> int:
    found = 0
    for block in blocks:
        for start, end in split_sentences(report.text, block.start, block.end):
            found += len(find_quantities(report.text, start, end, kit.numbers, kit.convention))
    return found


def seconds(work: Callable[[], object], rounds: int) -> float:
    best = float("inf")
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begun)
    return best


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("files", nargs="*", type=Path)
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()
    reports = [Report(text=path.read_text("utf-8")) for path in given.files] or bundled()
    cleaned = [find_blocks(report) for report in reports]
    words = sum(len(report.text.split()) for report in reports)
    kit = load_kit()
    whole = replace(kit, scan=EverySentence())  # type: ignore[arg-type]
    rows = {
        "extract": lambda: [extract_with(r, b, kit) for r, b in cleaned],
        "every sentence": lambda: [extract_with(r, b, whole) for r, b in cleaned],
        "bare floor": lambda: [bare_floor(r, b, kit) for r, b in cleaned],
    }
    took = {name: seconds(work, given.rounds) for name, work in rows.items()}
    print(f"{len(reports)} reports, {words} words, best of {given.rounds} rounds, one core")
    for name, spent in took.items():
        print(
            f"{name:15} {len(reports) / spent:8.1f} articles/s {words / spent:10.0f} words/s "
            f"{spent / took['extract']:6.2f} x the time of extract"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
