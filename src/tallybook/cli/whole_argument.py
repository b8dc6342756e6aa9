"""The whole argument of a tally in plain sentences, as `explain` prints it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tallybook.catalogue.conflicts import Conflicts
from tallybook.cli.arguing import Texts, argument_record
from tallybook.cli.output import print_line, print_wrapped
from tallybook.cli.words import SHORT, amount, count, day, figure
from tallybook.model import Claim, Tally

_CARRIERS_SHOWN = 5


def print_whole(tally: Tally, claims: Mapping[str, Claim], texts: Texts, sides: Conflicts) -> None:
    """The question, the answer, and everything that it rests on, with the quotations."""
    told = argument_record(tally, claims, texts, sides)["argument"]
    print_wrapped(f"{tally.name}: {told['question']}" if tally.name else told["question"])
    print_wrapped(told["answer"])
    print_wrapped(_in_short(tally))
    _heading(f"What was said, by {count(tally.origins, 'independent origin')}")
    for number, said in enumerate(told["said"], 1):
        _print_said(number, said)
    _heading("What bounds it")
    for bound, shown in zip(tally.bounds, told["bounds"], strict=True):
        print_wrapped(
            f"The {bound.end} is {_at(bound.end, bound.value)}, by the rule “{bound.rule}”:", "  "
        )
        _print_quotations(shown["quotations"])
    if not tally.bounds:
        print_wrapped("Nothing that was said sets an end.", "  ")
    _heading("What contradicts what")
    _print_all(each["words"] for each in told["contradictions"])
    _heading("How each source’s own figure moved")
    _print_all(told["moves"])
    _heading("How the answer moved")
    for revision, shown in zip(tally.revisions, told["history"], strict=True):
        when = "Before all dates" if revision.at is None else day(revision.at)
        graded = f", {revision.grade}" if revision.grade else ""
        ends = amount(revision.low, revision.high, tally.unit)
        print_wrapped(f"{when}: {ends}{graded}. {shown['why']}".rstrip(), "  ")
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


def _print_said(number: int, said: Mapping[str, Any]) -> None:
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


def _print_all(sentences: Iterable[str]) -> None:
    printed = False
    for sentence in sentences:
        shown = f"{sentence[:1].upper()}{sentence[1:]}"
        print_wrapped(shown if shown.endswith((".", "?")) else f"{shown}.", "  ")
        printed = True
    if not printed:
        print_wrapped("Nothing.", "  ")


def _heading(words: str) -> None:
    print_line(f"\n{words}:")
