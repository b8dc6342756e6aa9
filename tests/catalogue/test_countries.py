from pathlib import Path

import pytest

from tallybook.catalogue.countries import load_countries, read_countries
from tallybook.catalogue.gazetteer import Gazetteer
from tallybook.errors import DataError


def test_every_country_is_there_once_with_its_middle() -> None:
    countries = load_countries().by_code
    assert len(countries) == 250
    assert {"XK", "PS", "TW", "SS", "UA", "KP"} <= set(countries)
    for code, country in countries.items():
        assert len(code) == 2
        assert -90 <= country.lat <= 90
        assert -180 <= country.lon <= 180


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Ukraine", "UA"),
        ("DPRK", "KP"),
        ("the United States", "US"),
        ("U.S.", "US"),
        ("US", "US"),
        ("Burma", "MM"),
        ("DR Congo", "CD"),
        ("Türkiye", "TR"),
        ("Côte d’Ivoire", "CI"),
    ],
)
def test_names(words: str, code: str) -> None:
    assert load_countries().country_of_name(words) == code


def test_initials_need_their_capitals() -> None:
    assert load_countries().country_of_name("us") is None
    assert load_countries().country_of_name("car") is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("North Koreans", "KP"),
        ("Ukrainian", "UA"),
        ("Turks", "TR"),
        ("israelis", "IL"),
        ("Filipino", "PH"),
        ("SALVADORAN", "SV"),
        ("Afghans", "AF"),
        ("Swiss", "CH"),
    ],
)
def test_demonyms(words: str, code: str) -> None:
    assert load_countries().country_of_demonym(words) == code
    assert load_countries().country_of_name(words) is None


def test_capitals_and_all_together() -> None:
    countries = load_countries()
    assert countries.country_of_capital("Pyongyang") == "KP"
    assert countries.country_of_capital("Kiev") == "UA"
    assert countries.country_of_capital("Kingston") == "JM"
    assert countries.country_of("Kyiv") == countries.country_of("Ukrainians") == "UA"
    assert countries.country_of("Atlantis") is None


def test_the_gazetteer_holds_every_country_by_name_and_alias() -> None:
    gazetteer = Gazetteer.load()
    for code, country in load_countries().by_code.items():
        for name in (country.name, *country.aliases):
            found = [c.entry.code for c in gazetteer.look_up(name) if c.entry.kind == "country"]
            assert code in found, (name, "run python -m tools.gazetteer")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            '[AA]\nname = "A"\nlat = 1.0\nlon = 2.0\n[BB]\nname = "A"\nlat = 1.0\nlon = 2.0\n',
            "AA and BB",
        ),
        ('[AA]\nname = "A"\nlat = "north"\nlon = 2.0\n', "AA"),
        ('[AA]\nname = "A"\n', "missing"),
        ('[AA]\nname = "A"\nlat = 1.0\nlon = 2.0\nflag = "red"\n', "flag"),
        ("[AA\n", "line 1"),
    ],
)
def test_broken_files_are_named(tmp_path: Path, text: str, what: str) -> None:
    path = tmp_path / "countries.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError, match=what) as error:
        read_countries(path)
    assert "countries.toml" in str(error.value)
