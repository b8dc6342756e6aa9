"""The checker of the corpus: what it lets pass, what it counts as a miss."""

from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from tests.readings import claims_of

from tallybook.errors import DataError, UnknownName
from tallybook.evaluate.cases import load_cases
from tallybook.evaluate.floors import below, load_floors
from tallybook.evaluate.registry import evaluations, load_evaluation
from tallybook.evaluate.scores import Outcome, Score, f_score, outcome_of, share
from tallybook.evaluate.sets.corpus import check_cases
from tallybook.model import Form, Place, Quantity, Role

CASE = """
[[case]]
id = "one"
text = '''HUR said 30 soldiers fell.'''

[[case.claim]]
words = "30 soldiers"
low = 30
high = 30
form = "exact"
measure = "killed"
origin = "the HUR"
party = "UA"
parties = ["KP"]
"""


@dataclass(frozen=True)
class Found:
    claims: tuple
    problems: tuple = ()
    made_by: str = "counting 1"


def extract(report, blocks):
    return Found(claims_of(report))


def outcome(tmp_path, text, read=extract):
    (tmp_path / "cases.toml").write_text(text, "utf-8")
    checked = check_cases(load_cases(tmp_path), read)
    return {score.name: score.value for score in checked.scores}, checked.misses


def test_a_case_that_is_right_in_everything(tmp_path):
    scores, misses = outcome(tmp_path, CASE)
    assert misses == ()
    assert scores["cases"] == scores["f1"] == scores["field span"] == scores["recall killed"] == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("low = 30", "low = 31", "killed [31, 30] exact"),
        ('measure = "killed"', 'measure = "missing"', "missing [30, 30]"),
        ('party = "UA"', 'party = "RU"', "party = RU"),
        ('origin = "the HUR"', 'origin = ""', "origin = "),
        ('origin = "the HUR"', 'origin = "HU"', "origin = HU"),
        ('parties = ["KP"]', 'parties = ["KP", "RU"]', "parties = ['KP', 'RU']"),
        ('form = "exact"', 'form = "about"', "form = about"),
        ('party = "UA"', 'place = "Kursk"', "place = Kursk"),
        ('party = "UA"', "start = 2024-12-14", "start = 2024-12-14"),
        ('party = "UA"', 'part_of = "8 guards"', "part_of = 8 guards"),
    ],
)
def test_each_given_field_is_checked(tmp_path, old, new, said):
    scores, misses = outcome(tmp_path, CASE.replace(old, new))
    assert scores["cases"] == 0
    assert said in misses[0].expected


def test_a_field_that_is_not_given_is_not_checked(tmp_path):
    def elsewhere(report, blocks):
        (claim,) = claims_of(report)
        return Found((replace(claim, place=Place("Rome", countries=("IT",))),))

    assert outcome(tmp_path, CASE, elsewhere)[1] == ()


def test_vague_words_take_the_conventions_numbers(tmp_path):
    vague = CASE.replace("low = 30\nhigh = 30\n", "").replace("exact", "vague")

    def read(report, blocks):
        (claim,) = claims_of(report)
        return Found((replace(claim, quantity=Quantity(Decimal(24), Decimal(99), Form.VAGUE)),))

    assert outcome(tmp_path, vague, read)[1] == ()
    assert outcome(tmp_path, vague)[1] != ()


def test_what_is_found_besides_is_a_miss_unless_partial(tmp_path):
    more = CASE.replace("fell.", "fell, and 8 guards.")
    scores, misses = outcome(tmp_path, more)
    assert (scores["precision"], scores["recall"], scores["cases"]) == (0.5, 1, 0)
    assert "8 guards" in misses[0].found
    assert outcome(tmp_path, more.replace('id = "one"', 'id = "one"\npartial = true'))[1] == ()


def test_silence(tmp_path):
    silent = "[[case]]\nid = 'quiet'\ntext = 'Nothing of note.'\nsilent = true\n"
    assert outcome(tmp_path, silent)[0]["silence"] == 1
    loud = silent.replace("Nothing of note", "He has 30 years")
    scores, misses = outcome(tmp_path, loud)
    assert scores["silence"] == 0
    assert misses[0].expected == "nothing"


def test_a_known_gap_that_is_closed_is_told(tmp_path):
    gap = CASE.replace('id = "one"', 'id = "one"\nxfail = "too hard"')
    scores, misses = outcome(tmp_path, gap)
    assert (scores["known gaps"], scores["gaps closed"]) == (1, 1)
    assert misses[0].found == "right: drop xfail"


def test_the_same_words_twice(tmp_path):
    twice = CASE.replace("fell.", "fell and 30 soldiers hid.")
    second = twice[twice.index("[[case.claim]]") :]
    assert outcome(tmp_path, twice + second)[1] == ()


def test_a_line_without_an_end_is_a_headline(tmp_path):
    (tmp_path / "cases.toml").write_text(CASE.replace("fell.", "fell"), "utf-8")
    (case,) = load_cases(tmp_path)
    assert [block.role for block in case.blocks] == [Role.HEADLINE]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CASE.replace("words =", "wrods ="), "unknown key 'wrods'"),
        (CASE.replace("text =", "txet ="), "unknown key 'txet'"),
        (CASE.replace('words = "30', 'words = "31'), "do not stand in the text"),
        (CASE + "[[case]]\nid = 'x'\ntext = 'y'\n", "neither or both"),
        (CASE + CASE, "two cases are called 'one'"),
        ("[[case", "is no TOML"),
    ],
)
def test_a_wrong_file_is_named(tmp_path, text, said):
    with pytest.raises(DataError, match=said):
        outcome(tmp_path, text)


def test_floors(tmp_path):
    path = tmp_path / "floors.toml"
    path.write_text("[corpus]\ncases = 0.9\nf1 = 0.5\ngone = 1.0\n")
    floors = load_floors(path)["corpus"]
    told = below(Outcome((Score("cases", 0.85), Score("f1", 0.5))), floors)
    assert told == [
        "cases: 0.8500 is below its floor of 0.9",
        "gone: has a floor of 1 but was not measured",
    ]
    path.write_text("cases = 1\n")
    with pytest.raises(DataError, match="holds no floors"):
        load_floors(path)
    with pytest.raises(DataError, match="cannot be read"):
        load_floors(tmp_path / "none.toml")


def test_scores():
    assert share("x", 0, 0).value == 1
    precision, recall, f1 = f_score(4, 2, 8)
    assert (precision.value, recall.value) == (0.5, 0.25)
    assert f1.value == pytest.approx(1 / 3)
    assert f_score(0, 0, 5)[2].value == 0
    flat = outcome_of({"a": {"right": 3}, "errors": ["x", {"text": "t", "what": "extra"}]})
    assert [(score.name, score.value) for score in flat.scores] == [("a right", 3.0)]
    assert [miss.where for miss in flat.misses] == ["errors", "errors"]


def test_every_set_has_a_title_and_a_folder():
    for name in evaluations():
        chosen = load_evaluation(name)
        assert chosen.__doc__
        assert chosen.FOLDER
        assert callable(chosen.evaluate)
    with pytest.raises(UnknownName, match="corpus"):
        load_evaluation("guesses")
