"""Explanation: which words, by which rule, set each field of a claim."""

from __future__ import annotations

from tallybook.extract.frames.types import Count
from tallybook.language.tree import Tree
from tallybook.model import Claim, Part


def explain(text: str, tree: Tree, count: Count, claim: Claim) -> tuple[Part, ...]:
    """One part a field that is set, with the words that set it."""
    trigger = tree.tokens[count.trigger]
    parts = [
        Part("measure", f"{count.way}: {count.rule}", trigger.start, trigger.end, trigger.text)
    ]
    mention = count.mention
    start, end = (mention.start, mention.end) if mention else (count.start, count.end)
    parts.append(Part("quantity", f"form {claim.quantity.form}", start, end, text[start:end]))
    for field, population in (("of", claim.of), ("by", claim.by)):
        if population is not None and population.text:
            parts.append(
                Part(field, "noun phrase", population.start, population.end, population.text)
            )
    if claim.place is not None:
        place = claim.place
        parts.append(
            Part("place", f"precision {place.precision}", place.start, place.end, place.text)
        )
    if claim.period is not None:
        period = claim.period
        resolved = f"{period.first or '?'} to {period.last or '?'}"
        parts.append(Part("period", resolved, period.start, period.end, period.text))
    for credit in claim.attribution:
        parts.append(
            Part("attribution", f"cue {credit.cue!r}", credit.start, credit.end, credit.text)
        )
    parts.append(Part("stance", claim.stance))
    parts.append(Part("scope", claim.scope))
    return tuple(parts)
