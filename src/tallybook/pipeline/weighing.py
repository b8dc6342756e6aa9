"""The real steps that answer: link and reconcile."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tallybook.catalogue.conflicts import load_conflicts
from tallybook.catalogue.measures import load_measures
from tallybook.pipeline.answers import Answer, Judged, Question
from tallybook.pipeline.book import Book
from tallybook.reconcile import Settings


def load_answer(own_measures: Sequence[Path] = (), own_conflicts: Sequence[Path] = ()) -> Answer:
    """What makes statements of claims, and tallies of statements.

    own_measures, own_conflicts: the user's files. DataError where one breaks the rules.
    """
    measures = load_measures(extra=own_measures).definitions
    sides = load_conflicts(own_conflicts)

    def open_book(question: Question, judged: Judged) -> Book:
        # What was not yet known on the day is gone from the claims already: undated reports count
        # from when they were read, which the claims themselves do not say.
        settings = Settings(
            measures, sides, on=question.on, policy=question.policy, shown_as_of=question.as_of
        )
        return Book(settings, judged)

    return Answer(open_book)
