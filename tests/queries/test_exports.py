"""A tally to take away: CSV that no spreadsheet runs, wikitext that is only text, JSON of old."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.claims import TOWN, claim, period, source
from tests.queries.kept import made
from typer.testing import CliRunner

from tallybook.cli.main import app
from tallybook.queries import Desk
from tallybook.queries.asked import Asked, Otherwise, answer_otherwise
from tallybook.queries.exports import COLUMNS, csv_of, json_of, line, safe
from tallybook.queries.exports_wiki import plain, wikitext_of

EVIL = '=HYPERLINK("http://evil.example")|}}{{delete}}</ref><script>\u202e\n* x'


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("exports") / "exports.db"
    told = [
        claim("30", place=TOWN, when=period("2031-04-02"), published="2031-04-03", report=name,
              by=source(who), publisher=outlet, start=10)
        for name, who, outlet in (("a", "Ministry", "The Birch"), ("b", EVIL, EVIL))
    ]  # fmt: skip
    made(path, told)
    with Desk(str(path)) as opened:
        opened.wait()
        yield opened


@pytest.fixture(scope="module")
def found(desk: Desk) -> Otherwise:
    (tally,) = desk.view().tallies
    answered = answer_otherwise(desk, desk.view(), tally, Asked())
    assert isinstance(answered, Otherwise)
    return answered


def test_a_row_is_a_statement(desk: Desk, found: Otherwise) -> None:
    text = "".join(csv_of(desk.view(), found))
    assert text.endswith("\r\n")
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    assert tuple(head) == COLUMNS
    assert found.tally is not None
    assert len(rows) == len(found.tally.statements)
    first = dict(zip(head, rows[0], strict=True))
    assert (first["who"], first["low"], first["high"]) == ("the Ministry", "30", "30")
    assert first["said"] == "2031-04-03"
    assert first["carriers"] in found.claims


def test_no_cell_is_a_formula(desk: Desk, found: Otherwise) -> None:
    rows = list(csv.reader(io.StringIO("".join(csv_of(desk.view(), found)), newline="")))
    assert any("HYPERLINK" in cell for row in rows for cell in row), "it is told, and harmless"
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(tuple("=+-@"))]


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_what_is_written_is_read_again(cells: list[str]) -> None:
    (row,) = csv.reader(io.StringIO(line(tuple(cells)), newline=""))
    for cell, read in zip(cells, row, strict=True):
        assert read == safe(cell)
        assert read.removeprefix("'") == cell.replace("\x00", "").removeprefix("'")


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (None, ""), (Decimal("1E+3"), "1000"), (True, "yes"), (date(2031, 4, 3), "2031-04-03"),
        ("-5", "'-5"), ("+49 30", "'+49 30"), ("@x", "'@x"), ("\t=1", "'\t=1"), (" =1", "' =1"),
        ("plain", "plain"),
    ],
)  # fmt: skip
def test_cells(cell: object, shown: str) -> None:
    assert safe(cell) == shown


def test_json_is_what_explain_prints(desk: Desk, found: Otherwise) -> None:
    assert found.tally is not None
    printed = CliRunner().invoke(
        app, ["explain", found.tally.id, "--json", "--ledger", str(desk.ledger.path)]
    )
    assert printed.exit_code == 0, printed.output
    assert "".join(json_of(desk, desk.view(), found)) == printed.stdout
    assert json.loads(printed.stdout)["argument"]["said"][0]["quotations"]


def test_wikitext_is_a_table_with_citations(desk: Desk, found: Otherwise) -> None:
    text = "".join(wikitext_of(desk.view(), found))
    assert found.tally is not None
    assert text.startswith("30 people killed in Alba")
    assert text.count("\n|-\n") == len(found.tally.statements)
    assert "{{cite news |title=The Birch |newspaper=The Birch |date=2031-04-03}}" in text
    assert text.count("{|") == 1
    assert text.count("|}") == 1
    assert text.count("{{") == text.count("{{cite ")
    assert text.count("<ref") == len(re.findall(r'<ref name="[\w-]+"(>| />)', text))
    assert "<script" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    "words",
    ["[[a]]", "{{b}}", "''c''", "<ref>", "|| d", "~~~~", "__NOTOC__", "* e", "= f =", ": g",
     "https://evil.example", "mailto:x@y.z", "RFC 1", "&lt;", "!! h"],
)  # fmt: skip
def test_what_wikitext_would_read_is_only_shown(words: str) -> None:
    from html import unescape

    shown = plain(words)
    assert unescape(shown) == words
    assert not re.search(r"\[\[|\{\{|''|<|\|\||~~|__|^[*=:]|\w:\S|RFC \d|&lt|!!", shown)


def test_plain_words_stay_as_they_are() -> None:
    words = "At least 30, said the ministry's Q: a senior official (Kursk)"
    assert plain(words) == words
