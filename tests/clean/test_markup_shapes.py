"""Shapes of pages that sites have, each as pieces made by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.pieces import LAST, LEAD, NEXT, TITLE, aside, line, roles_of

from tallybook.model import Kind

NOON = datetime(2024, 12, 17, 12, 0, tzinfo=UTC)


def test_the_site_s_name_in_the_title_is_not_the_headline() -> None:
    roles = roles_of(
        line("The Valley Echo", Kind.TITLE, linked=1.0, box=1),
        line("Train derails near Kosi, 31 dead", Kind.HEADING),
        line(LEAD),
        line(NEXT),
        title="The Valley Echo: Train derails near Kosi, 31 dead",
    )
    assert roles == ["boilerplate", "headline", "body", "body"]


def test_a_headline_that_links_to_itself_is_known_by_the_title() -> None:
    linked = aside("Bus plunge kills 22 pilgrims", Kind.TEASER, linked=1.0)
    roles = roles_of(linked, line(LEAD), line(NEXT), title="Bus plunge kills 22 pilgrims")
    assert roles[0] == "headline"


def test_comments_in_the_container_of_the_story_end_it() -> None:
    said = line("Mohan wrote: I saw at least 60 bodies on the bank with my own eyes.")
    roles = roles_of(TITLE, line(LEAD), line(NEXT), line("Comments (2)"), said)
    assert roles[3:] == ["boilerplate", "boilerplate"]


def test_cards_of_a_front_page_are_no_story() -> None:
    cards = [
        each
        for i in range(3)
        for each in (
            line(f"Blast number {i} leaves 17 dead", Kind.HEADING, linked=1.0, box=i + 2),
            line("The market had reopened only last week, the mayor said.", box=i + 2),
            line("2 hours ago", box=i + 2),
        )
    ]
    roles = roles_of(line("World news", Kind.TITLE), *cards)
    assert roles == ["headline", *["teaser"] * 9]


def test_paragraphs_in_containers_of_their_own() -> None:
    roles = roles_of(
        TITLE,
        line(LEAD, box=11),
        aside("Two died.", box=12),
        line(NEXT, box=13),
        aside("We ask you to donate.", box=14),
        line(LAST, box=15),
        aside("The police have opened a case.", box=16),
    )
    assert roles[1:] == ["body", "body", "body", "boilerplate", "body", "body"]


def test_a_plea_in_a_box_of_its_own_is_not_the_story() -> None:
    plea = (
        "Thank you for reading. Reporting from here costs money, and we have no rich owner. "
        "If you can, please support our work."
    )
    assert roles_of(TITLE, line(LEAD), line(plea, box=8), line(NEXT))[2] == "boilerplate"
    own = line("We have killed 14 soldiers. We ask you to support the strike on Monday.")
    assert roles_of(TITLE, line(LEAD), own, line(NEXT))[2] == "body"


def test_a_box_in_which_the_page_asks_is_drawn_in_though_it_is_long() -> None:
    roles = roles_of(
        TITLE,
        line(LEAD),
        line("Is The Coast Daily important to you?", Kind.HEADING, box=5),
        line("If so, our journalists keep you abreast of the most important news.", box=5),
        line("So today we ask for your support: join our community of readers.", box=5),
        line(NEXT),
    )
    assert roles[2:5] == ["boilerplate"] * 3


def test_the_box_in_which_a_page_has_its_rights() -> None:
    roles = roles_of(
        TITLE,
        line(LEAD),
        line(NEXT),
        line("The Post is published by Example Media of Port Sel.", box=5),
        line("© Example Media 2022", box=5),
    )
    assert roles[3:] == ["boilerplate", "boilerplate"]


def test_figures_under_a_heading_are_the_story_s() -> None:
    roles = roles_of(
        TITLE,
        line("Key figures", Kind.HEADING),
        aside("4,300 people displaced"),
        aside("68 deaths"),
        line(LEAD),
        line(NEXT),
    )
    assert roles[2:4] == ["body", "body"]


def test_questions_over_their_answers_in_a_list() -> None:
    roles = roles_of(
        TITLE,
        line("How many people died?", Kind.ITEM),
        line("At least 61 people are known to have died, the health office said.", Kind.ITEM),
        line("Who is helping?", Kind.ITEM),
        line("Some 800 soldiers have been sent to the left bank with boats.", Kind.ITEM),
    )
    assert roles == ["headline", "heading", "body", "heading", "body"]


def test_a_gallery() -> None:
    roles = roles_of(
        TITLE,
        line("At least 22 people died when the bus left the road on Tuesday night."),
        line("18 July 2021"),
        aside("1 of 3", Kind.CAPTION),
        aside("The wreck on Wednesday.", Kind.CAPTION),
        aside("Advertisement", Kind.CHROME),
        aside("2 of 3", Kind.CAPTION),
        aside("The ravine.", Kind.CAPTION),
        aside("3 of 3", Kind.CAPTION),
        aside("A shrine by the road.", Kind.CAPTION),
        aside("A ferry that went down left 80 dead", Kind.ITEM, linked=1.0),
        aside("Relatives of the 80 on the quay.", Kind.CAPTION),
    )
    assert roles == [
        "headline", "standfirst", "byline", "boilerplate", "caption", "boilerplate", "boilerplate",
        "caption", "boilerplate", "caption", "teaser", "boilerplate",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ana Roe, Li Wu, and Jo Hale", "byline"),
        ("9 мая 2010 года, 14:20", "byline"),
        ("2021年7月4日 10時15分", "byline"),
        ("Stand: 03.06.2022 18:14 Uhr", "byline"),
        ("Killed: 22", "body"),
    ],
)
def test_a_short_line_under_the_headline(text: str, role: str) -> None:
    assert roles_of(TITLE, line(text), line(LEAD), line(NEXT))[1] == role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("(AA)", "byline"),
        ("【编辑：周洁】", "byline"),
        ("Анна Беляева", "byline"),
        ("Follow our coverage at https://post.example/hub", "boilerplate"),
        ("Killed: 22", "body"),
    ],
)
def test_a_short_line_below_the_story(text: str, role: str) -> None:
    assert roles_of(TITLE, line(LEAD), line(NEXT), line(text))[3] == role


@pytest.mark.parametrize(
    ("linked", "role"),
    [
        ("Telegram: t.me/examplepost for all the news", "boilerplate"),
        ("If these notes are of use to you, support them", "boilerplate"),
        ("Print this page | Close window", "boilerplate"),
        ("Next page", "boilerplate"),
        ("In 2018 a bus crash left 48 dead", "teaser"),
    ],
)
def test_a_link_in_the_story_s_container(linked: str, role: str) -> None:
    lines = (TITLE, line(LEAD), aside(linked, box=0, linked=1.0), line(NEXT))
    assert roles_of(*lines)[2] == role


@pytest.mark.parametrize(
    "label", ["Lo más leído", "あわせて読みたい", "اقرأ أيضا", "Читайте також"]
)
def test_labels_of_lists_in_other_languages(label: str) -> None:
    other = aside("二零一八年巴士事故造成四十八人死亡", Kind.CHROME, linked=1.0, box=6)
    roles = roles_of(TITLE, line(LEAD), line(NEXT), aside(label, Kind.CHROME, box=5), other)
    assert roles[3:] == ["teaser", "teaser"]


def test_a_paragraph_above_the_posts_of_a_live_blog_stands_first() -> None:
    roles = roles_of(
        line("Harbour blast: latest", Kind.TITLE),
        line("A huge explosion has torn through the port."),
        line("Nine people are missing, the police say.", post=1, time=NOON),
    )
    assert roles == ["headline", "standfirst", "post"]
