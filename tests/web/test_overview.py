"""The overview in a browser: stories, filters, chips, orders, pages, and what is shown of each."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from tests.queries.made import told
from tests.web.axe import faults
from tests.web.conftest import Site, Visit

from tallybook.model import Place
from tallybook.model.reading import Reading
from tallybook.model.report import Report
from tallybook.store import Ledger

PAGES = ("/", "/?country=NP&grade=weak&q=kill", "/?sort=contested&measure=nothing")


@pytest.mark.parametrize(
    ("width", "dark", "paths"),
    [(1280, False, PAGES), (390, True, PAGES), (1280, True, PAGES[:1]), (390, False, PAGES[:1])],
)
def test_every_look_is_sound(
    visiting: Callable[..., Visit], site: Site, width: int, dark: bool, paths: tuple[str, ...]
) -> None:
    visit = visiting(site, width=width, dark=dark)
    for path in paths:
        page = visit.go(path)
        assert faults(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_story_has_its_answer_figures_news_and_rows(visit: Visit) -> None:
    page = visit.go("/")
    story = page.locator(".story").filter(
        has=page.locator("h2", has_text="People killed in Nepal by 8 June 2025")
    )
    assert story.locator(".story-day").inner_text() == "8 June 2025"
    assert "low rises from 176 to 178" in story.locator(".story-news").inner_text().casefold()
    told_of = story.locator(".story-facts").inner_text()
    for words in ("contested", "3 independent origins", "own side", "5 outlets"):
        assert words in told_of
    assert story.locator(".story-figure").inner_text().startswith("178")
    drawn = story.locator(".story-figure svg")
    assert "in 5 steps" in (drawn.get_attribute("aria-label") or "")
    rows = story.locator("tbody th").all_inner_texts()
    assert any(each.startswith("People wounded in Nepal") for each in rows)
    assert any("displaced in" in each for each in rows)


def test_who_is_silent_is_said(visit: Visit) -> None:
    page = visit.go("/?country=RU&q=kursk")
    assert "no figure from North Korea, Russia" in page.locator(".stories").inner_text()


def test_a_filter_narrows_is_shared_by_its_address_and_comes_off(visit: Visit) -> None:
    page = visit.go("/")
    page.get_by_label("Country").select_option("NP")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**country=NP**")
    assert page.locator(".story h2").count() > 0
    assert "Indonesia" not in page.locator(".stories").inner_text()
    page.get_by_label("What is counted").select_option("wounded")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**measure=wounded**")
    assert page.locator(".chip").count() == 2
    texts = page.locator(".story h2").all_inner_texts()
    assert texts
    assert all("wounded" in each.casefold() for each in texts)
    address = page.url
    page.goto(address)
    assert page.locator(".story h2").all_inner_texts() == texts
    page.locator(".chip", has_text="Wounded").click()
    page.wait_for_url(lambda url: "measure" not in url)
    assert page.locator(".chip").count() == 1


def test_a_second_value_widens(visit: Visit) -> None:
    page = visit.go("/?measure=missing&country=NP")
    alone = page.locator(".story, .story-rows tbody tr").count()
    page.get_by_label("What is counted").select_option("wounded")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**measure=wounded**")
    assert page.locator(".chip").count() == 3
    assert page.locator(".story, .story-rows tbody tr").count() > alone


def test_what_fits_nothing_says_so_and_helps(visit: Visit) -> None:
    page = visit.go("/?measure=killed&q=zzz")
    assert "No tally fits all of these" in page.locator("main").inner_text()
    page.get_by_role("link", name="Take all off").click()
    page.wait_for_url(lambda url: "?" not in url)
    assert page.locator(".story").count() > 5


def test_the_order_is_chosen(visit: Visit) -> None:
    page = visit.go("/")
    page.get_by_label("Order").select_option("contested")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**sort=contested**")
    assert "contested" in page.locator(".story").first.inner_text()
    assert page.get_by_label("Order").input_value() == "contested"


def test_the_whole_story_is_a_link_away(visit: Visit) -> None:
    page = visit.go("/?country=NP")
    page.get_by_role("link", name="more of this story").first.click()
    page.wait_for_url("**story=**")
    assert page.locator("h1").inner_text().startswith("The whole story")
    assert page.locator(".story").count() > 6
    assert page.locator(".story-rows").count() == 0


def test_an_answer_leads_to_its_tally(visit: Visit) -> None:
    page = visit.go("/")
    href = page.locator(".story h2 a").first.get_attribute("href") or ""
    assert href.startswith("/tallies/")
    assert visit.site.desk.view().tallies[href.removeprefix("/tallies/")]


def test_the_page_works_without_script(visiting: Callable[..., Visit], site: Site) -> None:
    page = visiting(site, java_script_enabled=False).go("/")
    page.get_by_label("Words of the answer").fill("bajil")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**q=bajil**")
    assert "Bājil" in page.locator(".stories").inner_text()
    page.get_by_text("More filters").click()
    assert page.get_by_label("Said since").is_visible()


def test_numbers_and_days_are_the_readers(visiting: Callable[..., Visit], site: Site) -> None:
    page = visiting(site, locale="de-DE").go("/?country=NP&measure=displaced")
    assert "40.000" in page.locator(".story-figure").first.inner_text()
    assert "5. Juni 2025" in page.locator(".story-day").first.inner_text()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("since=soon", "since"),
        ("page=0", "page"),
        ("page=many", "page"),
        ("page=99999999999999999999", "page"),
    ],
)
def test_what_cannot_be_asked_is_told(site: Site, query: str, words: str) -> None:
    answer = httpx.get(site.url(f"/?{query}"))
    assert answer.status_code == 400
    assert words in answer.text.casefold()


@pytest.mark.parametrize(
    "query",
    [
        "measure=<script>alert(1)</script>&place=%E2%80%AEabc&q=%00%1b",
        "&".join(f"measure={n}" for n in range(800)),
        "story=" + "x" * 5_000,
        "q=" + "%27%22%3E" * 60,
        "since=0001-01-01&until=9999-12-31&sort=../..",
    ],
)
def test_absurd_addresses_get_a_safe_page(site: Site, query: str) -> None:
    answer = httpx.get(site.url(f"/?{query}"))
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "\u202e" not in answer.text


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., Site]) -> Site:
    """A ledger of 52 reports about as many places."""
    path = Path(tmp_path_factory.mktemp("long")) / "long.db"
    with Ledger(str(path), create=True) as ledger:
        for n in range(52):
            place = Place(f"T{n}", f"T{n}", ("NP",), None, 27.0 + n / 100, 84.0, "place")
            report = Report(f"At least {n + 2} people died.", publisher="The Paper", title=f"T{n}")
            _, (carrier,) = told(f"t{n}", [report.id], place=place, ends=(n + 2, None))
            claim = replace(carrier, place=place, start=0, end=10)
            ledger.add(Reading(report=report, claims=(claim,)))
    return serve(path)


def test_pages_follow_each_other(visiting: Callable[..., Visit], long_site: Site) -> None:
    page = visiting(long_site).go("/?sort=largest")
    assert page.locator(".story").count() == 50
    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**page=2**")
    assert "sort=largest" in page.url
    assert "Page 2 of 2" in page.get_by_role("navigation", name="Pages").inner_text()
    assert faults(page) == []
    assert page.locator(".story").count() == 2
    page.get_by_role("link", name="Previous").click()
    page.wait_for_url(lambda url: "page=" not in url)
    beyond = visiting(long_site).go("/?page=9")
    assert "There is no page 9" in beyond.locator("main").inner_text()


def test_a_ledger_without_claims_says_what_to_do(
    tmp_path: Path, serve: Callable[..., Site], visiting: Callable[..., Visit]
) -> None:
    with Ledger(str(tmp_path / "empty.db"), create=True):
        pass
    page = visiting(serve(tmp_path / "empty.db")).go("/")
    assert "tallybook add" in page.locator("main").inner_text()
    assert faults(page) == []
