"""The pages of sources, in a browser."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.web.axe import faults
from tests.web.conftest import Site, Visit
from tests.web.hostile import write_ledger

from tallybook.queries.citing import Edge, Layer, Network, Node
from tallybook.queries.sources import source_key
from tallybook.web.networks import draw_network

HUR = f"/sources/{source_key('HUR', 'UA')}"
RESCUE = f"/sources/{source_key('NDRRMA', 'NP')}"


def width(visit: Visit) -> tuple[int, int]:
    found = visit.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return found[0], found[1]


def test_the_list_says_who_speaks_and_leads_to_each(visit: Visit) -> None:
    page = visit.go("/sources")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="NDRRMA"))
    assert "rescue, for Nepal" in row.inner_text()
    assert re.search("usually .* what others say", page.get_by_role("table").first.inner_text())
    row.get_by_role("link").first.click()
    page.wait_for_url(f"**{RESCUE}")
    assert page.get_by_role("heading", level=1).inner_text() == "NDRRMA"


def test_filters_are_in_the_address(visit: Visit) -> None:
    page = visit.go("/sources")
    page.get_by_label("For whom").select_option("UA")
    page.get_by_label("Order").select_option("name")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**party=UA**")
    names = page.locator(".speakers tbody th a").all_inner_texts()
    assert "HUR" in names
    assert names == sorted(names, key=str.casefold)
    told = page.get_by_role("status").inner_text()
    assert re.search(rf"{len(names)} of \d+ sources", told)
    assert page.locator(".net").count() == 0
    page.get_by_role("link", name="All sources").click()
    expect(page.locator(".net")).to_have_count(1)


def test_a_source_leads_to_the_words_that_it_said(visit: Visit) -> None:
    page = visit.go(RESCUE)
    page.get_by_role("link", name="“193”").first.click()
    page.wait_for_url("**/reports/*")
    assert "193" in page.locator(":target, mark, .claim").first.inner_text()


def test_how_its_figures_moved_is_told_with_both_words(visit: Visit) -> None:
    page = visit.go(RESCUE)
    row = page.get_by_role("row").filter(has_text="correction")
    assert "“193”" in row.inner_text()
    assert "“176”" in row.inner_text()
    assert "2 rises, 1 fall, 1 correction." in page.inner_text("main")


def test_the_network_is_a_picture_and_a_table(visit: Visit) -> None:
    page = visit.go(HUR)
    names = page.locator(".net-name").all_text_contents()
    assert any("HUR" in name for name in names)
    page.get_by_text("The same as a table").click()
    table = page.get_by_role("table", name="Who cites HUR")
    row = table.get_by_role("row").filter(has_text="Harbour")
    assert "The Harbour Times" in row.inner_text()
    assert "Meridian Wire" in row.inner_text()


def test_other_names_lead_to_the_source(visit: Visit) -> None:
    page = visit.go("/sources/HUR%20military%20spy%20agency")
    assert page.url.endswith(HUR)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/sources/nobody", "nobody named 'nobody' speaks in this ledger"),
        ("/sources?sort=loudest", "is no order of sources"),
        ("/sources?page=0", "page"),
        ("/sources?page=x", "page"),
    ],
)
def test_absurd_addresses_are_told_what_is_wrong(visit: Visit, address: str, words: str) -> None:
    visit.expect_fault("the server responded with a status of 40")
    page = visit.go(address)
    assert words in page.inner_text("main").casefold().replace("’", "'")


def test_a_page_beyond_the_last_says_so(visit: Visit) -> None:
    assert "No source fits" in visit.go("/sources?page=99").inner_text("main")
    assert "no such page" in visit.go(f"{HUR}?page=99").inner_text("main")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("wide", [1280, 390])
def test_everybody_can_use_them(
    visiting: Callable[..., Visit], site: Site, wide: int, dark: bool
) -> None:
    visit = visiting(site, width=wide, dark=dark)
    for address in ("/sources", RESCUE, HUR):
        page = visit.go(address)
        for summary in page.locator("summary").all():
            summary.click()
        assert faults(page) == []
        across, window = width(visit)
        assert across <= window


def test_hostile_names_are_only_words(
    visiting: Callable[..., Visit], serve: Callable[..., Site], tmp_path: Path
) -> None:
    write_ledger(tmp_path / "hostile.db")
    on = serve(tmp_path / "hostile.db")
    visit = visiting(on)
    page = visit.go("/sources")
    assert "<script>" in page.inner_text("main")
    links = page.locator(".speakers tbody th a")
    for address in [one.get_attribute("href") for one in links.all()]:
        visit.go(str(address))
        assert page.evaluate("window.hacked") is None
        assert page.locator("main img").count() == 0
        assert "\u202e" not in page.content()
        assert page.locator('a[href^="javascript"]').count() == 0


def test_a_network_is_always_drawn_alike_and_never_too_tall() -> None:
    nodes = [Node(f"o{n}", Layer.OUTLET, f"Outlet {n}", None, 0, n) for n in range(15)]
    nodes += [
        Node(f"s{n}", Layer.ORIGIN, "A name without an end " * 9, None, 0, n) for n in range(17)
    ]
    edges = [Edge(f"o{n % 15}", f"s{n % 17}", n) for n in range(1, 60)]
    one = draw_network(Network(tuple(nodes), tuple(edges)))
    assert one is not None
    assert one == draw_network(Network(tuple(nodes), tuple(edges)))
    assert one.height < 600
    assert all(len(spot.name) < 40 for spot in one.spots)
    by_layer = [spot.y for spot in one.spots if spot.node.layer is Layer.ORIGIN]
    gaps = [after - before for before, after in pairwise(by_layer)]
    assert min(gaps) >= 29
    assert draw_network(Network((), ())) is None
