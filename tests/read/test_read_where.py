"""Reading: what comes in, and how each bad input is named."""

from __future__ import annotations

import gzip
import io
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest
from tests.read.desk import READERS

from tallybook.model import Page, Problem, Report, Run, Snapshot, Stage
from tallybook.read import Raw, Reader, ReadOptions, find_readers, read_where
from tallybook.read import places as places_module
from tallybook.read import spooling as spooling_module
from tallybook.read import text as text_module
from tallybook.read.text import TEXT

NEWS = "Six miners were killed, police said.\n"


def read(where: object) -> list[Report | Problem]:
    return [
        found.report if isinstance(found, Page) else found
        for found in read_where(str(where), ReadOptions())
    ]


def the_problem(where: object) -> Problem:
    [found] = read(where)
    assert isinstance(found, Problem)
    assert found.where == str(where)
    assert found.remedy
    return found


def test_a_file_with_what_the_user_says(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(NEWS, encoding="utf-8")
    options = ReadOptions(date(2024, 5, 3), "The Example Post", "https://example.org/a", "en")
    [page] = read_where(str(path), options)
    assert isinstance(page, Page)
    assert page.report == Report(
        NEWS,
        url="https://example.org/a",
        publisher="The Example Post",
        language="en",
        published=date(2024, 5, 3),
        path=str(path),
    )
    assert page.snapshot == Snapshot(NEWS.encode(), "text/plain", "utf-8")
    assert page.runs == (Run(0, 0, len(NEWS)),)


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one\r\ntwo\rthree\n")
    [report] = read(path)
    assert isinstance(report, Report)
    assert report.text == "one\r\ntwo\rthree\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_that_name_themselves(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Шість — шахтарів 😀".encode(encoding))
    [report] = read(path)
    assert isinstance(report, Report)
    assert report.text == "Шість — шахтарів 😀"


def test_windows_1252_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Café – six morts à Kœnigsmacker".encode("cp1252"))
    report, problem = read(path)
    assert isinstance(report, Report)
    assert isinstance(problem, Problem)
    assert report.text == "Café – six morts à Kœnigsmacker"
    assert "Windows-1252" in problem.reason
    assert problem.report == report.id


def test_broken_utf_8_stays_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Шестеро шахтёров погибли".encode()[:-1])
    report, problem = read(path)
    assert isinstance(report, Report)
    assert isinstance(problem, Problem)
    assert report.text == "Шестеро шахтёров погибл\ufffd"
    assert "one broken" in problem.reason


def test_a_folder_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.TXT", ".hidden.txt", "picture.jpg", "notes.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name, encoding="utf-8")
    found = [report.text for report in read(tmp_path) if isinstance(report, Report)]
    assert found == ["a.txt", "b.txt", "sub/c.TXT"]


def test_a_glob(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.log"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    found = [report.text for report in read(tmp_path / "*.txt") if isinstance(report, Report)]
    assert found == ["a.txt", "b.txt"]


def test_a_name_with_brackets_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "[a].txt"
    path.write_text(NEWS, encoding="utf-8")
    [report] = read(path)
    assert isinstance(report, Report)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Шість\r\n".encode())))
    [report] = read("-")
    assert isinstance(report, Report)
    assert (report.text, report.path) == ("Шість\r\n", None)


def test_empty_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert "empty" in the_problem("-").reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "no text"),
        (b"six\x00miners", "NUL"),
        (b"\xff\xfes\x00\x00\x00", "NUL"),
        ("six".encode("utf-16-le"), "NUL"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"PK\x03\x04docx", "ZIP"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"<?xml version='1.0'?><opml/>", "<opml>"),
    ],
)
def test_what_is_no_text_is_named(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert reason in the_problem(path).reason


def test_missing_things_are_named(tmp_path: Path) -> None:
    assert "does not exist" in the_problem(tmp_path / "no.txt").reason
    assert "matches no file" in the_problem(tmp_path / "*.txt").reason
    assert "holds no text" in the_problem(tmp_path).reason
    assert "URL" in the_problem("https://example.org/a").reason
    assert "cannot be read" in the_problem("a" * 5000).reason
    assert "no file's name" in the_problem("a\x00b").reason


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\x01")
    (tmp_path / "b.txt").write_text(NEWS, encoding="utf-8")
    problem, report = read(tmp_path)
    assert isinstance(problem, Problem)
    assert isinstance(report, Report)


def test_twenty_megabytes_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Six miners were killed. " * 900_000)
    [report] = read(path)
    assert isinstance(report, Report)
    assert len(report.text) == 24 * 900_000


def test_too_large_a_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_module, "LIMIT", 1024 * 1024)
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * (1024 * 1024 + 1))
    assert "limit of 1 MB" in the_problem(path).reason


