"""A made-up story as a page: its words, its blocks, and its claims at the words that make them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from random import Random

from bench.world import Story

from tallybook.catalogue.countries import load_countries
from tallybook.model import (
    Attribution,
    Block,
    Claim,
    Form,
    Population,
    Reading,
    Report,
    Role,
    Scope,
)

MADE_BY = "bench 1"
_WHO = (
    "a shopkeeper", "two neighbours", "the town council", "a retired teacher",
    "drivers on the road",
    "a bus company", "the river authority", "parents of pupils", "a clerk at the market",
    "engineers", "the night watch", "a choir", "farmers nearby", "a lawyer", "the harbour office",
)  # fmt: skip
_DID = (
    "spoke of", "waited for", "put off", "described", "asked about", "had heard", "remembered",
    "walked past", "wrote down", "could not explain", "was shown", "argued over", "counted on",
)  # fmt: skip
_WHAT = (
    "a long night", "broken windows", "the closed bridge", "smoke above the hills",
    "a second siren",
    "the missing keys", "an empty square", "two lorries of bread", "a power cut", "the old mill",
    "rain on the roof", "a queue for water", "the morning train", "a radio notice", "wet blankets",
)  # fmt: skip
_WHEN = (
    "before dawn", "in the afternoon", "for a third day", "after the curfew", "at first light",
    "by the evening", "while it rained", "behind the station", "near the school", "without a word",
)  # fmt: skip


@dataclass
class _Sheet:
    """Text as it grows, with its blocks."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)

    def add(self, words: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += words
        return start, len(self.text)

    def close(self, role: Role, start: int) -> None:
        self.text += "\n\n"
        self.blocks.append(Block(role, start, len(self.text)))


def reading_of(story: Story, seed: int = 7) -> Reading:
    """The story as a page that was read: an outlet's own, or the text of the one it copies."""
    wording = story.number if story.copies is None else story.copies
    random = Random(f"prose {seed} {wording}")
    sheet = _Sheet()
    first = story.claims[0]
    sheet.add(_title(random, first))
    sheet.close(Role.HEADLINE, 0)
    start, _ = sheet.add(f"By {story.agency or 'our own reporters'}")
    sheet.close(Role.BYLINE, start)
    found: list[Claim] = []
    for claim in story.claims:
        start = len(sheet.text)
        sheet.add(f"{_filler(random)} ")
        found.append(_tell(sheet, claim, random))
        sheet.add(f" {_filler(random)} {_filler(random)}")
        sheet.close(Role.BODY, start)
    start, _ = sheet.add(f"More from {story.outlet}: {_filler(Random(story.number))}")
    sheet.close(Role.TEASER, start)
    start, _ = sheet.add(f"Write to {story.outlet} with what you know. All rights are kept.")
    sheet.close(Role.BOILERPLATE, start)
    report = Report(
        text=sheet.text,
        url=f"https://{_site(story.outlet)}.example/stories/{story.number}",
        publisher=story.outlet,
        agency=story.agency,
        title=sheet.text.partition("\n")[0],
        language="en",
        published=first.published,
        retrieved=_fetched(first, random),
    )
    claims = tuple(replace(one, report=report.id, url=report.url) for one in found)
    return Reading(report, tuple(sheet.blocks), claims, (), MADE_BY)


def _tell(sheet: _Sheet, claim: Claim, random: Random) -> Claim:
    """Writes the sentence of a claim; the claim with every span in it."""
    begun = len(sheet.text)
    credit = claim.attribution
    chain: list[Attribution] = []
    for one in reversed(credit):
        lead = "" if len(sheet.text) == begun else "that "
        sheet.add(lead)
        start, end = sheet.add(one.text)
        cue = sheet.add(f" {one.cue} ")
        chain.insert(0, replace(one, start=start, end=end, cue_start=cue[0] + 1, cue_end=cue[1]))
    said = len(sheet.text)
    if not credit:
        sheet.add(random.choice(("In all, ", "By then, ", "At the last count, ")))
    noun = _noun(claim.of)
    start, number = sheet.add(claim.quantity.words)
    _, end = sheet.add(f" {noun}")
    sheet.add(f" were {claim.measure}")
    if claim.scope is Scope.CUMULATIVE:
        sheet.add(" since the fighting began")
    place, period = claim.place, claim.period
    if place is not None:
        sheet.add(" ")
        at = sheet.add(place.text)
        place = replace(place, start=at[0], end=at[1])
    if period is not None and period.first is not None:
        sheet.add(" ")
        at = sheet.add(f"on {period.first.day} {period.first:%B %Y}")
        period = replace(period, text=sheet.text[slice(*at)], start=at[0], end=at[1])
    sheet.add(".")
    content = ((said, len(sheet.text)),)
    return replace(
        claim,
        text=sheet.text[start:end],
        start=start,
        end=end,
        sentence=(begun, len(sheet.text)),
        of=replace(claim.of, text=noun, start=number + 1, end=end),
        place=place,
        period=period,
        attribution=tuple(replace(one, content=content) for one in chain),
        made_by=MADE_BY,
    )


def _noun(of: Population) -> str:
    plural = {"soldier": "soldiers", "civilian": "civilians", None: "people"}[of.role]
    country = load_countries().by_code.get(of.parties[0]) if of.parties else None
    return plural if country is None or not country.demonyms else f"{country.demonyms[0]} {plural}"


def _title(random: Random, claim: Claim) -> str:
    form = "Dozens" if claim.quantity.form is Form.AT_LEAST else "Many"
    where = claim.place.text if claim.place is not None else "on the road"
    return f"{form} feared dead {where} as {random.choice(_WHO)} {random.choice(_DID)} it"


def _filler(random: Random) -> str:
    who, did = random.choice(_WHO), random.choice(_DID)
    told = f"{who} {did} {random.choice(_WHAT)} {random.choice(_WHEN)}"
    return f"{told[:1].upper()}{told[1:]}."


def _site(outlet: str) -> str:
    return "".join(letter for letter in outlet.casefold() if letter.isalpha())


def _fetched(claim: Claim, random: Random) -> datetime | None:
    if claim.published is None:
        return None
    return datetime.combine(claim.published, time(random.randrange(8, 23), 15), UTC)
