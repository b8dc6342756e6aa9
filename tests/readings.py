"""Small readings to try the spine with: every number in a text is a claim of the killed."""

import re
from decimal import Decimal

from tallybook.model import (
    Attribution,
    Block,
    Claim,
    Form,
    Part,
    Population,
    Quantity,
    Reading,
    Report,
    Role,
    Scope,
    Source,
    Stance,
)

MADE_BY = "counting 1"


def claims_of(report, made_by=MADE_BY):
    return tuple(
        Claim(
            report=report.id,
            text=found.group(),
            start=found.start(),
            end=found.end(),
            quantity=Quantity(
                Decimal(found.group(1)), Decimal(found.group(1)), Form.EXACT, words=found.group(1)
            ),
            measure="killed",
            of=Population(found.group(2), ("KP",), "soldier", None, *found.span(2)),
            block=Role.BODY,
            sentence=(0, len(report.text)),
            rule="number",
            made_by=made_by,
            stance=Stance.CLAIMED,
            scope=Scope.INCIDENT,
            confidence=1.0,
            attribution=(Attribution(Source("HUR", party="UA"), "HUR", 0, 3, "said"),),
            url=report.url,
            publisher=report.publisher,
            published=report.published,
            path=report.path,
            parts=(Part("quantity", "digits", *found.span(1), found.group(1)),),
        )
        for found in re.finditer(r"(\d+) (\w+)", report.text)
    )


def reading(text, made_by=MADE_BY, **metadata):
    report = Report(text, **metadata)
    block = Block(Role.BODY, 0, len(text))
    return Reading(report, (block,), claims_of(report, made_by), (), made_by)
