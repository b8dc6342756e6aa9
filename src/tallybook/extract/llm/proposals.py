"""Proposals: what a model says a text says, out of its JSON. Nothing in them is trusted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

_FENCE: Final = "```"
_MOST: Final = 2_000
"""Proposals of one reply: more than any stretch of text can bear out."""


class WrongShape(ValueError):
    """The reply, or a part of it, is not of the shape that was asked for."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposed claim: words of the text, and names out of our lists."""

    sentence: int
    quote: str
    number: str | None
    measure: str
    of: str | None
    by: str | None
    place: str | None
    period: str | None
    sources: tuple[tuple[str, str | None], ...]
    stance: str
    scope: str
    part_of: int | None
    increment: bool
    disclaimer: str | None


def read_reply(content: str) -> list[Proposal | WrongShape]:
    """The proposals of a reply, in its order, each that has another shape as what is wrong.

    Raises WrongShape where the whole is not a JSON object with a list of claims.
    """
    try:
        data = json.loads(_unfenced(content))
    except (ValueError, RecursionError):
        raise WrongShape("the reply is no JSON") from None
    claims = data.get("claims") if isinstance(data, dict) else None
    if not isinstance(claims, list):
        raise WrongShape("the reply has no list of claims")
    if len(claims) > _MOST:
        raise WrongShape(f"the reply has {len(claims)} claims")
    return [_proposal(claim) for claim in claims]


def _unfenced(content: str) -> str:
    """Without the fence that some models put around their JSON."""
    plain = content.strip()
    if plain.startswith(_FENCE) and plain.endswith(_FENCE):
        plain = plain.removesuffix(_FENCE).partition("\n")[2]
    return plain


def _proposal(claim: Any) -> Proposal | WrongShape:
    if not isinstance(claim, Mapping):
        return WrongShape("a claim is no JSON object")
    try:
        return Proposal(
            sentence=_whole(claim, "sentence"),
            quote=_text(claim, "quote"),
            number=_number(claim),
            measure=_text(claim, "measure"),
            of=_words(claim, "of"),
            by=_words(claim, "by"),
            place=_words(claim, "place"),
            period=_words(claim, "period"),
            sources=_sources(claim),
            stance=_text(claim, "stance"),
            scope=_text(claim, "scope"),
            part_of=None if claim.get("part_of") is None else _whole(claim, "part_of"),
            increment=_truth(claim, "increment"),
            disclaimer=_words(claim, "disclaimer"),
        )
    except WrongShape as wrong:
        return wrong


def _text(claim: Mapping[str, Any], key: str) -> str:
    value = claim.get(key)
    if not isinstance(value, str) or not value.strip():
        raise WrongShape(f"a claim's {key} is no text")
    return value


def _words(claim: Mapping[str, Any], key: str) -> str | None:
    value = claim.get(key)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    return _text(claim, key)


def _number(claim: Mapping[str, Any]) -> str | None:
    """The number's words; digits without quotation marks are words too."""
    value = claim.get("number")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return _words(claim, "number")


def _whole(claim: Mapping[str, Any], key: str) -> int:
    value = claim.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise WrongShape(f"a claim's {key} is no whole number")
    return value


def _truth(claim: Mapping[str, Any], key: str) -> bool:
    value = claim.get(key, False)
    if not isinstance(value, bool):
        raise WrongShape(f"a claim's {key} is neither true nor false")
    return value


def _sources(claim: Mapping[str, Any]) -> tuple[tuple[str, str | None], ...]:
    value = claim.get("sources", [])
    if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
        raise WrongShape("a claim's sources are no list of objects")
    return tuple((_text(each, "words"), _words(each, "cue")) for each in value)
