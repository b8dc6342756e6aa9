import pytest

from tallybook.extract.embedded import ExtractOptions, extract
from tallybook.model import Block, Report, Role


def _of(text: str):
    extraction = extract(Report(text), (Block(Role.BODY, 0, len(text)),), ExtractOptions())
    return next(claim.of for claim in extraction.claims if claim.measure == "killed_or_wounded")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The rebels suffered eight casualties.", "fighter"),
        ("Two columns inflicted 18 casualties on the army.", "soldier"),
        ("Over 100 casualties were inflicted upon the rebels.", "fighter"),
        ("There were 12 casualties among the soldiers.", "soldier"),
        ("The bomb caused 12 casualties among civilians.", "civilian"),
    ],
)
def test_casualties_are_of_those_who_suffer_them(text: str, role: str) -> None:
    assert _of(text).role == role


def test_casualties_of_nobody_stay_so() -> None:
    assert not _of("The bomb caused 12 casualties.").is_stated
