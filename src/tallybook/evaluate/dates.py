"""Measure the time phrases on the English specs of Microsoft Recognizers-Text (MIT).

The specs are written for an assistant's commands; `dates_scope.toml` names what news has no use
for or means otherwise, each with its reason, and every result says how many cases that left out.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

from tallybook.errors import DataError
from tallybook.extract.periods import PeriodMention, find_periods
from tallybook.language.dates import load_date_words

_FILES: Final = ("DateExtractor", "DateParser", "DatePeriodExtractor", "DatePeriodParser")
_LEAD: Final = re.compile(
    r"^(?:the|in|on|at|over|during|within|from|between|by|for|of|to|and|until|till|since|back|"
    r"what about|only|just|before|after|into)\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Case:
    text: str
    anchor: date
    expected: tuple[tuple[str, tuple[date | None, date | None] | None], ...]


def score(folder: Path) -> dict[str, Any]:
    """How many in-scope cases come out exactly: each phrase found, none besides, its days right.

    folder: the one that holds DateParser.json and its siblings. A case with a day of its own
    counts as right by the past or the future reading where the spec holds both for possible.
    """
    words = load_date_words("en")
    out: Counter[str] = Counter()
    right = total = 0
    misses: list[str] = []
    for case in _cases(folder):
        reason = _reason_out(case)
        if reason is not None:
            out[reason] += 1
            continue
        total += 1
        found = [
            each
            for each in find_periods(case.text, 0, len(case.text), words, case.anchor)
            if each.kind != "duration"
        ]
        if _agrees(case, found):
            right += 1
        else:
            said = [(m.period.text, str(m.period.first), str(m.period.last)) for m in found]
            misses.append(f"{case.text} ({case.anchor}): {said}")
    share = right / total if total else 0.0
    return {
        "right": right,
        "in_scope": total,
        "share": round(share, 4),
        "out_of_scope": dict(out.most_common()),
        "misses": misses,
    }


def _cases(folder: Path) -> Iterator[_Case]:
    for name in _FILES:
        path = folder / f"{name}.json"
        try:
            rows = json.loads(path.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError) as error:
            raise DataError(str(path), f"cannot be read ({error})", "name the folder") from error
        for row in rows:
            yield _case(row)


def _case(row: dict[str, Any]) -> _Case:
    said = row.get("Context", {}).get("ReferenceDateTime", "2016-11-07")[:10]
    expected = tuple((each["Text"], _days(each.get("Value"))) for each in row["Results"])
    return _Case(row["Input"], date.fromisoformat(said), expected)


Choice = tuple[date | None, date | None]


def _days(value: dict[str, Any] | None) -> Choice | None:
    """The past reading; None where the spec gives no days (extractors, seasons, no such day)."""
    if not value:
        return None
    past = value.get("PastResolution") or {}
    first = past.get("date") or past.get("startDate")
    last = past.get("date") or past.get("endDate")
    return _parsed(first), _parsed(last)


def _parsed(text: str | None) -> date | None:
    if not text or text.startswith("0001"):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _reason_out(case: _Case) -> str | None:
    plain = case.text.rstrip(" .?!")
    return next((reason for reason, pattern in _scope().items() if pattern.search(plain)), None)


@cache
def _scope() -> dict[str, re.Pattern[str]]:
    source = resources.files("tallybook") / "evaluate" / "dates_scope.toml"
    rows = tomllib.loads(source.read_text(encoding="utf-8"))
    return {reason: re.compile(pattern, re.IGNORECASE) for reason, pattern in rows.items()}


def _agrees(case: _Case, found: list[PeriodMention]) -> bool:
    if len(found) != len(case.expected):
        return False
    return all(
        _bare(mention.period.text) == _bare(text) and _same_days(mention, days)
        for mention, (text, days) in zip(found, case.expected, strict=True)
    )


def _bare(text: str) -> str:
    text = re.sub(r"\s+", " ", text.strip(" .")).lower()
    while match := _LEAD.match(text):
        text = text[match.end() :]
    return text


def _same_days(mention: PeriodMention, days: Choice | None) -> bool:
    """Their ranges end a day late for calendar units and on the day for others: either fits."""
    if days is None or days == (None, None):
        return True
    first, last = days
    own = mention.period
    if mention.kind in {"until", "before", "since", "after"}:
        return first in {own.first, own.last}
    if own.first is None or own.last is None or own.first != first:
        return False
    return own.last == last or own.last + timedelta(days=1) == last
