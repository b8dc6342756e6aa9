"""Every measure's own examples are read, and its silent lines are not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from tallybook.catalogue.measures import load_measures
from tallybook.extract.embedded import extract
from tallybook.model import Block, Claim, Report, Role


def read(text: str) -> tuple[Claim, ...]:
    report = Report(text=text)
    return extract(report, [Block(Role.BODY, 0, len(text))]).claims


def examples() -> Iterator[object]:
    for name, words in load_measures().words.items():
        for example in words.examples:
            yield pytest.param(name, example, id=f"{name}: {example['words']}")


def silent_lines() -> Iterator[object]:
    for name, words in load_measures().words.items():
        for line in words.silent:
            yield pytest.param(name, line, id=f"{name}: {line}")


@pytest.mark.parametrize(("measure", "example"), list(examples()))
def test_example_is_read(measure: str, example: dict[str, object]) -> None:
    claims = [claim for claim in read(str(example["text"])) if claim.measure == measure]
    found = {claim.text: claim for claim in claims}
    assert example["words"] in found
    claim = found[str(example["words"])]
    for end in ("low", "high"):
        if end in example:
            assert getattr(claim.quantity, end) == Decimal(str(example[end]))
    if "form" in example:
        assert claim.quantity.form == example["form"]
    if "unit" in example:
        assert claim.quantity.unit == example["unit"]


@pytest.mark.parametrize(("measure", "line"), list(silent_lines()))
def test_silent_line_makes_no_claim_of_the_measure(measure: str, line: str) -> None:
    assert [claim.text for claim in read(line) if claim.measure == measure] == []


def test_every_measure_has_an_example() -> None:
    words = load_measures().words
    assert [name for name, lexical in words.items() if not lexical.examples] == []
