"""The subset test: yes, no, or unknown."""

import pytest
from tests.claims import COUNTRY, FAR_TOWN, KURSK, MEASURES, NORTH, RUSSIA, SOUTH, TOWN, UKRAINE

from tallybook.model import Place, Population
from tallybook.model.containment import (
    Containment,
    family_of,
    measure_within,
    place_within,
    population_within,
)

YES, NO, UNKNOWN = Containment.YES, Containment.NO, Containment.UNKNOWN
REGION = Place("the region", "The Region", ("XA", "XB"), precision="region")


@pytest.mark.parametrize(
    ("part", "whole", "answer"),
    [
        (TOWN, NORTH, YES),
        (TOWN, COUNTRY, YES),
        (NORTH, COUNTRY, YES),
        (COUNTRY, REGION, YES),
        (TOWN, TOWN, YES),
        (NORTH, TOWN, NO),
        (NORTH, SOUTH, NO),
        (TOWN, SOUTH, NO),
        (TOWN, FAR_TOWN, NO),
        (KURSK, RUSSIA, YES),
        (KURSK, UKRAINE, NO),
        (None, NORTH, UNKNOWN),
        (NORTH, None, UNKNOWN),
        (Place("the old mill"), NORTH, UNKNOWN),
        (Place("the old mill"), Place("The Old Mill"), YES),
    ],
)
def test_places(part, whole, answer):
    assert place_within(part, whole) is answer


def people(*parties, role=None, unit=None, text="people"):
    return Population(text, parties, role, unit)


@pytest.mark.parametrize(
    ("part", "whole", "answer"),
    [
        (people("KP", role="soldier"), people("KP", "RU", role="soldier"), YES),
        (people("KP", "RU", role="soldier"), people("KP", role="soldier"), NO),
        (people("RU", unit="Akhmat"), people("RU", role="soldier"), YES),
        (people("RU", role="soldier"), people("RU", unit="Akhmat"), NO),
        (people("KP", role="soldier"), people("KP"), YES),
        (people("KP"), people("KP", role="soldier"), UNKNOWN),
        (people("KP", role="soldier"), people("KP", role="civilian"), NO),
        (people(role="child"), people(), YES),
        (people("KP"), people(), YES),
        (people("KP"), people(text=""), UNKNOWN),
        (people(), people("KP"), UNKNOWN),
        (people("KP"), people("RU"), NO),
    ],
)
def test_populations(part, whole, answer):
    assert population_within(part, whole) is answer


def test_measures():
    assert measure_within("killed", "killed_or_wounded", MEASURES) is YES
    assert measure_within("killed_or_wounded", "killed", MEASURES) is NO
    assert measure_within("unheard of", "unheard of", {}) is YES
    assert family_of("killed", MEASURES) == family_of("wounded", MEASURES)
    assert family_of("deployed", MEASURES) == "deployed"
