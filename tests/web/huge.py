"""Readings of absurd size and ill will, made by hand: no extractor is asked."""

from decimal import Decimal
from pathlib import Path

from tallybook.model import (
    Attribution,
    Block,
    Claim,
    Form,
    Population,
    Problem,
    Quantity,
    Reading,
    Report,
    Role,
    Scope,
    Source,
    Stage,
    Stance,
)
from tallybook.store import Ledger

MARKUP = "<script>document.title='taken'</script><img src=x onerror=alert(1)>"
TURNED = "safe\u202egnp.exe\u2066 \u0007 end"


def claim(report: Report, name: str, start: int, end: int, **fields: object) -> Claim:
    """name: the report's id, which takes long to work out of a long text."""
    told: dict[str, object] = {
        # rates, each of its own unit, of which no tally is made: the page is tried here, and not
        # the weighing of thousands of equal claims
        "quantity": Quantity(
            Decimal(30), None, Form.AT_LEAST, f"person/day {start}", "at least 30"
        ),
        "measure": "killed",
        "of": Population(),
        "attribution": (),
        **fields,
    }
    return Claim(
        report=name,
        text=report.text[start:end],
        start=start,
        end=end,
        block=Role.BODY,
        sentence=(start, end),
        rule="test",
        made_by="test 1",
        stance=Stance.CLAIMED,
        scope=Scope.INCIDENT,
        confidence=0.5,
        url=report.url,
        publisher=report.publisher,
        published=report.published,
        **told,  # type: ignore[arg-type]
    )


def many(paragraphs: int, claims: int) -> Reading:
    """A long text of numbered paragraphs, a claim in each of the first ones."""
    lines = [
        f"The ministry said that at least 30 people died in village {n}." + " More words." * 35
        for n in range(paragraphs)
    ]
    text = "\n\n".join(lines)
    report = Report(text, url="https://example.org/many", publisher="Long Post", title="Many")
    blocks, found, at, name = [], [], 0, report.id
    for n, line in enumerate(lines):
        end = min(at + len(line) + 2, len(text))
        blocks.append(Block(Role.BODY, at, end))
        if n < claims:
            start = at + line.index("at least 30")
            said = Attribution(
                Source("Ministry"), "The ministry", at, at + 12, "said", at + 13, at + 17
            )
            found.append(
                claim(report, name, start, start + len("at least 30 people"), attribution=(said,))
            )
        at = end
    return Reading(report, tuple(blocks), tuple(found), (), "test 1")


def one_paragraph(length: int, claims: int) -> Reading:
    """One paragraph without an end, claims all along it."""
    text = ("At least 30 died here and nobody knew. " * (length // 39 + 1))[:length]
    report = Report(text, url="https://example.org/one", publisher="Long Post", title="One")
    name = report.id
    found = [claim(report, name, n * 39, n * 39 + 11) for n in range(claims)]
    return Reading(report, (Block(Role.BODY, 0, length),), tuple(found), (), "test 1")


def hostile() -> Reading:
    """Markup and turned text wherever a page can put them."""
    text = f"{MARKUP}\n\n{TURNED} killed at least 30\u202e people, said {MARKUP}\n"
    start = text.index("at least")
    report = Report(
        text,
        url="javascript:alert(1)",
        publisher=f"Post {MARKUP}",
        agency=TURNED,
        title=f"{MARKUP}{TURNED}",
        language="<b>",
        path=f"/tmp/{MARKUP}",
    )
    said = text.rindex("<script>")
    one = claim(
        report,
        report.id,
        start,
        start + len("at least 30\u202e people"),
        measure="unheard_of<b>",
        of=Population(MARKUP),
        attribution=(Attribution(Source(MARKUP + TURNED), MARKUP, said, len(text) - 1, TURNED),),
    )
    problem = Problem(Stage.EXTRACT, "here", f"broken {MARKUP}", TURNED, report.id, 0, 5)
    return Reading(report, (Block(Role.BODY, 0, len(text)),), (one,), (problem,), "test 1")


def tell_huge(folder: Path) -> Path:
    """A ledger with all of them, and with a place that gave no report."""
    where = folder / "huge.db"
    with Ledger(str(where), create=True) as ledger:
        for reading in (many(1_500, 900), one_paragraph(1_000_000, 300), hostile()):
            ledger.add(reading)
        nothing = Problem(Stage.READ, f"/tmp/{MARKUP}.pdf", "it has no text", "scan it again")
        ledger.add(Reading(None, (), (), (nothing,), "test 1"))
    return where
