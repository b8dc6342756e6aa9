"""The report page in a browser: a claim followed, a role switched, keys, a phone, huge and hostile
texts; and the list of reports."""

import gzip
import re
from collections.abc import Callable
from itertools import pairwise

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.web.axe import faults
from tests.web.conftest import Site, Visit
from tests.web.huge import tell_huge

from tallybook.queries import Head

LIVE = "The Daily Lantern"
WORDS = """(reading) => [...reading.querySelectorAll(".txt")].map((each) => each.textContent)"""


def report_of(site: Site, publisher: str) -> Head:
    return next(head for head in site.desk.view().reports.values() if head.publisher == publisher)


def claims_of(site: Site, head: Head):
    found = [one for one in site.desk.view().claims.values() if one.report == head.id]
    return sorted(found, key=lambda one: (one.start, one.end, one.id))


@pytest.fixture
def live(site: Site) -> Head:
    return report_of(site, LIVE)


def lit(page: Page) -> str:
    """The words of the text that are lit up, in order."""
    return " ".join(page.locator(".txt .lit:not(.n)").all_text_contents())


def test_the_text_stands_as_it_was_read(visit: Visit, live: Head) -> None:
    page = visit.go(f"/reports/{live.id}")
    text = visit.site.desk.ledger.report(live.id).text
    shown = page.locator("[data-reading]").evaluate(WORDS)
    assert "\n".join(shown).split() == text.split()
    assert page.locator("h1").inner_text() == live.title
    for claim in claims_of(visit.site, live):
        assert page.locator(f"#claim-{claim.id}").count() == 1


def test_blocks_tell_their_role_and_posts_their_time(visit: Visit, live: Head) -> None:
    page = visit.go(f"/reports/{live.id}")
    assert page.locator(".r-headline .blk-role").inner_text() == "headline"
    times = page.locator(".blk-role time").all_inner_texts()
    assert [each.split()[-1] for each in times] == ["18:52", "16:20", "14:05", "11:30", "09:10"]


def test_a_claim_is_followed_to_its_note_and_its_tally(visit: Visit, live: Head) -> None:
    page = visit.go(f"/reports/{live.id}")
    one = next(each for each in claims_of(visit.site, live) if each.quantity.words == "at least 30")
    page.locator(f"#claim-{one.id}").click()
    note = page.locator(f"#note-{one.id}")
    expect(note).to_be_visible()
    told = note.inner_text()
    for words in ("at least 30", "North Korean", "Plekhovo", "over the weekend", "HUR", "reported"):
        assert words in told
    assert page.url.endswith(f"#claim-{one.id}")
    # side by side, the note beside its words
    words_at = page.locator(f"#claim-{one.id}").bounding_box()
    note_at = page.locator(f"#sum-{one.id}").bounding_box()
    assert words_at
    assert note_at
    assert abs(words_at["y"] - note_at["y"]) < 40
    assert note_at["x"] > words_at["x"] + words_at["width"]
    tally = note.locator('a[href^="/tallies/"]').first.get_attribute("href")
    assert tally
    assert tally.split("/")[2].split("#")[0] in visit.site.desk.view().tallies


def test_words_speaker_cue_and_note_light_up_together(visit: Visit, live: Head) -> None:
    page = visit.go(f"/reports/{live.id}")
    one = next(each for each in claims_of(visit.site, live) if each.quantity.words == "at least 30")
    page.locator(f"#claim-{one.id}").hover()
    assert lit(page) == "the HUR reported at least 30 North Koreans"
    assert page.locator(f'[data-claim="{one.id}"].lit').count() == 1
    page.locator(".txt .cue", has_text="reported").hover()
    assert lit(page) == "the HUR reported at least 30 North Koreans"
    page.mouse.move(0, 0)
    assert lit(page) == ""
    page.locator(f"#sum-{one.id}").focus()
    assert lit(page) == "the HUR reported at least 30 North Koreans"


