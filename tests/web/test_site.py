"""What holds for every page: headers, hosts, foreign forms, faults told, themes, no axe fault."""

from collections.abc import Callable

import httpx
import pytest
from tests.web.axe import faults
from tests.web.conftest import Site, Visit


def test_the_first_page_is_sound(visit: Visit) -> None:
    page = visit.go("/")
    assert page.locator("h1").count() == 1
    assert faults(page) == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_nothing_is_wider_than_the_window(
    visiting: Callable[..., Visit], site: Site, width: int, dark: bool
) -> None:
    page = visiting(site, width=width, dark=dark).go("/")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width
    assert faults(page) == []


def test_the_theme_is_switched_and_kept(visit: Visit) -> None:
    page = visit.go("/")
    page.get_by_role("button", name="Switch between light and dark").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_a_foreign_name_is_refused(site: Site) -> None:
    answer = httpx.get(site.url("/"), headers={"Host": "example.org"})
    assert answer.status_code == 403
    assert "--allow-name" in answer.text


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.org"}]
)
def test_a_foreign_form_is_refused(site: Site, headers: dict[str, str]) -> None:
    assert httpx.post(site.url("/"), headers=headers).status_code == 403


def test_every_answer_has_a_strict_policy(site: Site) -> None:
    for path in ("/", "/nothing-here"):
        policy = httpx.get(site.url(path)).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_what_is_not_here_says_so(site: Site) -> None:
    answer = httpx.get(site.url("/nothing-here"))
    assert answer.status_code == 404
    assert "There is no page at /nothing-here" in answer.text


def test_a_page_that_the_browser_has_is_not_sent_again(site: Site) -> None:
    first = httpx.get(site.url("/"))
    again = httpx.get(site.url("/"), headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    other = {"If-None-Match": first.headers["etag"], "Accept-Language": "de"}
    assert httpx.get(site.url("/"), headers=other).status_code == 200
