"""The story of Tavush as the product reads it, beside its hand-made key (tavush.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import tallybook
from tallybook.model import Claim, Statement, Tally
from tallybook.model.containment import FORCE_ROLES, GENERAL_ROLES
from tallybook.pipeline.answers import Question, known_by
from tallybook.pipeline.options import Options
from tallybook.pipeline.readings import extract_reports
from tallybook.pipeline.steps import load_steps
from tallybook.pipeline.weighing import load_answer

STORY = Path(tallybook.__file__).parent / "demo" / "tavush"
REPORTS = sorted((STORY / "reports").iterdir())
KEY: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "tavush.toml").read_text("utf-8")
)
GAPS: dict[str, str] = tomllib.loads(
    (Path(__file__).parent / "tavush_gaps.toml").read_text("utf-8")
)
LAST = date(2022, 6, 20)


@cache
def claims() -> tuple[Claim, ...]:
    """All that is read from the forty reports, with the story's own sources."""
    options = Options(sources=(STORY / "sources.toml",))
    found: list[Claim] = []
    for reading in extract_reports([str(path) for path in REPORTS], options, load_steps(options)):
        assert not reading.problems
        found += reading.claims
    return tuple(found)


@cache
def tallies(day: date = LAST) -> tuple[Tally, ...]:
    """The answers by the end of that day."""
    known = list(known_by(day, claims(), {}))
    return tuple(load_answer().tallies(known, Question(as_of=day)))


def report_of(claim: Claim) -> int:
    """Which of the forty: the number that its file's name begins with."""
    assert claim.path is not None
    return int(Path(claim.path).name[:2])


@cache
def report_numbers() -> dict[str, int]:
    """claim id to the number of its report."""
    return {claim.id: report_of(claim) for claim in claims()}


def expected(name: str) -> dict[str, Any]:
    """The key's tally of that id."""
    return next(one for one in KEY["tally"] if one["id"] == name)


def fits(tally: Tally, asked: dict[str, Any]) -> bool:
    """Does the tally ask what the key asks?"""
    return (
        tally.measure == asked["measure"]
        and tally.unit == asked.get("unit_of_count", _unit(asked))
        and _of_people(tally, asked)
        and _of_place(tally, asked)
        and _of_time(tally, asked)
        and (tally.low or 0) >= asked.get("least", 0)
    )


def _unit(asked: dict[str, Any]) -> str:
    return "house" if asked["measure"] == "homes_destroyed" else "person"


def _of_people(tally: Tally, asked: dict[str, Any]) -> bool:
    wanted, role = asked.get("role"), tally.of.role
    parties = set(asked.get("parties", ()))
    if tally.unit == "person" and wanted is None and role not in GENERAL_ROLES:
        return asked["id"] == "shepherd-of-movses"
    if wanted == "soldier" and role not in FORCE_ROLES | GENERAL_ROLES:
        return False
    if wanted not in (None, "soldier") and role != wanted:
        return False
    own = {asked["country"]} if "country" in asked and not parties else parties
    return set(tally.of.parties) in (parties, own)


def _of_place(tally: Tally, asked: dict[str, Any]) -> bool:
    place = tally.place
    if place is None:
        return "country" not in asked
    if "country" in asked and asked["country"] not in place.countries:
        return False
    if place.name in asked.get("not_places", ()):
        return False
    return "places" not in asked or place.name in asked["places"]


def _of_time(tally: Tally, asked: dict[str, Any]) -> bool:
    first = tally.period.first if tally.period else None
    last = tally.period.last if tally.period else None
    if last is not None and last < date(2022, 6, 1):
        return False
    if "since" in asked:
        return first == asked["since"]
    return first is None or first >= asked.get("most_since", date(2022, 6, 1))


def asking(name: str, day: date = LAST) -> list[Tally]:
    """All tallies that ask what the key asks, that with most statements first."""
    found = [tally for tally in tallies(day) if fits(tally, expected(name))]
    return sorted(found, key=lambda one: (-len(one.statements), -one.origins, one.id))


def answering(name: str, day: date = LAST) -> Tally:
    """The tally that answers the key's question."""
    found = asking(name, day)
    assert found, f"nobody asks for {name}"
    return found[0]


def is_by(statement: Statement, names: Sequence[str]) -> bool:
    """Is its origin one of these, by a part of the name?"""
    return any(name.casefold() in statement.origin.casefold() for name in names)


def carriers(statements: Sequence[Statement]) -> set[int]:
    """The numbers of the reports that carry any of them."""
    numbers = report_numbers()
    return {numbers[claim] for one in statements for claim in one.carriers}


def words_of(number: int, words: str) -> Iterator[Claim]:
    """The claims of that report whose own words meet these, wherever they stand in it."""
    for claim in claims():
        if report_of(claim) == number and _meets(claim.text, words):
            yield claim


def _meets(text: str, words: str) -> bool:
    return text.casefold() in words.casefold() or words.casefold() in text.casefold()
