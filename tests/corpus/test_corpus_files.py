"""The corpus itself is sound: every file parses, every word quoted stands in its text."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

CLAIMS = Path(__file__).parent / "en" / "claims"
FILES = sorted(CLAIMS.glob("*.toml"))
MAIN_MEASURES = (
    "killed",
    "wounded",
    "killed_or_wounded",
    "missing",
    "captured",
    "displaced",
    "deployed",
    "money",
)
CASE_KEYS = {
    *("id", "text", "published", "block", "silent", "claim", "partial", "xfail", "note"),
}
CLAIM_KEYS = {
    *("words", "low", "high", "form", "unit_of_count", "measure"),
    *("of", "parties", "role", "unit", "by", "increment", "part_of", "disclaimer"),
    *("origin", "party", "kind", "quoted", "stance", "scope"),
    *("place", "country", "period", "start", "end", "background"),
}
QUOTED_KEYS = ("of", "origin", "place", "period", "part_of", "disclaimer")
# The ends that each form writes: about and nearly as the default convention has them; vague and
# unstated write none.
ENDS = {
    "exact": {"low", "high"},
    "between": {"low", "high"},
    "none": {"low", "high"},
    "at_least": {"low"},
    "more_than": {"low"},
    "at_most": {"high"},
    "less_than": {"high"},
    "nearly": {"low", "high"},
    "about": {"low", "high"},
    "vague": set(),
    "unstated": set(),
}
# Forms whose ends are the convention's, or open, and may be left out.
OPEN_FORMS = {"vague", "unstated"}
STANCES = {"asserted", "estimated", "claimed", "denied", "unconfirmed"} | {
    *("hypothetical", "planned", "forecast")
}


def cases(file: Path) -> list[dict[str, Any]]:
    return list(tomllib.loads(file.read_text(encoding="utf-8"))["case"])


def all_cases() -> Iterator[dict[str, Any]]:
    for file in FILES:
        yield from cases(file)


def is_end(value: object) -> bool:
    return isinstance(value, int | float) or (isinstance(value, str) and float(value) >= 0)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_cases_are_well_formed(file: Path) -> None:
    for case in cases(file):
        assert set(case) <= CASE_KEYS, case["id"]
        assert case["text"].strip() == case["text"], case["id"]
        assert bool(case.get("silent")) != bool(case.get("claim")), case["id"]
        if "published" in case:
            date.fromisoformat(case["published"])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_words_stand_in_the_text(file: Path) -> None:
    for case in cases(file):
        text = case["text"]
        for claim in case.get("claim", ()):
            # Claims of the same words are told apart by their order.
            alike = sum(other["words"] == claim["words"] for other in case["claim"])
            assert text.count(claim["words"]) >= alike, (case["id"], claim["words"])
            for key in QUOTED_KEYS:
                value = claim.get(key, "")
                assert value is True or value in text, (case["id"], key)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_claims_keep_to_the_codebook(file: Path) -> None:
    for case in cases(file):
        for claim in case.get("claim", ()):
            name = (case["id"], claim["words"])
            assert set(claim) <= CLAIM_KEYS, name
            ends = {end: claim[end] for end in ("low", "high") if end in claim}
            form = claim.get("form", "exact")
            assert not ends or form in OPEN_FORMS or set(ends) == ENDS[form], name
            assert all(is_end(value) for value in ends.values()), name
            if form == "exact":
                assert claim["low"] == claim["high"], name
            if form == "between":
                assert float(claim["low"]) < float(claim["high"]), name
            assert claim.get("stance", "claimed") in STANCES, name
            assert claim.get("scope", "incident") in {"incident", "cumulative", "current"}, name
            assert claim.get("kind", "named") in {"named", "anonymous"}, name
            for end in ("start", "end"):
                if end in claim:
                    date.fromisoformat(claim[end])


def test_part_of_names_a_claim_of_the_same_case() -> None:
    for case in all_cases():
        words = {claim["words"] for claim in case.get("claim", ())}
        for claim in case.get("claim", ()):
            if "part_of" in claim:
                assert claim["part_of"] in words - {claim["words"]}, case["id"]


def test_ids_are_unique() -> None:
    repeated = [name for name, n in Counter(case["id"] for case in all_cases()).items() if n > 1]
    assert repeated == []


def test_texts_are_unique() -> None:
    repeated = [text for text, n in Counter(case["text"] for case in all_cases()).items() if n > 1]
    assert repeated == []


@pytest.mark.parametrize("measure", MAIN_MEASURES)
def test_each_main_measure_has_forty_cases(measure: str) -> None:
    count = sum(
        any(claim["measure"] == measure for claim in case.get("claim", ())) for case in all_cases()
    )
    assert count >= 40


def test_silence_has_a_hundred_and_twenty_cases() -> None:
    assert sum(bool(case.get("silent")) for case in all_cases()) >= 120
