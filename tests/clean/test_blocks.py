"""What holds for any text, and what the user says going before what the page says."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.effort import steps

from tallybook.clean import find_blocks
from tallybook.model import Report, Role

LINES = st.sampled_from(
    [
        "Read more",
        "Most read",
        "By AFP",
        "14:32 GMT",
        "Dear readers,",
        "Comments",
        "Advertisement",
        "Mine blast kills six in the hills",
        "Six people were killed on Friday, police said.",
        "",
        "© 2024 The Example Post",
        "Published: 3 May 2024",
        "- 12 dead",
        "Dead: 12",
        "Missing: 3",
        "Photo: A street. Ana Roe/AFP",
        "“Nobody came.”",
        "2 Min read",
        "Key points",
        "The Example Post",
        "We need your support to go on with our work.",
        "\r",
        "\t ",
        "\u2028",
    ]
)


def assert_partition(text: str) -> None:
    _, blocks = find_blocks(Report(text))
    at = 0
    for block in blocks:
        assert block.start == at
        assert block.end > block.start
        at = block.end
    assert at == len(text)


@settings(deadline=None)  # the first call loads the page's words
@given(st.text(max_size=400))
def test_blocks_partition_any_text(text: str) -> None:
    assert_partition(text)


@settings(deadline=None)
@given(st.lists(LINES, max_size=25).map("\n".join))
def test_blocks_partition_any_page(text: str) -> None:
    assert_partition(text)


def test_no_text_has_no_block() -> None:
    assert find_blocks(Report(""))[1] == ()
    assert [block.role for block in find_blocks(Report(" \n"))[1]] == [Role.BOILERPLATE]


def test_what_the_user_says_stays() -> None:
    text = (
        "Example Post\n\nBlast kills six\n\nBy AFP\n3 May 2024\n\nSix people died, police said.\n"
    )
    given_by_user = Report(text, publisher="Other Post", published=date(2024, 5, 9), agency="dpa")
    report, _ = find_blocks(given_by_user)
    assert (report.publisher, report.published, report.agency) == (
        "Other Post",
        date(2024, 5, 9),
        "dpa",
    )
    assert report.title == "Blast kills six"


def test_a_dateline_without_a_year_dates_nothing() -> None:
    text = "Blast kills six miners\n\nKYIV, Dec 17 (Reuters) — Six miners died, police said.\n"
    report, _ = find_blocks(Report(text))
    assert (report.published, report.agency) == (None, "Reuters")
    dated, _ = find_blocks(Report(text + "\n© 2024 The Example Post\n"))
    assert (dated.published, dated.publisher) == (date(2024, 12, 17), "The Example Post")


def test_a_photo_credit_is_not_the_maker_of_the_text() -> None:
    text = "Blast kills six miners\n\nTASS VIA KCNA / AFP\n\nSix miners died, police said.\n"
    report, blocks = find_blocks(Report(text))
    assert report.agency is None
    assert Role.CAPTION in {block.role for block in blocks}


def test_published_and_modified_are_kept_apart() -> None:
    text = (
        "Blast kills six miners\n"
        "Published 17 December 2024, updated 18 December 2024\n"
        "Six miners died in the blast, police said.\n"
    )
    report, _ = find_blocks(Report(text))
    assert (report.published, report.modified) == (date(2024, 12, 17), date(2024, 12, 18))


def test_two_dates_in_the_news_are_not_the_page_s() -> None:
    text = "Blast kills six miners\n\nThe blast of 3 May 2021 killed 51. On 4 May 2022 six died.\n"
    assert find_blocks(Report(text))[0].published is None


def test_other_languages_are_told_apart() -> None:
    spanish = "Al menos seis mineros murieron en la explosión de una mina en el norte del país."
    assert find_blocks(Report(spanish))[0].language == "es"
    assert find_blocks(Report("Шестеро шахтёров погибли при взрыве."))[0].language == "ru"
    assert find_blocks(Report("..."))[0].language is None


def test_one_long_line_is_soon_read() -> None:
    text = "Six miners were killed, police said. " * 300_000  # 11 million characters
    assert_partition(text)
    assert_partition("word " * 1_000_000)


def test_many_lines_are_linear_too() -> None:
    page = "Mine blast kills six\n\nSix people were killed on Friday, police said.\n2 Min read\n\n"
    assert_partition(page * 5_000)
    few, many = (steps(find_blocks, Report(page * count)) for count in (500, 4_000))
    assert many < 8 * 1.2 * few


def test_a_communique_is_news_though_it_says_we_and_you() -> None:
    text = (
        "LIMA, 9 JAN 90 (RADIO AURORA) -- [COMMUNIQUE] WE REPORT TO OUR PEOPLE THAT\n"
        "WE HAVE KILLED 14 SOLDIERS.  WE ASK YOU TO SUPPORT THE STRIKE AND TO JOIN\n"
        "US IN THE STREETS OF THE CAPITAL ON MONDAY.  OUR LOSSES WERE TWO DEAD AND\n"
        "FIVE WOUNDED.\n"
    )
    report, blocks = find_blocks(Report(text))
    assert [block.role for block in blocks] == [Role.BODY]
    assert (report.published, report.agency) == (date(1990, 1, 9), "Radio Aurora")


def test_a_dateline_makes_a_paragraph_however_it_ends() -> None:
    text = "LIMA (PERU), 9 JAN 90 -- [TEXT] THE DEAD ARE THESE:\n\n   1. ANA ROE\n   2. LI WU\n"
    report, blocks = find_blocks(Report(text))
    assert blocks[0].role is Role.BODY
    assert report.title is None


def test_a_dash_after_a_date_is_no_dateline() -> None:
    text = "It was a hot day on Saturday 31 August 2013 – a feast day – when six miners died.\n" * 2
    assert find_blocks(Report(text))[0].published is None


def test_a_sentence_that_begins_with_by_is_no_byline() -> None:
    text = "By evening the mortuary had received 43 bodies."
    assert [block.role for block in find_blocks(Report(text))[1]] == [Role.BODY]
    assert [
        block.role for block in find_blocks(Report(f"Blast kills 43\n\nBy Jane Doe\n\n{text}"))[1]
    ] == [
        Role.HEADLINE,
        Role.BYLINE,
        Role.BODY,
    ]


def test_each_block_says_why_it_has_its_role() -> None:
    text = "Blast kills 43\n\nBy Jane Doe\n\nSix people died in it, police said.\n\nSubscribe now\n"
    _, blocks = find_blocks(Report(text))
    assert [(block.role, block.why) for block in blocks] == [
        (Role.HEADLINE, "a short line without an end mark"),
        (Role.BYLINE, "names or dates, as bylines have them"),
        (Role.BODY, "reads as prose"),
        (Role.BOILERPLATE, "asks, sells or steers"),
    ]
