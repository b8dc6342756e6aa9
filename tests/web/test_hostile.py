"""Foreign text that wants to be more than text, on every page of the site."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from tests.web.axe import faults
from tests.web.conftest import Site, Visit
from tests.web.hostile import write_ledger

LARGEST = 300_000


@pytest.fixture(scope="module")
def hostile(
    tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., Site]
) -> tuple[Site, dict[str, str]]:
    path = Path(tmp_path_factory.mktemp("hostile")) / "hostile.db"
    reports = write_ledger(path)
    return serve(path), reports


@pytest.fixture(scope="module")
def pages(hostile: tuple[Site, dict[str, str]]) -> list[str]:
    site, reports = hostile
    view = site.desk.view()
    tallies = [f"/tallies/{name}" for name in view.tallies]
    return [
        *("/", "/map", "/sources", "/reports", "/search?q=people", "/search?q=<script>", "/paste"),
        *tallies,
        *(f"{each}/report" for each in tallies),
        *(f"{each}/embed" for each in tallies),
        *(f"/reports/{each}" for each in reports.values()),
    ]


def test_no_page_runs_what_it_shows(
    visiting: Callable[..., Visit], hostile: tuple[Site, dict[str, str]], pages: list[str]
) -> None:
    visit = visiting(hostile[0])
    for path in pages:
        page = visit.go(path)
        assert page.locator("h1").count() == 1, path
        assert page.evaluate("window.hacked") is None, path
        assert page.locator("img[onerror], a[href^='javascript:']").count() == 0, path
        assert faults(page) == [], path


def test_every_page_is_small_and_answers(
    hostile: tuple[Site, dict[str, str]], pages: list[str]
) -> None:
    for path in pages:
        answer = httpx.get(hostile[0].url(path), headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200, path
        assert int(answer.headers.get("content-length", answer.num_bytes_downloaded)) < LARGEST, (
            path
        )
        assert "\u202e" not in answer.text, path
        assert "\x00" not in answer.text, path


def test_files_keep_what_was_said_and_run_nothing(hostile: tuple[Site, dict[str, str]]) -> None:
    site = hostile[0]
    for name in site.desk.view().tallies:
        for form in ("csv", "json", "wikitext"):
            answer = httpx.get(site.url(f"/tallies/{name}.{form}"))
            assert answer.status_code == 200
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert not answer.headers["content-type"].startswith("text/html")
    assert httpx.get(site.url("/feed.atom")).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/tallies/none",
        "/tallies/%00",
        "/reports/none",
        "/sources/none",
        "/tallies/../../etc/passwd",
        "/static/x/../../../app.py",
        "/paste/none",
    ],
)
def test_what_is_not_there_is_told(hostile: tuple[Site, dict[str, str]], path: str) -> None:
    answer = httpx.get(hostile[0].url(path))
    assert answer.status_code in (400, 404)
    assert "Traceback" not in answer.text
    assert "<h1>" in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "as_of=2025-99-99",
        "as_of=<script>",
        "policy=none",
        "convention=/etc/passwd",
        "page=-1",
        "page=99999999999999999999",
        "since=soon",
        "scale=cubic",
        "part=0",
        "statements=-3",
        "q=" + "x" * 5000,
    ],
)
def test_absurd_questions_are_answered_in_words(
    hostile: tuple[Site, dict[str, str]], pages: list[str], query: str
) -> None:
    tally = next(path for path in pages if path.startswith("/tallies/"))
    report = next(path for path in pages if path.startswith("/reports/"))
    for path in ("/", "/map", "/sources", "/reports", "/search?q=people", tally, report):
        joined = f"{path}{'&' if '?' in path else '?'}{query}"
        answer = httpx.get(hostile[0].url(joined))
        assert answer.status_code in (200, 400, 404), joined
        assert "Traceback" not in answer.text, joined
