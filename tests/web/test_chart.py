"""The chart in a browser: drawn by the server, live, told, reached by keys, exported, embedded."""

import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.etree import ElementTree

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.web.axe import faults
from tests.web.conftest import Site, Visit

from tallybook.charts import draw_json
from tallybook.model import Tally
from tallybook.pipeline.plotting import find_plotted
from tallybook.web.charting import Drawn, library_url

MARKS = ".chart-live .statements_marks > path"


def tally_of(site: Site, words: str) -> Tally:
    """The tally with most statements of which the answer says so."""
    found = [one for one in site.desk.view().tallies.values() if words in one.answer]
    return max(found, key=lambda one: len(one.statements))


@pytest.fixture(scope="session")
def kursk(site: Site) -> Tally:
    return tally_of(site, "neither North Korea nor Russia has given a figure")


def live(page: Page) -> Page:
    """The page once its chart is live, with the chart in the middle of the window."""
    page.locator(".chart").evaluate("one => one.scrollIntoView({ block: 'center' })")
    page.wait_for_selector(".chart.is-live", timeout=60_000)
    return page


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_the_live_chart_takes_the_place_of_the_picture(
    visiting: Callable[..., Visit], site: Site, kursk: Tally, width: int, dark: bool
) -> None:
    page = visiting(site, width=width, dark=dark).go(f"/tallies/{kursk.id}")
    before = page.locator(".chart-place").evaluate("one => one.offsetHeight")
    live(page)
    after = page.locator(".chart-place").evaluate("one => one.offsetHeight")
    assert abs(after - before) <= 2, "nothing jumps"
    assert page.locator(MARKS).count() == len(kursk.statements)
    paper = page.locator(".chart-live svg").evaluate("one => getComputedStyle(one).backgroundColor")
    assert paper == ("rgb(21, 24, 29)" if dark else "rgb(255, 255, 255)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(page) == []


def test_without_scripts_the_picture_stands(
    visiting: Callable[..., Visit], site: Site, kursk: Tally
) -> None:
    page = visiting(site, java_script_enabled=False).go(f"/tallies/{kursk.id}")
    picture = page.locator(".chart-picture img")
    expect(picture).to_be_visible()
    assert "The chart shows 7 statements" in (picture.get_attribute("alt") or "")
    page.get_by_role("link", name="Linear").click()
    page.wait_for_url("**scale=linear**")
    source = page.locator(".chart-picture img").get_attribute("src") or ""
    assert "scale=linear" in source


def test_a_mark_tells_its_words_and_leads_to_its_sentence(visit: Visit, kursk: Tally) -> None:
    page = live(visit.go(f"/tallies/{kursk.id}"))
    mark = page.locator(MARKS).first
    box = mark.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    told = page.locator(".chart-told")
    expect(told).to_be_visible()
    for words in ("HUR", "30", "16 December 2024", "carried by"):
        assert words in told.inner_text()
    page.keyboard.press("Escape")
    expect(told).to_be_hidden()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 + 1)
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url(re.compile(r"/reports/\w+\?claim=\w+#claim-\w+$"))
    assert page.locator(f"[id='{page.url.split('#')[1]}']").count() == 1


def test_the_arrow_keys_go_from_statement_to_statement(visit: Visit, kursk: Tally) -> None:
    page = live(visit.go(f"/tallies/{kursk.id}"))
    page.locator(".chart-place").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".chart-ring")).to_be_visible()
    said = page.locator("[data-chart-told]")
    total = len(kursk.statements)
    first = said.inner_text()
    assert first.startswith(f"1 of {total}: ")
    page.keyboard.press("ArrowRight")
    assert said.inner_text().startswith(f"2 of {total}: ")
    page.keyboard.press("End")
    assert said.inner_text().startswith(f"{total} of {total}: ")
    expect(page.locator(".chart-told")).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/reports/\w+\?claim=\w+#claim-\w+$"))


def test_scale_theme_and_width_draw_it_anew(visit: Visit, kursk: Tally) -> None:
    page = live(visit.go(f"/tallies/{kursk.id}"))
    current = page.locator("[data-chart-scale][aria-current]")
    assert current.inner_text() == "Logarithmic"
    page.get_by_role("link", name="Linear").click()
    page.wait_for_url("**scale=linear**")
    expect(current).to_have_text("Linear")
    assert "scale=linear" in (
        page.get_by_role("link", name="PNG").first.get_attribute("href") or ""
    )
    with page.expect_response(lambda one: "theme=dark" in one.url and "chart.json" in one.url):
        page.get_by_role("button", name="Switch between light and dark").click()
    with page.expect_response(lambda one: "chart.json" in one.url and "width=6" in one.url):
        page.set_viewport_size({"width": 640, "height": 900})
    expect(page.locator(".chart-live svg").first).to_be_visible()
    page.wait_for_function("document.querySelector('.chart-live svg').clientWidth <= 640")


def test_a_dark_page_prints_a_light_chart(
    visiting: Callable[..., Visit], site: Site, kursk: Tally
) -> None:
    page = live(visiting(site, dark=True).go(f"/tallies/{kursk.id}"))
    paper = page.locator(".chart-paper")
    expect(paper).to_have_js_property("complete", True)
    expect(paper).to_have_js_property("naturalWidth", 760)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator(".chart-paper")).to_be_visible()
    expect(page.locator(".chart-live")).to_be_hidden()


