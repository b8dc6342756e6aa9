"""Measure numbers and ranges on the English specs of Microsoft Recognizers-Text (MIT).

The specs are written for an assistant's commands; `recognizers_scope.toml` names what news has no
use for or means otherwise, each with its reason; every result says how many cases that left out.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

from tallybook.catalogue.conventions import load_convention
from tallybook.errors import DataError
from tallybook.extract.quantities import Kind, QuantityMention, find_quantities
from tallybook.language.number_words import load_number_words
from tallybook.model import Form


@cache
def _scope(kind: str) -> dict[str, re.Pattern[str]]:
    """reason: the pattern of what it leaves out, for "numbers" or "ranges"."""
    source = resources.files("tallybook") / "evaluate" / "recognizers_scope.toml"
    rows = tomllib.loads(source.read_text("utf-8"))[kind]
    return {reason: re.compile(pattern) for reason, pattern in rows.items()}


@dataclass(frozen=True, slots=True)
class _Case:
    text: str
    expected: tuple[tuple[int, int, str], ...]


def score_numbers(folder: Path) -> dict[str, Any]:
    """How many in-scope cases of numbers and ranges come out exactly, and which do not.

    folder: the one that holds Number/NumberModel.json and its siblings. A case is right where each
    number or range is found with its value and nothing else is. Raises DataError where the folder
    does not hold the specs.
    """
    return {
        "numbers": _score(
            folder / "Number" / "NumberModel.json", _scope("numbers"), _numbers_right
        ),
        "ranges": _score(
            folder / "Number" / "NumberRangeModel.json", _scope("ranges"), _ranges_right
        ),
    }


def _score(path: Path, out_of_scope: dict[str, re.Pattern[str]], is_right: Any) -> dict[str, Any]:
    words, convention = load_number_words("en"), load_convention()
    out: Counter[str] = Counter()
    right = total = right_outside = 0
    misses: list[str] = []
    for case in _cases(path):
        mentions = find_quantities(case.text, 0, len(case.text), words, convention)
        reason = next((why for why, what in out_of_scope.items() if what.search(case.text)), "")
        if reason:
            out[reason] += 1
            right_outside += is_right(case, mentions)
            continue
        total += 1
        if is_right(case, mentions):
            right += 1
        else:
            misses.append(f"{case.text!r}: wanted {case.expected}, found {_shown(mentions)}")
    share = round(100 * right / total, 1) if total else 0.0
    return {
        "right": right,
        "in_scope": total,
        "percent": share,
        "right_out_of_scope": right_outside,
        "percent_of_all": round(100 * (right + right_outside) / (total + out.total()), 1),
        "out_of_scope": dict(out),
        "misses": misses,
    }


def _cases(path: Path) -> Iterator[_Case]:
    try:
        specs = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise DataError(
            str(path), f"cannot be read ({error})", "give the folder of the specs"
        ) from error
    for spec in specs:
        expected = tuple(
            (result["Start"], result["End"] + 1, str(result["Resolution"]["value"]))
            for result in spec["Results"]
        )
        yield _Case(spec["Input"], expected)


_NO_NUMBER: Final = frozenset({Kind.ARTICLE, Kind.ORDINAL, Kind.DATE, Kind.TIME, Kind.MEASUREMENT})


def _numbers_right(case: _Case, mentions: list[QuantityMention]) -> bool:
    """The specs give neither ordinals nor measures as numbers; "no" and "one" there are words."""
    found = [
        mention
        for mention in mentions
        if mention.kind not in _NO_NUMBER and "no" not in mention.rules
    ]
    if len(found) != len(case.expected):
        return False
    return all(
        start <= mention.number_end and mention.number_start <= end and _is_value(mention, value)
        for mention, (start, end, value) in zip(found, case.expected, strict=True)
    )


def _is_value(mention: QuantityMention, value: str) -> bool:
    number = mention.nominal if mention.nominal is not None else mention.quantity.low
    if mention.kind == Kind.NUMBER and mention.quantity.low is not None:
        number = mention.quantity.low
    if number is None:
        return False
    wanted = Decimal(value)
    return abs(number - wanted) <= abs(wanted) * Decimal("1e-12")


_INTERVAL: Final = re.compile(r"([\[(])(-?[\d.]*),(-?[\d.]*)([\])])")


def _ranges_right(case: _Case, mentions: list[QuantityMention]) -> bool:
    """Plain numbers beside the ranges are no ranges there; "equals 20" is a plain number here."""
    bare = (Form.EXACT, Form.NONE, Form.UNSTATED)
    ranges = [mention for mention in mentions if mention.quantity.form not in bare]
    expected = [e for e in case.expected if not _is_point(e[2])]
    points = [e for e in case.expected if _is_point(e[2])]
    if len(ranges) != len(expected):
        return False
    if not all(any(_is_interval(m, v) for m in mentions if m.start <= e) for _, e, v in points):
        return False
    return all(
        mention.start < end and start < mention.end and _is_interval(mention, value)
        for mention, (start, end, value) in zip(ranges, expected, strict=True)
    )


def _is_point(value: str) -> bool:
    _, low, high, _ = _parts(value)
    return low == high


def _is_interval(mention: QuantityMention, value: str) -> bool:
    """Ends that the specs leave out are one further in, of things counted whole.

    The specs write every range as open at its upper end, "20 to 30" as [20,30), and mean 30.
    """
    opened, low, high, closed = _parts(value)
    quantity = mention.quantity
    between = quantity.form == Form.BETWEEN and opened == "["
    step = 1 if mention.kind == Kind.COUNT else 0
    wanted_low = None if low is None else low + (step if opened == "(" else 0)
    wanted_high = None if high is None else high - (step if closed == ")" and not between else 0)
    return quantity.low == wanted_low and quantity.high == wanted_high


def _parts(value: str) -> tuple[str, Decimal | None, Decimal | None, str]:
    match = _INTERVAL.fullmatch(value)
    if match is None:
        raise DataError("NumberRangeModel.json", f"{value!r} is no interval", "mend the case")
    opened, low, high, closed = match.groups()
    return opened, Decimal(low) if low else None, Decimal(high) if high else None, closed


def _shown(mentions: list[QuantityMention]) -> list[str]:
    return [
        f"{m.quantity.words!r} {m.quantity.low}..{m.quantity.high} {m.quantity.form} {m.kind}"
        for m in mentions
        if m.kind != Kind.ARTICLE
    ]
