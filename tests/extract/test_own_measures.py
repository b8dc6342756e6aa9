"""A user's own measure: its examples are read first, and the shipped ones come out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tallybook.errors import DataError
from tallybook.extract.embedded import ExtractOptions, extract
from tallybook.extract.own_measures import check_examples
from tallybook.model import Block, Report, Role

EXAMPLES = Path(__file__).parents[2] / "examples" / "measures"
SHIPPED = sorted(EXAMPLES.glob("*.toml"))
HEAD = (
    'name = "kites"\ntitle = "Kites"\naccrual = "events"\nunit = "kite"\n'
    '[en]\nobject_verbs = ["fly"]\nthings = ["kite"]\n'
)
EXAMPLE = '[[en.examples]]\ntext = "The boys flew 14 kites."\nwords = "14 kites"\n'


def read(text: str, *measures: Path) -> list[tuple[str, str, object, str]]:
    options = ExtractOptions(measures=measures)
    claims = extract(Report(text=text), [Block(Role.BODY, 0, len(text))], options).claims
    return [(c.text, c.measure, c.quantity.low, c.quantity.unit) for c in claims]


def own(folder: Path, more: str) -> ExtractOptions:
    path = folder / "kites.toml"
    path.write_text(HEAD + more, "utf-8")
    return ExtractOptions(measures=(path,))


def test_two_measures_are_shipped_as_examples() -> None:
    assert [path.stem for path in SHIPPED] == ["munitions_launched", "people_without_power"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_their_examples_come_out(path: Path) -> None:
    check_examples(ExtractOptions(measures=(path,)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Russia attacked Ukraine with 120 drones and 15 missiles overnight.",
            [
                ("120 drones", "munitions_launched", 120, "drone"),
                ("15 missiles", "munitions_launched", 15, "missile"),
            ],
        ),
        (
            "Iran fired 180 ballistic missiles at the city, killing two people.",
            [
                ("180 ballistic missiles", "munitions_launched", 180, "ballistic missile"),
                ("two people", "killed", 2, "person"),
            ],
        ),
        (
            "The strike killed 12 people and left 40,000 customers without power.",
            [
                ("12 people", "killed", 12, "person"),
                ("40,000 customers", "people_without_power", 40_000, "customer"),
            ],
        ),
        ("Air defences shot down 38 drones.", [("38 drones", "equipment_lost", 38, "drone")]),
        ("The firm sells power to 40,000 customers.", []),
    ],
)
def test_they_stand_beside_the_built_in_ones(
    text: str, found: list[tuple[str, str, object, str]]
) -> None:
    assert read(text, *SHIPPED) == found


def test_an_example_that_comes_out_is_right(tmp_path: Path) -> None:
    check_examples(own(tmp_path, EXAMPLE + 'low = 14\nunit = "kite"\n'))


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (EXAMPLE + "low = 15\n", "'The boys flew 14 kites.': low is 14, not 15"),
        (EXAMPLE + 'form = "about"\n', "form is exact, not about"),
        (EXAMPLE + 'unit = "item"\n', "unit is kite, not item"),
        (
            '[[en.examples]]\ntext = "The boys sold 14 kites."\nwords = "14 kites"\n',
            "'14 kites' is not read as kites; found nothing",
        ),
        ('[[en.silent]]\ntext = "They flew 3 kites."\n', "silent line 'They flew 3 kites.'"),
        ('[[en.examples]]\ntext = "The boys flew 14 kites."\n', "write text and words"),
        (
            '[[en.examples]]\ntext = "They flew 14 kites."\nwords = "3 kites"\n',
            "does not hold its words '3 kites'",
        ),
    ],
)
def test_an_example_that_fails_is_named(tmp_path: Path, more: str, says: str) -> None:
    with pytest.raises(DataError, match=r"kites\.toml") as error:
        check_examples(own(tmp_path, more))
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ('idioms = [{ verb = "take" }]\n', "idiom"),
        ('idioms = [{ verb = "a", object = "b", counted = "both" }]\n', "counted is 'both'"),
    ],
)
def test_a_broken_idiom_is_named(tmp_path: Path, more: str, says: str) -> None:
    with pytest.raises(DataError) as error:
        check_examples(own(tmp_path, more))
    assert says in str(error.value)


def test_a_unit_that_reads_like_a_rate_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(HEAD.replace('"kite"\n[en]', '"kite/day"\n[en]'), "utf-8")
    with pytest.raises(DataError, match="unit is 'kite/day'"):
        check_examples(ExtractOptions(measures=(path,)))
