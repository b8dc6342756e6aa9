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
    before = {one.id for one in conflicts.in_country("SY", date(2015, 1, 1))}
    after = {one.id for one in conflicts.in_country("SY", date(2025, 1, 1))}
    assert {"syria", "israel-syria"} <= before
    assert after.isdisjoint({"syria", "israel-syria"})


@pytest.mark.parametrize(
    ("day", "counted", "speaker", "side"),
    [
        (date(2024, 12, 17), "KP", "RU", "same"),
        (date(2024, 12, 17), "KP", "UA", "against"),
        (date(2024, 12, 17), "KP", "US", "against, ally"),
        (date(2016, 7, 1), "SY", "IL", "against"),
        (date(2012, 6, 1), "taliban", "NATO", "against"),
        (date(2016, 10, 20), "islamic-state", "IQ", "against"),
        (date(2019, 5, 1), "lna", "TR", "against, ally"),
        (date(2025, 7, 25), "TH", "KH", "against"),
        (date(2023, 9, 1), "ML", "al-qaeda", "against"),
    ],
)
def test_who_stood_where(day, counted, speaker, side):
    found = set()
    for war in load_conflicts().of([counted], day):
        ours = war.camp_of([counted])
        for camp in war.camps:
            with_us = "same" if camp is ours else "against"
            found |= {with_us} if speaker in camp.parties else set()
            found |= {f"{with_us}, ally"} if speaker in camp.allies else set()
    assert found == {side}


def test_the_built_in_wars_are_many_and_each_has_a_day_and_a_country():
    wars = load_conflicts().all
    assert len(wars) > 70
    assert all(war.since is not None and war.countries for war in wars)


def test_a_users_party_is_called_as_the_file_says(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(
        '[[party]]\nid = "river-guard"\nname = "River Guard"\nadjective = "Guard"\n'
        'people = "guardsmen"\n[[conflict]]\nid = "delta"\ncountries = ["XB"]\n'
        '[[conflict.side]]\nparties = ["XB"]\n[[conflict.side]]\nparties = ["river-guard"]\n',
        "utf-8",
    )
    conflicts = load_conflicts([path])
    assert conflicts.name_of("river-guard") == "River Guard"
    assert conflicts.adjective_of("river-guard") == "Guard"
    assert conflicts.people_of("river-guard") == "guardsmen"
    assert [one.id for one in conflicts.of(["river-guard"])] == ["delta"]


def test_two_files_may_not_tell_of_one_conflict(tmp_path):
    paths = [tmp_path / "a.toml", tmp_path / "b.toml"]
    for path in paths:
        path.write_text('[[conflict]]\nid = "delta"\n' + CAMPS, "utf-8")
    with pytest.raises(DataError, match="delta stands in"):
        load_conflicts(paths)


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
        ("[[conflict]\n", "own.toml, line 1: is no TOML"),
        ('[[conflict]]\nid = "a"\nsince = 2020-13-01\n', "own.toml, line 3: is no TOML"),
        ("", "own.toml: holds no conflicts"),
        ('[[war]]\nid = "a"\n', "own.toml, line 1: holds 'war'"),
        (
            '[[conflict]]\nid = "a"\n' + CAMPS + '[[conflict]]\nid = "a"\n' + CAMPS,
            "own.toml, line 8: conflict 'a' stands twice",
        ),
        (
            '[[conflict]]\nid = "a"\n[[conflict.side]]\nparties = ["XB"]\n[[conflict.side]]\n'
            'parties = [\n  "XC",\n  "XB",\n]\n',
            "own.toml, line 8: a sets XB against itself (own.toml, line 3)",
        ),
        (
            '[[conflict]]\nid = "a"\n' + CAMPS + 'allies = ["XC"]\n',
            "own.toml, line 7: a side of a names XC twice",
        ),
        (
            '[[conflict]]\nid = "a"\n' + CAMPS + 'allies = ["Onda"]\n',
            "own.toml, line 7: a names the party 'Onda', which nobody knows",
        ),
        (
            '[[conflict]]\nid = "a"\ncountries = ["Onda"]\n' + CAMPS,
            "own.toml, line 3: a is fought in 'Onda', which is no country",
        ),
        (
            '[[conflict]]\nid = "a"\n' + CAMPS + 'side = "left"\n',
            "own.toml, line 7: unknown key 'side'",
        ),
        (
            '[[conflict]]\nid = "a"\nsince = 2020-01-01T10:00:00\n' + CAMPS,
            "own.toml, line 3: since of a is",
        ),
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
