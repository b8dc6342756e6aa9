"""A page that is read three times: edited in silence, then with a note. All words are ours."""

from pathlib import Path

from tallybook.pipeline.adding import add, revise
from tallybook.pipeline.options import Options
from tallybook.pipeline.readings import extract_reports
from tallybook.pipeline.steps import load_steps
from tallybook.pipeline.weighing import load_answer
from tallybook.store import Ledger

URL = "https://example.org/valley-post/bridge"

_PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="og:site_name" content="The Valley Post">
<meta property="article:published_time" content="2025-03-04T08:00:00Z">{modified}
</head><body><article><h1>{title}</h1>
{body}
</article></body></html>"""

_LAST = "Engineers had closed the bridge to lorries in January after cracks were found in a pier."

FIRST = [
    "A footbridge over the Arun river fell into the water on Monday, killing <b>12</b> people, "
    "the district police said.",
    "Police said 30 people were injured and taken to the hospital at Hile.",
    "A spokesman for the army said 40 soldiers were helping with the search.",
    _LAST,
]
SECOND = [
    "A footbridge over the Arun river fell into the water on Monday, killing <b>17</b> people, "
    "the district police said.",
    "Police said 30 people were injured and taken to the hospital at Hile.",
    "Nine people are still missing, the mayor of Hile told reporters.",
    _LAST,
]
THIRD = [
    "A footbridge over the Arun river fell into the water on Monday, killing <b>15</b> people, "
    "the district police said.",
    "Police said 30 people were injured and taken to the hospital at Hile.",
    "Nine people are still missing, the mayor of Hile told reporters.",
    _LAST,
    "Correction: an earlier version of this article counted two of the dead twice.",
]


def page(paragraphs: list[str], modified: str = "") -> str:
    """The page with these paragraphs."""
    body = "\n".join(f"<p>{each}</p>" for each in paragraphs)
    told = f'<meta property="article:modified_time" content="{modified}">' if modified else ""
    return _PAGE.format(title="Bridge collapse in Hile", body=body, modified=told)


def tell_edited(folder: Path) -> Path:
    """A ledger in the folder with the page in its three versions."""
    where = folder / "edited.db"
    pages = [page(FIRST), page(SECOND), page(THIRD, "2025-03-06T10:00:00Z")]
    with Ledger(str(where), create=True) as ledger:
        for number, text in enumerate(pages):
            file = folder / f"bridge-{number}.html"
            file.write_text(text, "utf-8")
            options = Options(url=URL)
            list(add(ledger, extract_reports([str(file)], options, load_steps(options))))
        revise(ledger, load_answer())
    return where
