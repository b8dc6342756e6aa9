"""Content at hand is read as a file of the same bytes is."""

from pathlib import Path

from tallybook.model import Page, Problem
from tallybook.read import read_content, read_where


def test_bytes_are_read_as_their_file_is(tmp_path: Path) -> None:
    page = b"<html><head><title>Losses</title></head><body><p>At least 30 died.</p></body></html>"
    file = tmp_path / "page.html"
    file.write_bytes(page)
    (given,) = read_content(page, name="page.html")
    (read,) = read_where(str(file))
    assert isinstance(given, Page)
    assert isinstance(read, Page)
    assert given.report.text == read.report.text
    assert given.report.title == read.report.title


def test_pasted_text_has_no_path() -> None:
    (given,) = read_content(b"At least 30 died.")
    assert isinstance(given, Page)
    assert given.report.path is None


def test_what_no_reader_knows_is_a_problem() -> None:
    (given,) = read_content(bytes(range(256)) * 64, name="noise.bin")
    assert isinstance(given, Problem)
    assert given.where == "noise.bin"
