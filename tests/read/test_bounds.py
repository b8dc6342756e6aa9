"""How long a report may be, and what is told of one that is longer."""

from __future__ import annotations

import pytest
from tests.read.desk import problems, read_all, reports

from tallybook.read import bounds
from tallybook.read.bounds import too_much_markup

NEWS = "<p>Six miners were killed, police said.</p>"
LONG = b"Six miners were killed, police said. " * 30


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "LETTERS", 1000)
    monkeypatch.setattr(bounds, "TAGS", 100)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", LONG),
        ("a.html", b"<html><body><p>" + LONG),
        ("a.jsonl", b'{"text": "' + LONG + b'"}'),
        ("a.csv", b'text,url\n"' + LONG + b'",x'),
        (
            "a.rss",
            b"<rss version='2.0'><channel><title>t</title><item><title>a</title><description>"
            + LONG
            + b"</description></item></channel></rss>",
        ),
    ],
)
def test_a_text_that_no_report_has_is_named(name: str, data: bytes) -> None:
    found = read_all(data, name)
    assert not reports(found)
    [problem] = problems(found)
    assert "more than 1,000 letters" in problem.reason
    assert "split it" in problem.remedy


def test_the_rest_goes_on() -> None:
    found = read_all(b'{"text": "' + LONG + b'"}\n{"text": "Six were killed."}\n', "a.jsonl")
    assert [report.text for report in reports(found)] == ["Six were killed."]
    assert [problem.where for problem in problems(found)] == ["a.jsonl:1"]


def test_more_tags_than_a_page_has() -> None:
    [problem] = read_all(b"<html><body>" + b"<p>" * 200, "a.html")
    assert "more than 100 tags" in problem.reason  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>{}</script>",
        "<STYLE>{}</STYLE>",
        "<img src='data:image/png;base64,{}'>",
        "<svg><path d='{0}'/>{0}</svg>",
        "<script>if (a<b) {{}} {}</script>",
    ],
)
def test_pictures_and_programs_within_a_page_do_not_count(hidden: str) -> None:
    markup = hidden.format("abc" * 1000)
    [report] = reports(read_all(f"<html><body>{NEWS}{markup}{NEWS}".encode(), "a.html"))
    assert "Six miners" in report.text


def test_what_stands_behind_them_counts() -> None:
    assert too_much_markup("<script>a</script><p>" + "b" * 1001) is not None
    assert too_much_markup("b" * 1001) is not None
    assert too_much_markup("<p>" + "b" * 999) is None
