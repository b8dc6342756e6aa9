from __future__ import annotations

from datetime import date

import pytest

from tallybook.catalogue.source_words import (
    build_words,
    load_source_words,
    normal_name,
    read_tables,
)
from tallybook.catalogue.sources import SourceCatalogue
from tallybook.catalogue.speakers import Context
from tallybook.catalogue.toml_rows import parse_toml
from tallybook.errors import DataError
from tallybook.model import SourceKind

NAMED = [
    ("Ukraine's HUR military spy agency", "HUR", "UA"),
    ("Ukraine’s military spy agency", "HUR", "UA"),
    ("Ukraine's Main Directorate of Intelligence", "HUR", "UA"),
    ("The GUR", "HUR", "UA"),
    ("South Korea's National Intelligence Service", "NIS", "KR"),
    ("South Korea's spy agency", "NIS", "KR"),
    ("Kyiv", "Government of Ukraine", "UA"),
    ("Kiev", "Government of Ukraine", "UA"),
    ("Moscow", "Government of Russia", "RU"),
    ("Pyongyang", "Government of North Korea", "KP"),
    ("Ankara", "Government of Turkey", "TR"),
    ("Washington", "Government of the United States", "US"),
    ("the US", "Government of the United States", "US"),
    ("the U.S.", "Government of the United States", "US"),
    ("The Kremlin", "Government of Russia", "RU"),
    ("the White House", "Government of the United States", "US"),
    ("the Israeli military", "IDF", "IL"),
    ("a spokesman for the IDF", "IDF", "IL"),
    ("Gaza’s Health Ministry", "Gaza Ministry of Health", "PS"),
    ("the health ministry in Gaza", "Gaza Ministry of Health", "PS"),
    ("the Turkish Health Ministry", "Ministry of Health of Turkey", "TR"),
    ("Russia's Ministry of Defence", "Ministry of Defence of Russia", "RU"),
    ("the Russian defense ministry", "Ministry of Defence of Russia", "RU"),
    ("General Staff of Ukraine's armed forces", "General Staff of Ukraine", "UA"),
    ("Turkey's disaster agency", "AFAD", "TR"),
    ("the U.N. refugee agency", "UNHCR", "UN"),
    ("WHO", "WHO", "UN"),
    ("the Syrian Observatory for Human Rights", "SOHR", None),
    ("Agence France-Presse", "AFP", None),
    ("the Associated Press", "AP", None),
    ("the New York Times", "The New York Times", None),
    ("John Kirby", "John Kirby", "US"),
    ("Zelensky", "Volodymyr Zelensky", "UA"),
    ("President Volodymyr Zelenskyy", "Volodymyr Zelensky", "UA"),
    ("Kim Jong Un", "Kim Jong Un", "KP"),
    ("Rami Abdel Rahman", "Rami Abdel Rahman", None),
    ("Anna Lindqvist", "Anna Lindqvist", None),
    ("Downing Street", "Government of the United Kingdom", "GB"),
    ("the Élysée Palace", "Government of France", "FR"),
    ("Foggy Bottom", "US State Department", "US"),
    ("India's foreign intelligence agency", "Research and Analysis Wing", "IN"),
    ("Germany's foreign intelligence service", "BND", "DE"),
    ("the Pakistani military's media wing", "ISPR", "PK"),
    ("the UN nuclear watchdog", "IAEA", "UN"),
    ("the Turkish Red Crescent", "Turkish Red Crescent", "TR"),
    ("the Israeli prime minister's office", "Israeli Prime Minister's Office", "IL"),
    ("the Polish prime minister's office", "Prime Minister's Office of Poland", "PL"),
    ("Norond Institute", "Norond Institute", None),
    ("Ukraine's president, Volodymyr Zelensky", "Volodymyr Zelensky", "UA"),
    ("Pentagon spokesman Pat Ryder", "Pat Ryder", "US"),
]
UNNAMED = [
    ("officials", None),
    ("a source", None),
    ("Ukrainian intelligence officials", "UA"),
    ("a senior U.S. military official", "US"),
    ("U.S. Official", "US"),
    ("Pentagon officials", "US"),
    ("Norwegian and Swedish officials", None),
    ("local residents", None),
    ("A Texas judge", None),
    ("South Onda officials", None),
    ("witnesses", None),
    ("us", None),
    ("who", None),
]


