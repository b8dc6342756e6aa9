"""The versions of an edited page: what changed, silently or not, and any two compared."""

import re
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import expect
from tests.web.axe import faults
from tests.web.conftest import Site, Visit
from tests.web.edited import tell_edited

from tallybook.queries import Head


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., Site]) -> Site:
    return serve(tell_edited(tmp_path_factory.mktemp("edited")))


@pytest.fixture
def head(edited: Site) -> Head:
    (found,) = edited.desk.view().reports.values()
    return found


def test_the_report_leads_to_its_versions(
    visiting: Callable[..., Visit], edited: Site, head: Head
) -> None:
    page = visiting(edited).go(f"/reports/{head.id}")
    assert "Version 3 of 3" in page.locator(".rpt-versions").inner_text()
    page.get_by_role("link", name="See what changed").click()
    expect(page.locator(".ver")).to_have_count(3)
    rows = [one.inner_text() for one in page.locator(".ver").all()]
    assert "Openly" in rows[0]
    assert "Silently" in rows[1]
    assert re.search(r"12\s*→\s*became\s*17|12\s*→\s*17", rows[1])
    assert "claim came" in rows[1]
    assert "Nine people" in rows[1]
    assert "claim went" in rows[1]
    assert "40 soldiers" in rows[1]
    assert "The first that was read" in rows[2]


def test_two_versions_are_compared_word_by_word(
    visiting: Callable[..., Visit], edited: Site, head: Head
) -> None:
    page = visiting(edited).go(f"/reports/{head.id}/versions")
    page.get_by_label("Compare version").select_option("1")
    page.get_by_label("with version").select_option("3")
    page.get_by_role("button", name="Compare").click()
    assert "from=1&to=3" in page.url
    edit = page.locator(".diff-edited")
    assert "12" in edit.locator("del").inner_text()
    assert "15" in edit.locator("ins").inner_text()
    assert edit.locator(".diff-kind").inner_text() == "edited"
    assert page.locator(".diff-went").count() == 1
    assert page.locator(".diff-came").count() == 2


def test_an_older_version_is_shown_with_its_own_claims(
    visiting: Callable[..., Visit], edited: Site, head: Head
) -> None:
    page = visiting(edited).go(f"/reports/{head.id}/versions")
    page.get_by_role("link", name="12 people").first.click()
    assert "older version" in page.locator("main").inner_text()
    expect(page.locator(".txt .lit", has_text="12 people")).to_be_visible()
    page.get_by_role("link", name="the newest one").click()
    assert page.url == edited.url(f"/reports/{head.id}")


def test_the_words_of_the_fetched_page_keep_their_markup(
    visiting: Callable[..., Visit], edited: Site, head: Head
) -> None:
    claims = edited.desk.view().claims.values()
    one = next(claim for claim in claims if claim.text == "15 people")
    page = visiting(edited).go(f"/reports/{head.id}?claim={one.id}")
    assert "15</b> people" in page.locator(f"#note-{one.id} .raw").inner_text()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("from=2", "From version 2 to version 3"),
        ("to=2", "From version 1 to version 2"),
        ("from=3&to=1", "From version 1 to version 3"),
        ("from=1&to=900", "From version 1 to version 3"),
    ],
)
def test_pairs_are_asked_for_in_the_address(
    edited: Site, head: Head, query: str, told: str
) -> None:
    assert told in httpx.get(edited.url(f"/reports/{head.id}/versions?{query}")).text


def test_odd_pairs_do_no_harm(edited: Site, head: Head) -> None:
    path = f"/reports/{head.id}/versions"
    assert "From version" not in httpx.get(edited.url(f"{path}?from=2&to=2")).text
    assert httpx.get(edited.url(f"{path}?from=x")).status_code == 400
    assert httpx.get(edited.url(f"{path}?page=99")).status_code == 200


def test_a_page_of_one_version_says_so(site: Site) -> None:
    lone = next(iter(site.desk.view().reports))
    assert "in one version only" in httpx.get(site.url(f"/reports/{lone}/versions")).text


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_the_page_is_for_all(
    visiting: Callable[..., Visit], edited: Site, head: Head, width: int, dark: bool
) -> None:
    page = visiting(edited, width=width, dark=dark).go(f"/reports/{head.id}/versions?from=1&to=3")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(page) == []
