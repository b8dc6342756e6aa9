"""Naming: people, figures and speakers as a newcomer calls them, by table."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.claims import MEASURES, claim, source
from tests.reconcile.figures import WAR

from tallybook.catalogue.conflicts import load_conflicts
from tallybook.link import find_statements
from tallybook.model import Place, Population
from tallybook.reconcile.answering import silence
from tallybook.reconcile.evidence import gather
from tallybook.reconcile.naming import (
    counted,
    figure,
    people,
    place_phrase,
    plural,
    quoted,
    singular,
)
from tallybook.reconcile.naming_speakers import is_plural, origin


@pytest.mark.parametrize(
    ("words", "whom", "told"),
    [
        ("several dozen", "soldiers", "several dozen soldiers"),
        ("tens of thousands", "soldiers", "tens of thousands of soldiers"),
        ("one", "people", "one person"),
        ("one", "Australian women", "one Australian woman"),
        ("one", "members of Akhmat", "one member of Akhmat"),
        ("no one", "people", "no people"),
        ("a woman and her baby", "women", "a woman and her baby"),
        ("8", "", "8"),
        ("six others", "soldiers", "six other soldiers"),
        ("civilian", "civilians", "one civilian"),
    ],
)
def test_numbers_and_those_they_count_agree(words, whom, told):
    assert counted(words, whom) == told


@pytest.mark.parametrize(
    ("role", "many"),
    [("child", "children"), ("aid_worker", "aid workers"), ("martyr", "people"), ("man", "men")],
)
def test_plurals(role, many):
    assert plural(role) == many


def test_singulars_are_back_from_plurals():
    assert singular("North Korean soldiers") == "North Korean soldier"
    assert singular("mercenaries") == "mercenary"
    assert singular("staff") == "staff"
    assert (plural("battery"), singular("batteries")) == ("batteries", "battery")
    assert (plural("aircraft"), singular("aircraft")) == ("aircraft", "aircraft")


def test_pronouns_are_nobody():
    assert people(Population("they"), "tank", WAR) == ""


def test_things_are_many():
    assert people(Population("house"), "house", WAR) == "houses"
    assert people(Population("enemy drones"), "drone", WAR) == "enemy drones"


def test_groups_have_adjectives_and_people():
    known = load_conflicts()
    assert people(Population("", ("houthis",), "fighter"), "person", known) == "Houthi fighters"
    assert people(Population("", ("houthis",)), "person", known) == "Houthis"
    assert people(Population("", ("rsf",), "fighter"), "person", known) == "RSF fighters"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("1456610", "1,456,610"),
        ("about 12500", "about 12,500"),
        ("2014", "2014"),
        ("12,500", "12,500"),
        ("18.12345", "18.12345"),
    ],
)
def test_bare_digits_are_grouped_but_quoted_as_they_are(words, shown):
    told = claim("8", published="2031-03-01")
    told = replace(told, quantity=replace(told.quantity, words=words))
    (one,) = gather([told], find_statements([told]).statements, MEASURES)
    assert (figure(one), quoted(one)) == (shown, words)


def spoken(name, party=None, *, unnamed=False):
    said = claim("8", by=source(name, party, unnamed=unnamed), published="2031-03-01")
    (one,) = gather([said], find_statements([said]).statements, MEASURES)
    return origin(one, WAR), is_plural(one)


@pytest.mark.parametrize(
    ("name", "party", "unnamed", "told"),
    [
        ("HUR", None, False, ("HUR", False)),
        ("health ministry", None, False, ("the health ministry", False)),
        ("Ministry of Health", "XA", False, ("the Ministry of Health (XA)", False)),
        ("Relief Bulletin", None, False, ("Relief Bulletin", False)),
        ("United Nations", None, False, ("the United Nations", False)),
        ("rescuers", None, True, ("rescuers", True)),
        ("authorities in Aden", None, True, ("authorities in Aden", True)),
        ("senior military official", None, True, ("a senior military official", False)),
        ("aide", None, True, ("an aide", False)),
        ("governor of Alba", None, True, ("the governor of Alba", False)),
        ("driver who fled in time", None, True, ("a driver who fled in time", False)),
        ("Armed Forces of Xanadu", None, False, ("the Armed Forces of Xanadu", True)),
        ("U.S. official", None, True, ("a U.S. official", False)),
    ],
)
def test_speakers(name, party, unnamed, told):
    assert spoken(name, party, unnamed=unnamed) == told


def test_places_take_their_article():
    assert place_phrase(Place("in the US", "United States", ("US",))) == "in the United States"
    assert place_phrase(Place("Near the river", None, ())) == "near the river"


def test_a_town_called_as_a_state_is_told_with_its_own():
    town = Place("in Armenia", "Armenia", ("CO",), "Quindío Department", precision="place")
    state = Place("in Armenia", "Armenia", ("AM",), precision="country")
    assert place_phrase(town) == "in Armenia (Colombia)"
    assert place_phrase(state) == "in Armenia"


def test_several_countries_are_joined():
    both = Place("there", "Ukraine, Russia", ("UA", "RU"), precision="country")
    assert place_phrase(both) == "in Ukraine and Russia"


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["Russia"], "Russia has given no figure"),
        (["Houthis"], "the Houthis have given no figure"),
        (["Yemen", "Houthis"], "neither Yemen nor the Houthis have given a figure"),
        (["Russia", "North Korea"], "neither Russia nor North Korea has given a figure"),
    ],
)
def test_silence_is_told_in_grammar(names, told):
    assert silence(names) == told