def test_notes_in_the_margin_never_overlap(visit: Visit, site: Site) -> None:
    head = max(site.desk.view().reports.values(), key=lambda each: len(claims_of(site, each)))
    page = visit.go(f"/reports/{head.id}")
    page.locator(".fld summary").nth(1).click()
    page.wait_for_timeout(200)
    boxes = [each.bounding_box() for each in page.locator(".fld").all()]
    edges = [(box["y"], box["y"] + box["height"]) for box in boxes if box]
    assert len(edges) == len(claims_of(site, head))
    assert all(above[1] <= below[0] + 1 for above, below in pairwise(edges))


def test_a_role_is_switched_off_and_on(visit: Visit, live: Head) -> None:
    page = visit.go(f"/reports/{live.id}")
    post = page.locator(".r-post .txt").first
    expect(post).to_be_visible()
    page.get_by_label(re.compile(r"^\s*post")).uncheck()
    expect(post).to_be_hidden()
    expect(page.locator(".r-heading .txt").first).to_be_visible()
    page.get_by_label(re.compile(r"^\s*post")).check()
    expect(post).to_be_visible()


def test_keys_go_from_claim_to_claim(visit: Visit, live: Head) -> None:
    page = visit.go(f"/reports/{live.id}")
    claims = claims_of(visit.site, live)
    page.keyboard.press("n")
    assert lit(page) == ""  # single letters only where the focus is in the text
    page.get_by_role("button", name="Next claim").click()
    expect(page.locator(f"#claim-{claims[0].id}")).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator(f"#claim-{claims[1].id}")).to_be_focused()
    expect(page.locator(f"#note-{claims[1].id}")).to_be_visible()
    assert page.locator("[data-steps-at]").inner_text() == f"Claim 2 of {len(claims)}"
    page.keyboard.press("p")
    expect(page.locator(f"#claim-{claims[0].id}")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[data-reading]') !== null")


def test_a_claim_in_the_address_is_marked_also_without_script(
    visiting: Callable[..., Visit], site: Site, live: Head
) -> None:
    one = claims_of(site, live)[7]
    page = visiting(site, java_script_enabled=False).go(
        f"/reports/{live.id}?claim={one.id}#claim-{one.id}"
    )
    assert page.locator(f"#claim-{one.id}.lit").count() == 1
    expect(page.locator(f"#note-{one.id}")).to_be_visible()
    assert "quantity" in page.locator(f"#note-{one.id}").inner_text()  # why it was read so
    assert page.locator("[data-steps]").is_hidden()
    expect(page.locator(f"#claim-{one.id}")).to_be_in_viewport()
    page = visiting(site, java_script_enabled=False, height=300).go(
        f"/reports/{live.id}?claim={one.id}"
    )
    expect(page.locator(f"#claim-{one.id}")).to_be_in_viewport()


def test_the_page_as_it_was_fetched_is_told(visit: Visit, site: Site) -> None:
    ledger = site.desk.ledger
    kept = next(
        claim
        for claim in site.desk.view().claims.values()
        if claim.report in site.desk.view().reports and ledger.raw_span(claim)
    )
    page = visit.go(f"/reports/{kept.report}?claim={kept.id}")
    digest, start, _ = ledger.raw_span(kept) or ("", 0, 0)
    told = page.locator(f"#note-{kept.id}").inner_text()
    assert f"characters {start:,} to" in told
    assert digest[:8] in told


def test_an_unknown_report_says_so(site: Site) -> None:
    for path in ("/reports/nothing", "/reports/nothing/versions"):
        answer = httpx.get(site.url(path))
        assert answer.status_code == 404
        assert "no report" in answer.text


@pytest.mark.parametrize("query", ["?part=x", "?part=0", "?part=99999999999999999999"])
def test_an_absurd_part_is_refused(site: Site, live: Head, query: str) -> None:
    assert httpx.get(site.url(f"/reports/{live.id}{query}")).status_code == 400
    assert httpx.get(site.url(f"/reports/{live.id}?part=999")).status_code == 200


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_the_page_is_for_all(
    visiting: Callable[..., Visit], site: Site, live: Head, width: int, dark: bool
) -> None:
    visit = visiting(site, width=width, dark=dark)
    page = visit.go(f"/reports/{live.id}?claim={claims_of(site, live)[3].id}")
    page.locator(".fld summary").first.click()
    page.wait_for_timeout(200)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(page) == []


def test_on_a_phone_notes_fold_below_their_paragraph(
    visiting: Callable[..., Visit], site: Site, live: Head
) -> None:
    page = visiting(site, width=390, has_touch=True).go(f"/reports/{live.id}")
    one = next(each for each in claims_of(site, live) if each.quantity.words == "at least 30")
    note = page.locator(f"#note-{one.id}")
    expect(note).to_be_hidden()
    page.locator(f"#claim-{one.id}").tap()
    expect(note).to_be_visible()
    text = page.locator(f"#claim-{one.id}").locator("xpath=ancestor::p").bounding_box()
    fold = page.locator(f"#sum-{one.id}").bounding_box()
    assert text
    assert fold
    assert fold["y"] >= text["y"] + text["height"] - 1


# The list


def test_the_list_is_newest_first_and_filtered(visit: Visit, site: Site) -> None:
    page = visit.go("/reports")
    days = [head.published for head in site.desk.view().reports.values()]
    assert page.locator(".rep").count() == min(50, len(days))
    shown = [str(each) for each in sorted(filter(None, days), reverse=True)]
    assert page.locator(".day h2").first.inner_text().endswith(shown[0][:4])
    page.get_by_label("Outlet or agency").fill("lantern")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**outlet=lantern**")
    outlets = page.locator(".rep-outlet").all_inner_texts()
    assert outlets
    assert all("Lantern" in one for one in outlets)
    page.get_by_role("link", name=re.compile("White House speaks")).click()
    expect(page.locator("h1")).to_have_text(re.compile("^Ukraine war live"))


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_the_list_is_for_all(
    visiting: Callable[..., Visit], site: Site, width: int, dark: bool
) -> None:
    page = visiting(site, width=width, dark=dark).go("/reports")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(page) == []


@pytest.mark.parametrize("query", ["from=2024-02-31", "to=yesterday", "page=0"])
def test_what_the_list_cannot_be_asked(site: Site, query: str) -> None:
    assert httpx.get(site.url(f"/reports?{query}")).status_code == 400


def test_a_list_that_fits_nothing_says_so(site: Site) -> None:
    told = httpx.get(site.url("/reports?text=xyzzy&page=70")).text
    assert "No report fits" in told


# Absurd and hostile texts


@pytest.fixture(scope="module")
def huge(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., Site]) -> Site:
    return serve(tell_huge(tmp_path_factory.mktemp("huge")))


