"""Roles from what markup says, on pieces made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.pieces import LAST, LEAD, NEXT, TITLE, aside, blocks_of, line, page, roles_of

from tallybook.clean import find_blocks
from tallybook.model import Kind, Report, Role

NOON = datetime(2024, 12, 17, 12, 0, tzinfo=UTC)
ONE = datetime(2024, 12, 17, 13, 0, tzinfo=UTC)


def test_an_article() -> None:
    lines = [
        aside("Skip to content", Kind.CHROME, linked=1.0, box=1),
        aside("World", Kind.CHROME, linked=1.0, box=1),
        TITLE,
        line("The driver lost control on a bend", Kind.SUMMARY),
        aside("By Anil Mehra", Kind.BYLINE),
        aside("9 November 2022", Kind.BYLINE),
        aside("The ravine on Wednesday. Ana Roe/AFP", Kind.CAPTION),
        line(LEAD),
        aside("Advertisement"),
        line("A road without a wall", Kind.HEADING),
        line(NEXT),
        line("“Nobody came to help us.”", Kind.QUOTE),
        line("Killed | 22", Kind.ROW),
        line("14 pilgrims from Kell", Kind.ITEM),
        line(LAST),
        aside("© 2022 The Example Post", Kind.CHROME),
    ]
    assert roles_of(*lines) == [
        *["boilerplate"] * 2, "headline", "standfirst", "byline", "byline", "caption", "body",
        "boilerplate", "heading", "body", "quote", "body", "body", "body", "boilerplate",
    ]  # fmt: skip
    text, blocks = blocks_of(*lines)
    assert text[blocks[0].start : blocks[0].end] == "Skip to content\nWorld\n"


@pytest.mark.parametrize(
    "said",
    [
        "Read more: In 2018 a bus crash left 48 dead",
        "Related: In 2018 a bus crash left 48 dead",
    ],
)
def test_a_line_to_another_story_in_the_text_is_a_teaser(said: str) -> None:
    assert roles_of(TITLE, line(LEAD), line(said), line(NEXT))[2] == "teaser"


@pytest.mark.parametrize(
    "said",
    [
        "Sign up for Morning Brief, our daily newsletter.",
        "Article continues below",
        "Advertisement",
        "If you value our journalism, please donate from $2 a month.",
        "Subscribe to The Example Post for the whole story.",
        "Support independent journalism today.",
    ],
)
def test_what_asks_the_reader_in_the_text_is_boilerplate(said: str) -> None:
    assert roles_of(TITLE, line(LEAD), line(said), line(NEXT))[2] == "boilerplate"


@pytest.mark.parametrize(
    "said",
    [
        "The militia, sponsored by a neighbour, killed 12 people on Friday.",
        "By Friday nine of the 14 injured had died.",
        "An officer promoted last week said that 40 were missing.",
        "17:30 was the hour at which the bus left with 36 aboard.",
        "Nine people have given their consent to be named, the magistrate said.",
    ],
)
def test_news_with_a_word_of_furniture_stays_news(said: str) -> None:
    assert roles_of(TITLE, line(LEAD), line(said), line(NEXT))[2] == "body"


def test_a_list_of_other_stories_within_the_text() -> None:
    roles = roles_of(
        TITLE,
        line(LEAD),
        line("Related stories", Kind.HEADING, box=3),
        line("Why mountain roads kill so many", Kind.ITEM, linked=1.0, box=3),
        line("In 2018 a bus crash left 48 dead", Kind.ITEM, linked=1.0, box=3),
        line("2 hours ago", Kind.ITEM, box=3),
        line(NEXT),
        line("What the magistrate knows", Kind.HEADING),
        line(LAST),
    )
    assert roles == [
        "headline", "body", "teaser", "teaser", "teaser", "teaser", "body", "heading", "body",
    ]  # fmt: skip


def test_a_teaser_heading_over_prose_is_a_heading_of_the_story() -> None:
    roles = roles_of(TITLE, line(LEAD), line("The latest", Kind.HEADING), line(NEXT), line(LAST))
    assert roles[2] == "heading"


def test_a_heading_over_links_of_any_language_is_their_label() -> None:
    roles = roles_of(
        line("Обстріл забрав життя 22 людей", Kind.TITLE),
        line("Унаслідок обстрілу загинули 22 людини, повідомила обласна прокуратура у вівторок."),
        line("Рятувальники працювали всю ніч і дістали з-під завалів ще чотирьох поранених."),
        aside("Читайте також", Kind.HEADING),
        aside("У Херсоні внаслідок удару загинули 48 людей", Kind.ITEM, linked=1.0),
    )
    assert roles == ["headline", "body", "body", "teaser", "teaser"]


def test_chinese_has_no_spaces() -> None:
    roles = roles_of(
        line("巴士坠谷二十二人死亡", Kind.TITLE),
        line("警方说,一辆载有朝圣者的巴士星期二晚上坠入山谷,造成二十二人死亡,十四人受伤。"),
        aside("图为救援人员在现场。", Kind.CAPTION, box=0),
        line("目击者说,车辆超载,刹车有烧焦的气味,司机在弯道上失去控制。"),
        aside("二零一八年巴士事故造成四十八人死亡", linked=1.0),
        aside("首页", linked=1.0, box=8),
    )
    assert roles == ["headline", "body", "caption", "body", "teaser", "boilerplate"]


def test_comments_are_boilerplate_whatever_they_say() -> None:
    roles = roles_of(
        TITLE,
        line(LEAD),
        line(NEXT),
        line("Comments", Kind.HEADING, box=4),
        line("I counted 30 bodies there myself, they are hiding the truth from us.", box=4),
        line("So sad, 22 families have been ruined by a road without a wall.", Kind.COMMENT),
        aside("More of the bridge that fell and killed 9", linked=1.0, kind=Kind.ITEM),
    )
    assert roles == [
        "headline", "body", "body", "boilerplate", "boilerplate", "boilerplate", "teaser",
    ]  # fmt: skip


def test_only_one_title_is_the_headline() -> None:
    site = aside("The Example Post", Kind.TITLE, linked=1.0)
    other = line("The road", Kind.TITLE)
    assert roles_of(site, TITLE, line(LEAD), other, line(NEXT)) == [
        "boilerplate", "headline", "body", "heading", "body",
    ]  # fmt: skip
    named = aside("Bus plunge kills 22 pilgrims", Kind.TITLE)
    roles = roles_of(
        named, line(LEAD), other, line(NEXT), title="Bus plunge kills 22 pilgrims | The Post"
    )
    assert roles == ["headline", "body", "heading", "body"]


def test_a_headline_that_is_no_title_in_markup() -> None:
    bold = line("Gas blast traps miners; 23 dead")
    roles = roles_of(aside("News", Kind.CHROME), bold, line(LEAD), line(NEXT), title=bold[0])
    assert roles == ["boilerplate", "headline", "body", "body"]
    heading = line("Gas blast traps miners; 23 dead", Kind.HEADING)
    assert roles_of(heading, line(LEAD), line(NEXT))[0] == "headline"


def test_points_under_the_headline_stand_first() -> None:
    roles = roles_of(
        TITLE,
        line("Key points", Kind.HEADING),
        line("22 people died in the ravine", Kind.ITEM),
        line("The brakes smelled of burning", Kind.ITEM),
        line(LEAD),
        line(NEXT),
    )
    assert roles[1:5] == ["heading", "standfirst", "standfirst", "body"]


def test_a_first_paragraph_above_the_byline_stands_first() -> None:
    roles = roles_of(
        TITLE,
        line("The driver lost control of the bus on a bend above the river."),
        aside("Anil Mehra", Kind.BYLINE),
        line(LEAD),
        line(NEXT),
    )
    assert roles == ["headline", "standfirst", "byline", "body", "body"]


def test_a_paragraph_that_was_dropped_between_two_of_its_container_is_taken_back() -> None:
    dropped = aside(NEXT, box=0)
    assert roles_of(TITLE, line(LEAD), dropped, line(LAST))[2] == "body"
    elsewhere = aside(NEXT, box=5)
    assert roles_of(TITLE, line(LEAD), elsewhere, line(LAST))[2] == "boilerplate"
    linked = aside(NEXT, box=0, linked=0.9)
    assert roles_of(TITLE, line(LEAD), linked, line(LAST))[2] == "teaser"
    asking = aside("You can help our newsroom: donate what you can today.", box=0)
    assert roles_of(TITLE, line(LEAD), asking, line(LAST))[2] == "boilerplate"


def test_where_nothing_is_taken_for_the_story_its_container_is() -> None:
    roles = roles_of(
        aside("Home", Kind.CHROME, linked=1.0, box=1),
        aside("Bus plunge kills 22 pilgrims", Kind.TITLE, box=2),
        aside(LEAD, box=2),
        aside(NEXT, box=2),
        aside(LAST, box=2),
        aside("A ferry that went down left 80 dead", Kind.ITEM, linked=1.0, box=3),
    )
    assert roles == ["boilerplate", "headline", "body", "body", "body", "teaser"]


def test_posts_of_a_live_blog() -> None:
    lines = [
        line("Bus plunge: live", Kind.TITLE),
        line("12:00 GMT", Kind.BYLINE, post=1, time=NOON),
        line("Toll rises to 22", Kind.HEADING, post=1, time=NOON),
        line("Two more people have died, the magistrate says.", post=1, time=NOON),
        line("In the ravine. Ana Roe/AFP", Kind.CAPTION, post=1, time=NOON),
        line("Share", Kind.CHROME, post=1, time=NOON),
        line("Nine people are missing, the police say.", post=2, time=ONE),
        line("Read more: Why mountain roads kill so many", post=2, time=ONE),
        line("“We heard it fall.”", Kind.QUOTE, post=3, time=ONE),
    ]
    text, blocks = blocks_of(*lines)
    found = [(str(b.role), text[b.start : b.end].split()[0], b.time) for b in blocks]
    assert found == [
        ("headline", "Bus", None),
        ("byline", "12:00", None),
        ("post", "Toll", NOON),
        ("caption", "In", NOON),
        ("boilerplate", "Share", None),
        ("post", "Nine", ONE),
        ("teaser", "Read", None),
        ("post", "“We", ONE),
    ]


def test_posts_beside_each_other_stay_apart() -> None:
    one = line("Nine people are missing, the police say.", post=1, time=NOON)
    two = line("Ten people are missing, the police say.", post=2, time=NOON)
    _, blocks = blocks_of(one, two, two)
    assert [block.role for block in blocks] == [Role.POST, Role.POST]


def test_what_asks_beside_the_story_draws_its_box_in() -> None:
    roles = roles_of(
        TITLE,
        line(LEAD),
        line("Morning Brief", box=6),
        line("All you need to know each day, in your inbox.", box=6),
        line("Sign up for our newsletter", box=6),
        line(NEXT),
        line(LAST),
    )
    assert roles[2:5] == ["boilerplate"] * 3


def test_an_advert_behind_a_paragraph_is_cut_off() -> None:
    text, blocks = blocks_of(TITLE, line(LEAD), line(f"{NEXT} Sign up for our newsletter."))
    assert [str(block.role) for block in blocks] == ["headline", "body", "body", "boilerplate"]
    assert text[blocks[-1].start :] == "Sign up for our newsletter.\n"


def test_metadata_of_the_text_is_read_from_pieces_too() -> None:
    text, pieces = page(TITLE, line("By AFP"), line("9 November 2022"), line(LEAD), line(NEXT))
    report, _ = find_blocks(Report(text), pieces)
    assert (report.title, report.agency, str(report.published)) == (TITLE[0], "AFP", "2022-11-09")


def test_no_pieces_is_plain_text() -> None:
    text, _ = page(TITLE, line(LEAD), line(NEXT))
    assert find_blocks(Report(text), ()) == find_blocks(Report(text))


def test_the_report_is_kept() -> None:
    text, pieces = page(TITLE, line(LEAD))
    report = Report(text, title="As the user says", language="en")
    assert find_blocks(report, pieces)[0] == replace(report, title="As the user says")
