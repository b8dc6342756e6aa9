"""Marks the cases of the corpus that fail, each with what is not read: python -m tools.known_gaps

Writes `xfail = "…"` under the id of each failing case, takes it from each that is right, and says
how many there are. A case so marked is a known gap: it counts in no score as right, and the test
fails once it passes, so that the mark comes off with the mending. `--check` changes nothing and
exits 1 where a mark is missing or too many.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from tallybook.evaluate.cases import Case, load_cases
from tallybook.evaluate.scores import Miss
from tallybook.evaluate.sets.corpus import FOLDER, check_case
from tallybook.pipeline.options import Options
from tallybook.pipeline.steps import load_extractor

LONGEST = 160
ID = re.compile(r'^id = "(?P<id>[^"]+)"$')


def gaps(folder: Path) -> dict[str, str]:
    """By id of each failing case, what is not read."""
    extract = load_extractor(Options())
    found: dict[str, str] = {}
    for case in load_cases(folder):
        claims = list(extract(case.report, case.blocks).claims)
        misses = check_case(case, claims, Counter(), Counter(), Counter())
        if misses:
            found[case.id] = reason(case, misses)
    return found


def reason(case: Case, misses: Sequence[Miss]) -> str:
    """What is not read, in short: the claims missed and invented, the fields that differ."""
    parts = []
    for miss in misses:
        words = miss.where.removeprefix(f"{case.file} {case.id}").strip()
        if miss.found == "nothing":
            parts.append(f"not found: {miss.expected}")
        elif miss.expected == "nothing":
            parts.append(f"should not be: {miss.found}")
        else:
            parts.append(f"{words}: {miss.expected}, not {miss.found or 'the outlet'}".strip(": "))
    told = "; ".join(parts).replace("\\", " ").replace('"', "'").replace("\n", " ")
    return told if len(told) <= LONGEST else told[: LONGEST - 1].rstrip() + "…"


def marked(text: str, failing: Mapping[str, str]) -> str:
    """The file's text with a mark under the id of each failing case, and nowhere else."""
    out: list[str] = []
    for line in text.splitlines():
        if line.startswith("xfail = "):
            continue
        out.append(line)
        found = ID.match(line)
        if found and found["id"] in failing:
            out.append(f'xfail = "{failing[found["id"]]}"')
    return "\n".join(out) + "\n"


def main() -> None:
    """Reads the command line; marks, or checks."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--folder", type=Path, default=Path(FOLDER))
    arguments.add_argument("--check", action="store_true")
    given = arguments.parse_args()
    failing = gaps(given.folder)
    cases = load_cases(given.folder)
    wrong = [case.id for case in cases if (case.xfail is not None) != (case.id in failing)]
    print(f"{len(cases)} cases, {len(failing)} known gaps, {len(wrong)} marks to change")
    if given.check:
        print("\n".join(wrong))
        sys.exit(1 if wrong else 0)
    for path in sorted(given.folder.glob("*.toml")):
        path.write_text(marked(path.read_text("utf-8"), failing), encoding="utf-8")


if __name__ == "__main__":
    main()
