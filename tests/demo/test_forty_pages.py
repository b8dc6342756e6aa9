"""The forty pages and their key fit each other; nothing is reconciled here."""

from __future__ import annotations

import tomllib
from html import unescape
from typing import Any

import pytest
from tests.demo.forty import GAPS, KEY, REPORTS, STORY, claims
from typer.testing import CliRunner

from tallybook.cli.main import app


def text_of(number: int) -> str:
    """The words of a page, as written in its file."""
    page = next(path for path in REPORTS if path.name.startswith(f"{number:02}-"))
    return unescape(page.read_text("utf-8"))


def test_there_are_forty_of_twelve_outlets() -> None:
    assert [int(path.name[:2]) for path in REPORTS] == list(range(1, 41))
    assert len({claim.publisher for claim in claims()}) == 12
    assert sum(path.suffix == ".html" for path in REPORTS) * 3 >= 40


def test_every_page_says_by_whom_and_of_when() -> None:
    for claim in claims():
        assert claim.publisher, claim.path
        assert claim.published is not None, claim.path
        assert claim.published.isoformat()[:7] == "2022-06"


def test_it_is_said_to_be_fiction() -> None:
    assert "All of this is fiction" in (STORY / "README.md").read_text("utf-8")
    assert "(invented)" in tomllib.loads((STORY / "story.toml").read_text("utf-8"))["title"]


@pytest.mark.parametrize("entry", [*KEY["silent"], *KEY["apart"], *KEY["check"]], ids=str)
def test_key_quotes_the_pages(entry: dict[str, Any]) -> None:
    words = entry["words"]
    for each in [words] if isinstance(words, str) else words:
        assert each in text_of(entry["report"])


def test_key_names_each_question_once_and_known_reports() -> None:
    names = [tally["id"] for tally in KEY["tally"]]
    assert len(names) == len(set(names))
    assert {echo["tally"] for echo in KEY["echo"]} <= set(names)
    told = [
        number for tally in KEY["tally"] for said in tally.get("said", ()) for number in said["in"]
    ]
    assert set(told) <= set(range(1, 41))


def test_every_gap_has_a_reason() -> None:
    assert all(reason.strip() for reason in GAPS.values())


def test_another_story_is_refused_by_name() -> None:
    found = CliRunner().invoke(app, ["demo", "--story", "nowhere"])
    assert found.exit_code != 0
