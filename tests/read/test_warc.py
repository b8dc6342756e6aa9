"""Web archives, packed and not, whole and broken."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.read.desk import READERS, problems, read_all, reports
from tests.read.pdfs import write_pdf
from tests.read.warcs import PAGE, http, packed, record

from tallybook.model import Page, Problem
from tallybook.read import read_where
from tallybook.read import warc as warc_module

pytest.importorskip("fastwarc")

TOLD = "Six miners died, police said."


def test_a_page_of_an_archive() -> None:
    [page] = read_all(record(http(PAGE)), "a.warc")
    assert isinstance(page, Page)
    report = page.report
    assert TOLD in report.text
    assert report.url == "https://example.org/a"
    assert report.retrieved == datetime(2024, 12, 18, 10, tzinfo=UTC)
    assert report.path == "a.warc"
    assert page.snapshot is not None
    assert page.snapshot.content == PAGE


def zstandard(data: bytes) -> bytes:
    from fastwarc.stream_io import ZstdWriter

    target = io.BytesIO()
    writer = ZstdWriter(target)
    writer.write(data)
    writer.close()
    return target.getvalue()


def test_packed_archives_by_their_content() -> None:
    each = [record(http(PAGE), url=f"https://example.org/{i}") for i in range(3)]
    for data in (b"".join(each), packed(*each), gzip.compress(b"".join(each))):
        assert len(reports(read_all(data, "whatever"))) == 3


def test_encodings_of_answers() -> None:
    deflate = zlib.compressobj(wbits=-15)
    bare = deflate.compress(PAGE) + deflate.flush()
    for body, more in (
        (gzip.compress(PAGE), "Content-Encoding: gzip\r\n"),
        (zlib.compress(PAGE), "Content-Encoding: deflate\r\n"),
        (bare, "Content-Encoding: deflate\r\n"),
        (PAGE, "Content-Encoding: gzip\r\n"),
        (PAGE, "Content-Encoding: br\r\n"),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), "Transfer-Encoding: chunked\r\n"),
        (PAGE, "Transfer-Encoding: chunked\r\n"),
    ):
        [report] = reports(read_all(record(http(body, more=more)), "a.warc"))
        assert TOLD in report.text


def test_the_charset_of_the_server() -> None:
    page = "<html><body><p>Шестеро шахтёров погибли, сообщила полиция.</p></body></html>"
    block = http(page.encode("cp1251"), "text/html; charset=windows-1251")
    [report] = reports(read_all(record(block), "a.warc"))
    assert "Шестеро шахтёров" in report.text


def test_what_else_is_read() -> None:
    feed = b"<rss version='2.0'><channel><item><title>Six dead</title></item></channel></rss>"
    data = (
        record(http(feed, "application/rss+xml"))
        + record(http(write_pdf([[(50, 700, TOLD)]]), "application/pdf"))
        + record(http(TOLD.encode(), "text/plain"))
        + record(TOLD.encode(), kind="conversion")
        + record(TOLD.encode(), kind="resource")
        + record(http(PAGE, "application/octet-stream"))
    )
    found = read_all(data, "a.warc")
    assert problems(found) == []
    assert len(reports(found)) == 6


def test_what_is_passed_over() -> None:
    data = (
        record(b"software: x\r\n", kind="warcinfo")
        + record(b"GET / HTTP/1.1\r\n\r\n", kind="request")
        + record(b"fetchTimeMs: 1", kind="metadata")
        + record(http(PAGE), kind="revisit")
        + record(http(PAGE, status="404 Not Found"))
        + record(http(b"", status="301 Moved"))
        + record(http(b"\x89PNG\r\n\x1a\n", "image/png"))
        + record(http(b"body {}", "text/css"))
        + record(http(b"var a = 1", "application/javascript"))
        + record(http(b'{"a": 1}', "application/json"))
        + record(http(b"User-agent: *", "text/plain"), url="https://example.org/robots.txt")
        + record(b"no answer at all")
        + record(http(b""))
    )
    assert read_all(data, "a.warc") == []
    assert len(reports(read_all(data + record(http(PAGE)), "a.warc"))) == 1


WHOLE = [record(http(PAGE), url=f"https://example.org/{i}") for i in range(3)]


@pytest.mark.parametrize("cut", [20, 100, 250, 380])
@pytest.mark.parametrize("is_packed", [True, False])
def test_an_archive_that_is_cut_off(cut: int, is_packed: bool) -> None:
    data = packed(*WHOLE) if is_packed else b"".join(WHOLE)
    last = len(gzip.compress(WHOLE[2])) if is_packed else len(WHOLE[2])
    found = read_all(data[: -min(cut, last - 20)], "a.warc.gz")
    assert len(reports(found)) == 2
    [problem] = problems(found)
    assert "cut off" in problem.reason
    assert problem.remedy


def test_damage() -> None:
    found = read_all(WHOLE[0] + b"garbage garbage\r\n" * 9 + WHOLE[1], "a.warc")
    assert len(reports(found)) == 2
    found = read_all(WHOLE[0] + WHOLE[1].replace(b"Six", b"Sax"), "a.warc")
    assert len(reports(found)) == 2
    assert "digest" in problems(found)[0].reason
    data = packed(*WHOLE)
    middle = len(gzip.compress(WHOLE[0])) + 60
    found = read_all(data[:middle] + bytes(8) + data[middle + 8 :], "a.warc.gz")
    assert [report.url for report in reports(found)] == [f"https://example.org/{i}" for i in (0, 2)]
    assert "damaged" in problems(found)[-1].reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"WARC/1.0\r\n", "cut off"),
        (b"WARC/1.0\r\n\r\n" + b"\x00" * 1000, "cut off"),
        (gzip.compress(b"WARC/1.0\r\nfoo", mtime=0), "cut off"),
        (record(http(PAGE)).replace(b"Content-Length: ", b"Content-Length: x"), "cut off"),
        (record(http(b"Six\x00miners" * 10, "text/plain")), "NUL"),
        (record(http(b"\x1f\x8bbroken", more="Content-Encoding: gzip\r\n")), "unpacked"),
        (record(http(b"x", more="Content-Encoding: lzma\r\n")), "unpacked"),
    ],
)
def test_bad_archives_are_named(data: bytes, reason: str) -> None:
    found = problems(read_all(data, "a.warc"))
    assert reason in found[0].reason
    assert found[0].remedy


def test_bombs_and_records_that_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc_module, "LIMIT", 100_000)
    bomb = http(gzip.compress(bytes(10_000_000)), more="Content-Encoding: gzip\r\n")
    large = http(b"x" * 200_000)
    film = http(b"x" * 200_000, "video/mp4")
    data = record(bomb) + record(large) + record(film) + WHOLE[0]
    for form in (data, packed(record(bomb), record(large), record(film), WHOLE[0])):
        found = read_all(form, "a.warc")
        assert len(reports(found)) == 1
        first, second = problems(found)
        assert "bomb" in first.reason
        assert "larger than the limit" in second.reason


def test_a_record_that_was_truncated_when_it_was_archived() -> None:
    found = read_all(record(http(PAGE), more="WARC-Truncated: length\r\n"), "a.warc")
    assert len(reports(found)) == 1
    assert "when it was archived" in problems(found)[0].reason


def test_without_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc", None)
    [problem] = read_all(WHOLE[0], "a.warc")
    assert isinstance(problem, Problem)
    assert "tallybook[warc]" in problem.reason


def test_memory_is_that_of_one_record(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "a.warc"
    body = PAGE + b"<!--" + b"x" * 500_000 + b"-->"
    with path.open("wb") as file:
        for i in range(60):
            file.write(
                record(http(body, "image/png" if i % 2 else "text/html"), url=f"https://e.org/{i}")
            )
    tracemalloc.start()
    count = sum(isinstance(each, Page) for each in read_where(str(path), readers=READERS))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 30
    assert peak < 12_000_000 < path.stat().st_size


def test_zstandard() -> None:
    assert len(reports(read_all(zstandard(b"".join(WHOLE)), "a.warc.zst"))) == 3
