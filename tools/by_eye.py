"""Draws claims to be read by eye: python -m tools.by_eye TABLE --seed 7 --claims 100

Reads the table's reports, draws claims from all that were found, and prints each with its sentence
and its fields. Under it stands a row for the list of verdicts, its fields marked "?": the reader
puts 1 for right and 0 for wrong in the place of each and adds the row to the list. With
`--verdicts FILE` it prints the share of each field that is right by that list, and shows only the
drawn claims that the list does not judge yet.

A list holds figures alone: which claim, by a hash of its report and its offsets, and for each field
the verdict and a hash of the reading that was judged. A field that is read otherwise since then has
no verdict any more. Claims are drawn by a number of their own, so that others found later or lost
move none of them out of the draw but those at its end.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tallybook.errors import DataError
from tallybook.model import Claim, Population, Report
from tallybook.model.identity import content_id
from tallybook.pipeline.options import Options
from tallybook.pipeline.readings import extract_reports
from tallybook.pipeline.steps import load_steps

FIELDS: Final = (
    *("measure", "quantity", "origin", "population", "place", "period", "scope"),
    *("measure and quantity",),
)
"""What is judged, and at the end what is counted where both are right."""
JUDGED: Final = FIELDS[:-1]
CONTEXT: Final = 400
_DIGITS: Final = 8

Verdicts = Mapping[str, Mapping[str, tuple[str, bool]]]
"""By claim and field: the hash of the reading that was judged, and is it right?"""


@dataclass(frozen=True, slots=True)
class Mention:
    """A claim with the report that it stands in."""

    claim: Claim
    report: Report

    @property
    def key(self) -> str:
        """The same words of the same report, however they are read."""
        return content_id("by eye", self.report.text, self.claim.start, self.claim.end)[:12]

    @property
    def readings(self) -> dict[str, str]:
        """What was read for each field, in words."""
        claim = self.claim
        quantity, origin, place, period = claim.quantity, claim.origin, claim.place, claim.period
        return {
            "measure": claim.measure,
            "quantity": f"{quantity.low} to {quantity.high}, {quantity.form}, {quantity.unit}",
            "origin": f"{origin.source.name} ({origin.source.kind})" if origin else "the outlet",
            "population": _people(claim.of) + (f" by {_people(claim.by)}" if claim.by else ""),
            "place": f"{place.name}, {', '.join(place.countries)}" if place else "none",
            "period": f"{period.first} to {period.last}" if period else "none",
            "scope": claim.scope,
        }


def find_mentions(table: Path) -> list[Mention]:
    """Every claim of the table's reports."""
    options = Options()
    return [
        Mention(claim, reading.report)
        for reading in extract_reports([str(table)], options, load_steps(options))
        if reading.report is not None
        for claim in reading.claims
    ]


def draw(mentions: Iterable[Mention], seed: int, size: int) -> list[Mention]:
    """So many of them at random, in an order that depends on the seed and nothing else."""
    by_rank = sorted(mentions, key=lambda one: (_rank(one, seed), one.claim.measure))
    return by_rank[:size]


def _rank(mention: Mention, seed: int) -> float:
    return random.Random(f"{seed} {mention.key}").random()


def show(mention: Mention) -> Iterator[str]:
    """The claim between brackets in its sentence, what stands before, its fields, its row."""
    claim, text = mention.claim, mention.report.text
    start, end = claim.sentence
    yield f"{mention.key} of {claim.published}"
    yield f"    … {text[max(0, start - CONTEXT) : start].strip()}"
    yield f"  > {text[start : claim.start]}[{claim.text}]{text[claim.end : end]}"
    for field, reading in mention.readings.items():
        yield f"    {field}: {reading}"
    yield row(mention, {})


def row(mention: Mention, verdicts: Mapping[str, bool]) -> str:
    """The claim's line in a list of verdicts; "?" where one is missing."""
    cells = (f"{_mark(verdicts.get(field))}:{_hash(mention, field)}" for field in JUDGED)
    return "\t".join((mention.key, *cells))


def _mark(verdict: bool | None) -> str:
    return "?" if verdict is None else str(int(verdict))


def _hash(mention: Mention, field: str) -> str:
    return content_id(field, mention.readings[field])[:_DIGITS]


def read_verdicts(path: Path) -> Verdicts:
    """The list's verdicts; DataError names the line that is none."""
    found: dict[str, dict[str, tuple[str, bool]]] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        key, *cells = line.split("\t")
        marks = [cell.partition(":") for cell in cells]
        if len(cells) != len(JUDGED) or any(mark not in ("0", "1", "?") for mark, _, _ in marks):
            raise DataError(f"{path}:{number}", "is no row of verdicts", "copy the row as printed")
        found[key] = {
            field: (reading, mark == "1")
            for field, (mark, _, reading) in zip(JUDGED, marks, strict=True)
            if mark != "?"
        }
    return found


def judged(mention: Mention, verdicts: Verdicts) -> dict[str, bool]:
    """The verdicts that hold for the claim as it is read now."""
    known = verdicts.get(mention.key, {})
    return {
        field: right
        for field, (reading, right) in known.items()
        if reading == _hash(mention, field)
    }


def shares(drawn: Sequence[Mention], verdicts: Verdicts) -> Iterator[str]:
    """For each field how many are right of those judged; at last, how many are judged in full."""
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    whole = 0
    for mention in drawn:
        told = judged(mention, verdicts)
        whole += len(told) == len(JUDGED)
        if "measure" in told and "quantity" in told:
            told["measure and quantity"] = told["measure"] and told["quantity"]
        of.update(told.keys())
        right.update(field for field, is_right in told.items() if is_right)
    for field in FIELDS:
        yield f"{field}: {right[field]} of {of[field]} right"
    yield f"{whole} of {len(drawn)} claims drawn are judged in every field"


def _people(who: Population) -> str:
    return f"{who.text!r} {who.key}"


def main() -> None:
    """Reads the command line, draws and prints."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("table", type=Path)
    arguments.add_argument("--seed", type=int, default=7)
    arguments.add_argument("--claims", type=int, default=100)
    arguments.add_argument("--verdicts", type=Path)
    given = arguments.parse_args()
    drawn = draw(find_mentions(given.table), given.seed, given.claims)
    verdicts = read_verdicts(given.verdicts) if given.verdicts else {}
    for mention in drawn:
        if len(judged(mention, verdicts)) < len(JUDGED):
            print("\n".join(show(mention)) + "\n")
    if given.verdicts:
        print("\n".join(shares(drawn, verdicts)))


if __name__ == "__main__":
    main()
