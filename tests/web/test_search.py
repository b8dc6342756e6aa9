"""Search in a browser: from any page, by kind, marked, followed, and helpful where nothing is."""

import re
from collections.abc import Callable

import httpx
import pytest
from tests.web.axe import faults
from tests.web.conftest import Site, Visit

PAGES = ("/search", "/search?q=bajil", "/search?q=people&kind=claims&page=2", "/search?q=krusk")


@pytest.mark.parametrize(
    ("width", "dark", "paths"),
    [(1280, False, PAGES), (390, True, PAGES), (1280, True, PAGES[1:2]), (390, False, PAGES[1:2])],
)
def test_every_look_is_sound(
    visiting: Callable[..., Visit], site: Site, width: int, dark: bool, paths: tuple[str, ...]
) -> None:
    visit = visiting(site, width=width, dark=dark)
    for path in paths:
        page = visit.go(path)
        assert faults(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_search_from_any_page_finds_marks_and_leads_on(visit: Visit) -> None:
    page = visit.go("/")
    box = page.get_by_role("searchbox", name="Search")
    box.fill("baj")
    box.press("Enter")
    page.wait_for_url("**/search?q=baj**")
    tallies = page.get_by_role("region", name="Tallies")
    assert "Bājil" in tallies.locator("mark").all_inner_texts()
    href = tallies.locator("a").first.get_attribute("href") or ""
    assert href.removeprefix("/tallies/") in visit.site.desk.view().tallies
    place = page.get_by_role("region", name="Places").get_by_role("link")
    place.click()
    page.wait_for_url("**/?place=B**")
    assert "Bājil" in page.locator(".stories").inner_text()


def test_the_words_of_a_report_lead_to_the_sentence(visit: Visit) -> None:
    page = visit.go("/search?q=soldiers&kind=claims")
    href = page.locator(".hit a").first.get_attribute("href") or ""
    report, _, claim = href.partition("?claim=")
    assert report.removeprefix("/reports/") in visit.site.desk.view().reports
    name, _, anchor = claim.partition("#")
    assert name in visit.site.desk.view().claims
    assert anchor == f"claim-{name}"


def test_one_kind_is_shown_alone(visit: Visit) -> None:
    page = visit.go("/search?q=people")
    page.get_by_role("link", name=re.compile(r"^All [\d,]+ claims$")).click()
    page.wait_for_url("**kind=claims**")
    assert page.locator(".hits").count() == 1
    page.get_by_role("link", name="Everything").click()
    page.wait_for_url(lambda url: "kind" not in url)
    assert page.locator(".hits").count() > 1


def test_a_slip_is_helped(visit: Visit) -> None:
    page = visit.go("/search?q=krusk")
    assert "Nothing here has the word “krusk”" in page.locator("main").inner_text()
    page.get_by_role("link", name="kursk").click()
    page.wait_for_url("**q=kursk**")
    assert page.locator(".hits").count() > 0


def test_words_that_never_meet_say_so(visit: Visit) -> None:
    page = visit.go("/search?q=kursk+lombok")
    assert "Nothing here has all of these words together" in page.locator("main").inner_text()


def test_nothing_asked_explains(visit: Visit) -> None:
    page = visit.go("/search")
    assert "“1268” finds “1,268”" in page.locator("main").inner_text()
    assert page.locator(".search-words").evaluate("each => each === document.activeElement")


def test_the_id_of_a_tally_is_an_answer(visit: Visit) -> None:
    name = next(iter(visit.site.desk.view().tallies))
    page = visit.go(f"/search?q={name[:8]}")
    assert page.locator(f".note a[href='/tallies/{name}']").count() == 1


@pytest.mark.parametrize(
    "query",
    [
        "q=<script>alert(1)</script>",
        "q=%E2%80%AEsdrawkcab",
        "q=" + "a" * 5_000,
        "q=%00&kind=nothing",
        "q=" + "+".join("abcdefghijklmnopqrstuvwxyz"),
    ],
)
def test_absurd_queries_get_a_safe_page(site: Site, query: str) -> None:
    answer = httpx.get(site.url(f"/search?{query}"))
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "\u202e" not in answer.text


def test_a_page_that_is_none_is_told(site: Site) -> None:
    assert httpx.get(site.url("/search?q=a&page=0")).status_code == 400
