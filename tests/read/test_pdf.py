"""PDFs: paragraphs, tables, what repeats, and files that are broken, locked or pictures."""

from __future__ import annotations

import zlib

import pytest
from tests.read.desk import pieces, problems, raw_of, read_all, reports
from tests.read.pdfs import assemble, paragraph, write_pdf

from tallybook.model import Page, Problem
from tallybook.read import pdf as pdf_module
from tallybook.read.pdf_layout import lay_out
from tallybook.read.pdf_lines import PdfLine, clean

TOLD = paragraph(
    50,
    750,
    "At least 45 people were killed when the river over-",
    "flowed its banks on Monday, the ministry said. More",
    "than 1,200 homes were destroyed in the twenty-",
    "two villages of the valley.",
)
FIRST = [
    (50, 820, "Situation Report No. 7"),
    *TOLD,
    *paragraph(50, 680, "Rescuers went on searching in the ruins of a school", "on Tuesday."),
    *[(50, 640, "District"), (200, 640, "Killed"), (300, 640, "Missing")],
    *[(50, 625, "North Bank"), (200, 625, "12"), (300, 625, "3")],
    *[(50, 610, "South Bank"), (200, 610, "33"), (300, 610, "1")],
    (290, 30, "Page 1 of 2"),
]
SECOND = [
    (50, 820, "Situation Report No. 7"),
    *paragraph(50, 780, "The left column says that six", "people were hurt."),
    *paragraph(300, 780, "The right one tells of tents", "and of bread."),
    *paragraph(50, 700, "• Water for the north", "• Blankets for all"),
    (290, 30, "Page 2 of 2"),
]


def test_paragraphs_rows_and_what_repeats() -> None:
    [page] = read_all(write_pdf([FIRST, SECOND]), "a.pdf")
    assert pieces(page) == [
        ("paragraph", "Situation Report No. 7"),
        (
            "paragraph",
            "At least 45 people were killed when the river overflowed its banks on Monday, the"
            " ministry said. More than 1,200 homes were destroyed in the twenty-two villages of the"
            " valley.",
        ),
        ("paragraph", "Rescuers went on searching in the ruins of a school on Tuesday."),
        ("row", "District | Killed | Missing"),
        ("row", "North Bank | 12 | 3"),
        ("row", "South Bank | 33 | 1"),
        ("paragraph", "The left column says that six people were hurt."),
        ("paragraph", "The right one tells of tents and of bread."),
        ("item", "• Water for the north"),
        ("item", "• Blankets for all"),
    ]
    assert isinstance(page, Page)
    assert page.snapshot is not None
    assert (page.snapshot.media_type, page.snapshot.encoding) == ("application/pdf", None)
    assert page.runs == ()


def test_what_the_file_says_of_itself() -> None:
    info = "/Title (Situation Report No. 7) /CreationDate (D:20241218100000) /Author (X)"
    [report] = reports(read_all(write_pdf([FIRST], info), "a.pdf"))
    assert (report.title, report.published, report.modified) == (
        "Situation Report No. 7",
        None,
        None,
    )
    [report] = reports(read_all(write_pdf([FIRST], "/Title (Microsoft Word - x.docx)"), "a.pdf"))
    assert report.title is None


def test_a_pdf_is_known_without_its_name() -> None:
    assert reports(read_all(write_pdf([FIRST]), "a.txt"))
    assert not pdf_module.PDF.accepts(raw_of(b"Of the mark %PDF- in a text"))
    assert pdf_module.PDF.accepts(raw_of(b"junk %PDF-1.4", "a.pdf"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7", "broken or cut off"),
        (b"%PDF-1.7\x00\xff" * 1000, "broken or cut off"),
        (write_pdf([FIRST])[:400], "broken or cut off"),
        (write_pdf([[]]), "without text"),
        (write_pdf([]), "no pages"),
    ],
)
def test_bad_pdfs_are_named(data: bytes, reason: str) -> None:
    [problem] = read_all(data, "a.pdf")
    assert isinstance(problem, Problem)
    assert reason in problem.reason
    assert problem.remedy


def test_of_a_pdf_that_is_cut_off_what_came_before_is_read() -> None:
    found = read_all(write_pdf([FIRST, SECOND])[:-350], "a.pdf")
    assert "45 people" in reports(found)[0].text
    assert "what could be read was read" in problems(found)[0].reason


