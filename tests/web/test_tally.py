"""The page of a tally in a browser: told, asked otherwise, followed to its words, taken away."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from time import thread_time
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.claims import COUNTRY, claim, source
from tests.web.axe import faults
from tests.web.conftest import Site, Visit

from tallybook.model import Claim, Grade, Scope, Statement, Tally
from tallybook.queries import Desk
from tallybook.queries.asked import Asked, Otherwise
from tallybook.queries.tally_page import Turning, tally_page
from tallybook.queries.tally_said import STATEMENTS
from tallybook.queries.view import Head, View
from tallybook.store import Ledger

EVIL = "<script>document.title='taken'</script>\u202eevil"


def tally_of(site: Site, words: str) -> Tally:
    """The tally with most statements of which the answer says so."""
    found = [one for one in site.desk.view().tallies.values() if words in one.answer]
    return max(found, key=lambda one: len(one.statements))


@pytest.fixture(scope="session")
def kursk(site: Site) -> Tally:
    return tally_of(site, "neither North Korea nor Russia has given a figure")


def asked_in(page: Page) -> dict[str, str]:
    """What the address asks for."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_a_tally_is_told(
    visiting: Callable[..., Visit], site: Site, kursk: Tally, width: int, dark: bool
) -> None:
    page = visiting(site, width=width, dark=dark).go(f"/tallies/{kursk.id}?policy=majority")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(page) == []


def test_the_whole_argument_is_there(visit: Visit, kursk: Tally) -> None:
    page = visit.go(f"/tallies/{kursk.id}")
    main = page.locator("main")
    for words in (
        kursk.answer,
        "Neither North Korea nor Russia has given a figure.",
        "A genuine dispute",
        "A witness of its own. The first to give this figure.",
        "Policy bounds.",
        "Any figure that says “at most” would set the high, which is open.",
    ):
        expect(main).to_contain_text(words)
    assert page.locator(".said-row").count() == len(kursk.statements)
    assert page.locator(".steps tbody tr").count() == len(kursk.revisions)
    assert page.locator(".readout-low .readout-value").inner_text() == f"{kursk.low:,}"
    assert page.locator(".readout-high .readout-value").inner_text() == "open"


def test_the_slider_goes_back_through_the_days(visit: Visit, kursk: Tally) -> None:
    page = visit.go(f"/tallies/{kursk.id}")
    slider = page.get_by_role("slider", name="As known on")
    expect(slider).to_be_visible()
    slider.focus()
    with page.expect_navigation():
        page.keyboard.press("ArrowLeft")
    first, *_, last = (one.at for one in kursk.revisions)
    day = asked_in(page)["as_of"]
    assert first is not None
    assert last is not None
    assert first.isoformat() <= day < last.isoformat()
    wanted = next(one for one in kursk.revisions if str(one.at) == day)
    shown = page.locator(".readout-low .readout-value")
    assert shown.inner_text() == f"{wanted.low:,}"
    assert page.locator(".readout-high .readout-value").inner_text() == f"{wanted.high:,}"
    page.get_by_role("link", name="Back to the newest answer").click()
    assert "as_of" not in asked_in(page)
    assert shown.inner_text() == f"{kursk.low:,}"


def test_without_scripts_the_days_are_a_list(
    visiting: Callable[..., Visit], site: Site, kursk: Tally
) -> None:
    page = visiting(site, java_script_enabled=False).go(f"/tallies/{kursk.id}?policy=latest")
    choice = page.get_by_label("As known on")
    assert choice.evaluate("(one) => one.tagName") == "SELECT"
    day = kursk.revisions[0].at
    assert day is not None
    choice.select_option(day.isoformat())
    page.get_by_role("button", name="Ask").click()
    assert asked_in(page)["as_of"] == day.isoformat()
    assert asked_in(page)["policy"] == "latest"
    expect(page.locator(".tally-head .note")).to_contain_text("By the policy latest.")


def test_another_policy_changes_the_figures(visit: Visit, kursk: Tally) -> None:
    page = visit.go(f"/tallies/{kursk.id}")
    before = page.locator(".readout").inner_text()
    page.get_by_role("navigation", name="Policy").get_by_role("link", name="ucdp").click()
    assert asked_in(page) == {"policy": "ucdp"}
    assert page.locator(".readout").inner_text() != before
    expect(page.locator("#counted ~ div")).to_contain_text("Policy ucdp.")
    current = page.get_by_role("navigation", name="Policy").locator("[aria-current]")
    assert current.inner_text() == "ucdp"


