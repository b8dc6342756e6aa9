"""`explain TALLY`: the whole argument behind an answer, as data and in plain sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tallybook.catalogue.conflicts import Conflicts
from tallybook.cli.wire import outlet
from tallybook.cli.words import question
from tallybook.model import Claim, Conflict, Statement, Tally
from tallybook.model.records import Record, tally_record

Texts = Mapping[str, str]
"""Report to its text."""


def argument_record(
    tally: Tally, claims: Mapping[str, Claim], texts: Texts, sides: Conflicts
) -> Record:
    """The tally as `show --json` gives it, and `argument`: every part of it in words.

    texts: the texts of the reports that carry it, out of which each quotation is cut.
    """
    return {
        **tally_record(tally),
        "argument": {
            "question": question(tally),
            "answer": tally.answer,
            "said": [_said(one, tally, claims, texts, sides) for one in tally.statements],
            "bounds": [
                {
                    "end": bound.end,
                    "value": tally_record(tally)["bounds"][at]["value"],
                    "rule": bound.rule,
                    "quotations": _quoted(bound.because, claims, texts),
                }
                for at, bound in enumerate(tally.bounds)
            ],
            "contradictions": [
                {"kind": one.kind, "words": contradiction(one, tally, claims, sides)}
                for one in tally.conflict
            ],
            "moves": [one.why for one in tally.moves if one.why],
            "history": [
                {
                    "at": None if one.at is None else one.at.isoformat(),
                    "grade": one.grade,
                    "why": one.why,
                    "quotations": _quoted(one.because, claims, texts),
                }
                for one in tally.revisions
            ],
            "silent": list(_silent(tally, sides)),
            "policy": policy_words(tally.policy),
            "convention": convention_words(tally.convention),
            "would_change": list(would_change(tally, claims, sides)),
        },
    }


def who_said(statement: Statement, claims: Mapping[str, Claim], sides: Conflicts) -> str:
    """The speaker of a statement, as its first carrier credits him."""
    from tallybook.reconcile.naming_speakers import speaker

    told = [claims[name] for name in statement.carriers if name in claims]
    if not told:
        return statement.origin
    own = [one for one in told if one.origin and one.origin.source.name == statement.origin]
    return speaker((own or told)[0], statement.origin, statement.party, sides)


def _said(
    statement: Statement,
    tally: Tally,
    claims: Mapping[str, Claim],
    texts: Texts,
    sides: Conflicts,
) -> dict[str, Any]:
    echoed = next((one for one in tally.statements if one.id == statement.echo_of), None)
    return {
        "statement": statement.id,
        "who": who_said(statement, claims, sides),
        "stance": statement.stance,
        "said": None if statement.said is None else statement.said.isoformat(),
        "independent": statement.independent,
        "echo_of": None if echoed is None else who_said(echoed, claims, sides),
        "reasons": list(statement.reasons),
        "quotations": _quoted(statement.carriers, claims, texts),
    }


def _quoted(
    names: Iterable[str], claims: Mapping[str, Claim], texts: Texts
) -> list[dict[str, Any]]:
    return [quotation(claims[name], texts) for name in names if name in claims]


def quotation(claim: Claim, texts: Texts) -> dict[str, Any]:
    """The words to the character, where they stand, and the sentence around them."""
    text = texts.get(claim.report)
    first, last = claim.sentence
    return {
        "claim": claim.id,
        "words": claim.text if text is None else text[claim.start : claim.end],
        "sentence": None if text is None else text[first:last],
        "report": claim.report,
        "start": claim.start,
        "end": claim.end,
        "outlet": outlet(claim),
        "agency": claim.agency,
        "published": None if claim.published is None else claim.published.isoformat(),
    }


def contradiction(
    conflict: Conflict, tally: Tally, claims: Mapping[str, Claim], sides: Conflicts
) -> str:
    """What cannot all hold, and what kind of disagreement it is."""
    statements = {one.id: one for one in tally.statements}
    told = [
        f"{who_said(statements[name], claims, sides)} ({_figure(statements[name], claims)})"
        for name in conflict.statements
        if name in statements
    ]
    pair = " against ".join(told) or "statements that are not listed here"
    reason = f": {conflict.reason}" if conflict.reason else ""
    return f"{pair}, {_KINDS.get(conflict.kind, conflict.kind)}{reason}"


_KINDS = {
    "dispute": "a genuine dispute",
    "definition": "a difference of definition",
    "scope": "a difference of scope",
    "time": "a difference of time",
    "denial": "a denial",
    "correction": "a correction by the source itself",
}


def _figure(statement: Statement, claims: Mapping[str, Claim]) -> str:
    words = [claims[name].quantity.words for name in statement.carriers if name in claims]
    return f"“{' '.join(words[0].split())}”" if words and words[0] else "no number"


def policy_words(policy: str) -> str:
    """What the policy does and where it is published, from its own description."""
    from tallybook.reconcile.policies import POLICIES

    told = POLICIES[policy].__doc__ or ""
    return " ".join(told.split())


def convention_words(convention: str) -> str:
    """What the convention is and where it comes from; several are joined."""
    from tallybook.catalogue.conventions import convention_names, load_convention

    built_in = convention_names()
    told = []
    for name in convention.split(" + "):
        if name in built_in:
            loaded = load_convention(name)
            told.append(f"{name}: {loaded.title}. {loaded.source}")
        else:
            told.append(name)
    return " ".join(told)


def would_change(tally: Tally, claims: Mapping[str, Claim], sides: Conflicts) -> Iterator[str]:
    """What would move the answer, as far as it follows from how it was made."""
    for name in ("low", "high"):
        end = getattr(tally, name)
        proofs = [one for one in tally.bounds if one.end == name and one.value == end]
        if end is None:
            word = "at least" if name == "low" else "at most"
            yield f"Any figure that says “{word}” would set the {name}, which is open."
        elif len(proofs) == 1:
            carriers = set(proofs[0].because)
            alone = [one for one in tally.statements if carriers & set(one.carriers)]
            if len(alone) == 1:
                who = who_said(alone[0], claims, sides)
                yield f"The {name} rests on {who} alone: were that taken back, it would move."
    names = list(_silent(tally, sides))
    if names:
        yield f"A figure of {' or of '.join(names)}, silent so far, would be a new side’s."
    if tally.contested:
        yield "A correction by one of those who contradict each other would settle it."
    if tally.origins == 1:
        yield "A second independent origin would make it better than weak."


def _silent(tally: Tally, sides: Conflicts) -> Iterator[str]:
    from tallybook.reconcile.grading import silent_parties

    for party in silent_parties(tally, sides):
        yield sides.name_of(party)
