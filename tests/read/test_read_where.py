"""Reading: what comes in, and how each bad input is named."""

from __future__ import annotations

import io
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tallybook.model import Page, Problem, Report, Run, Snapshot
from tallybook.read import Raw, Reader, ReadOptions, find_readers, read_where
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
    assert "1 broken" in problem.reason


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
        (b"<!DOCTYPE html><p>Six", "HTML"),
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


def test_the_built_in_reader_is_found() -> None:
    assert TEXT in find_readers()


def test_the_built_in_reader_is_registered_at_the_door() -> None:
    project = Path(__file__).parents[2] / "pyproject.toml"
    data = tomllib.loads(project.read_text(encoding="utf-8"))
    points = data["project"]["entry-points"].get("tallybook.readers", {})
    assert points == {"text": "tallybook.read.text:TEXT"}
