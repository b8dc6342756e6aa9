"""Mojibake, dates that have not come, marks that are never closed: in texts and in records."""

from __future__ import annotations

import gzip
from datetime import date

import pytest
from tests.read.desk import mapped, problems, read_all, reports

from tallybook.model import Page

RIGHT = "Six were killed at the café’s door — “no one” was hurt in Kraków’s mine."
SPOILT = RIGHT.encode().decode("cp1252", "replace").replace("\ufffd", "\x9d").encode()
FEED = (
    b"<rss version='2.0'><channel><title>t</title><item><title>Fire</title>"
    b"<pubDate>Thu, 01 Jan 2099 10:00:00 GMT</pubDate>"
    b"<description>Six were killed.</description></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", SPOILT),
        ("a.jsonl", b'{"text": "' + SPOILT + b'"}'),
        ("a.csv", b'text,url\n"' + SPOILT + b'",x'),
    ],
)
def test_what_was_encoded_twice_is_mended_and_told(name: str, data: bytes) -> None:
    found = read_all(data, name)
    [page, problem] = found
    assert isinstance(page, Page)
    assert page.report.text == RIGHT
    assert "Six were killed at the caf" in mapped(page)
    assert "encoded twice" in problems(found)[0].reason
    assert problems(found)[0].report == page.report.id
    assert problem == problems(found)[0]


def test_a_records_title_is_mended_with_its_text() -> None:
    data = b'{"title": "Krak\xc3\x83\xc2\xb3w", "text": "' + SPOILT + b'"}'
    [report] = reports(read_all(data, "a.jsonl"))
    assert report.title == "Kraków"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", b'{"text": "Six were killed.", "published": "2099-01-01"}'),
        ("a.csv", b"text,published\nSix were killed.,2099-01-01\n"),
        ("a.rss", FEED),
    ],
)
def test_a_records_date_in_the_future_is_told(name: str, data: bytes) -> None:
    found = read_all(data, name)
    assert [report.published for report in reports(found)] == [None]
    [problem] = problems(found)
    assert "2099-01-01, a day that has not come" in problem.reason


def test_a_records_last_change_in_the_future_is_told() -> None:
    data = b'{"text": "Six.", "published": "2024-12-18", "modified": "2099-01-01"}'
    found = read_all(data, "a.jsonl")
    [report] = reports(found)
    assert (report.published, report.modified) == (date(2024, 12, 18), None)
    assert "modified on 2099-01-01" in problems(found)[0].reason


def test_a_quotation_over_many_lines_takes_linear_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tallybook.read.tables.LETTERS", 2_000_000)
    found = read_all(b'text,url\n"' + b"Six were killed.\n" * 200_000, "a.csv")
    assert not reports(found)
    [problem] = problems(found)
    assert problem.where == "a.csv:2"
    assert "the rest was left" in problem.reason


@pytest.mark.parametrize("damage", [b"", b"\x00" * 40])
def test_a_packed_file_without_a_report_has_one_problem(damage: bytes) -> None:
    found = read_all(gzip.compress(b"")[:10] + damage, "a.txt.gz")
    [problem] = problems(found)
    assert problem.where == "a.txt.gz"
    assert "a gzip archive" in problem.reason


def test_a_packed_file_cut_behind_some_text_has_its_report_and_one_problem() -> None:
    data = gzip.compress(b"\n".join(b"%d were killed." % i for i in range(20_000)))
    found = read_all(data[: len(data) // 2], "a.txt.gz")
    assert len(reports(found)) == 1
    [problem] = problems(found)
    assert "cut off; what comes before was read" in problem.reason


def test_of_a_feed_with_far_too_many_entries_the_first_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tallybook.read.feeds.MOST", 3)
    items = b"".join(b"<item><title>%d were killed.</title></item>" % i for i in range(9))
    found = read_all(b"<rss version='2.0'><channel>" + items + b"</channel></rss>", "a.rss")
    assert [report.title for report in reports(found)] == [f"{i} were killed." for i in range(3)]
    [problem] = problems(found)
    assert "more than 3 entries; the rest was left" in problem.reason
