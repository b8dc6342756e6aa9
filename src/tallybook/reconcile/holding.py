"""Holding: which evidence speaks of how things stood at the end of a day, by all known since.

What was known on a day (`as_of`) is another question: this one weighs later reports, corrections
and denials too, as far as they speak of that day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tallybook.reconcile.evidence import Evidence, Kind
from tallybook.reconcile.questions import Question
from tallybook.reconcile.withdrawals import still_said


def speaks_by(one: Evidence, day: date, question: Question | None = None) -> bool:
    """Does the figure speak of what had happened by the end of the day?

    A figure of one happening does where that was over by then; where the figure names no day, its
    question's count. A running total or a level does where it speaks to that day or an earlier
    one. Nothing is taken to be so of what has no day at all.
    """
    if one.kind is Kind.INCIDENT:
        period = one.statement.period
        last = (period.last or period.first) if period is not None else None
        if last is None and question is not None:
            last = question.last or question.first
        if last is not None:
            return last <= day
    return one.at is not None and one.at <= day


def question_on(question: Question, day: date) -> Question | None:
    """The question with what holds for that day, under the same id; None where nothing does.

    What its source has taken back since is left out, even where the correction speaks of a later
    day: of what can only rise, a total that is too high today was too high before.
    """
    standing, _ = still_said(question.evidence)
    told = tuple(one for one in standing if speaks_by(one, day, question))
    drawn = tuple(one for one in question.drawn_from if speaks_by(one, day, question))
    if not any((told, drawn)):
        return None
    return replace(question, evidence=told, drawn_from=drawn)
