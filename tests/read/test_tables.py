"""CSV and TSV of reports."""

from __future__ import annotations

from datetime import date

import pytest
from tests.read.desk import mapped, problems, raw_of, read_all, reports

from tallybook.model import Page, Problem
from tallybook.read import linewise as linewise_module
from tallybook.read.tables import CSV

TABLE = """Title;Published At;Text;Source
Six dead;18.12.2024;"Six ""big"" mines, shut; police said.

Two were hurt.";The Example Post
"""


def test_a_row_is_a_report() -> None:
    [page] = read_all(TABLE.encode(), "a.csv")
    assert isinstance(page, Page)
    report = page.report
    assert report.text == 'Six dead\n\nSix "big" mines, shut; police said.\n\nTwo were hurt.'
    assert (report.published, report.publisher) == (date(2024, 12, 18), "The Example Post")
    assert page.snapshot is not None
    assert page.snapshot.content.startswith(b'Six dead;18.12.2024;"Six ""big""')
    found = mapped(page)
    for words in ("Six dead", 'big"', "mines, shut; police said.", "Two were hurt."):
        assert words in found


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_delimiters(delimiter: str, end: str) -> None:
    rows = (("text", "date"), ("One.", "2024-12-18"), ("Two.", "2024-12-19"))
    data = end.join(delimiter.join(row) for row in rows).encode()
    found = reports(read_all(data, "a.tsv" if delimiter == "\t" else "a.csv"))
    assert [(report.text, report.published) for report in found] == [
        ("One.", date(2024, 12, 18)),
        ("Two.", date(2024, 12, 19)),
    ]


def test_a_delimiter_that_is_named() -> None:
    [report] = reports(read_all(b"sep=;\r\ntext;url\r\nA, b, c.;https://example.org\r\n", "a.csv"))
    assert (report.text, report.url) == ("A, b, c.", "https://example.org")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_of_tables(encoding: str) -> None:
    data = 'text,date\n"Шестеро\nпогибли",2024-12-18\n'.encode(encoding)
    [page] = read_all(data, "a.csv")
    assert isinstance(page, Page)
    assert page.report.text == "Шестеро\nпогибли"
    assert "погибли" in mapped(page)


def test_a_column_of_the_users_own() -> None:
    data = b"story,when\nSix died.,2024-12-18\n"
    [problem] = problems(read_all(data, "a.csv"))
    assert '"story", "when"' in problem.reason
    assert "--fields text=COLUMN" in problem.remedy
    fields = {"text": "story", "published": "when"}
    [report] = reports(read_all(data, "a.csv", fields=fields))
    assert (report.text, report.published) == ("Six died.", date(2024, 12, 18))
    [problem] = problems(read_all(data, "a.csv", fields={"text": "stroy"}))
    assert "no column of texts" in problem.reason


def test_a_series_of_numbers_is_no_table_of_reports() -> None:
    [problem] = read_all(b"date,killed\n2024-12-18,5\n2024-12-19,6\n", "a.csv")
    assert isinstance(problem, Problem)
    assert '"date", "killed"' in problem.reason


def test_bad_rows_are_named_and_the_rest_goes_on() -> None:
    data = b"text,date\nOne.,2024-12-18\n,2024-12-18\n\nTwo, of which, more\nThree.\n"
    found = read_all(data, "a.csv")
    assert [report.text for report in reports(found)] == ["One.", "Two", "Three."]
    told = [(problem.where, problem.reason) for problem in problems(found)]
    assert told[0] == ("a.csv:3", "has no text")
    assert "may be cut" in told[-1][1]


def test_a_table_is_known_by_its_header() -> None:
    assert CSV.accepts(raw_of(b"title,text,url\n"))
    assert CSV.accepts(raw_of(b'"text";"date"\n'))
    for data in (
        b"Six died, police said, in text, and a date\n",
        b"text\n",
        b"a,b\n",
        b"<p>text,date",
    ):
        assert not CSV.accepts(raw_of(data))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\n\n", "no table"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"text,date\x00\n", "NUL"),
    ],
)
def test_bad_tables_are_named(data: bytes, reason: str) -> None:
    found = problems(read_all(data, "a.csv"))
    assert reason in found[0].reason


def test_nul_letters_and_broken_bytes_in_a_row() -> None:
    found = read_all(b"text,date\n" + b"x" * 5000 + b",\nSix\x00dead,2024-12-18\n", "a.csv")
    assert len(reports(found)) == 2
    assert all("\x00" not in report.text for report in reports(found))


def test_a_quotation_that_is_never_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b'text,date\nOne.,\n"Two.' + b"\nmore" * 1000
    assert reports(read_all(data, "a.csv"))[1].text.startswith("Two.")
    monkeypatch.setattr("tallybook.read.tables.LETTERS", 1000)
    found = read_all(data, "a.csv")
    assert reports(found)[0].text == "One."
    assert "not closed" in problems(found)[0].reason


def test_a_line_of_a_table_that_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linewise_module, "LONGEST", 100)
    data = b"text,date\nOne.,\n" + b"x" * 1000 + b",\nTwo.,\n"
    found = read_all(data, "a.csv")
    assert [report.text for report in reports(found)] == ["One.", "Two."]
    assert len(problems(found)) == 1


def test_megabytes_in_one_cell() -> None:
    data = b"text,date\n" + b"Six miners died. " * 600_000 + b",2024-12-18\n"
    [report] = reports(read_all(data, "a.csv"))
    assert len(report.text) >= 17 * 600_000 - 1
