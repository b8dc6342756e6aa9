"""The corpus of quantities: own sentences with all that must be read from them."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tallybook.catalogue.conventions import load_convention
from tallybook.extract.quantities import Kind, QuantityMention, find_quantities
from tallybook.language.number_words import load_number_words

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "corpus" / "en" / "quantities.toml").read_text("utf-8")
)["case"]
NAMED = {Kind.COUNT, Kind.ONE, Kind.MONEY, Kind.PERCENT, Kind.SHARE, Kind.UNCLEAR}
WORDS = load_number_words("en")


def read(text: str, convention: str = "default") -> list[QuantityMention]:
    return find_quantities(text, 0, len(text), WORDS, load_convention(convention))


def end(written: str) -> Decimal | None:
    return None if written == "-" else Decimal(written)


def as_line(mention: QuantityMention, like: str) -> str:
    quantity = mention.quantity
    low = "-" if quantity.low is None else f"{quantity.low.normalize():f}"
    high = "-" if quantity.high is None else f"{quantity.high.normalize():f}"
    fields = [quantity.words, low, high, quantity.form.value]
    if like.count("|") > 3:
        last = like.rsplit("| ", 1)[1]
        fields.append(mention.kind.value if last in set(Kind) else quantity.unit)
    return " | ".join(fields)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    mentions = read(case["text"])
    named = [mention for mention in mentions if mention.kind in NAMED]
    likes = case["found"] + [""] * len(named)
    assert [as_line(m, like) for m, like in zip(named, likes, strict=False)] == case["found"]
    for line in case.get("also", ()):
        words, kind = line.split(" | ")
        assert (words, kind) in [(m.quantity.words, m.kind.value) for m in mentions]
    if "added" in case:
        assert [m.added for m in named] == case["added"]
        assert all(m.increment for m in named)
    if "per" in case:
        assert [m.per or "-" for m in named] == case["per"]


def test_offsets_count_in_the_whole_text() -> None:
    text = "Ten died.\n\nAt least 30 fled to the hills."
    mentions = find_quantities(text, 9, len(text), WORDS, load_convention())
    assert [text[m.start : m.end] for m in mentions] == ["At least 30"]
    assert text[mentions[0].number_start : mentions[0].number_end] == "30"


def test_a_number_is_not_read_beyond_the_end() -> None:
    text = "They lost 30 million men"
    mentions = find_quantities(text, 0, 12, WORDS, load_convention())
    assert [m.quantity.low for m in mentions] == [30]


@pytest.mark.parametrize(
    ("text", "convention", "low", "high"),
    [
        ("several hundred", "default", 300, 999),
        ("several hundred", "acled", 100, 100),
        ("several hundred", "lowest", 300, None),
        ("dozens", "acled", 12, 12),
        ("several dozen", "acled", 12, 12),
        ("tens of thousands", "acled", 10000, 10000),
        ("dozens", "lowest", 24, None),
        ("about 200", "acled", 200, 200),
    ],
)
def test_vague_words_follow_the_convention(
    text: str, convention: str, low: int, high: int | None
) -> None:
    (mention,) = read(text, convention)
    assert (mention.quantity.low, mention.quantity.high) == (low, high)
    assert mention.quantity.convention == convention


def test_an_exact_number_names_no_convention() -> None:
    (mention,) = read("thirty")
    assert mention.quantity.convention is None


def test_the_figure_stays_known_under_its_modifier() -> None:
    (mention,) = read("about 200")
    assert mention.nominal == 200
