"""A tally as wikitext: the answer, and a table of who said what, each with a citation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final
from urllib.parse import quote as percent

from tallybook.model import Claim
from tallybook.queries.arguing import who_said
from tallybook.queries.asked import Otherwise
from tallybook.queries.tally_said import spoken
from tallybook.queries.view import View
from tallybook.queries.words import amount, day, question

_HEAD: Final = ("Said", "Who", "Figure", "In these words", "Witness")
_MEANT: Final = re.compile(
    r"[\[\]{}|<>&\\]|~(?=~)|(?<=~)~|'(?=')|(?<=')'|_(?=_)|(?<=_)_|!(?=!)|(?<=!)!|:(?=\S)"
    r"|^[ :;*#=!+-]|\b(?:ISBN|RFC|PMID)(?= )"
)
"""What would be read as markup, as an address, or as the beginning of a list or a cell."""
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""Controls and marks that turn or hide the text around them."""
_LINKS: Final = ("http://", "https://")


def wikitext_of(view: View, found: Otherwise) -> Iterator[str]:
    """A tally as lines of wikitext (https://www.mediawiki.org/wiki/Help:Formatting).

    Foreign text stands in it as numeric references, so that none of it is read as markup; what is
    cited is cited by {{cite web}} where the report has an address, else by {{cite news}}.
    """
    tally, claims = found.tally, found.claims
    if tally is None:
        return
    yield plain(tally.answer) + "\n\n"
    yield '{| class="wikitable sortable"\n'
    yield f"|+ {plain(tally.name or question(tally))}\n"
    yield "! " + " !! ".join(f'scope="col" | {word}' for word in _HEAD) + "\n"
    told: dict[str, str] = {}
    for statement in tally.statements:
        claim = spoken(statement, claims)
        figure = amount(statement.low, statement.high, statement.unit)
        words = "" if claim is None else f"“{plain(claim.text)}”{_cited(claim, view, told)}"
        said = "" if statement.said is None else day(statement.said)
        cells = (
            said,
            plain(who_said(statement, claims, view.sides)),
            "no number" if figure.startswith("?") else plain(figure),
            words,
            "yes" if statement.independent else "an echo",
        )
        yield "|-\n| " + " || ".join(cells) + "\n"
    yield "|}\n"


def plain(text: str) -> str:
    """The text as wikitext that shows just it, on one line."""
    line = " ".join(_HIDDEN.sub("", text).split())
    return _MEANT.sub(_reference, line)


def _reference(found: re.Match[str]) -> str:
    return "".join(f"&#{ord(letter)};" for letter in found[0])


def _cited(claim: Claim, view: View, told: dict[str, str]) -> str:
    """The reference; a report that was cited before is named again."""
    name = f"tallybook-{claim.report[:16]}"
    if claim.report in told:
        return f'<ref name="{name}" />'
    told[claim.report] = name
    return f'<ref name="{name}">{_citation(claim, view)}</ref>'


def _citation(claim: Claim, view: View) -> str:
    head = view.reports.get(claim.report)
    outlet = claim.publisher or (head.outlet if head is not None else None)
    url = claim.url if claim.url is not None and claim.url.startswith(_LINKS) else None
    fields = {
        "title": (head.title if head is not None else None) or outlet or "Report",
        "url": None if url is None else _address(url),
        "website" if url else "newspaper": outlet,
        "agency": claim.agency,
        "date": _day(claim.published),
        "access-date": None if head is None or head.retrieved is None else _day(head.retrieved),
    }
    template = "cite web" if url else "cite news"
    told = [
        f"|{name}={value if name == 'url' else plain(str(value))}"
        for name, value in fields.items()
        if value
    ]
    return "{{" + " ".join([template, *told]) + "}}"


def _address(url: str) -> str:
    """The address with all that wikitext would read, percent-encoded."""
    written = percent(_HIDDEN.sub("", url), safe="/:?#@!$&()*+,;=%-.")
    return written.replace("~", "%7E").replace("__", "_%5F")


def _day(when: date | None) -> str | None:
    return None if when is None else f"{when.year:04}-{when.month:02}-{when.day:02}"
