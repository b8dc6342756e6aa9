"""Report and Block: one page as read, every character of it in a block with a role."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from tallybook.model.identity import content_id


class Role(StrEnum):
    """What a block of a page is."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BODY = "body"
    POST = "post"
    HEADING = "heading"
    QUOTE = "quote"
    CAPTION = "caption"
    BYLINE = "byline"
    TEASER = "teaser"
    BOILERPLATE = "boilerplate"


CLAIMING = frozenset(
    {Role.HEADLINE, Role.STANDFIRST, Role.BODY, Role.POST, Role.HEADING, Role.QUOTE, Role.CAPTION}
)
"""The roles whose text may make claims of the report."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the report's text, `[start, end)` in code points; `time` is a live-blog post's.

    background: all its sentences tell of what was over long before the report's day. why: what
    spoke for the role, in words; no part of what a block is, and not kept.
    """

    role: Role
    start: int
    end: int
    time: datetime | None = None
    background: bool = False
    why: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Report:
    """One page as read. All offsets anywhere are code points of `text`, half-open.

    publisher is the carrier (the masthead), agency the maker of the text where the page credits
    one. None is "not known": no date is guessed.
    """

    text: str
    url: str | None = None
    publisher: str | None = None
    agency: str | None = None
    title: str | None = None
    language: str | None = None
    published: date | None = None
    modified: date | None = None
    retrieved: datetime | None = None
    path: str | None = None

    @property
    def id(self) -> str:
        """The same text under the same url, publisher and date is the same report."""
        return content_id("report", self.url, self.publisher, self.published, self.text)
