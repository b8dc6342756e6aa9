from __future__ import annotations

import pytest

from tallybook.catalogue.owners import agency_of, family_of, is_agency
from tallybook.catalogue.source_words import load_source_words
from tallybook.language.page import load_page_words


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("The Wall Street Journal", "News Corp"),
        ("THE TIMES", "News Corp"),
        ("www.wsj.com", "News Corp"),
        ("Herald Sun", "News Corp"),
        ("BBC News", "British Broadcasting Corporation"),
        ("BBC World Service", "British Broadcasting Corporation"),
        ("news.bbc.co.uk", "British Broadcasting Corporation"),
        ("Al Jazeera English", "Al Jazeera Media Network"),
        ("The Hill", "Nexstar"),
        ("AFP", "AFP"),
        ("Reuters India", "Thomson Reuters"),
        ("The Guardian", "Guardian Media Group"),
        ("The Onda Star", "The Onda Star"),
        ("  The  Onda Star ", "The Onda Star"),
        ("", ""),
    ],
)
def test_an_outlet_belongs_to_its_owner(name: str, family: str) -> None:
    assert family_of(name) == family


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("The Guardian", "The Guardian Nigeria"),
        ("CNN", "CNN Indonesia"),
        ("CNN", "CNN Türk"),
        ("Sky News", "Sky News Australia"),
        ("The Times", "The Times of India"),
        ("Human Rights Watch", "The Guardian"),
    ],
)
def test_a_like_name_is_no_family(name: str, other: str) -> None:
    assert family_of(name) != family_of(other)


def test_two_papers_of_one_house_are_one_family() -> None:
    assert family_of("Kompas") == family_of("The Jakarta Post")
    assert family_of("DHA") == family_of("Hürriyet")
    assert family_of("Ynet") == family_of("Calcalist")


def test_an_owner_is_its_own_family() -> None:
    for entry in load_source_words().entries.values():
        if entry.owner is not None:
            assert family_of(entry.owner) == entry.owner, entry.id


def test_agencies() -> None:
    assert is_agency("Agence France-Presse")
    assert is_agency("AP")
    assert agency_of("the Associated Press") == "AP"
    assert agency_of("Reuters") == "Reuters"
    assert not is_agency("The Guardian")
    assert not is_agency("Ministry of Defence of Russia")
    assert agency_of("The Onda Star") is None


def test_every_agency_that_a_page_credits_is_known() -> None:
    words = load_page_words()
    assert [name for name in sorted(set(words.agencies.values())) if not is_agency(name)] == []
    assert [host for host in words.agency_hosts if not is_agency(host)] == []


def test_a_users_outlet_counts(tmp_path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        '[[source]]\nid = "The Onda Star"\nkind = "masthead"\nowner = "Onda House"\n'
        'sites = ["onda.example"]\n',
        "utf-8",
    )
    assert family_of("The Onda Star", (path,)) == "Onda House"
    assert family_of("www.onda.example", (path,)) == "Onda House"