class Rows:
    """A reader of another format, as a plug-in brings it: a report a line."""

    name = "rows"
    suffixes = frozenset({".rows"})
    rank = 10

    def accepts(self, raw: Raw) -> bool:
        return raw.head.startswith(b"#rows")

    def read(self, raw: Raw, options: ReadOptions) -> Iterator[Page | Problem]:
        with raw.open() as stream:
            for line in stream.read().splitlines()[1:]:
                yield Page(Report(line.decode(), publisher=options.publisher))


def test_another_reader_comes_through_the_same_door(tmp_path: Path) -> None:
    readers: list[Reader] = [Rows(), TEXT]
    (tmp_path / "a.rows").write_text("#rows\none\ntwo\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("three", encoding="utf-8")
    found = list(read_where(str(tmp_path), ReadOptions(), readers))
    assert [each.report.text for each in found if isinstance(each, Page)] == ["one", "two", "three"]


def test_the_built_in_readers_are_registered_at_the_door() -> None:
    project = Path(__file__).parents[2] / "pyproject.toml"
    data = tomllib.loads(project.read_text(encoding="utf-8"))
    points = data["project"]["entry-points"]["tallybook.readers"]
    for name, point in points.items():
        module, _, attribute = point.partition(":")
        reader = getattr(import_module(module), attribute)
        assert isinstance(reader, Reader)
        assert reader.name == name
    assert set(points) == {reader.name for reader in READERS}


def test_no_two_readers_have_one_place_in_the_row() -> None:
    assert TEXT in find_readers()
    assert READERS[-1] is TEXT
    assert all(reader.rank < TEXT.rank for reader in READERS[:-1])


def test_the_content_decides_whatever_the_name(tmp_path: Path) -> None:
    page = b"<!doctype html><p>Six miners were killed, police said.</p>"
    given = {
        "a.txt": page,
        "b.pdf": page,
        "c.html": b'{"text": "Six died."}',
        "d.csv": NEWS.encode(),
    }
    for name, data in given.items():
        (tmp_path / name).write_bytes(data)
    found = list(read_where(str(tmp_path), ReadOptions(), READERS))
    texts = [each.report.text for each in found if isinstance(each, Page)]
    assert texts == ["Six miners were killed, police said."] * 2 + ["Six died."]
    [problem] = [each for each in found if isinstance(each, Problem)]
    assert problem.where == str(tmp_path / "d.csv")


def test_a_folder_is_searched_for_what_readers_know(tmp_path: Path) -> None:
    for name in ("a.html.gz", "b.log.gz", "c.gz", "d.JSONL", "e.py", "f.rss"):
        (tmp_path / name).write_bytes(b"Six died.")
    found = read_where(str(tmp_path), ReadOptions(), [Names(), TEXT])
    names = [each.report.text for each in found if isinstance(each, Page)]
    assert names == ["a.html.gz", "c.gz", "d.JSONL", "f.rss"]


class Names:
    """Reads only the names of files."""

    name = "names"
    suffixes = frozenset({".html", ".gz", ".jsonl", ".rss"})
    rank = 1

    def accepts(self, raw: Raw) -> bool:
        return True

    def read(self, raw: Raw, options: ReadOptions) -> Iterator[Page | Problem]:
        assert raw.path is not None
        yield Page(Report(raw.path.name))


def test_a_url_is_fetched_and_read_like_a_file() -> None:
    url = "https://example.org/a"
    feed = b"<rss version='2.0'><channel><item><title>Six dead</title></item></channel></rss>"
    page = b"<!doctype html><p>Six miners were killed, police said.</p>"

    def fetch(where: str) -> Iterator[Raw | Problem]:
        for data, media in (
            (page, "text/html"),
            (feed, "text/html"),
            (NEWS.encode(), "text/plain"),
        ):
            yield Raw(
                where, None, data[:4096], partial(io.BytesIO, data), len(data), media, url=where
            )
        yield Problem(Stage.READ, where, "is slow", "wait")

    found = list(read_where(url, ReadOptions(), READERS, fetch))
    told = [(each.report.text, each.report.url) for each in found if isinstance(each, Page)]
    assert told == [
        ("Six miners were killed, police said.", url),
        ("Six dead", None),
        (NEWS, url),
    ]
    assert isinstance(found[-1], Problem)


def test_too_long_a_pipe_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places_module, "PIPED", 1000)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 1001)))
    assert "larger than the limit" in the_problem("-").reason


def test_a_long_pipe_is_kept_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spooling_module, "IN_MEMORY", 10)
    data = NEWS.encode() * 10_000
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    [report] = read("-")
    assert isinstance(report, Report)
    assert report.text == data.decode()


def test_a_reader_is_handed_on_what_an_archive_on_standard_input_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = gzip.compress(NEWS.encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    [page] = read_where("-", ReadOptions(), READERS)
    assert isinstance(page, Page)
    assert (page.report.text, page.report.path) == (NEWS, None)
