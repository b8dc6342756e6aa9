from __future__ import annotations

import pytest

from tallybook.catalogue.source_words import (
    build_words,
    load_source_words,
    normal_name,
    read_tables,
)
from tallybook.catalogue.sources import SourceCatalogue
from tallybook.catalogue.speakers import Context
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
    ("John Kirby", "John Kirby", None),
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
    assert len(words.entries) > 200
    assert len(words.organs) > 80


def test_an_alias_of_two_sources_is_named() -> None:
    tables = read_tables()
    tables["own"] = {"source": [{"id": "Other", "kind": "monitor", "aliases": ["airwars"]}]}
    with pytest.raises(DataError, match="'airwars' names Airwars and Other"):
        build_words(tables, load_source_words().states)


def test_an_unknown_kind_is_named() -> None:
    tables = read_tables()
    tables["own"] = {"source": [{"id": "Other", "kind": "club"}]}
    with pytest.raises(DataError, match="kind 'club' of Other"):
        build_words(tables, load_source_words().states)
