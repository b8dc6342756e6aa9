"""Made-up claims in a real ledger, each report with a text of its own."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from random import Random

from tallybook.model import Block, Claim, Reading, Report, Role
from tallybook.store import Ledger

_LETTERS = "bcdfghklmnprstvz"


def keep(ledger: Ledger, claims: Iterable[Claim]) -> list[Claim]:
    """Adds the claims, by report; as they stand in the ledger, by the ids that they have there."""
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        by_report.setdefault(claim.report, []).append(claim)
    kept: list[Claim] = []
    readings = []
    for name, told in by_report.items():
        # made-up claims stand ever further down: here each report begins with its first
        before = min(one.start for one in told)
        text = _text(name, max(one.end for one in told) - before + 10)
        report = Report(text, publisher=told[0].publisher, published=told[0].published, path=name)
        new: dict[str, Claim] = {}
        for one in told:
            part_of = new[one.part_of].id if one.part_of in new else None
            moved = _moved(one, before)
            new[one.id] = replace(moved, report=report.id, path=name, part_of=part_of)
        found = tuple({one.id: one for one in new.values()}.values())
        readings.append(Reading(report, (Block(Role.BODY, 0, len(text)),), found, (), "made"))
        kept += found
    ledger.add_all(readings)
    return kept


def made(path: Path, claims: Iterable[Claim]) -> list[Claim]:
    """A new ledger with the claims."""
    with Ledger(str(path), create=True) as ledger:
        return keep(ledger, claims)


def _moved(claim: Claim, by: int) -> Claim:
    first, last = claim.sentence
    return replace(
        claim, start=claim.start - by, end=claim.end - by, sentence=(first - by, last - by)
    )


def _text(name: str, length: int) -> str:
    """Words that no other report has."""
    random = Random(name)
    words: list[str] = []
    while 7 * len(words) < length:  # six letters and a blank
        words.append("".join(random.choice(_LETTERS) + random.choice("aeiou") for _ in range(3)))
    return " ".join(words)
