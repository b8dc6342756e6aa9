"""explain: a claim with its sentence, the words and rule of each field, and the parse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tallybook.language.drawing import draw
from tallybook.language.parser import Parser
from tallybook.model import Claim, Report
from tallybook.store import Ledger

Draw = Callable[[Report, Claim], str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A claim, the report it stands in, its sentence, and the sentence's tree drawn as text."""

    claim: Claim
    report: Report
    sentence: str
    tree: str


def explain(ledger: Ledger, prefix: str, draw_sentence: Draw | None = None) -> Explanation:
    """Why the claim whose id begins so was read as it was."""
    claim = ledger.claim(prefix)
    report = ledger.report(claim.report)
    start, end = claim.sentence
    tree = (draw_sentence or draw_parse)(report, claim)
    return Explanation(claim, report, report.text[start:end], tree)


def draw_parse(report: Report, claim: Claim) -> str:
    """The tree of the claim's sentence, as the parser of the report's language sees it."""
    parser = Parser.load(report.language or "en")
    return "\n".join(draw(tree) for tree in parser.parse(report.text, [claim.sentence]))
