"""Who speaks for a house speaks for it all through a report."""

from __future__ import annotations

import pytest

from tallybook.clean import find_blocks
from tallybook.extract.embedded import extract
from tallybook.model import Claim, Report, SourceKind


def claims(text: str) -> tuple[Claim, ...]:
    return extract(*find_blocks(Report(text))).claims


def speakers(text: str) -> list[tuple[str, SourceKind, str | None]]:
    found = (claim.origin for claim in claims(text))
    return [(one.source.name, one.source.kind, one.source.party) for one in found if one]


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        (
            "The director of the hospital in Kalach, Anush Petrov, said nine people had died."
            " Petrov said 12 were hurt.",
            "Anush Petrov",
            "RU",
        ),
        (
            "Marta Kovac, who heads the civil protection office in Sibenik, said two people"
            " drowned. Kovac said five were missing.",
            "Marta Kovac",
            "HR",
        ),
        (
            "Tomas Reyes, a spokesman for Bolivia's health ministry, said 14 people had died."
            " Reyes said nine were hurt.",
            "Tomas Reyes",
            "BO",
        ),
        (
            "Li Wen, an official of China's health ministry, said 14 people had died."
            " Li said nine were hurt.",
            "Li Wen",
            "CN",
        ),
    ],
)
def test_an_introduction_holds_for_what_is_said_later(text: str, name: str, party: str) -> None:
    assert speakers(text) == [(name, SourceKind.NAMED, party)] * 2


def test_a_first_name_of_two_people_is_nobodys() -> None:
    text = "Ana Lund said one man died. Ana Petz said two men died. Ana said three men died."
    assert [name for name, *_ in speakers(text)] == ["Ana Lund", "Ana Petz", "Ana"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The hospital had admitted 31 wounded, Ana Lund said.", "Ana Lund"),
        ("The hospital admitted that 31 people had died.", "hospital"),
        ("The army admitted 31 wounded.", "army"),
    ],
)
def test_a_ward_admits_people_and_says_nothing(text: str, name: str) -> None:
    assert [found for found, *_ in speakers(text)] == [name]


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("A third civilian died on Monday.", True),
        ("A 12th miner was killed.", True),
        ("Divers recovered a third body from the wreck.", True),
        ("A second-year student was killed.", False),
        ("The third attack killed a farmer.", False),
    ],
)
def test_a_rank_tells_of_one_more(text: str, more: bool) -> None:
    (claim,) = claims(text)
    assert (claim.quantity.low, claim.quantity.high, claim.increment) == (1, 1, more)
