"""A sheet: what the typesetter is told of a document, every word and figure as it is printed.

All of it is strings. The typesetter shows strings as they are: nothing in them is ever markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tallybook.catalogue.phrases import count
from tallybook.queries.document import Document, Line, Proof
from tallybook.queries.document_citations import Citation
from tallybook.web.locale import Reader
from tallybook.web.shown import one_line

Sheet = dict[str, Any]
_ISOLATED = ("\u2068", "\u2069")
"""First strong isolate and its end: a name written right to left turns nothing around it."""


def sheet_of(document: Document, reader: Reader, chart_words: str, absent: str) -> Sheet:
    """The sheet. chart_words: what the chart shows; absent: why there is none, else ""."""
    asked = document.asked
    return {
        "title": one_line(document.title),
        "answer": one_line(document.answer),
        "facts": [[name, words] for name, words in _facts(document, reader)],
        "chart": one_line(chart_words),
        "no_chart": one_line(absent),
        "lines": [_line(one, reader) for one in document.statements],
        "lines_more": _more(document.all_statements - len(document.statements), "statement"),
        "proofs": [_proof(one, reader) for one in document.proofs],
        "clashes": [_sentence(one) for one in document.clashes],
        "clashes_more": _clashes_more(document),
        "stages": [
            {
                "day": reader.day(one.day, "medium"),
                "figure": one_line(one.figure),
                "why": _sentence(one.why),
                "cited": list(one.cited),
            }
            for one in document.stages
        ],
        "stages_more": _more(document.all_stages - len(document.stages), "earlier step"),
        "moves": [_sentence(one) for one in document.moves],
        "moves_more": _more(document.all_moves - len(document.moves), "move"),
        "would_change": [_sentence(one) for one in document.would_change],
        "policy": f"{document.policy}: {one_line(document.policy_words)}",
        "convention": _sentence(document.convention_words),
        "citations": [_citation(one, reader) for one in document.citations],
        "made": reader.moment(document.made),
        "date": [document.made.year, document.made.month, document.made.day],
        "tally": document.tally,
        "asked": "" if asked.is_usual else "Asked otherwise than usual: see the facts above.",
    }


def _facts(document: Document, reader: Reader) -> Sequence[tuple[str, str]]:
    """What stands beside the answer: names and words."""
    asked = document.asked
    found = [
        ("Figure", one_line(document.figure)),
        ("Best", "" if document.best is None else reader.number(document.best)),
        ("Grade", document.grade),
        ("Independent origins", str(document.origins)),
        ("Sides that gave a figure", ", ".join(document.sides)),
        ("Silent", _sentence(document.silence)),
        ("As of", reader.day(asked.as_of or document.as_of)),
        ("For the day", "" if asked.on is None else reader.day(asked.on)),
        ("Policy", document.policy),
    ]
    return [(name, words) for name, words in found if words]


def _line(one: Line, reader: Reader) -> Sheet:
    return {
        "day": reader.day(one.day, "medium"),
        "who": _apart(one.who),
        "figure": _figure(one, reader),
        "words": _apart(one.words),
        "notes": "; ".join(one_line(note) for note in one.notes),
        "cited": list(one.cited),
        "more": one.more,
        "echo": not one.independent,
    }


def _figure(one: Line, reader: Reader) -> str:
    low, high = one.low, one.high
    if low is None and high is None:
        return "no number"
    if low is None:
        return f"≤ {reader.number(high)}" if high is not None else ""
    if high is None:
        return f"{reader.number(low)} or more"
    return reader.number(low) if low == high else f"{reader.number(low)}–{reader.number(high)}"


def _proof(one: Proof, reader: Reader) -> Sheet:
    return {
        "end": one.end.capitalize(),
        "value": reader.number(one.value),
        "rule": one_line(one.rule),
        "cited": list(one.cited),
        "sets": one.sets,
    }


def _citation(one: Citation, reader: Reader) -> Sheet:
    return {
        "number": one.number,
        "outlet": _apart(one.outlet),
        "agency": _apart(one.agency or ""),
        "title": _apart(one.title or ""),
        "day": reader.day(one.day),
        "url": "" if one.url is None else one_line(one.url),
        "read": "" if one.read is None else reader.day(one.read),
        "quotes": [_apart(quote) for quote in one.quotes],
        "more": one.more,
    }


def _apart(text: str) -> str:
    """Foreign words on one line, set apart from the direction of what stands around them."""
    told = one_line(text)
    return f"{_ISOLATED[0]}{told}{_ISOLATED[1]}" if told else ""


def _sentence(words: str) -> str:
    told = one_line(words)
    told = f"{told[:1].upper()}{told[1:]}"
    return told if not told or told.endswith((".", "?", "!", "”")) else f"{told}."


def _clashes_more(document: Document) -> str:
    """How many contradictions are not printed, and how many nobody named."""
    more = _more(document.all_clashes - len(document.clashes), "contradiction")
    beside = f"And {document.more_clashes}" if document.more_clashes else ""
    return f"{more} {beside}".strip()


def _more(left: int, what: str) -> str:
    return f"And {count(left, f'further {what}')}." if left > 0 else ""
