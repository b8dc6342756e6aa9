"""The bundled reports: four stories as different outlets put them, told through the same steps."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from tallybook.errors import UnknownName
from tallybook.model import Tally
from tallybook.pipeline.adding import Addition, add, revise
from tallybook.pipeline.answers import Answer, Question, answer_all
from tallybook.pipeline.options import Options
from tallybook.pipeline.readings import Steps, extract_reports
from tallybook.pipeline.steps import load_steps
from tallybook.reconcile.containing import answers_itself
from tallybook.store import Ledger

LONGER = ("tavush",)
"""Stories of their own, each in a folder of its name beside the short ones."""
_LIVES = 1
"""Lives lost weigh as much more as one more report."""


@dataclass(frozen=True, slots=True)
class Story:
    """One story: what it is about, what became of its reports, and the tallies they gave."""

    id: str
    title: str
    about: str
    additions: tuple[Addition, ...]
    tallies: tuple[Tally, ...] = ()


def tell_stories(
    ledger: Ledger, steps: Steps, answer: Answer, seen: Callable[[Addition], None]
) -> list[Story]:
    """Adds the bundled reports, calling `seen` for each, and answers; a story with its tallies."""
    with as_file(files("tallybook") / "demo") as folder:
        manifest = tomllib.loads((folder / "stories.toml").read_text("utf-8"))
        stories = [
            _add_story(ledger, folder / "reports", story, steps, seen)
            for story in manifest["story"]
        ]
    return _told(ledger, stories, answer)


def tell_story(
    ledger: Ledger, name: str, answer: Answer, seen: Callable[[Addition], None]
) -> list[Story]:
    """The same for one bundled story that lies in a folder of its own, by the folder's name.

    Its pages say themselves by whom they are and of which day. UnknownName for another name.
    """
    if name not in LONGER:
        raise UnknownName("story", name, list(LONGER))
    with as_file(files("tallybook") / "demo" / name) as folder:
        told = tomllib.loads((folder / "story.toml").read_text("utf-8"))
        options = Options(sources=(folder / "sources.toml",))
        pages = [str(page) for page in sorted((folder / "reports").iterdir())]
        additions = []
        for addition in add(ledger, extract_reports(pages, options, load_steps(options))):
            additions.append(addition)
            seen(addition)
    story = Story(told["id"], told["title"], told["summary"], tuple(additions))
    return _told(ledger, [story], answer)


def _told(ledger: Ledger, stories: Sequence[Story], answer: Answer) -> list[Story]:
    """The stories with their tallies, the most telling first."""
    revise(ledger, answer)
    tallies = answer_all(ledger, Question(), answer)
    reports = {claim.id: claim.report for claim in ledger.claims()}
    homes = _homes(stories, reports, tallies)
    ranked = _varied(sorted(tallies, key=lambda each: telling(each, reports)))
    return [
        replace(story, tallies=tuple(each for each in ranked if homes.get(each.id) == story.id))
        for story in stories
    ]


def telling(tally: Tally, reports: Mapping[str, str]) -> tuple[object, ...]:
    """A key that sorts the most telling first: people, by how many reports and origins speak.

    reports: claim to its report. What nobody stands behind, and sums of money, come last.
    """
    told = {reports.get(claim) for each in tally.statements for claim in each.carriers}
    counts_people = tally.unit == "person" and tally.origins > 0
    lives = tally.measure.startswith("killed")
    weight = len(told) + (_LIVES if lives else 0)
    return (
        not counts_people,
        -weight,
        not lives,
        not answers_itself(tally),
        -tally.origins,
        -len(tally.revisions),
        tally.id,
    )


def _varied(tallies: Sequence[Tally]) -> list[Tally]:
    """The same in another order: each kind of people and harm once before any comes again."""
    turns: Counter[tuple[object, ...]] = Counter()
    placed: list[tuple[int, Tally]] = []
    for tally in tallies:
        countries = tally.place.countries if tally.place is not None else ()
        kind = (tally.measure, tally.of.parties, tally.of.role, countries)
        placed.append((turns[kind], tally))
        turns[kind] += 1
    return [tally for _, tally in sorted(placed, key=lambda each: each[0])]


def _add_story(
    ledger: Ledger,
    folder: Path,
    story: dict[str, Any],
    steps: Steps,
    seen: Callable[[Addition], None],
) -> Story:
    additions = []
    for report in story["report"]:
        stated = Options(
            published=date.fromisoformat(report["published"]),
            publisher=report["publisher"],
            url=report["url"],
        )
        readings = extract_reports([str(folder / report["file"])], stated, steps)
        for addition in add(ledger, readings):
            additions.append(addition)
            seen(addition)
    return Story(story["id"], story["title"], story["summary"], tuple(additions))


def _homes(
    stories: Sequence[Story], reports: Mapping[str, str], tallies: Sequence[Tally]
) -> dict[str, str]:
    """tally: the story from whose reports most of its claims come."""
    told_by = {each.report: story.id for story in stories for each in story.additions}
    homes: dict[str, str] = {}
    for tally in tallies:
        carriers = [carrier for each in tally.statements for carrier in each.carriers]
        homes_of = (told_by.get(reports.get(carrier, "")) for carrier in carriers)
        found = Counter(home for home in homes_of if home is not None)
        if found:
            homes[tally.id] = found.most_common(1)[0][0]
    return homes