def named(site: Site, title: str) -> Head:
    return next(one for one in site.desk.view().reports.values() if one.title == title)


@pytest.mark.parametrize("title", ["Many", "One"])
def test_a_long_text_comes_in_parts_of_a_size_that_loads(huge: Site, title: str) -> None:
    head = named(huge, title)
    first = httpx.get(huge.url(f"/reports/{head.id}"))
    assert "Next part" in first.text
    assert len(gzip.compress(first.content, 4)) < 300_000
    last = httpx.get(huge.url(f"/reports/{head.id}?part=999"))
    assert "Previous part" in last.text


def test_a_claim_of_another_part_opens_that_part(
    visiting: Callable[..., Visit], huge: Site
) -> None:
    head = named(huge, "Many")
    one = claims_of(huge, head)[640]
    page = visiting(huge).go(f"/reports/{head.id}#claim-{one.id}")
    page.wait_for_url(re.compile(r"\?claim="))
    expect(page.locator(f"#claim-{one.id}.lit")).to_be_in_viewport()


def test_hostile_words_are_only_words(visiting: Callable[..., Visit], huge: Site) -> None:
    visit = visiting(huge)
    page = visit.go("/reports")
    assert "1 place gave no report" in page.locator("main").inner_text()
    head = next(one for one in huge.desk.view().reports.values() if one.path)
    page = visit.go(f"/reports/{head.id}")
    assert "taken" not in page.title() or "<script>" in page.title()
    assert page.locator('a[href^="javascript"]').count() == 0
    assert page.locator("main script, main img").count() == 0
    assert "⟦RLO⟧" in page.locator(".txt").nth(1).inner_text()
    assert "\u202e" not in page.content()
    page.locator(".fld summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert faults(page) == []
