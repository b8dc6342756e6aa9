"""Work grows as claims do, whatever the shape of one big tally: steps are counted, never timed."""

import pytest
from bench.prose import reading_of
from bench.shapes import SHAPES, stories_of
from tests.effort import steps

from tallybook.catalogue.conflicts import load_conflicts
from tallybook.catalogue.measures import load_measures
from tallybook.link.linking import Linker
from tallybook.link.then import Day
from tallybook.pipeline.book import open_book
from tallybook.reconcile import Settings

FEW, MANY = 120, 480
"""Four times as many claims; enough that what is done once does not hide what grows."""

LARGER = {"falling": 4}
"""What of these shapes grows otherwise shows only where there are more."""

ROOM = 1.4
"""Finding a place in a longer list takes a few more steps: n log n."""


def claims_of(shape, number):
    return [claim for story in stories_of(shape, number) for claim in reading_of(story).claims]


def counted(work):
    """How many functions are entered, or generators resumed, and what comes out."""
    found = []
    count = steps(lambda: found.append(work()))
    return count, found[0]


def steps_of(claims):
    """How many steps it takes to link and reconcile the claims."""
    settings = Settings(load_measures().definitions, load_conflicts())
    count, book = counted(lambda: open_book(settings, claims))
    assert len(book.tallies()) == 1
    return count


def steps_to_an_earlier_day(claims):
    """How many steps it takes to tell what had been said by the middle of the time."""
    linker = Linker()
    linker.update(claims)
    days = sorted({one.published for one in claims})
    day = days[len(days) // 2]
    then = linker.then(Day(day, lambda one: one.published <= day))
    count, said = counted(lambda: then.statements([one.id for one in claims]))
    assert said
    return count


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_claims_is_four_times_the_work(shape):
    sizes = [LARGER.get(shape, 1) * number for number in (FEW, MANY)]
    small, large = (claims_of(shape, number) for number in sizes)
    steps_of(small)  # what is loaded once is loaded
    few, many = steps_of(small), steps_of(large)
    assert many / few < ROOM * MANY / FEW, f"{few:,} steps, then {many:,}"


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_claims_is_four_times_the_work_for_an_earlier_day(shape):
    few, many = (steps_to_an_earlier_day(claims_of(shape, number)) for number in (FEW, MANY))
    assert many / few < ROOM * MANY / FEW, f"{few:,} steps, then {many:,}"
