"""Page dumps of our own writing in the styles of real sites, each with its golden blocks.

pages/NAME.toml lists the blocks in order: role, first six words, and a post's time.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tallybook.clean import find_blocks
from tallybook.model import Report

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))
FIELDS = ("title", "publisher", "agency", "language", "published", "modified")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_every_block_has_its_role(page: Path, line_end: str) -> None:
    text = page.read_text(encoding="utf-8").replace("\n", line_end)
    golden = tomllib.loads(page.with_suffix(".toml").read_text(encoding="utf-8"))
    _, blocks = find_blocks(Report(text))
    found = [
        [
            str(block.role),
            " ".join(text[block.start : block.end].split()[:6]),
            *([block.time.isoformat()] if block.time else []),
        ]
        for block in blocks
    ]
    assert found == golden["blocks"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_page_says_who_and_when(page: Path) -> None:
    golden = tomllib.loads(page.with_suffix(".toml").read_text(encoding="utf-8"))
    report, _ = find_blocks(Report(page.read_text(encoding="utf-8")))
    assert {field: getattr(report, field) for field in FIELDS} == {
        field: golden.get(field) for field in FIELDS
    }


def test_there_are_enough_pages() -> None:
    assert len(PAGES) >= 12
