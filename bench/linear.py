"""Is time linear in length? Each kind of text is read at a length and at eight times it.

    python -m bench.linear [--rounds N]

Printed are the milliseconds at both lengths and the growth per character: 1 is linear, 8 square.
The kinds are those that broke readers before: prose, one sentence full of numbers, a table whose
lines are broken, figures that cannot be told, another language, and no words at all.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from datetime import date

from tallybook.clean.blocks import find_blocks
from tallybook.extract.embedded import extract_with
from tallybook.extract.kit import Kit, load_kit
from tallybook.model import Report

TIMES = 8
PROSE = (
    "At least 12 people were killed and 40 wounded when shells hit a market in Kherson on "
    "Monday, the governor said. Rain is expected. The mayor spoke of three missing children.\n\n"
)
KINDS: dict[str, tuple[Callable[[int], str], int]] = {
    "prose": (lambda size: PROSE * size, 20),
    "numbers in one sentence": (
        lambda size: "They lost " + ", ".join(f"{n} men" for n in range(2, size)) + " in all.",
        200,
    ),
    "bare numbers": (lambda size: "killed " + "12 1,204 3O 1.204 ½ " * size, 100),
    "a broken table": (lambda size: "Killed\n12\nWounded\n40\n| 7 | 9 |\nMissing\n\n" * size, 60),
    "figures in doubt": (lambda size: "1.204 people and l2 men were killed.\n" * size, 60),
    "another language": (
        lambda size: "Doce personas murieron y 40 resultaron heridas en el ataque.\n\n" * size,
        60,
    ),
    "one word": (lambda size: "killed" * size, 2_000),
    "no words": (lambda size: "(" * size, 5_000),
    "one long line": (lambda size: "word " * size, 4_000),
}


def seconds(text: str, kit: Kit, rounds: int) -> float:
    best = float("inf")
    for _ in range(rounds):
        begun = time.perf_counter()
        report, blocks = find_blocks(Report(text=text, published=date(2025, 3, 3)))
        extract_with(report, blocks, kit)
        best = min(best, time.perf_counter() - begun)
    return best


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=2)
    rounds = arguments.parse_args().rounds
    kit = load_kit()
    for name in ("prose", "another language"):
        extract_with(*find_blocks(Report(text=KINDS[name][0](1))), kit)
    print(f"{'':24} {'short':>9} {'x8':>9} {'growth per character':>21}")
    for name, (make, size) in KINDS.items():
        short, long = make(size), make(TIMES * size)
        took, longer = seconds(short, kit, rounds), seconds(long, kit, rounds)
        growth = (longer / took) / (len(long) / len(short))
        print(f"{name:24} {took * 1000:6.0f} ms {longer * 1000:6.0f} ms {growth:21.2f}")


if __name__ == "__main__":
    main()
