"""JSON Lines, JSON arrays and objects of reports."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.read.desk import mapped, pieces, problems, raw_of, read_all, reports

from tallybook.clean import find_blocks
from tallybook.cli.options import read_options
from tallybook.errors import UsageError
from tallybook.model import Page, Problem, Report
from tallybook.model.records import report_record
from tallybook.read import lines as lines_module
from tallybook.read import linewise as linewise_module
from tallybook.read.fields import parse_fields, tell
from tallybook.read.lines import JSON_LINES

TEXT = 'Six "miners" died – police said.\nTwo were hurt.'


def lines(*records: object, **how: bool) -> bytes:
    return "\n".join(json.dumps(each, **how) for each in records).encode()  # type: ignore[arg-type]


def test_a_line_is_a_report() -> None:
    record = {
        "url": "https://example.org/a",
        "headline": "Six dead",
        "articleBody": TEXT,
        "datePublished": "2024-12-18T01:00:00+02:00",
        "updated": "2024-12-19",
        "source": {"name": "The Example Post"},
        "agency": "AFP",
        "lang": "en-GB",
        "fetched_at": "2024-12-20T10:00:00Z",
    }
    [page] = read_all(lines(record), "a.jsonl")
    assert isinstance(page, Page)
    assert page.report == Report(
        f"Six dead\n\n{TEXT}",
        url="https://example.org/a",
        publisher="The Example Post",
        agency="AFP",
        title="Six dead",
        language="en",
        published=date(2024, 12, 18),
        modified=date(2024, 12, 19),
        retrieved=datetime(2024, 12, 20, 10, tzinfo=UTC),
        path="a.jsonl",
    )
    assert page.snapshot is not None
    assert page.snapshot.content == lines(record)


@pytest.mark.parametrize("ascii_only", [True, False])
def test_its_words_are_found_in_its_source(ascii_only: bool) -> None:
    data = lines({"text": TEXT, "title": "Six dead"}, ensure_ascii=ascii_only)
    found = mapped(read_all(data, "a.jsonl")[0])
    for words in ("Six dead", '"miners" died', "police said.", "Two were hurt."):
        assert words in found


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("published", "2024-12-18"),
        ("date", 1734480000),
        ("published_at", 1734480000123),
        ("created_at", "Wed, 18 Dec 2024 10:00:00 GMT"),
        ("publishedAt", "20241218103000"),
    ],
)
def test_dates(name: str, value: object) -> None:
    [report] = reports(read_all(lines({"text": TEXT, name: value}), "a.jsonl"))
    assert report.published == date(2024, 12, 18)


def test_a_date_that_cannot_be_told_is_a_problem() -> None:
    page, problem = read_all(lines({"text": TEXT, "date": "12/11/2024"}), "a.jsonl")
    assert isinstance(page, Page)
    assert isinstance(problem, Problem)
    assert page.report.published is None
    assert "12/11/2024" in problem.reason
    assert problem.report == page.report.id


def test_fields_of_the_users_own() -> None:
    record = {"story": {"body": TEXT}, "when": "2024-12-18", "text": "not this"}
    data = lines(record)
    fields = {"text": "story.body", "published": "When"}
    [report] = reports(read_all(data, "a.jsonl", fields=fields))
    assert (report.text, report.published) == (TEXT, date(2024, 12, 18))


def test_html_is_read_as_html() -> None:
    record = {"title": "Six dead", "content": {"rendered": "<h2>Toll</h2><p>Six <b>died</b>.</p>"}}
    [page] = read_all(lines(record), "a.jsonl")
    assert pieces(page) == [("title", "Six dead"), ("heading", "Toll"), ("paragraph", "Six died.")]
    assert "Six " in mapped(page)


def test_the_title_is_not_said_twice() -> None:
    for text in ("Six dead\nSix died.", "The Post\n\nSix dead\n\nSix died.", "Six\ndead. More."):
        title = "Six dead" if "dead\n" in text else "Six dead."
        [report] = reports(read_all(lines({"title": title, "text": text}), "a.jsonl"))
        assert report.text == text


def test_a_bad_line_is_named_and_the_rest_goes_on() -> None:
    data = (
        lines({"text": "One."})
        + b"\n{bad\n\n[1]\n"
        + lines({"a": 1}, {"text": " "}, {"text": "Two."})
    )
    found = read_all(data, "a.jsonl")
    assert [report.text for report in reports(found)] == ["One.", "Two."]
    told = [(problem.where, problem.reason) for problem in problems(found)]
    assert [where for where, _ in told] == ["a.jsonl:2", "a.jsonl:4", "a.jsonl:5", "a.jsonl:6"]
    assert "no JSON" in told[0][1]
    assert '"a"' in told[2][1]
    assert all("--fields" in problem.remedy for problem in problems(found)[2:])


def test_an_array_and_an_object_of_several_lines() -> None:
    records = [{"text": "One."}, {"body": "Two."}]
    for data in (json.dumps(records), json.dumps(records, indent=2)):
        found = read_all(data.encode(), "a.json")
        assert [report.text for report in reports(found)] == ["One.", "Two."]
    [report] = reports(read_all(json.dumps(records[0], indent=2).encode(), "a.json"))
    assert report.text == "One."


def test_of_an_array_that_is_cut_off_what_came_before_is_read() -> None:
    data = json.dumps([{"text": "One."}, {"text": "Two."}], indent=2).encode()[:-12]
    page, problem = read_all(data, "a.json")
    assert isinstance(page, Page)
    assert isinstance(problem, Problem)
    assert "from here on" in problem.reason


def test_what_wraps_reports_is_opened() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Example Post",
        "items": [{"content_html": "<p>One.</p>", "date_published": "2024-12-18T10:00:00Z"}],
    }
    [report] = reports(read_all(json.dumps(feed, indent=1).encode(), "feed.json"))
    assert (report.text, report.publisher) == ("One.", "The Example Post")
    search = {"response": {"total": 2, "results": [{"text": "One."}, {"text": "Two."}]}}
    assert len(reports(read_all(json.dumps(search).encode(), "search.json"))) == 2


def test_json_is_known_without_its_name() -> None:
    assert reports(read_all(lines({"text": "One."}, {"text": "Two."}), "a.txt"))[1].text == "Two."
    for data in (b"[Editor's note] Six died.", b"{braces} in a text", b"Six died."):
        assert not JSON_LINES.accepts(raw_of(data))


def test_encodings() -> None:
    data = lines({"text": "Шестеро погибли"}, {"text": "Двое"}, ensure_ascii=False).decode()
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        found = read_all(data.encode(encoding), "a.jsonl")
        assert [report.text for report in reports(found)] == ["Шестеро погибли", "Двое"]
        assert "погибли" in mapped(found[0])
    report, problem = read_all('{"text": "Café – six morts"}'.encode("cp1252"), "a.jsonl")[::-1]
    assert isinstance(report, Page)
    assert isinstance(problem, Problem)
    assert report.report.text == "Café – six morts"


def test_what_read_prints_is_read_back() -> None:
    text = (
        "Menu\nSix dead in flood\n\nBy Ana Roe\n\nSix people died, police said.\n\nSubscribe now\n"
    )
    report, blocks = find_blocks(
        Report(text, publisher="The Example Post", published=date(2024, 5, 3))
    )
    [page] = read_all(lines(report_record(report, blocks)), "a.jsonl")
    assert isinstance(page, Page)
    assert page.report.text == text
    assert page.report.id == report.id
    again, others = find_blocks(page.report, page.pieces)
    assert (again.title, again.publisher) == (report.title, report.publisher)
    said = {text[block.start : block.end].strip(): block.role for block in blocks}
    for words, block in ((text[block.start : block.end].strip(), block) for block in others):
        assert said.get(words, block.role) is block.role


def test_blocks_that_do_not_fit_are_left() -> None:
    for blocks in ([{"role": "body", "start": 0, "end": 99}], [{"role": "x"}], ["x"], "x", [None]):
        [page] = read_all(lines({"text": "Six died.", "blocks": blocks}), "a.jsonl")
        assert isinstance(page, Page)
        assert page.pieces == ()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\n", "no record"),
        (b"Six died, police said.", "no JSON"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (b'{"text": ' + b"9" * 5000 + b"}", "too long"),
        (b'{"text": "Six \\u0000 died"}', "NUL"),
        (b'{"text": "six\x00miners"}', "NUL"),
        (b"[]", "no record"),
        (b"[{}]", "no text"),
    ],
)
def test_bad_json_is_named(data: bytes, reason: str) -> None:
    found = problems(read_all(data, "a.jsonl"))
    assert reason in found[0].reason
    assert found[0].remedy


def test_half_letters_are_mended() -> None:
    [report] = reports(read_all(b'{"text": "Six \\ud83d died", "title": "\\udc00"}', "a.jsonl"))
    assert report.text.encode("utf-8")


def test_megabytes_of_one_line() -> None:
    [report] = reports(read_all(lines({"text": "Six miners died. " * 600_000}), "a.jsonl"))
    assert len(report.text) == 17 * 600_000
    [problem] = problems(read_all(b'{"text": "' + b"x" * 50_000_000, "a.jsonl"))
    assert "no JSON" in problem.reason


def test_a_line_that_is_too_long_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linewise_module, "LONGEST", 100)
    data = lines({"text": "One."}, {"text": "x" * 5000}, {"text": "Two."})
    found = read_all(data, "a.jsonl")
    assert [report.text for report in reports(found)] == ["One.", "Two."]
    assert [problem.where for problem in problems(found)] == ["a.jsonl:2"]


def test_records_of_something_else_are_left_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_module, "IN_VAIN", 10)
    found = problems(read_all(lines(*({"n": i} for i in range(100))), "a.jsonl"))
    assert len(found) == 11
    assert "the rest was left" in found[-1].reason


def test_a_stream_is_not_kept(tmp_path: Path) -> None:
    import tracemalloc

    data = lines({"text": "Six miners died. " * 1000}) + b"\n"
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        for _ in range(300):
            file.write(data)
    from tallybook.read import read_where

    tracemalloc.start()
    count = sum(isinstance(each, Page) for each in read_where(str(path), readers=[JSON_LINES]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 300
    assert peak < 4_000_000 < path.stat().st_size


def test_fields_as_a_user_writes_them() -> None:
    assert parse_fields("text=a, published=b.c") == {"text": "a", "published": "b.c"}
    for words, said in (("text", "names no field"), ("body=x", "'body'"), ("=x", "''")):
        with pytest.raises(UsageError, match=said):
            parse_fields(words)


def test_fields_reach_the_readers() -> None:
    options = read_options(fields="text=story")
    assert options.fields == (("text", "story"),)
    assert read_options().fields == ()
    with pytest.raises(UsageError):
        read_options(fields="story")


def test_values_of_every_kind() -> None:
    told = tell({"text": ["One.", {"value": "Two."}], "title": 5, "source": [], "url": None}, {})
    assert (told.text, told.title, told.publisher, told.url) == ("One.\nTwo.", None, None, None)
    deep: object = "x"
    for _ in range(50):
        deep = [deep]
    assert tell({"text": deep}, {}).text is None
