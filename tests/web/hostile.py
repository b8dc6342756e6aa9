"""A ledger of all that a page must bear: markup, script, controls, ten megabytes, no bounds."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from tallybook.model import (
    Attribution,
    Block,
    Claim,
    Form,
    Place,
    Population,
    Quantity,
    Reading,
    Report,
    Role,
    Scope,
    Source,
    SourceKind,
    Stance,
)
from tallybook.store import Ledger

SCRIPT = "<script>window.hacked=1</script>"
IMAGE = '"><img src=x onerror="window.hacked=1">'
TURNED = "Ministry \u202eecnefeD fo\u202c {{ 7*7 }} ${alert(1)}"
FIRST = date(2025, 3, 1)


def write_ledger(path: Path) -> dict[str, str]:
    """Writes it; the reports' ids by what is wrong with them."""
    readings = {
        "script": _reading(f"{SCRIPT} At least 30 people died, {SCRIPT} said.", 30, SCRIPT),
        "image": _reading(f"{IMAGE} Some 40 people died, {IMAGE} said.", 40, IMAGE),
        "turned": _reading(f"\u202eAt least 50 people died, {TURNED} said.", 50, TURNED),
        "nul": _reading("At least 60 people died\x00\x1b[31m, it\ufffe said.", 60, "it"),
        "huge": _huge(),
        "boundless": _boundless(),
    }
    with Ledger(str(path), create=True) as ledger:
        for reading in readings.values():
            ledger.add(reading)
    return {name: each.report.id for name, each in readings.items() if each.report is not None}


def _reading(text: str, number: int, source: str) -> Reading:
    report = Report(
        text,
        url=f"javascript:window.hacked={number}",
        publisher=f"{source} Gazette",
        title=f"{source} {number} dead",
        published=FIRST,
    )
    at = text.index(f"{number} people")
    end = at + len(f"{number} people")
    said = text.rindex(source)
    claim = Claim(
        report=report.id,
        text=text[at:end],
        start=at,
        end=end,
        quantity=Quantity(Decimal(number), None, Form.AT_LEAST, "person", str(number)),
        measure="killed",
        of=Population("people"),
        block=Role.BODY,
        sentence=(text.rfind("\n", 0, at) + 1, text.find("said.", at) + len("said.")),
        rule="test",
        made_by="hostile 1",
        stance=Stance.CLAIMED,
        scope=Scope.INCIDENT,
        confidence=0.5,
        place=Place(f"in {source}", source, ("XK",), None, 42.6, 21.0, "place"),
        attribution=(
            Attribution(Source(source, SourceKind.NAMED), source, said, said + len(source), "said"),
        ),
        url=report.url,
        publisher=report.publisher,
        published=FIRST,
    )
    return Reading(report, (Block(Role.BODY, 0, len(text)),), (claim,), (), "hostile 1")


def _huge() -> Reading:
    """Ten megabytes, the claim in the middle; one paragraph of it without a blank."""
    half = ("word " * 199 + "word.\n\n") * 5_000 + "x" * 100_000 + " "
    return _reading(f"{half}At least 70 people died, it said. {half}", 70, "it")


def _boundless() -> Reading:
    """A tally that no figure bounds."""
    made = _reading("Heavy losses of 80 people, it said.", 80, "it")
    claim = made.claims[0]
    vague = Quantity(None, None, Form.UNSTATED, "person", "Heavy losses")
    unbound = replace(
        claim,
        text="Heavy losses",
        start=0,
        end=12,
        quantity=vague,
        place=Place("in Nowhere", None, (), None, None, None, "region"),
    )
    return replace(made, claims=(unbound,))