def test_another_convention_counts_vague_words_anew(visit: Visit, kursk: Tally) -> None:
    page = visit.go(f"/tallies/{kursk.id}?as_of=2024-12-18")
    high = page.locator(".readout-high .readout-value")
    assert high.inner_text() == "999"
    page.get_by_role("navigation", name="Vague words").get_by_role("link", name="lowest").click()
    assert high.inner_text() == "open", "“several hundred” is then 300 or more"
    assert asked_in(page) == {"as_of": "2024-12-18", "convention": "lowest"}
    expect(page.locator("main")).to_contain_text("mean another interval")


def test_a_speaker_leads_to_all_that_the_source_said(visit: Visit, kursk: Tally) -> None:
    page = visit.go(f"/tallies/{kursk.id}")
    name = page.locator(".said-who a").first
    told = name.inner_text()
    name.click()
    page.wait_for_url("**/sources/*")
    assert page.locator("h1").inner_text().casefold() in told.casefold()


def test_a_fold_opens_and_a_quotation_is_followed(visit: Visit, kursk: Tally) -> None:
    page = visit.go(f"/tallies/{kursk.id}")
    row = page.locator(".said-row").first
    link = row.locator(".carriers a").first
    expect(link).to_be_hidden()
    row.locator("summary").click()
    expect(link).to_be_visible()
    address = link.get_attribute("href") or ""
    name = kursk.statements[0].carriers[0]
    told = visit.site.desk.view().claims[name]
    assert urlsplit(address).path == f"/reports/{told.report}"
    assert urlsplit(address).fragment == f"claim-{name}"
    link.click()
    expect(page.locator(f"#claim-{name}")).to_be_visible()


def test_it_is_taken_away(visit: Visit, kursk: Tally) -> None:
    page = visit.go(f"/tallies/{kursk.id}?policy=latest")
    texts: dict[str, str] = {}
    for name in ("CSV", "JSON", "Wikitext"):
        with page.expect_download() as caught:
            page.locator(".takes").get_by_role("link", name=name).click()
        path = Path(caught.value.path())
        assert kursk.id in caught.value.suggested_filename
        texts[name] = path.read_bytes().decode()
    rows = list(csv.DictReader(io.StringIO(texts["CSV"], newline="")))
    assert [row["statement"] for row in rows] == [one.id for one in kursk.statements]
    told = json.loads(texts["JSON"])
    assert (told["id"], told["policy"]) == (kursk.id, "latest")
    assert told["argument"]["bounds"]
    assert texts["Wikitext"].count("{{cite web") > 1


def test_the_beginning_of_an_id_is_enough(site: Site, kursk: Tally) -> None:
    found = httpx.get(site.url(f"/tallies/{kursk.id[:9]}?policy=ucdp"))
    assert found.status_code == 307
    assert found.headers["location"] == f"/tallies/{kursk.id}?policy=ucdp"


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        ("policy=guess", 400, "guess"),
        ("convention=../x.toml", 400, "convention"),
        ("as_of=yesterday", 400, "yesterday"),
        ("on=2024-02-31", 400, "2024-02-31"),
        ("scale=cubic", 400, "cubic"),
        ("statements=0", 400, "statements"),
        ("statements=many", 400, "statements"),
        ("statements=999999", 200, ""),
        ("clashes=999&steps=999&moves=999", 200, ""),
        ("as_of=1000-01-01", 200, "Nothing that answers this"),
        ("as_of=2999-12-31&on=2999-12-31", 200, ""),
        ("as_of=0001-01-01", 400, "too far away"),
        ("on=9999-12-31", 400, "too far away"),
        ("policy=" + "x" * 300, 400, "policy"),
    ],
)
def test_what_cannot_be_asked_is_told(
    site: Site, kursk: Tally, asked: str, status: int, words: str
) -> None:
    found = httpx.get(site.url(f"/tallies/{kursk.id}?{asked}"), timeout=60)
    assert found.status_code == status
    assert words.casefold() in found.text.casefold()


def test_what_there_is_not_says_so(site: Site) -> None:
    for path in ("/tallies/feedfacefeedface", "/tallies/feedface.csv", "/tallies/%3Cscript%3E"):
        found = httpx.get(site.url(path))
        assert found.status_code == 404
        assert "<script>" not in found.text.replace('<script src="', "")


def test_before_all_reports_nothing_answers(visit: Visit, kursk: Tally) -> None:
    page = visit.go(f"/tallies/{kursk.id}?as_of=2001-01-01")
    expect(page.locator(".answer")).to_contain_text("Nothing that answers this had been published")
    assert faults(page) == []
    page.locator(".lead a").click()
    assert page.url.endswith(kursk.id)


