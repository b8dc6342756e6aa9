"""Bad input: other languages, figures that nobody can tell, noise. Said so, never mis-read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallybook.clean import find_blocks
from tallybook.extract.embedded import Extraction, ExtractOptions, extract
from tallybook.model import Report

ENGLISH = "At least 12 people were killed in the strike on the town, the mayor said."
SPANISH = (
    "Al menos 12 personas murieron y 40 resultaron heridas en el ataque contra la ciudad, "
    "informó la policía local."
)


def read(text: str, stated: str | None = None) -> Extraction:
    report, blocks = find_blocks(
        Report(text=text, published=date(2024, 12, 18), language=stated, path="page.txt")
    )
    return extract(report, blocks, ExtractOptions(language_stated=stated is not None))


def figures(text: str, stated: str | None = None) -> list[tuple[str, object]]:
    return [(claim.text, claim.quantity.low) for claim in read(text, stated).claims]


def test_a_report_in_another_language_says_so() -> None:
    extraction = read(SPANISH)
    assert extraction.claims == ()
    (problem,) = extraction.problems
    assert problem.reason == "it is written in Spanish (es); only English is read"
    assert problem.remedy == "if it is not, say so: --language en"
    assert problem.where == "page.txt"


def test_a_paragraph_in_another_language_is_left_out_and_named() -> None:
    text = f"{ENGLISH}\n\n{SPANISH}\n\nAnother 3 people were wounded on Monday."
    extraction = read(text)
    assert [claim.text for claim in extraction.claims] == [
        "At least 12 people",
        "Another 3 people",
    ]
    (problem,) = extraction.problems
    assert "a paragraph of it in Spanish (es) left out" in problem.reason
    assert problem.start is not None
    assert text[problem.start : problem.end] == SPANISH


def test_the_user_knows_the_language_best() -> None:
    assert read(SPANISH, "en").problems == ()
    assert read(ENGLISH, "es").problems != ()
    assert read(ENGLISH, "es").claims == ()


def test_a_country_beside_the_language_makes_no_difference() -> None:
    report, blocks = find_blocks(Report(text=ENGLISH, language="en-GB"))
    assert len(extract(report, blocks).claims) == 1


def test_what_the_page_says_of_itself_yields_to_its_text() -> None:
    report, blocks = find_blocks(Report(text=ENGLISH, language="es"))
    assert len(extract(report, blocks).claims) == 1
    report, blocks = find_blocks(Report(text=SPANISH, language="en"))
    assert extract(report, blocks).claims == ()
    assert len(extract(report, blocks).problems) == 1


@pytest.mark.parametrize(
    "headline", ["Kyiv strike kills 12", "Al-Shabaab attack in Mogadishu kills seven"]
)
def test_a_short_headline_is_read(headline: str) -> None:
    assert read(headline).problems == ()
    assert len(read(headline).claims) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1.204 people were killed in the flood.", "1.204 people"),
        ("At least 1.204 people were killed in the flood.", "At least 1.204 people"),
        ("1,20,4 people were killed.", "1,20,4 people"),
        ("1,2345 people were killed.", "1,2345 people"),
        ("1,204.500 people were killed.", "1,204.500 people"),
        ("1.204,50 people were killed.", "1.204,50 people"),
        ("1 2 people were killed in the flood.", "1 2 people"),
        ("3O people were killed in the flood.", "3O people"),
        ("l2 people were killed in the flood.", "l2 people"),
        ("12,5OO people were displaced by the flood.", "12,5OO people"),
        ("З people were killed in the flood.", "З people"),
        ("ЗО people were killed in the flood.", "ЗО people"),
        ("1٢ people were killed in the flood.", "1٢ people"),
        ("Ⅻ people were killed.", "Ⅻ people"),
        ("12² people were killed.", "12² people"),
        ("The flood caused €1.204 in damage.", "€1.204"),
    ],
)
def test_a_figure_that_cannot_be_told_is_a_problem(text: str, words: str) -> None:
    extraction = read(text)
    assert extraction.claims == ()
    (problem,) = extraction.problems
    assert problem.reason == f"the figure in {words!r} cannot be told"
    assert problem.start is not None
    assert text[problem.start : problem.end] == words


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("１２ people were killed in the flood.", 12),
        ("１，２００ people were killed in the flood.", 1200),
        ("٣٠ people were killed in the flood.", 30),
        ("१२ people were killed in the flood.", 12),
        ("𝟛𝟘 people were killed in the flood.", 30),
        ("12.345.678 people were displaced by the war.", 12_345_678),
        ("In 2020 40 people were killed.", 40),
        ("On May 12 40 people were killed.", 40),
        ("The B52 bombers killed 12 people.", 12),
    ],
)
def test_digits_of_other_scripts_are_digits(text: str, low: int) -> None:
    assert [low for _, low in figures(text)] == [low]
    assert read(text).problems == ()


PIECES = st.sampled_from(
    [
        *("12", "1.204", "3O", "l2", "З", "٣٠", "1,20,4", "0", "-5", "1e9", "1/2", "½", "30%", "²"),
        *("a month", "every 10 minutes", "a quarter of", "per", "each", "a day later", "and", "or"),
        *("people", "soldiers", "drones", "homes", "killed", "wounded", "were killed", "died"),
        *("died of", "the mayor said", "at least", "up to", "between", "$", "€", "million", "\n"),
        *("\n\n", "\t", "|", "...", "“", "”", "(", ")", "—", "\u200b", "\u202e", "\ufeff", "😀"),
        *("personas murieron en el ataque", "погибли люди", "没有人", "-\n", "ki11ed", "pe0ple"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_no_noise_makes_it_fail_and_every_claim_stands_in_the_text(text: str) -> None:
    for claim in read(text).claims:
        assert text[claim.start : claim.end] == claim.text
        assert claim.quantity.words in text or not claim.quantity.words


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_no_text_makes_it_fail(text: str) -> None:
    read(text)


@pytest.mark.parametrize("end", ["P7", "P7.", "N1,", "from P5,000 to P7", "K2 - 9.", "P3-"])
def test_a_text_may_end_behind_a_letter_and_digits(end: str) -> None:
    """A letter before digits may be a sign of money; what follows the text's end is nothing."""
    assert ("Three men", 3) in figures(f"Three men were killed near {end}")
