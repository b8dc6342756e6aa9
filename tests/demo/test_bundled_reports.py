"""The bundled reports and their hand-made answer key fit each other; nothing is extracted here."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import tallybook

DEMO = Path(tallybook.__file__).parent / "demo"
REPORTS = DEMO / "reports"
STORIES: list[dict[str, Any]] = tomllib.loads((DEMO / "stories.toml").read_text(encoding="utf-8"))[
    "story"
]
EXPECTED = tomllib.loads((Path(__file__).parent / "expected.toml").read_text(encoding="utf-8"))
FEWEST_WORDS, MOST_WORDS = 120, 450


def text_of(story: dict[str, Any]) -> str:
    return "\n".join(
        (REPORTS / report["file"]).read_text(encoding="utf-8") for report in story["report"]
    )


def test_manifest_names_every_file_once() -> None:
    named = [report["file"] for story in STORIES for report in story["report"]]
    assert sorted(named) == sorted(
        path.relative_to(REPORTS).as_posix() for path in REPORTS.rglob("*.txt")
    )
    assert len(named) >= 22
    assert len(STORIES) == 4


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["id"])
def test_reports_have_what_a_report_needs(story: dict[str, Any]) -> None:
    assert story["title"]
    assert story["summary"].endswith(".")
    for report in story["report"]:
        words = (REPORTS / report["file"]).read_text(encoding="utf-8").split()
        assert FEWEST_WORDS <= len(words) <= MOST_WORDS, report["file"]
        assert report["publisher"], report["file"]
        assert report["url"].startswith("https://example.org/"), report["file"]
        date.fromisoformat(report["published"])


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["id"])
def test_answer_key_quotes_the_reports(story: dict[str, Any]) -> None:
    text = text_of(story)
    tallies = [tally for tally in EXPECTED["tally"] if tally["story"] == story["id"]]
    assert tallies
    for tally in tallies:
        for origin in tally.get("origins", ()):
            assert origin.lower() in text.lower(), origin
        assert set(tally.get("between", ())) <= set(tally.get("origins", ())), tally
    for silence in EXPECTED["not"]:
        if silence["story"] == story["id"]:
            for words in silence["words"]:
                assert words in text, words


def test_answer_key_is_about_known_stories() -> None:
    known = {story["id"] for story in STORIES}
    assert {entry["story"] for kind in ("tally", "not") for entry in EXPECTED[kind]} == known