def test_a_withdrawn_tally_tells_what_it_was(
    visiting: Callable[..., Visit], own_site: Site
) -> None:
    view = own_site.desk.view()
    tally = next(iter(view.tallies.values()))
    with Ledger(str(own_site.desk.ledger.path)) as ledger:
        ledger.record_revisions([*view.tallies.values(), replace(tally, id="feedfacefeedface")])
        ledger.record_revisions(view.tallies.values())
    visit = visiting(own_site)
    visit.expect_fault("410")
    page = visit.go("/tallies/feedfacefeedface")
    expect(page.locator(".answer")).to_contain_text("Nothing that the ledger now counts asks this")
    expect(page.locator("main")).to_contain_text(tally.answer)
    assert faults(page) == []
    page.locator(".lead a").click()
    assert page.url.endswith(tally.id)
    page.wait_for_load_state("networkidle")


def _made(count: int, carriers: int) -> tuple[Tally, dict[str, Claim]]:
    """A tally of so many statements, the first with so many carriers, and nothing else said."""
    claims: dict[str, Claim] = {}
    statements: list[Statement] = []
    for number in range(count):
        told = [
            claim(str(100 + number), place=COUNTRY, scope=Scope.CUMULATIVE, report=f"r{number}",
                  published=date(2031, 1, 1 + number % 28), by=source(EVIL), publisher=EVIL,
                  start=200 * at)
            for at in range(carriers if number == 0 else 1)
        ]  # fmt: skip
        claims |= {one.id: one for one in told}
        statements.append(_statement(number, told))
    first = statements[0]
    made = Tally(
        id="0123456789abcdef", measure="killed", of=first.of, place=first.place, period=None,
        scope=Scope.CUMULATIVE, unit="person", low=None, best=None, high=None, grade=Grade.WEAK,
        policy="bounds", convention="default", as_of=date(2031, 2, 1), origins=1, sides=(),
        silent=(), contested=False, conflict=(), statements=tuple(statements), bounds=(),
        revisions=(), answer=f"People killed: {EVIL}.", name=EVIL,
    )  # fmt: skip
    return made, claims


def _statement(number: int, told: list[Claim]) -> Statement:
    one = told[0]
    return Statement(
        f"{number:016x}", EVIL, None, "killed", one.of, one.place, None, Scope.CUMULATIVE,
        one.quantity.low, one.quantity.high, "person", "claimed", one.published,
        tuple(each.id for each in told),
    )  # fmt: skip


@pytest.fixture
def made_site(serve: Callable[..., Site], tmp_path: Path) -> Callable[..., Site]:
    """A site whose view is made by hand."""
    path = tmp_path / "empty.db"
    Ledger(str(path), create=True).close()

    def run(tally: Tally, claims: dict[str, Claim]) -> Site:
        site = serve(path)
        now = site.desk.view()
        heads = {
            name: Head(name, None, EVIL, None, EVIL, "en", None, None, None, None, 10)
            for name in {one.report for one in claims.values()}
        }
        view = View(
            99, datetime.now(UTC), {tally.id: tally}, claims, heads, now.measures, now.sides
        )
        site.desk._view = view
        return site

    return run


def test_a_long_tally_is_told_a_page_at_a_time(
    visiting: Callable[..., Visit], made_site: Callable[..., Site]
) -> None:
    tally, claims = _made(60, 5_000)
    page = visiting(made_site(tally, claims)).go(f"/tallies/{tally.id}")
    assert page.locator(".said-row").count() == STATEMENTS
    expect(page.locator("main")).to_contain_text("and 4,988 more")
    expect(page.locator("main")).to_contain_text("Nothing that was said sets a least number.")
    assert page.title() != "taken"
    assert "⟦RLO⟧" in page.locator(".kicker").inner_text()
    assert faults(page) == []
    page.get_by_role("link", name="After →").first.click()
    assert page.locator(".said").get_attribute("start") == str(STATEMENTS + 1)


def test_a_huge_tally_is_small_on_its_way(made_site: Callable[..., Site]) -> None:
    tally, claims = _made(5_000, 5_000)
    site = made_site(tally, claims)
    found = httpx.get(site.url(f"/tallies/{tally.id}?statements=200"), timeout=60)
    assert found.text.count("said-row") == STATEMENTS
    assert len(found.content) < 300_000
    lines = httpx.get(site.url(f"/tallies/{tally.id}.csv"), timeout=60).text.count("\r\n")
    assert lines == 5_001


def test_a_page_of_a_huge_tally_takes_no_time(made_site: Callable[..., Site]) -> None:
    tally, claims = _made(5_000, 50_000)
    site = made_site(tally, claims)
    view, desk = site.desk.view(), site.desk
    _told(desk, view, tally)
    begun = thread_time()
    for number in range(1, 11):
        _told(desk, view, tally, number)
    assert (thread_time() - begun) / 10 < 0.05


def _told(desk: Desk, view: View, tally: Tally, number: int = 1) -> None:
    found = Otherwise(tally, view.claims)
    tally_page(desk, view, tally, Asked(), found, Turning(statements=number))
