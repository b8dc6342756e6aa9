"""A tally as a report to print: the page in a browser, and the PDF read again."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pytest
from pypdf import PdfReader
from tests.web.axe import faults
from tests.web.conftest import Site, Visit
from tests.web.hostile import write_ledger

from tallybook.model import Tally
from tallybook.queries.document import document_of
from tallybook.web.locale import Reader
from tallybook.web.printing import set_pdf, sheet_of
from tallybook.web.shown import one_line

HOSTILE = (
    '#read("/etc/passwd") #panic() $x$ @cite-1 <cite-1> *b* _i_ \\ `raw` // no /* no'
    ' \u202eevil\u202c \x00\x07 \ud800 مرحبا 你好 "quoted" ]]) #import "x.typ"'
)


def tally_of(site: Site, words: str) -> Tally:
    return next(one for one in site.desk.view().tallies.values() if words in one.answer)


def pdf_of(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def text_of(read: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())


@pytest.fixture(scope="module")
def kursk(site: Site) -> Tally:
    return tally_of(site, "North Korean soldiers killed or wounded in Kursk")


def test_the_page_cites_by_number_and_leads_to_the_report(visit: Visit, kursk: Tally) -> None:
    page = visit.go(f"/tallies/{kursk.id}/report")
    assert kursk.answer in page.inner_text(".lead")
    row = page.get_by_role("row").filter(has_text="at least 30")
    row.locator(".cites a").first.click()
    cited = page.locator(":target")
    assert "at least 30" in cited.inner_text().casefold() or "30" in cited.inner_text()
    assert "https://example.org/" in page.inner_text(".citations")
    chart = page.locator(".sheet-chart img")
    chart.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.sheet-chart img').naturalWidth > 0")
    cited.get_by_role("link").first.click()
    page.wait_for_url("**/reports/*")


def test_on_paper_there_is_only_the_report(visit: Visit, kursk: Tally) -> None:
    page = visit.go(f"/tallies/{kursk.id}/report")
    page.emulate_media(media="print")
    assert not page.locator(".masthead").is_visible()
    assert not page.locator(".sheet-tools").is_visible()
    assert page.get_by_role("heading", name="Citations").is_visible()
    assert pdf_of(page.pdf(format="A4")).get_num_pages() < 8


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("wide", [1280, 390])
def test_everybody_can_read_it(
    visiting: Callable[..., Visit], site: Site, kursk: Tally, wide: int, dark: bool
) -> None:
    visit = visiting(site, width=wide, dark=dark)
    page = visit.go(f"/tallies/{kursk.id}/report")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_pdf_has_the_answer_the_words_and_what_it_is(site: Site, kursk: Tally) -> None:
    with urlopen(site.url(f"/tallies/{kursk.id}/report.pdf")) as answer:
        assert answer.headers["Content-Type"] == "application/pdf"
        read = pdf_of(answer.read())
    assert read.metadata is not None
    assert str(read.metadata.title).startswith("North Korean soldiers killed or wounded")
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("en")
    assert b"pdfuaid" in root["/Metadata"].get_data()
    text = text_of(read)
    for words in ("several hundred", "Citations", "Meridian Wire", "https://example.org/"):
        assert words in text
    links = [
        note.get_object()["/A"]["/URI"]
        for page in read.pages
        for note in page.get("/Annots", [])
        if "/URI" in note.get_object().get("/A", {})
    ]
    assert links
    assert all(str(link).startswith("https://") for link in links)


def test_as_it_was_asked_for(visit: Visit, site: Site, kursk: Tally) -> None:
    page = visit.go(f"/tallies/{kursk.id}/report?as_of=2024-12-17")
    assert "several hundred" not in page.inner_text("main")
    assert "as_of=2024-12-17" in str(page.get_by_role("link", name="As PDF").get_attribute("href"))
    with urlopen(site.url(f"/tallies/{kursk.id}/report.pdf?as_of=2024-12-17")) as answer:
        assert "several hundred" not in text_of(pdf_of(answer.read()))


def test_foreign_words_are_never_markup(site: Site, kursk: Tally) -> None:
    view = site.desk.view()
    found = document_of(site.desk, view, kursk, view.claims)
    hostile = replace(
        found,
        title=HOSTILE,
        answer=HOSTILE,
        silence=HOSTILE,
        clashes=(HOSTILE,),
        moves=(HOSTILE,),
        statements=tuple(
            replace(one, who=HOSTILE, words=HOSTILE, notes=(HOSTILE,)) for one in found.statements
        ),
        citations=tuple(
            replace(one, outlet=HOSTILE, agency=HOSTILE, title=HOSTILE, quotes=(HOSTILE,))
            for one in found.citations
        ),
    )
    text = text_of(pdf_of(set_pdf(sheet_of(hostile, Reader(), HOSTILE, HOSTILE), None)))
    assert '#read("/etc/passwd")' in text
    assert "root:" not in text
    assert "⟦RLO⟧" in text
    assert "*b*" in text
    assert "$x$" in text
    assert "\u202e" not in json.dumps(sheet_of(hostile, Reader(), HOSTILE, ""), ensure_ascii=False)
    assert one_line(HOSTILE).split()[0] in text


def test_a_crowd_of_statements_is_folded(site: Site, kursk: Tally) -> None:
    view = site.desk.view()
    pattern = kursk.statements[0]
    crowd = tuple(replace(pattern, id=f"s{number}") for number in range(5000))
    found = document_of(site.desk, view, replace(kursk, statements=crowd), view.claims)
    read = pdf_of(set_pdf(sheet_of(found, Reader(), "", ""), None))
    assert read.get_num_pages() < 12
    assert "And 4,920 further statements." in text_of(read)


def test_what_there_is_not_is_told(visit: Visit) -> None:
    visit.expect_fault("the server responded with a status of 40")
    page = visit.go("/tallies/nothing/report")
    assert "No one tally" in page.inner_text("main")
    page = visit.go("/tallies/nothing/report?as_of=yesterday")
    assert "yesterday" in page.inner_text("main")


def test_the_beginning_of_an_id_is_enough(visit: Visit, kursk: Tally) -> None:
    page = visit.go(f"/tallies/{kursk.id[:9]}/report?policy=latest")
    assert page.url.endswith(f"/tallies/{kursk.id}/report?policy=latest")


def test_hostile_reports_print_as_words(
    visiting: Callable[..., Visit], serve: Callable[..., Site], tmp_path: Path
) -> None:
    write_ledger(tmp_path / "hostile.db")
    on = serve(tmp_path / "hostile.db")
    visit = visiting(on)
    assert on.desk.view().tallies
    for name in on.desk.view().tallies:
        page = visit.go(f"/tallies/{name}/report")
        assert page.evaluate("window.hacked") is None
        assert page.locator('a[href^="javascript"]').count() == 0
        assert "\u202e" not in page.content()
        with urlopen(on.url(f"/tallies/{name}/report.pdf")) as answer:
            assert answer.read(5) == b"%PDF-"
