"""Recalled history: blocks, the words behind a mark, the time that a marked claim gets."""

from __future__ import annotations

from datetime import date

import pytest

from tallybook.extract.embedded import extract
from tallybook.extract.recalled_blocks import mark_background
from tallybook.model import Block, Claim, Report, Role

DAY = date(2024, 12, 18)


def claims_of(text: str, published: date | None = DAY) -> list[Claim]:
    report = Report(text, published=published)
    return list(extract(report, [Block(Role.BODY, 0, len(text))]).claims)


def is_background(text: str, role: Role = Role.BODY, published: date | None = DAY) -> bool:
    (block,) = mark_background(Report(text, published=published), [Block(role, 0, len(text))])
    return block.background


@pytest.mark.parametrize(
    "text",
    [
        "In March 2011, a tsunami swept the same coast.",
        "Two years ago the river burst its banks. It drowned a third of the herd.",
        "In 1999 the two armies fought over the ridge. Hundreds of men died.",
    ],
)
def test_a_paragraph_of_history_is_background(text: str) -> None:
    assert is_background(text)


@pytest.mark.parametrize(
    "text",
    [
        "A tsunami swept the coast on Tuesday.",
        "In 2011, a tsunami swept the coast. It has been rebuilt since.",
        "In 2011, a tsunami swept the coast. On Tuesday another one did.",
        "It was the worst tsunami since 2011.",
        "More than 9,000 people have been killed since March 2011.",
        "The town, flattened in 2011, is silent.",
        "The mayor said in a speech on Tuesday that the town fell in 2011.",
        "In 2011, a tsunami swept the coast. Officials said 12 people were hurt.",
        "Mr Roe ran the 2011 campaign with three friends.",
        "",
    ],
)
def test_news_is_not(text: str) -> None:
    assert not is_background(text)


def test_only_text_is_told() -> None:
    told = "In March 2011, a tsunami swept the same coast."
    assert not is_background(told, Role.BOILERPLATE)
    assert not is_background(told, published=None)


def test_the_words_behind_the_mark_are_explained() -> None:
    (claim,) = claims_of("The dam burst in 1999, killing 43 people.")
    part = next(part for part in claim.parts if part.field == "background")
    assert claim.background
    assert (part.rule, part.text) == ("long ago", "in 1999")


def test_what_is_known_by_a_name_has_its_years() -> None:
    (claim,) = claims_of("Hurricane Katrina killed 1,392 people in the city.")
    assert claim.background
    assert claim.period is not None
    assert claim.period.first == date(2005, 1, 1)


def test_an_edge_is_the_year_itself() -> None:
    (claim,) = claims_of("It was the worst flood since 1957, when 81 people drowned.")
    assert claim.background
    assert claim.period is not None
    assert (claim.period.first, claim.period.last) == (date(1957, 1, 1), date(1957, 12, 31))


def test_the_day_of_the_news_is_not_carried_to_history() -> None:
    news, old = claims_of(
        "A quake killed nine people on Tuesday. In 2015, a stronger one shook the hills. "
        "It killed 399 people."
    )
    assert not news.background
    assert old.background
    assert old.period is not None
    assert old.period.first == date(2015, 1, 1)


def test_without_a_date_of_the_report_no_year_is_old() -> None:
    (claim,) = claims_of("In 2015, a quake killed 399 people.", published=None)
    assert not claim.background


def test_a_long_text_is_read_in_linear_time() -> None:
    text = "In 2015, a quake shook the hills. " * 3000
    assert is_background(text)
