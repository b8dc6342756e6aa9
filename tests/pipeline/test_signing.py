"""The signature of a report: of what it tells itself, made when it is added."""

from dataclasses import replace

from tests.readings import reading

from tallybook.model import Block, Role
from tallybook.pipeline.adding import add
from tallybook.pipeline.wordings import signature_of
from tallybook.store import Ledger

STORY = "The dam above Alba broke at four in the morning and the lower town was gone by five."


def with_roles(text, *roles):
    read = reading(text)
    at, found = 0, []
    for role, size in roles:
        found.append(Block(role, at, at + size))
        at += size
    return replace(read, blocks=tuple(found))


def test_only_what_the_report_tells_is_signed():
    advert = "Support our newsroom with a small gift every month of the year."
    plain = with_roles(STORY, (Role.BODY, len(STORY)))
    dressed = with_roles(STORY + advert, (Role.BODY, len(STORY)), (Role.BOILERPLATE, len(advert)))
    assert signature_of(plain) == signature_of(dressed)


def test_how_lines_are_broken_makes_no_other_text():
    broken = STORY.replace(" in the", "\n  in the")
    assert (
        signature_of(with_roles(broken, (Role.BODY, len(broken)))).minhash
        == signature_of(with_roles(STORY, (Role.BODY, len(STORY)))).minhash
    )


def test_a_report_that_is_added_is_signed(tmp_path):
    read = with_roles(STORY, (Role.BODY, len(STORY)))
    with Ledger(str(tmp_path / "tallybook.db"), create=True) as ledger:
        list(add(ledger, [read, read]))
        assert ledger.signatures() == {read.report.id: signature_of(read)}


def test_a_place_that_gave_no_report_has_no_signature():
    assert signature_of(replace(reading(STORY), report=None, claims=())) is None