@pytest.mark.parametrize(("words", "name", "party"), NAMED)
def test_named(words: str, name: str, party: str | None) -> None:
    source = SourceCatalogue.load().match(words)
    assert (source.name, source.kind, source.party) == (name, SourceKind.NAMED, party)


@pytest.mark.parametrize(("words", "party"), UNNAMED)
def test_unnamed(words: str, party: str | None) -> None:
    source = SourceCatalogue.load().match(words)
    assert (source.kind, source.party) == (SourceKind.ANONYMOUS, party)


def test_a_parser_that_saw_a_person_is_believed() -> None:
    source = SourceCatalogue.load().match("the envoy Mara", Context(person="Mara"))
    assert source.name == "Mara"


def test_a_masthead_has_its_owner() -> None:
    entry = SourceCatalogue.load().entry("BBC")
    assert entry is not None
    assert entry.owner == "British Broadcasting Corporation"


def test_every_alias_is_found_again() -> None:
    catalogue = SourceCatalogue.load()
    for entry in catalogue.words.entries.values():
        for alias in entry.aliases:
            known = catalogue.words.by_alias.get(normal_name(alias))
            assert known is None or known == entry


def test_the_catalogue_is_of_some_size() -> None:
    words = load_source_words()
    assert len(words.entries) > 1000
    assert len(words.organs) > 80


@pytest.mark.parametrize(
    ("words", "branch"),
    [
        ("a senior US military official", "military"),
        ("a Pentagon official", "military"),
        ("Ukrainian military intelligence officials", "intelligence"),
        ("an Israeli security source", "security"),
        ("hospital sources", "medical"),
        ("two doctors", "medical"),
        ("police officials", "police"),
        ("two Western diplomats", "diplomat"),
        ("civil defence officials", "rescue"),
        ("firefighters", "rescue"),
        ("an aid worker", "aid"),
        ("a UN official", "un"),
        ("a Hamas official", "armed group"),
        ("rebel fighters", "armed group"),
        ("soldiers", "military"),
        ("local officials", "local government"),
        ("local residents", "resident"),
        ("witnesses", "witness"),
        ("analysts", "expert"),
        ("a US official", "government"),
        ("officials", "official"),
        ("police and hospital sources", ""),
        ("a person familiar with the talks", ""),
    ],
)
def test_an_unnamed_speaker_is_what_is_said_of_him(words: str, branch: str) -> None:
    identity = SourceCatalogue.load().identify(words)
    assert identity.source.kind is SourceKind.ANONYMOUS
    assert identity.branch == branch


def test_a_person_speaks_for_a_body_while_in_office() -> None:
    catalogue = SourceCatalogue.load()
    assert catalogue.speaks_for("John Kirby", date(2022, 3, 1)) == "Pentagon"
    assert catalogue.speaks_for("John Kirby", date(2024, 12, 17)) == (
        "Government of the United States"
    )
    assert catalogue.speaks_for("John Kirby", date(2020, 1, 1)) is None
    assert catalogue.speaks_for("John Kirby") is None, "two offices, and no day says which"
    assert catalogue.speaks_for("Daniel Hagari") == "IDF"
    assert catalogue.speaks_for("Anna Lindqvist") is None


def test_every_office_is_of_a_source_and_of_the_holders_party() -> None:
    catalogue = SourceCatalogue.load()
    for person in {one.id: one for one in catalogue.words.people.values()}.values():
        for office in person.offices:
            source = catalogue.match(office.speaks_for)
            assert (source.name, source.party) == (office.speaks_for, person.party), person.id
            assert office.since is None or office.until is None or office.since <= office.until


def test_no_person_is_named_like_a_source() -> None:
    words = load_source_words()
    assert not words.people.keys() & words.by_alias.keys()


def test_an_alias_of_two_sources_is_named() -> None:
    tables = read_tables()
    text = '[[source]]\nid = "Other"\nkind = "monitor"\naliases = ["airwars"]\n'
    tables["own"] = parse_toml("own.toml", text)
    with pytest.raises(DataError, match=r"own.toml, line 4: the name 'airwars' is of .* of Other"):
        build_words(tables, load_source_words().states)


def test_an_unknown_kind_is_named() -> None:
    tables = read_tables()
    tables["own"] = parse_toml("own.toml", '[[source]]\nid = "Other"\nkind = "club"\n')
    with pytest.raises(DataError, match=r"own.toml, line 3: kind 'club' of Other; one of aid"):
        build_words(tables, load_source_words().states)
