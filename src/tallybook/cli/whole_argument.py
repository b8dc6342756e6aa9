"""The whole argument of a tally in plain sentences, as `explain` prints it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from tallybook.catalogue.conflicts import Conflicts
from tallybook.cli.eliding import print_rows
from tallybook.cli.output import print_line, print_wrapped
from tallybook.model import Bound, Claim, Revision, Tally
from tallybook.queries.arguing import Texts
from tallybook.queries.argument_records import argument_record
from tallybook.queries.words import SHORT, amount, count, day, figure

_CARRIERS_SHOWN = 5


def print_whole(
    tally: Tally,
    claims: Mapping[str, Claim],
    texts: Texts,
    sides: Conflicts,
    *,
    whole: bool = False,
) -> None:
    """The question, the answer, and everything that it rests on, with the quotations.

    whole: every statement and step, however many there are.
    """
    told = argument_record(tally, claims, texts, sides)["argument"]
    print_wrapped(f"{tally.name}: {told['question']}" if tally.name else told["question"])
    print_wrapped(told["answer"])
    print_wrapped(_in_short(tally))
    _heading(f"What was said, by {count(tally.origins, 'independent origin')}")
    print_rows(list(enumerate(told["said"], 1)), _print_said, whole=whole)
    _heading("What bounds it")
    print_rows(list(zip(tally.bounds, told["bounds"], strict=True)), _print_bound, whole=whole)
    if not tally.bounds:
        print_wrapped("Nothing that was said sets an end.", "  ")
    _heading("What contradicts what")
    _print_all([each["words"] for each in told["contradictions"]], whole=whole)
    if told["more_contradictions"]:
        print_wrapped(f"And {told['more_contradictions']}", "  ")
    _heading("How each source’s own figure moved")
    _print_all(told["moves"], whole=whole)
    _heading("How the answer moved")
    steps = list(zip(tally.revisions, told["history"], strict=True))
    print_rows(steps, partial(_print_step, unit=tally.unit), whole=whole)
    _heading("Who is silent")
    _print_all(f"{name} has given no figure." for name in told["silent"])
    _heading("How it was counted")
    print_wrapped(f"Policy {tally.policy}. {told['policy']}", "  ")
    print_wrapped(f"Vague words: convention {told['convention']}", "  ")
    _heading("What would change it")
    _print_all(told["would_change"])


def _in_short(tally: Tally) -> str:
    best = "" if tally.best is None else f", best {figure(tally.best)}"
    known = "" if tally.as_of is None else f", from what was public by {day(tally.as_of)}"
    sides = ", ".join(tally.sides) or "nobody"
    ends = amount(tally.low, tally.high, tally.unit)
    return f"That is {ends}{best}; {tally.grade.value}; speaking: {sides}{known}. Tally {tally.id}."


def _print_said(numbered: tuple[int, Mapping[str, Any]]) -> None:
    number, said = numbered
    when = day(date.fromisoformat(said["said"])) if said["said"] else "on a day not known"
    who = f"{said['who'][:1].upper()}{said['who'][1:]}"
    print_wrapped(f"{number}. {who}, {when} ({said['stance']}):", "  ")
    _print_quotations(said["quotations"])
    if not said["independent"]:
        of = f" of {said['echo_of']}" if said["echo_of"] else ""
        print_wrapped(f"An echo{of}, no witness of its own. {_why(said['reasons'])}".rstrip(), _IN)
    else:
        print_wrapped(f"A witness of its own. {_why(said['reasons'])}".rstrip(), _IN)


_IN = "     "


def _why(reasons: Iterable[str]) -> str:
    words = "; ".join(reasons)
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _print_quotations(quotations: list[Mapping[str, Any]]) -> None:
    for quoted in quotations[:_CARRIERS_SHOWN]:
        print_wrapped(f"“{' '.join(quoted['words'].split())}” — {_where(quoted)}", _IN)
    more = len(quotations) - _CARRIERS_SHOWN
    if more > 0:
        print_wrapped(f"and {more} more; all of them with --json", _IN)


def _where(quoted: Mapping[str, Any]) -> str:
    """ "AFP, in The Gazette, 18 December 2024 (report ab12cd34, 812–854; claim 12ab34cd)"."""
    place, agency = quoted["outlet"], quoted["agency"]
    carried = place if agency in (None, place) else f"{agency}, in {place}"
    when = day(date.fromisoformat(quoted["published"])) if quoted["published"] else "undated"
    spot = f"report {quoted['report'][:SHORT]}, {quoted['start']}–{quoted['end']}"
    return f"{carried}, {when} ({spot}; claim {quoted['claim'][:SHORT]})"


def _at(end: str, value: Any) -> str:
    return {"low": "at least ", "high": "at most "}.get(end, "") + figure(value)


def _print_bound(shown: tuple[Bound, Mapping[str, Any]]) -> None:
    bound, told = shown
    print_wrapped(
        f"The {bound.end} is {_at(bound.end, bound.value)}, by the rule “{bound.rule}”:", "  "
    )
    _print_quotations(told["quotations"])


def _print_step(shown: tuple[Revision, Mapping[str, Any]], unit: str) -> None:
    revision, told = shown
    when = "Before all dates" if revision.at is None else day(revision.at)
    graded = f", {revision.grade}" if revision.grade else ""
    ends = amount(revision.low, revision.high, unit)
    print_wrapped(f"{when}: {ends}{graded}. {told['why']}".rstrip(), "  ")


def _print_all(sentences: Iterable[str], *, whole: bool = True) -> None:
    told = list(sentences)
    print_rows(told, _print_sentence, whole=whole)
    if not told:
        print_wrapped("Nothing.", "  ")


def _print_sentence(sentence: str) -> None:
    shown = f"{sentence[:1].upper()}{sentence[1:]}"
    print_wrapped(shown if shown.endswith((".", "?")) else f"{shown}.", "  ")


def _heading(words: str) -> None:
    print_line(f"\n{words}:")