def test_a_locked_pdf() -> None:
    locks = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + b"41" * 32
        + b"> /U <"
        + b"42" * 32
        + b"> >> /ID [<41> <41>] /Info"
    )
    [problem] = read_all(write_pdf([FIRST]).replace(b"/Info", locks), "a.pdf")
    assert isinstance(problem, Problem)
    assert "encrypted" in problem.reason


def picture() -> bytes:
    """A page that shows a picture of one point."""
    data = write_pdf([[]]).replace(
        b"/Resources << /Font << /F1 3 0 R >> >>",
        b"/Resources << /XObject << /I 6 0 R >> >>",
    )
    image = (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /Length 1 >>\nstream\n0\nendstream"
    )
    return data.replace(b"6 0 obj\n<<  >>", b"6 0 obj\n" + image)


def test_a_pdf_of_pictures() -> None:
    [problem] = read_all(picture(), "a.pdf")
    assert isinstance(problem, Problem)
    assert problem.reason == "is a PDF of pictures: it has no text"
    assert "OCR" in problem.remedy


def test_a_page_that_is_broken_costs_only_itself() -> None:
    data = assemble(
        [b"BT /F1 11 Tf 50 700 Td (Six miners died, police said.) Tj ET", b"["], packed=False
    )
    data = data.replace(b"/Length 1 >>\nstream\n[", b"/Filter /FlateDecode /Length 1 >>\nstream\n[")
    found = read_all(data, "a.pdf")
    assert reports(found)[0].text == "Six miners died, police said."


@pytest.mark.parametrize(
    "content",
    [b"0" * 80_000_000, b"BT " * 600_000, b"[" * 1_000_000, b"q " * 600_000, b"(" * 1_000_000],
    ids=["stream", "operators", "nesting", "states", "strings"],
)
def test_bombs(content: bytes) -> None:
    found = read_all(assemble([content]), "a.pdf")
    assert reports(found) == []
    assert problems(found)


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    data = write_pdf([FIRST, SECOND])
    monkeypatch.setattr(pdf_module, "PAGES", 1)
    found = read_all(data, "a.pdf")
    assert "left column" not in reports(found)[0].text
    assert "last 1 pages were left" in problems(found)[0].reason
    monkeypatch.setattr(pdf_module, "LIMIT", 100)
    [problem] = problems(read_all(data, "a.pdf"))
    assert "larger than the limit" in problem.reason


def test_packed_streams_that_lie() -> None:
    data = assemble([b"BT /F1 11 Tf 50 700 Td (Six died.) Tj ET"])
    packed = zlib.compress(b"BT /F1 11 Tf 50 700 Td (Six died.) Tj ET")
    assert packed in data
    found = read_all(data.replace(packed, packed[: len(packed) // 2]), "a.pdf")
    assert found


def lines(*texts: str, size: float = 11) -> list[PdfLine]:
    return [PdfLine(text, 50, 700 - 13 * i, size) for i, text in enumerate(texts)]


def test_hyphens_are_mended_only_where_a_word_comes_of_it() -> None:
    def joined(*texts: str) -> str:
        return lay_out([lines(*texts)], {"overflowed"}.__contains__).text

    assert (
        joined("When the river over-", "flowed its banks.")
        == "When the river overflowed its banks."
    )
    assert (
        joined("Led by the twenty-", "two elders of it.") == "Led by the twenty-two elders of it."
    )
    assert (
        joined("Said by the Kyiv-", "Post in its issue.") == "Said by the Kyiv-Post in its issue."
    )
    seen = joined("The Zarnitsa dam fell, and the Zar-", "nitsa bridge with it.")
    assert seen == "The Zarnitsa dam fell, and the Zarnitsa bridge with it."
    assert joined("When the river over\u00ad", "flowed its banks.").startswith(
        "When the river overflowed"
    )


def test_larger_letters_are_headings() -> None:
    page = [PdfLine("Flood in the Valley", 50, 800, 22), PdfLine("Toll", 50, 760, 14)]
    page += lines("At least 45 people were killed on Monday.")
    told = lay_out([page], lambda _: False)
    assert [piece.kind.value for piece in told.pieces] == ["title", "heading", "paragraph"]


def test_ligatures_and_what_is_not_shown() -> None:
    assert clean("the \ufb01rst\u200b \x00of\u00a0 \ufb02oods\n") == "the first of floods"
