"""The docs cannot drift: what is there is told, links lead somewhere, shown output is real."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from tests.claims import claim
from tests.reconcile.figures import said, single
from tools.console_examples import ROOT, pages, with_output
from tools.vocabulary import PRINTED

from tallybook.catalogue.conventions import convention_names
from tallybook.catalogue.measures import MeasureWords, load_measures
from tallybook.evaluate.registry import evaluations
from tallybook.model import CLAIMING, Form, Grade, Measure, Scope, Stance
from tallybook.model.records import claim_record, tally_record
from tallybook.reconcile.policies import POLICIES

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.M)


def text(page: Path) -> str:
    return page.read_text("utf-8")


def anchors(page: Path) -> set[str]:
    """What the headings of a page may be linked by."""
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in HEADING.findall(text(page))
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    prose = re.sub(r"^```.*?^```$", "", text(page), flags=re.M | re.S)
    for target in LINK.findall(prose):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        other = (page.parent / path).resolve() if path else page
        assert other.exists(), f"{target} leads nowhere"
        assert not anchor or anchor in anchors(other), f"no heading {anchor} in {other.name}"


def test_every_page_is_in_the_index():
    index = text(DOCS / "README.md")
    for page in sorted(DOCS.rglob("*.md")):
        if page != DOCS / "README.md":
            assert f"({page.relative_to(DOCS)})" in index


@pytest.mark.parametrize("page", list(PRINTED), ids=lambda page: page.name)
def test_pages_out_of_data_are_current(page):
    assert text(page) == PRINTED[page](), "run `make docs`"


def test_every_measure_and_convention_has_a_section():
    measures, conventions = text(DOCS / "reference/measures.md"), DOCS / "reference/conventions.md"
    for name in load_measures().definitions:
        assert f"\n## {name}\n" in measures
    for name in convention_names():
        assert f"\n## {name}\n" in text(conventions)


def test_every_key_of_a_measures_file_is_explained():
    page = text(DOCS / "how-to/add-a-measure.md")
    keys = {each.name for each in (*fields(Measure), *fields(MeasureWords))}
    assert all(f"`{key}`" in page for key in keys)


def test_every_key_of_a_claim_is_explained():
    page = text(DOCS / "reference/claim.md")
    told = set(re.findall(r"`(\w+)[`.]", page))
    assert set(claim_record(claim("30"))) <= told
    for values in (Form, Stance, Scope):
        assert all(f"`{value}`" in page for value in values)


def test_every_key_of_a_tally_is_explained():
    page = text(DOCS / "reference/tally.md")
    told = set(re.findall(r"`(\w+)[`.]", page))
    record = tally_record(single([said("30", 1)]))
    assert set(record) <= told
    assert set(record["statements"][0]) <= told
    assert {key for revision in record["revisions"] for key in revision} <= told
    assert all(f"`{value}`" in page for value in (*Grade, *Scope, *POLICIES))


def test_every_stance_is_in_the_codebook():
    page = text(DOCS / "explanation/codebook.md")
    assert all(f"`{stance}`" in page for stance in Stance)


def test_every_role_that_makes_claims_is_explained():
    page = text(DOCS / "reference/claim.md")
    assert all(f"`{role}`" in page for role in CLAIMING)


def test_every_set_of_eval_is_in_the_readme():
    page = text(ROOT / "README.md")
    assert all(f"`tallybook eval {name}" in page for name in evaluations())


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_shown_output_is_what_the_commands_print(page):
    assert text(page) == with_output(page), "run `make docs`"
