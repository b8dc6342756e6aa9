"""Archives: zip, tar and packed files, their members through the readers, and bombs."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.read.desk import READERS, problems, raw_of, read_all, reports
from tests.read.pdfs import write_pdf
from tests.read.warcs import PAGE, http, packed, record

from tallybook.model import Page, Problem
from tallybook.read import ReadOptions, read_where
from tallybook.read import archives as archives_module
from tallybook.read.archives import ArchiveReader

TOLD = "Six miners died, police said."
FEED = b"<rss version='2.0'><channel><item><title>Six dead</title></item></channel></rss>"


def zipped(members: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", how) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def tarred(members: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return target.getvalue()


MEMBERS = {
    "b/page.html": PAGE,
    "a.txt": TOLD.encode(),
    "feed.xml": FEED,
    "lines.jsonl": b'{"text": "Six died."}\n{"text": "Two died."}',
    "report.pdf": write_pdf([[(50, 700, TOLD)]]),
    "site.warc.gz": packed(record(http(PAGE))),
    "table.csv": b"text,date\nSix died.,2024-12-18\n",
}


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_members_by_name_each_through_its_reader(how: int) -> None:
    found = read_all(zipped(MEMBERS, how), "all.zip")
    assert problems(found) == []
    assert [report.path for report in reports(found)] == [
        "all.zip!a.txt",
        "all.zip!b/page.html",
        "all.zip!feed.xml",
        *["all.zip!lines.jsonl"] * 2,
        "all.zip!report.pdf",
        "all.zip!site.warc.gz",
        "all.zip!table.csv",
    ]


def test_a_tar_packed_or_not() -> None:
    data = tarred(MEMBERS)
    for form, name in (
        (data, "all.tar"),
        (gzip.compress(data), "all.tgz"),
        (lzma.compress(data), "a"),
    ):
        found = read_all(form, name)
        assert problems(found) == []
        assert len(reports(found)) == 8


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_file(pack: object) -> None:
    assert callable(pack)
    [report] = reports(read_all(pack(PAGE), "page.html.gz"))
    assert TOLD in report.text
    assert report.path == "page.html.gz!page.html"
    twice = pack(TOLD.encode()) + pack(b" Two were hurt.")
    assert reports(read_all(twice, "a"))[0].text == f"{TOLD} Two were hurt."


def test_zstandard_by_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    stream_io = pytest.importorskip("fastwarc.stream_io")
    target = io.BytesIO()
    writer = stream_io.ZstdWriter(target)
    writer.write(PAGE)
    writer.close()
    assert TOLD in reports(read_all(target.getvalue(), "page.html.zst"))[0].text
    nested = zipped({"page.html.zst": target.getvalue()})
    assert TOLD in reports(read_all(nested, "a.zip"))[0].text
    monkeypatch.setitem(sys.modules, "fastwarc.stream_io", None)
    [problem] = read_all(target.getvalue(), "page.html.zst")
    assert isinstance(problem, Problem)
    assert "tallybook[warc]" in problem.reason


def test_members_that_are_passed_over() -> None:
    members = {
        "a.txt": TOLD.encode(),
        "picture.jpg": b"\xff\xd8\xff",
        "style.css": b"body {}",
        ".hidden.txt": b"x",
        "__MACOSX/a.txt": b"x",
        "a/.git/b.txt": b"x",
        "folder/": b"",
    }
    found = read_all(zipped(members), "a.zip")
    assert [report.path for report in reports(found)] == ["a.zip!a.txt"]
    assert problems(found) == []
    [problem] = read_all(zipped({"picture.jpg": b"\xff\xd8\xff"}), "a.zip")
    assert isinstance(problem, Problem)
    assert "without a report" in problem.reason


def test_content_decides_and_names_are_only_shown() -> None:
    members = {
        "../../etc/page.php": PAGE,
        "/root/\x1b[31mred.txt": TOLD.encode(),
        "README": b"Six died.",
    }
    found = read_all(zipped(members), "a.zip")
    assert [report.path for report in reports(found)] == [
        "a.zip!../../etc/page.php",
        "a.zip!/root/\ufffd[31mred.txt",
        "a.zip!README",
    ]


def test_a_bad_member_does_not_stop_the_rest() -> None:
    members = {"a.txt": b"\x00\x01", "b.txt": b"", "c.json": b"{bad", "d.txt": TOLD.encode()}
    found = read_all(zipped(members), "a.zip")
    assert len(reports(found)) == 1
    assert [problem.where for problem in problems(found)] == [
        "a.zip!a.txt",
        "a.zip!b.txt",
        "a.zip!c.json:1",
    ]


def test_members_that_are_locked_or_packed_strangely() -> None:
    data = bytearray(zipped({"a.txt": TOLD.encode(), "b.txt": TOLD.encode()}))
    local, central = data.find(b"PK\x03\x04"), data.find(b"PK\x01\x02")
    data[local + 6] |= 1
    data[central + 8] |= 1
    problem, page = read_all(bytes(data), "a.zip")
    assert isinstance(problem, Problem)
    assert isinstance(page, Page)
    assert (problem.where, problem.reason) == ("a.zip!a.txt", "is encrypted")
    data = bytearray(zipped({"a.txt": TOLD.encode()}))
    local, central = data.find(b"PK\x03\x04"), data.find(b"PK\x01\x02")
    data[local + 8] = data[central + 10] = 99
    [problem] = read_all(bytes(data), "a.zip")
    assert isinstance(problem, Problem)
    assert "cannot be unpacked" in problem.reason


LONG = b"".join(b"%d miners died. " % i for i in range(20_000))


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_of_a_packed_file_that_is_cut_off_what_came_before_is_read(pack: object) -> None:
    assert callable(pack)
    data = pack(LONG * 8)
    found = read_all(data[: len(data) * 3 // 4], "a.txt.gz")
    assert "17 miners died. 18 miners" in reports(found)[0].text
    [problem] = problems(found)
    assert "cut off; what comes before was read" in problem.reason


def test_damage_is_named() -> None:
    data = bytearray(gzip.compress(LONG))
    data[len(data) // 2] ^= 0xFF
    found = read_all(bytes(data), "a.txt.gz")
    assert "17 miners died." in reports(found)[0].text
    assert "damaged" in problems(found)[0].reason
    members = zipped({"a.txt": LONG, "b.txt": TOLD.encode()})
    broken = bytearray(members)
    broken[2000] ^= 0xFF
    found = read_all(bytes(broken), "a.zip")
    assert reports(found)[-1].text == TOLD
    assert problems(found)[0].where == "a.zip!a.txt"
    for name, whole in (
        ("a.zip", members),
        ("a.tar", tarred({"a.txt": LONG, "b.txt": b"x" * 9999})),
    ):
        found = read_all(whole[: len(whole) // 2], name)
        assert "cut off" in problems(found)[0].reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04docx", "ZIP"),
        (b"PK\x05\x06" + bytes(18), "without a report"),
        (zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "office document"),
        (zipped({"mimetype": b"application/epub+zip", "a.html": PAGE}), "book"),
        (b"\x1f\x8b\x08", "cut off"),
        (b"\x1f\x8b\x00\x00\x00", "damaged"),
        (b"BZh9", "cut off"),
        (b"\xfd7zXZ\x00", "cut off"),
        (b"\x28\xb5\x2f\xfd\x00", "Zstandard|damaged|cut off|empty"),
        (gzip.compress(b"", mtime=0), "empty"),
        (gzip.compress(b"\x89PNG\r\n\x1a\n", mtime=0), "PNG"),
    ],
)
def test_bad_packages_are_named(data: bytes, reason: str) -> None:
    found = problems(read_all(data, "a.bin"))
    assert found
    assert any(each in problem.reason for problem in found for each in reason.split("|"))
    assert all(problem.remedy for problem in found)


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives_module, "FREE", 1_000_000)


@pytest.mark.usefixtures("_small")
@pytest.mark.parametrize("depth", [1, 2, 3])
def test_bombs_are_refused(depth: int) -> None:
    for pack in (gzip.compress, lambda data: zipped({"a.txt": data, "b.txt": b"x"}), bz2.compress):
        data = b"Six died. " * 800_000
        for _ in range(depth):
            data = pack(data)
        found = read_all(data, "bomb")
        assert [report for report in reports(found) if len(report.text) > 10] == []
        assert "bomb" in problems(found)[0].reason


@pytest.mark.usefixtures("_small")
def test_many_members_share_one_allowance() -> None:
    data = zipped({f"{i}.txt": b"Six died. " * 20_000 for i in range(50)})
    found = read_all(data, "a.zip")
    assert 0 < len(reports(found)) < 25
    [problem] = problems(found)
    assert "bomb" in problem.reason
    nested = zipped({f"{i}.zip": data for i in range(50)})
    assert len(reports(read_all(nested, "a.zip"))) < 50


def test_what_is_worth_its_size_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives_module, "FREE", 1000)
    assert reports(read_all(zipped({"a.txt": LONG}), "a.zip"))[0].text == LONG.decode()


def test_no_deeper_than_three() -> None:
    data = TOLD.encode()
    for _ in range(3):
        data = zipped({"a.bin" if data != TOLD.encode() else "a.txt": data})
    assert reports(read_all(data, "a.zip"))[0].path == "a.zip!a.bin!a.bin!a.txt"
    [problem] = read_all(zipped({"a.bin": data}), "a.zip")
    assert isinstance(problem, Problem)
    assert "3 deep" in problem.reason


def test_members_have_addresses_of_their_own() -> None:
    raw = raw_of(zipped(MEMBERS), url="https://example.org/all.zip")
    urls = [
        report.url
        for report in reports(list(ArchiveReader(lambda: READERS).read(raw, ReadOptions())))
    ]
    assert urls[:2] == [
        "https://example.org/all.zip#a.txt",
        "https://example.org/all.zip#b/page.html",
    ]
    raw = raw_of(gzip.compress(PAGE), url="https://example.org/a.gz")
    [page] = ArchiveReader(lambda: READERS).read(raw, ReadOptions())
    assert isinstance(page, Page)
    assert page.report.url == "https://example.org/a.gz"


def test_a_large_member_streams(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "lines.zip"
    line = b'{"text": "' + LONG[:50_000] + b'"}\n'
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a.jsonl", "w") as file,
    ):
        for _ in range(150):
            file.write(line)
    tracemalloc.start()
    count = sum(isinstance(each, Page) for each in read_where(str(path), readers=READERS))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 150
    assert peak < 5_000_000
