"""Conventions: what vague words mean, and what is wrong with a file of one's own."""

from decimal import Decimal
from pathlib import Path

import pytest

from tallybook.catalogue.conventions import convention_names, load_convention
from tallybook.errors import DataError, UnknownName
from tallybook.language.number_words import load_number_words

HEAD = 'name = "mine"\ntitle = "Mine"\nsource = "Own."\nabout = "0.2"\nnearly = "0.8"\n'
OWN = HEAD + 'composition = "fill"\nextends = "default"\n[vague]\nseveral = [4, 8]\n'


@pytest.mark.parametrize("name", convention_names())
def test_each_built_in_convention_defines_every_vague_word(name: str) -> None:
    convention = load_convention(name)
    rules = [r for r in load_number_words("en").rules if r.role in ("quantifier", "plural")]
    for rule in rules:
        low, high = convention.meaning(rule.key)
        assert high is None or low <= high
        for unit in (Decimal(12), Decimal(100), Decimal(1000)):
            convention.meaning(rule.key, [("x", unit)])


@pytest.mark.parametrize("name", convention_names())
def test_each_built_in_convention_says_why(name: str) -> None:
    convention = load_convention(name)
    assert convention.name == name
    assert convention.source
    assert convention.notes


def test_multipliers_compose() -> None:
    convention = load_convention()
    hundred, thousand = ("hundred", Decimal(100)), ("thousand", Decimal(1000))
    assert convention.meaning("several", [hundred]) == (300, 999)
    assert convention.meaning("several", [hundred, thousand]) == (300_000, 999_999)
    assert convention.meaning("tens", [thousand]) == (20_000, 99_999)
    assert convention.meaning("several", [("dozen", Decimal(12))]) == (36, 99)


def test_about_widens_outwards_to_whole_numbers() -> None:
    convention = load_convention()
    assert convention.around(Decimal(200)) == (180, 220)
    assert convention.around(Decimal(12)) == (10, 14)
    assert convention.around(Decimal("1.5")) == (Decimal("1.35"), Decimal("1.65"))


def test_a_convention_of_ones_own_extends_a_built_in_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(OWN, "utf-8")
    convention = load_convention(str(path))
    assert convention.meaning("several") == (4, 8)
    assert convention.meaning("dozens") == (24, 99)
    assert convention.around(Decimal(100)) == (80, 120)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name = ", "is no TOML"),
        (OWN.replace('title = "Mine"\n', ""), "title is missing"),
        (OWN.replace('"fill"', '"sum"'), "composition is 'sum'"),
        (OWN.replace('"0.2"', '"two"'), "about is 'two'"),
        (OWN.replace("[4, 8]", "[8, 4]"), "low above high"),
        (OWN.replace("[4, 8]", '"many"'), r"write \[low, high\]"),
        (OWN.replace('"default"', '"other"'), "no built-in convention"),
        ("colour = 1\n" + OWN, "unknown key 'colour'"),
    ],
)
def test_a_wrong_file_is_named_with_its_remedy(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError, match=message) as caught:
        load_convention(str(path))
    assert "wrong.toml" in str(caught.value)


def test_an_unknown_convention_is_told_with_those_known() -> None:
    with pytest.raises(UnknownName, match="default"):
        load_convention("nobody")


def test_a_missing_file_is_told() -> None:
    with pytest.raises(DataError, match="cannot be read"):
        load_convention("/nowhere/mine.toml")
