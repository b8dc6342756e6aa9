"""Work grows as claims do, whatever the shape of one big tally: steps are counted, never timed."""

import pytest
from bench.prose import reading_of
from bench.shapes import SHAPES, stories_of
from tests.effort import steps

from tallybook.catalogue.conflicts import load_conflicts
from tallybook.catalogue.measures import load_measures
from tallybook.pipeline.book import open_book
from tallybook.reconcile import Settings

FEW, MANY = 120, 480
"""Four times as many claims; enough that what is done once does not hide what grows."""

ROOM = 1.4
"""Finding a place in a longer list takes a few more steps: n log n."""


def claims_of(shape, number):
    return [claim for story in stories_of(shape, number) for claim in reading_of(story).claims]


def steps_of(claims):
    """How many functions are entered, or generators resumed, to link and reconcile the claims."""
    settings = Settings(load_measures().definitions, load_conflicts())
    books = []
    count = steps(lambda: books.append(open_book(settings, claims)))
    assert len(books[0].tallies()) == 1
    return count


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_claims_is_four_times_the_work(shape):
    claims = {number: claims_of(shape, number) for number in (FEW, MANY)}
    steps_of(claims[FEW])  # what is loaded once is loaded
    few, many = steps_of(claims[FEW]), steps_of(claims[MANY])
    assert many / few < ROOM * MANY / FEW, f"{few:,} steps, then {many:,}"