@pytest.mark.parametrize("form", ["svg", "png", "json"])
def test_the_exports_are_what_plot_draws(
    site: Site, told_ledger: str, kursk: Tally, form: str
) -> None:
    answer = httpx.get(site.url(f"/tallies/{kursk.id}/chart.{form}"), timeout=60)
    assert answer.status_code == 200
    assert f'filename="tally-{kursk.id[:8]}.{form}"' in answer.headers["content-disposition"]
    if form == "json":
        assert answer.text == draw_json(find_plotted(str(told_ledger), kursk.id).spec())
    elif form == "svg":
        root = ElementTree.fromstring(answer.text)
        assert (
            root[0].text
            == "North Korean soldiers killed or wounded in Kursk Oblast by 23 December 2024"
        )
        assert "style=" not in answer.text
    else:
        assert answer.content.startswith(b"\x89PNG")
    tag = {"If-None-Match": answer.headers["etag"]}
    assert httpx.get(site.url(f"/tallies/{kursk.id}/chart.{form}"), headers=tag).status_code == 304


def test_a_picture_opened_by_itself_keeps_the_policy(visit: Visit, kursk: Tally) -> None:
    page = visit.go(f"/tallies/{kursk.id}/chart.svg")
    assert page.locator("svg title").first.text_content()


def test_the_chart_is_of_what_the_address_asks(site: Site, kursk: Tally) -> None:
    path = f"/tallies/{kursk.id}/chart.json?as_of=2024-12-17"
    found = httpx.get(site.url(path), timeout=60)
    assert found.status_code == 200, found.text
    speakers = {row["speaker"] for row in json.loads(found.text)["datasets"]["statements"]}
    assert speakers == {"HUR", "John Kirby", "Government of the United States"}


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/tallies/nothing/chart.svg", 404, "no tally nothing"),
        ("/tallies/{id}/chart.gif", 404, "not as .gif"),
        ("/tallies/{id}/chart.svg?width=99999", 400, "choose from"),
        ("/tallies/{id}/chart.svg?width=wide", 400, "width"),
        ("/tallies/{id}/chart.svg?scale=cubic", 400, "known: auto, linear, log"),
        ("/tallies/{id}/chart.svg?theme=<script>", 400, "known: light, dark"),
        ("/tallies/{id}/chart.svg?policy=none", 400, "policy"),
        ("/tallies/{id}/chart.svg?as_of=yesterday", 400, "is not a date"),
        ("/tallies/{id}/embed?theme=pink", 400, "known: auto"),
        ("/charts/0/vega.js", 404, "load the page again"),
    ],
)
def test_what_cannot_be_drawn_says_why(
    site: Site, kursk: Tally, path: str, status: int, words: str
) -> None:
    answer = httpx.get(site.url(path.format(id=kursk.id)), timeout=60)
    assert answer.status_code == status
    assert words in answer.text
    assert "<script>" not in answer.text


def test_the_library_is_kept_for_good(site: Site) -> None:
    answer = httpx.get(site.url(library_url()), timeout=60)
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < 330_000


def test_a_tally_without_a_number_says_so_in_words(visit: Visit, site: Site) -> None:
    silent = tally_of(site, "gave no number")
    page = visit.go(f"/tallies/{silent.id}")
    expect(page.locator(".chart-absent")).to_contain_text("names no number")
    assert page.locator("figure.chart").count() == 0


class _Blog(BaseHTTPRequestHandler):
    """A page of another site with a chart in a frame."""

    address = ""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(
            f'<h1>A blog</h1><iframe src="{self.address}" width="600" height="900">'.encode()
        )

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def blog(site: Site, kursk: Tally) -> Iterator[str]:
    handler = type("Blog", (_Blog,), {"address": site.url(f"/tallies/{kursk.id}/embed")})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host, port = server.server_address[:2]
    assert isinstance(host, str)
    assert socket.inet_aton(host)
    yield f"http://{host}:{port}"
    server.shutdown()
    server.server_close()


def test_another_site_shows_the_chart_in_a_frame(visit: Visit, blog: str) -> None:
    visit.expect_fault(f"asked another machine: {blog}")
    page = visit.page
    page.context.unroute_all()
    page.goto(blog)
    frame = page.frame_locator("iframe")
    expect(frame.locator(".chart.is-live svg")).to_be_visible(timeout=60_000)
    expect(frame.locator("h1")).to_contain_text("North Korean soldiers")
    link = frame.get_by_role("link", name="the tally in Tallybook")
    assert link.get_attribute("target") == "_blank"


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("dark", [False, True])
def test_the_embedded_chart_is_light_and_sound(
    visiting: Callable[..., Visit], site: Site, kursk: Tally, width: int, dark: bool
) -> None:
    visit = visiting(site, width=width, dark=dark)
    bytes_read: list[int] = []
    visit.page.on("requestfinished", lambda one: bytes_read.append(one.sizes()["responseBodySize"]))
    page = live(visit.go(f"/tallies/{kursk.id}/embed"))
    assert page.locator(".chart-live title").count() > len(kursk.statements)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(page) == []
    assert sum(bytes_read) < 60_000


def test_the_snippet_is_copied(visiting: Callable[..., Visit], site: Site, kursk: Tally) -> None:
    visit = visiting(site, permissions=["clipboard-read", "clipboard-write"])
    page = visit.go(f"/tallies/{kursk.id}")
    page.get_by_text("Embed this chart").click()
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("[data-copy-told]")).to_have_text("Copied.")
    snippet = page.evaluate("navigator.clipboard.readText()")
    assert f'src="{site.url("/tallies/" + kursk.id + "/embed")}"' in snippet
    assert snippet.startswith("<iframe ")


def test_the_chart_kept_longest_unasked_goes_first() -> None:
    kept = Drawn(most=10)
    asked: list[str] = []

    def draw(name: str) -> bytes:
        asked.append(name)
        return b"12345"

    for name in ("a", "b", "a", "c", "a", "b"):
        kept.get(name, lambda name=name: draw(name))
    assert asked == ["a", "b", "c", "b"]
