"""The two real pages, read in place."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tallybook.clean import find_blocks
from tallybook.model import Block, Report, Role

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the real pages are not here")


def read(name: str) -> tuple[Report, tuple[Block, ...]]:
    text = (SEEDS / name).read_text(encoding="utf-8")
    return find_blocks(Report(text))


def test_live_blog() -> None:
    report, blocks = read("live-blog.txt")
    assert [block.role for block in blocks[:3]] == [Role.HEADLINE, Role.STANDFIRST, Role.BODY]
    headings = [i for i, block in enumerate(blocks) if block.role is Role.HEADING]
    assert headings == [11, 16]
    assert Counter(block.role for block in blocks)[Role.BODY] == len(blocks) - 4
    assert (report.published, report.publisher, report.agency) == (None, None, None)


def test_newspaper_page() -> None:
    report, blocks = read("newspaper-page.txt")
    assert report.published == date(2024, 12, 18)
    assert report.publisher == "The Moscow Times"
    assert report.agency == "AFP"
    roles = [block.role for block in blocks]
    top = [Role.BOILERPLATE, Role.BOILERPLATE, Role.HEADLINE, Role.BYLINE, Role.CAPTION]
    assert roles[:5] == top
    first_tail = roles.index(Role.BOILERPLATE, 5)
    assert set(roles[5:first_tail]) == {Role.BODY}
    assert first_tail == 5 + 12
    first_teaser = roles.index(Role.TEASER)
    assert set(roles[first_tail:first_teaser]) == {Role.BOILERPLATE}
    assert set(roles[first_teaser:]) == {Role.TEASER}


def test_money_asked_of_readers_is_no_news() -> None:
    report, blocks = read("newspaper-page.txt")
    asked = report.text.index("$2.")
    owner = next(block for block in blocks if block.start <= asked < block.end)
    assert owner.role is Role.BOILERPLATE
