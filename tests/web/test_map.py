"""The map: areas shaded, only places dotted, links and scripts that lead to the same frames."""

import re
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import expect
from tests.web.axe import faults
from tests.web.conftest import Site, Visit

KURSK = "/map?box=31,49,41,53.5"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("path", ["/map", KURSK])
def test_it_is_sound_at_every_size(
    visiting: Callable[..., Visit], site: Site, width: int, dark: bool, path: str
) -> None:
    page = visiting(site, width=width, dark=dark).go(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(page) == []


def test_areas_are_shaded_and_only_places_are_dots(visit: Visit) -> None:
    page = visit.go(KURSK)
    expect(page.get_by_role("link", name=re.compile("^Kursk Oblast: .* a region"))).to_have_class(
        re.compile("map-region")
    )
    dots = page.locator(".map-dot[data-spot]")
    assert [dot.get_attribute("aria-label") for dot in dots.all()] == ["Plekhovo: 2 tallies"]
    hatched = page.locator(".map-patch.map-region .map-pattern")
    assert hatched.get_attribute("fill") == "url(#map-hatch-region)"


def test_a_mark_leads_to_what_was_said_there(visit: Visit) -> None:
    page = visit.go(KURSK)
    page.get_by_role("link", name=re.compile("^Plekhovo")).click()
    entry = page.locator(".map-place:target")
    expect(entry.get_by_role("heading")).to_contain_text("Plekhovo")
    entry.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/tallies/"))


def test_a_country_frames_and_filters(visit: Visit) -> None:
    page = visit.go("/map")
    page.get_by_role("navigation", name="Countries").get_by_role("link", name="Nepal").click()
    expect(page).to_have_url(re.compile("country=NP"))
    expect(page.locator(".map-group h2")).to_have_text([re.compile("Nepal"), re.compile("no map")])
    expect(page.locator(".map-part")).to_be_visible()


def test_a_measure_filters(visit: Visit) -> None:
    page = visit.go("/map?country=NP")
    page.get_by_label("What is counted").select_option("rescued")
    expect(page).to_have_url(re.compile("measure=rescued"))
    expect(page).to_have_url(re.compile("country=NP"))
    expect(page.locator(".map-place")).to_have_count(1)
    page.get_by_role("link", name="Show all").click()
    expect(page).to_have_url(re.compile("/map$"))


def test_what_no_map_shows_is_listed_with_the_reason(visit: Visit) -> None:
    page = visit.go("/map")
    nowhere = page.locator(".map-nowhere")
    expect(nowhere).to_contain_text("no place is named")
    assert nowhere.get_by_role("link").count() > 0


def test_the_map_moves_in_place(visit: Visit) -> None:
    page = visit.go(KURSK)
    page.evaluate("window.same = true")
    for name in ("Zoom in", "West", "Zoom out"):
        before = page.locator("[data-map]").get_attribute("data-box")
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.locator("[data-map]")).not_to_have_attribute("data-box", before or "")
        expect(page.get_by_role("link", name=name, exact=True)).to_be_focused()
    shown = page.locator("[data-map]").get_attribute("data-box") or ""
    assert shown.replace(",", "%2C") in page.url
    assert page.evaluate("window.same")
    page.reload()
    expect(page.locator("[data-map]")).to_have_attribute("data-box", shown)


def test_keys_move_it(visit: Visit) -> None:
    page = visit.go(KURSK)
    page.locator(".map-svg").focus()
    for key in ("ArrowLeft", "+", "-"):
        before = page.locator("[data-map]").get_attribute("data-box")
        page.keyboard.press(key)
        expect(page.locator("[data-map]")).not_to_have_attribute("data-box", before or "")
        expect(page.locator(".map-svg")).to_be_focused()
    expect(page.locator("[data-told]")).to_have_text(re.compile(r"places? in the frame"))


def test_a_mouse_drags_it(visit: Visit) -> None:
    page = visit.go(KURSK)
    before = page.locator("[data-map]").get_attribute("data-box") or ""
    seen = page.locator(".map-svg").bounding_box()
    assert seen is not None
    page.mouse.move(seen["x"] + 200, seen["y"] + 200)
    page.mouse.down()
    page.mouse.move(seen["x"] + 320, seen["y"] + 200, steps=4)
    page.mouse.up()
    expect(page.locator("[data-map]")).not_to_have_attribute("data-box", before)
    after = page.locator("[data-map]").get_attribute("data-box") or ""
    assert float(after.split(",")[0]) < float(before.split(",")[0])


def test_it_works_without_scripts(visiting: Callable[..., Visit], site: Site) -> None:
    page = visiting(site, java_script_enabled=False).go(KURSK)
    page.get_by_role("link", name="Zoom in", exact=True).click()
    page.wait_for_url("**box=**")
    page.get_by_role("link", name="All places").click()
    page.wait_for_url(lambda url: "box=" not in url)
    assert page.locator(".map-dot").count() > 0


def test_a_keyboard_passes_the_map_by(visit: Visit) -> None:
    page = visit.go("/map")
    skip = page.get_by_role("link", name=re.compile("Skip the map"))
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.url.endswith("#map-list")


@pytest.mark.parametrize(
    "query",
    [
        "box=1,2", "box=nan,nan,nan,nan", "box=0,0,0,0", "box=-540,-90,-180,90", "look=9,9,9",
        "box=1e999,0,1,1", "look=nan,0,1", "box=179,-85,181,-84&look=0.5,3,100",
        "country=%3Cscript%3E&place=%E2%80%AEx", "measure=none-such", "box=world&look=0.5,0.5,0.01",
    ],
)  # fmt: skip
def test_absurd_addresses_give_a_map(site: Site, query: str) -> None:
    answer = httpx.get(site.url(f"/map?{query}"))
    assert answer.status_code == 200
    assert "<script>" not in answer.text
    assert not re.search(r'="[^"]*\bnan\b', answer.text)
    assert "\u202e" not in re.sub(r"<[^>]*>", "", answer.text)


def test_it_is_small(site: Site) -> None:
    for path in ("/map", "/map?country=RU"):
        answer = httpx.get(site.url(path), headers={"Accept-Encoding": "gzip"})
        assert int(answer.headers.get("content-length", "0")) < 120_000
