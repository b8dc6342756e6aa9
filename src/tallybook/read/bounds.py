"""How long a report may be: what is longer is none, and would cost memory that others need."""

from __future__ import annotations

import re
from typing import Final

LETTERS: Final = 24_000_000
"""The longest text of one report, in letters."""

TAGS: Final = 1_000_000
"""The most tags of one page."""

_TAG: Final = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]*+)?[^<>]*+>?([^<]*+)")
_HIDDEN: Final = frozenset({"script", "style", "noscript", "template", "svg"})
_SPLIT: Final = "split it, a report a file"


def too_long(letters: int) -> tuple[str, str] | None:
    """A reason and a remedy where a text of so many letters is longer than any report."""
    if letters <= LETTERS:
        return None
    return f"holds a text of more than {_shown(LETTERS)} letters, which no report has", _SPLIT


def too_much_markup(markup: str) -> tuple[str, str] | None:
    """A reason and a remedy where HTML shows more than any report, told before it is parsed.

    Pictures and programs within a page do not count, however large they are.
    """
    if markup.count("<") > TAGS:
        return f"holds more than {_shown(TAGS)} tags, which no page of news has", _SPLIT
    if len(markup) <= LETTERS:
        return None
    shown, within = len(markup.partition("<")[0]), ""
    for match in _TAG.finditer(markup):
        name = (match[1] or "").lower()
        if not within and name in _HIDDEN:
            within = name
        elif name == f"/{within}":
            within = ""
        if not within:
            shown += len(match[2])
    return too_long(shown)


def _shown(count: int) -> str:
    return f"{count / 1_000_000:g} million" if count >= 1_000_000 else f"{count:,}"
