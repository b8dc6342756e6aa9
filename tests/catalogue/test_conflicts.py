from datetime import date

import pytest

from tallybook.catalogue.conflicts import load_conflicts, parse_conflicts
from tallybook.catalogue.countries import load_countries
from tallybook.catalogue.parties import load_parties
from tallybook.errors import DataError

CAMPS = '[[conflict.side]]\nparties = ["XB"]\n[[conflict.side]]\nparties = ["XC"]\n'


def test_every_party_of_the_built_in_conflicts_is_known():
    known = set(load_countries().by_code) | {p.id for p in load_parties().by_alias.values()}
    known |= {"EU", "NATO"}
    for war in load_conflicts().all:
        for camp in war.camps:
            assert {*camp.parties, *camp.allies} <= known, war.id
        assert set(war.countries) <= known, war.id


def test_a_conflict_holds_on_its_days_only():
    conflicts = load_conflicts()
    assert [one.id for one in conflicts.of(["KP"], date(2024, 12, 17))] == ["russia-ukraine"]
    assert conflicts.of(["UA"], date(2010, 1, 1)) == ()
    assert {one.id for one in conflicts.in_country("SY", date(2015, 1, 1))} == {"syria"}


def test_parties_are_called_as_a_newcomer_calls_them():
    conflicts = load_conflicts()
    assert conflicts.name_of("KP") == "North Korea"
    assert conflicts.people_of("KP") == "North Koreans"
    assert conflicts.people_of("GB") == "British people"
    assert conflicts.name_of("hamas") == "Hamas"


def test_a_users_file_adds_and_replaces(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text('[[conflict]]\nid = "yemen"\n' + CAMPS, encoding="utf-8")
    wars = {one.id: one for one in load_conflicts([path]).all}
    assert wars["yemen"].camp_of(["XB"]) is not None
    assert "sudan" in wars


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[conflict]\n", "no TOML"),
        ("\n[[conflict]]\n" + CAMPS, "own.toml, line 2: id is missing"),
        ('[[conflict]]\nid = "a"\ncolour = 1\n' + CAMPS, "unknown key 'colour'"),
        ('[[conflict]]\nid = "a"\n[[conflict.side]]\nparties = ["XB"]\n', "fewer than two sides"),
        ('[[conflict]]\nid = "a"\n' + CAMPS + 'allies = ["XB"]\n', "sets XB against itself"),
        ('[[conflict]]\nid = "a"\nsince = "2020"\n' + CAMPS, "since of a is '2020'"),
        (
            '[[conflict]]\nid = "a"\nsince = 2020-02-01\nuntil = 2019-01-01\n' + CAMPS,
            "ends before it begins",
        ),
        (
            '[[conflict]]\nid = "a"\n[[conflict.side]]\nparties = []\n[[conflict.side]]\n',
            "has no parties",
        ),
    ],
)
def test_a_bad_file_is_named_with_the_line_and_the_remedy(text, said):
    with pytest.raises(DataError, match=r"own\.toml") as error:
        parse_conflicts("own.toml", text)
    assert said in str(error.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        load_conflicts([tmp_path / "gone.toml"])
