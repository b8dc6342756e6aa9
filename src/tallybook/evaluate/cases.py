"""The corpus: own sentences with the claims that must be read from them, out of TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from tallybook.errors import DataError
from tallybook.model import Block, Form, Report, Role, Stance

FIELDS: Final = frozenset(
    [
        "words",
        "low",
        "high",
        "form",
        "measure",
        "unit_of_count",
        "of",
        "parties",
        "role",
        "unit",
        "by",
        "origin",
        "party",
        "kind",
        "quoted",
        "stance",
        "scope",
        "place",
        "country",
        "period",
        "start",
        "end",
        "increment",
        "part_of",
        "disclaimer",
        "background",
    ]
)
"""What an expected claim may say; only what it says is checked."""

_CASE: Final = frozenset(
    ["id", "text", "published", "block", "claim", "silent", "partial", "xfail", "note"]
)
_ENDS: Final = ".!?…\"'”’)"


@dataclass(frozen=True, slots=True)
class Expected:
    """A claim that must be found: its words, where they stand, and the fields that are given."""

    words: str
    start: int
    end: int
    fields: Mapping[str, Any]

    @property
    def low(self) -> Decimal | None:
        """The low end; None where it is open."""
        return _number(self.fields.get("low"))

    @property
    def high(self) -> Decimal | None:
        """The high end; None where it is open."""
        return _number(self.fields.get("high"))


@dataclass(frozen=True, slots=True)
class Case:
    """A text with what must be found in it.

    partial: other claims may be found too. xfail: why it is known to fail, else None.
    """

    file: str
    id: str
    report: Report
    blocks: tuple[Block, ...]
    expected: tuple[Expected, ...]
    partial: bool
    xfail: str | None

    @property
    def is_silent(self) -> bool:
        """Must nothing be found?"""
        return not self.expected and not self.partial


def load_cases(folder: Path) -> list[Case]:
    """All cases of the folder's TOML files; DataError names the file and case that is wrong."""
    cases: list[Case] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            data = tomllib.loads(path.read_text("utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise DataError(str(path), f"is no TOML ({error})", "mend the line it names") from error
        cases.extend(_case(path, case) for case in data.get("case", ()))
    names = [case.id for case in cases]
    for name in sorted({name for name in names if names.count(name) > 1}):
        raise DataError(str(folder), f"two cases are called {name!r}", "rename one")
    return cases


def _case(path: Path, data: Mapping[str, Any]) -> Case:
    where = f"{path.name}: case {data.get('id', data.get('text', '?'))!r}"
    _check_keys(where, data, _CASE)
    text = data["text"]
    claims = data.get("claim", [])
    if bool(claims) == bool(data.get("silent")) and not data.get("partial"):
        raise DataError(where, "has neither or both", "give [[case.claim]] or silent = true")
    role = Role(data["block"]) if "block" in data else _role(text)
    published = data.get("published")
    day = date.fromisoformat(published) if isinstance(published, str) else published
    return Case(
        file=path.name,
        id=data["id"],
        report=Report(text, published=day, path=f"{path.name}#{data['id']}"),
        blocks=(Block(role, 0, len(text)),),
        expected=tuple(
            _expected(where, text, claim, claims[:at]) for at, claim in enumerate(claims)
        ),
        partial=data.get("partial", False),
        xfail=data.get("xfail"),
    )


def _expected(
    where: str, text: str, claim: Mapping[str, Any], earlier: list[Mapping[str, Any]]
) -> Expected:
    _check_keys(where, claim, FIELDS)
    words = claim["words"]
    # The same words twice in a text: the second claim with them means the second place.
    start = -1
    for _ in range(1 + sum(other["words"] == words for other in earlier)):
        start = text.find(words, start + 1)
    if start < 0:
        raise DataError(where, f"the words {words!r} do not stand in the text", "copy them exactly")
    Form(claim.get("form", Form.EXACT))
    Stance(claim.get("stance", Stance.CLAIMED))
    return Expected(words, start, start + len(words), claim)


def _check_keys(where: str, data: Mapping[str, Any], known: frozenset[str]) -> None:
    for key in data:
        if key not in known:
            raise DataError(where, f"unknown key {key!r}", f"known: {', '.join(sorted(known))}")


def _role(text: str) -> Role:
    """A line without an end mark reads as a headline."""
    ended = text.rstrip().endswith(tuple(_ENDS))
    return Role.BODY if ended or "\n" in text.strip() else Role.HEADLINE


def _number(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
