"""Steps that can be told to fail, in place of the real ones; of a module, so that processes can
have them."""

import os
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.readings import MADE_BY, claims_of

from tallybook.errors import DataError, ReadError
from tallybook.model import (
    Block,
    Grade,
    Page,
    Population,
    Problem,
    Report,
    Revision,
    Role,
    Scope,
    Stage,
    Statement,
    Tally,
)
from tallybook.pipeline.answers import Answer
from tallybook.pipeline.readings import Pages, Steps
from tallybook.reconcile import Reckoned


@dataclass(frozen=True)
class Found:
    claims: tuple
    problems: tuple = ()
    made_by: str = MADE_BY


def read(where, options):
    """The place's name is the text; "a|b" holds two reports."""
    if where == "gone":
        yield Problem(Stage.READ, where, "no such file", "check the name")
        return
    for number, text in enumerate(where.split("|")):
        if text == "unreadable":
            raise ReadError(where, "it is binary", "give text")
        if text == "breaks reading":
            raise ValueError("in reading")
        yield Page(
            Report(
                text,
                path=f"{where}#{number}",
                published=options.published,
                publisher=options.publisher,
            )
        )


def clean(report, pieces):
    if "breaks cleaning" in report.text:
        raise ValueError("in cleaning")
    if "uncleanable" in report.text:
        raise ReadError(report.path, "it has no words", "give words")
    return report, (Block(Role.BODY, 0, len(report.text)),)


def extract(report, blocks):
    if "breaks extracting" in report.text:
        raise ValueError("in extracting")
    if "wrong words" in report.text:
        raise DataError("measures/own.toml", "no measure", "name one")
    if "kills its process" in report.text:
        os._exit(9)
    return Found(claims_of(report))


PAGES = Pages(read, clean)
STEPS = Steps(PAGES, extract)


def find_statements(claims, links):
    return [
        Statement(
            id=claim.id,
            origin="HUR",
            party="UA",
            measure=claim.measure,
            of=claim.of,
            place=claim.place,
            period=claim.period,
            scope=claim.scope,
            low=claim.quantity.low,
            high=claim.quantity.high,
            unit=claim.quantity.unit,
            stance=claim.stance,
            said=claim.published,
            carriers=(claim.id,),
        )
        for claim in claims
    ], []


def tallies_of(claims, as_of, policy):
    statements, _ = find_statements(claims, ())
    if not statements:
        return []
    low = max((statement.low for statement in statements), default=Decimal(0))
    newest = max((s.said for s in statements if s.said), default=date(2024, 1, 1))
    return [
        Tally(
            id="tally of the killed",
            measure="killed",
            of=Population("soldiers", ("KP",), "soldier"),
            place=None,
            period=None,
            scope=Scope.CUMULATIVE,
            unit="person",
            low=low,
            best=None,
            high=None,
            grade=Grade.WEAK,
            policy=policy,
            convention="default",
            as_of=as_of,
            origins=1,
            sides=("adversary",),
            silent=("own side",),
            contested=False,
            conflict=(),
            statements=tuple(statements),
            bounds=(),
            revisions=(Revision(newest, low, None, None, (statements[-1].id,), None, "r1"),),
            answer=f"At least {low} soldiers killed.",
        )
    ]


class FakeBook:
    def __init__(self, question, _judged):
        self.question = question
        self.claims = {}

    def update(self, come, gone=()):
        for name in gone:
            self.claims.pop(name, None)
        self.claims.update((claim.id, claim) for claim in come)
        return Reckoned(self.tallies(), [])

    def tallies(self):
        return tallies_of(list(self.claims.values()), self.question.as_of, self.question.policy)


ANSWER = Answer(FakeBook)
