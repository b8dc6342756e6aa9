"""`explain TALLY`: the whole argument behind an answer, as data and in plain sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from tallybook.catalogue.conflicts import Conflicts
from tallybook.catalogue.phrases import count
from tallybook.model import Claim, Conflict, Statement, Tally
from tallybook.queries.wire import outlet
from tallybook.queries.words import question

Texts = Mapping[str, str]
"""Report to its text."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words to the character, where they stand, and the sentence around them.

    sentence: None where the text is not at hand.
    """

    claim: str
    words: str
    sentence: str | None
    report: str
    start: int
    end: int
    outlet: str
    agency: str | None
    published: date | None


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: who said it, whether that is a witness of its own and why, and its carriers.

    echo_of: whom it only repeats, None where nobody.
    """

    statement: str
    who: str
    stance: str
    said: date | None
    independent: bool
    echo_of: str | None
    reasons: tuple[str, ...]
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """What bounds the answer: which end, by which rule, out of which words."""

    end: str
    value: Decimal
    rule: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What cannot all hold, and what kind of disagreement it is."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """How the answer moved on a day, and by which words."""

    at: date | None
    grade: str
    why: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """The whole argument behind an answer, every part of it in words."""

    question: str
    answer: str
    said: tuple[Said, ...]
    bounds: tuple[Proof, ...]
    contradictions: tuple[Contradiction, ...]
    more_contradictions: str
    moves: tuple[str, ...]
    history: tuple[Step, ...]
    silent: tuple[str, ...]
    policy: str
    convention: str
    would_change: tuple[str, ...]


def argument_of(
    tally: Tally,
    claims: Mapping[str, Claim],
    texts: Texts,
    sides: Conflicts,
    told: Iterable[Statement] | None = None,
) -> Argument:
    """The argument of a tally.

    texts: the texts of the reports that carry it, out of which each quotation is cut. told: the
    statements that are written out, None for all.
    """
    statements = {one.id: one for one in tally.statements}
    return Argument(
        question=question(tally),
        answer=tally.answer,
        said=tuple(
            said_of(one, statements.get(one.echo_of or ""), claims, texts, sides)
            for one in (tally.statements if told is None else told)
        ),
        bounds=tuple(
            Proof(one.end, one.value, one.rule, _quoted(one.because, claims, texts))
            for one in tally.bounds
        ),
        contradictions=tuple(
            Contradiction(one.kind, contradiction(one, statements, claims, sides))
            for one in tally.conflict
        ),
        more_contradictions=more_contradictions(tally),
        moves=tuple(one.why for one in tally.moves if one.why),
        history=tuple(
            Step(one.at, one.grade, one.why, _quoted(one.because, claims, texts))
            for one in tally.revisions
        ),
        silent=silent_names(tally, sides),
        policy=policy_words(tally.policy),
        convention=convention_words(tally.convention),
        would_change=tuple(would_change(tally, claims, sides)),
    )


def who_said(statement: Statement, claims: Mapping[str, Claim], sides: Conflicts) -> str:
    """The speaker of a statement, as its first carrier credits him."""
    from tallybook.reconcile.naming_speakers import speaker

    told = [claims[name] for name in statement.carriers if name in claims]
    if not told:
        return statement.origin
    own = [one for one in told if one.origin and one.origin.source.name == statement.origin]
    return speaker((own or told)[0], statement.origin, statement.party, sides)


def said_of(
    statement: Statement,
    echoed: Statement | None,
    claims: Mapping[str, Claim],
    texts: Texts,
    sides: Conflicts,
) -> Said:
    """A statement written out. echoed: the one that it repeats, None where none."""
    return Said(
        statement=statement.id,
        who=who_said(statement, claims, sides),
        stance=statement.stance,
        said=statement.said,
        independent=statement.independent,
        echo_of=None if echoed is None else who_said(echoed, claims, sides),
        reasons=statement.reasons,
        quotations=_quoted(statement.carriers, claims, texts),
    )


def _quoted(
    names: Iterable[str], claims: Mapping[str, Claim], texts: Texts
) -> tuple[Quotation, ...]:
    return tuple(quotation(claims[name], texts) for name in names if name in claims)


def quotation(claim: Claim, texts: Texts) -> Quotation:
    """The words of a claim, cut out of its report's text where that is at hand."""
    text = texts.get(claim.report)
    first, last = claim.sentence
    return Quotation(
        claim=claim.id,
        words=claim.text if text is None else text[claim.start : claim.end],
        sentence=None if text is None else text[first:last],
        report=claim.report,
        start=claim.start,
        end=claim.end,
        outlet=outlet(claim),
        agency=claim.agency,
        published=claim.published,
    )


def contradiction(
    conflict: Conflict,
    statements: Mapping[str, Statement],
    claims: Mapping[str, Claim],
    sides: Conflicts,
) -> str:
    """What cannot all hold, and what kind of disagreement it is.

    statements: by id, at least those that contradict each other.
    """
    told = [
        f"{who_said(statements[name], claims, sides)} ({_figure(statements[name], claims)})"
        for name in conflict.statements
        if name in statements
    ]
    pair = " against ".join(told) or "statements that are not listed here"
    reason = f": {conflict.reason}" if conflict.reason else ""
    return f"{pair}, {KINDS.get(conflict.kind, conflict.kind)}{reason}"


KINDS: Final = {
    "dispute": "a genuine dispute",
    "definition": "a difference of definition",
    "scope": "a difference of scope",
    "time": "a difference of time",
    "denial": "a denial",
    "correction": "a correction by the source itself",
}


def more_contradictions(tally: Tally) -> str:
    """How many contradictions are not named, in words; "" where all are."""
    if not tally.more_conflicts:
        return ""
    return (
        f"{count(tally.more_conflicts, 'more pair')} of figures, less far apart, cannot both hold."
    )


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
    names = silent_names(tally, sides)
    if names:
        yield f"A figure of {' or of '.join(names)}, silent so far, would be a new side’s."
    if tally.contested:
        yield "A correction by one of those who contradict each other would settle it."
    if tally.origins == 1:
        yield "A second independent origin would make it better than weak."


def silent_names(tally: Tally, sides: Conflicts) -> tuple[str, ...]:
    """Who of the parties at war has given no figure, by name."""
    from tallybook.reconcile.grading import silent_parties

    return tuple(sides.name_of(party) for party in silent_parties(tally, sides))
