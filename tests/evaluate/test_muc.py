from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tallybook.errors import UsageError
from tallybook.evaluate.muc import Fill, Number, read_folder, read_numbers
from tallybook.evaluate.muc_answers import Tally, is_answer, is_same
from tallybook.evaluate.registry import load_evaluation
from tallybook.model import Claim, Form, Period, Population, Quantity, Scope, Stance

_MESSAGES = """DEV-MUC3-0001 (A CREDIT)

   PORT AVEL, 4 FEB 90 (A RADIO) -- [REPORT] [TEXT] TWO FARMERS WERE
KILLED AND ABOUT 30 SHOPPERS WERE WOUNDED BY A BOMB TODAY.

   SIX SOLDIERS DIED IN A CLASH WITH REBELS IN THE HILLS, AND THREE
WEAVERS WERE KIDNAPPED.


DEV-MUC3-0002

   [CONTINUED] NOTHING HAPPENED IN BORA.
"""
_KEY = """;;; a remark
0.  MESSAGE: ID                     DEV-MUC3-0001 (A CREDIT)
1.  MESSAGE: TEMPLATE               1
4.  INCIDENT: TYPE                  BOMBING
5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED
18. HUM TGT: NAME                   -
19. HUM TGT: DESCRIPTION            "FARMERS" / "TWO FARMERS"
                                    "SHOPPERS"
                                    "GUARDS"
                                    "CLERK"
21. HUM TGT: NUMBER                 2: "TWO FARMERS"
                                    ~30 / 25-35: "SHOPPERS"
                                    ? PLURAL: "GUARDS"
                                    1: "CLERK"
                                    9: "COOKS"
22. HUM TGT: FOREIGN NATION         -
23. HUM TGT: EFFECT OF INCIDENT     DEATH: "FARMERS" / "TWO FARMERS"
                                    INJURY: "SHOPPERS"
                                    DEATH: "GUARDS"
                                    DEATH: "CLERK"
                                    NO INJURY: "COOKS"
24. HUM TGT: TOTAL NUMBER           -

0.  MESSAGE: ID                     DEV-MUC3-0001
1.  MESSAGE: TEMPLATE               2 (OPTIONAL)
4.  INCIDENT: TYPE                  KIDNAPPING
5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED
21. HUM TGT: NUMBER                 3: "WEAVERS"
23. HUM TGT: EFFECT OF INCIDENT     -
24. HUM TGT: TOTAL NUMBER           *

0.  MESSAGE: ID                     DEV-MUC3-0002
1.  MESSAGE: TEMPLATE               *
21. HUM TGT: NUMBER                 *
23. HUM TGT: EFFECT OF INCIDENT     *
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dev-muc3-0001").write_text(_MESSAGES, "ascii")
    (tmp_path / "key-dev-0001").write_text(_KEY, "ascii")
    return tmp_path


def _number(form: Form, low: int | None, high: int | None) -> Number:
    return Number(form, low, high)


def _claim(measure: str, low: int | None, high: int | None, form: Form, **changes) -> Claim:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    claim = Claim(
        "r", "", 0, 0, Quantity(*ends, form), measure, Population(), "body", (0, 0), "", "",
        Stance.ASSERTED, Scope.INCIDENT, 1.0,
    )  # fmt: skip
    return replace(claim, **changes)


def test_reads_messages_without_their_marks(folder: Path) -> None:
    first, second = read_folder(folder)
    assert first.name == "DEV-MUC3-0001"
    assert first.report.published == date(1990, 2, 4)
    assert first.report.text.startswith("TWO FARMERS WERE KILLED AND ABOUT 30")
    assert first.report.text.endswith("THREE\nWEAVERS WERE KIDNAPPED.\n")
    assert first.relevant
    assert not second.relevant
    assert second.report.published is None


def test_joins_numbers_with_effects(folder: Path) -> None:
    fills = {str(fill): fill for fill in read_folder(folder)[0].fills}
    assert sorted(fills) == [
        "abducted exact 3..3",
        "killed PLURAL",
        "killed exact 1..1",
        "killed exact 2..2",
        "killed exact 3..3",
        "wounded about 30..30 / between 25..35",
    ]
    assert fills["killed PLURAL"].optional
    assert fills["abducted exact 3..3"].optional
    assert fills["killed exact 3..3"].whole
    assert not fills["killed exact 2..2"].optional


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("12", {_number(Form.EXACT, 12, 12)}),
        ("30-", {_number(Form.AT_LEAST, 30, None)}),
        ("7 -", {_number(Form.AT_LEAST, 7, None)}),
        ("-26", {_number(Form.AT_MOST, None, 26)}),
        ("6-8", {_number(Form.BETWEEN, 6, 8)}),
        ("~100", {_number(Form.ABOUT, 100, 100)}),
        ("PLURAL / 1", {_number(Form.UNSTATED, 2, None), _number(Form.EXACT, 1, 1)}),
        ("-", set()),
        ("*", set()),
    ],
)
def test_reads_numbers(words: str, wanted: set[Number]) -> None:
    assert read_numbers(words) == wanted


@pytest.mark.parametrize(
    ("words", "low", "high", "form", "same"),
    [
        ("12", 12, 12, Form.EXACT, True),
        ("12", 12, None, Form.AT_LEAST, False),
        ("30-", 30, None, Form.AT_LEAST, True),
        ("30-", 31, None, Form.MORE_THAN, True),
        ("30-", 30, 30, Form.EXACT, False),
        ("-26", None, 26, Form.AT_MOST, True),
        ("-26", None, 27, Form.AT_MOST, False),
        ("6-8", 6, 8, Form.BETWEEN, True),
        ("~100", 90, 110, Form.ABOUT, True),
        ("~100", 100, 100, Form.EXACT, False),
        ("PLURAL", 3, 9, Form.VAGUE, True),
        ("PLURAL", 12, 12, Form.EXACT, False),
    ],
)
def test_compares_numbers_as_the_key_writes_them(words, low, high, form, same) -> None:
    (number,) = read_numbers(words)
    assert is_same(number, _claim("killed", low, high, form).quantity) is same


def test_counts_what_is_found_and_what_is_not(folder: Path) -> None:
    message = read_folder(folder)[0]
    exact, about = Form.EXACT, Form.ABOUT
    soldier = Population(role="soldier")
    tally = Tally()
    tally.add(
        message,
        [
            _claim("killed", 2, 2, exact),
            _claim("killed", 2, 2, exact),
            _claim("wounded", 27, 33, about),
            _claim("killed", 6, 6, exact, of=soldier),
            _claim("killed", 8, 8, exact),
            _claim("killed", 1, 1, exact),
            _claim("deployed", 5, 5, exact),
        ],
    )
    assert (tally.found, tally.missed, tally.optional) == (2, 0, 0)
    assert (tally.right, tally.wrong, tally.strictly_wrong) == (2, 1, 2)
    assert [miss.found.split(" “")[0] for miss in tally.misses] == ["killed exact 8..8"]


def test_killed_and_wounded_of_one_number_add_up(folder: Path) -> None:
    message = replace(
        read_folder(folder)[0],
        fills=(
            Fill(frozenset({"killed", "wounded"}), read_numbers("34-"), mixed=True),
            Fill(frozenset({"wounded"}), read_numbers("5")),
        ),
    )
    tally = Tally()
    tally.add(
        message, [_claim("killed", 4, 4, Form.EXACT), _claim("wounded", 30, None, Form.AT_LEAST)]
    )
    assert (tally.found, tally.missed, tally.right, tally.wrong) == (1, 1, 2, 0)


def test_a_plural_of_killed_and_wounded_is_any_of_both(folder: Path) -> None:
    fill = Fill(frozenset({"killed", "wounded"}), read_numbers("PLURAL"), mixed=True)
    message = replace(read_folder(folder)[0], fills=(fill,))
    tally = Tally()
    tally.add(message, [_claim("killed", 7, 7, Form.EXACT), _claim("abducted", 7, 7, Form.EXACT)])
    assert (tally.found, tally.right, tally.wrong) == (1, 1, 1)


def test_the_task_rules_say_what_is_an_answer(folder: Path) -> None:
    relevant, irrelevant = read_folder(folder)
    claim = _claim("killed", 8, 8, Form.EXACT)
    old = Period("in 1980", date(1980, 1, 1), date(1980, 1, 2))
    month = Period("in the past month", date(1990, 1, 4), date(1990, 2, 4))
    since = Period("since the autumn", date(1989, 9, 1), None)
    today = Period("today", date(1990, 2, 4), date(1990, 2, 4))
    assert is_answer(relevant, claim)
    assert not is_answer(irrelevant, claim)
    assert not is_answer(relevant, replace(claim, stance=Stance.PLANNED))
    assert not is_answer(relevant, replace(claim, of=Population(role="fighter")))
    assert is_answer(relevant, replace(claim, period=today))
    assert not any(is_answer(relevant, replace(claim, period=p)) for p in (old, month, since))
    assert not is_answer(relevant, replace(claim, part_of="another"))


def test_a_folder_without_messages_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no messages"):
        read_folder(tmp_path)


def test_evaluates_a_folder(folder: Path) -> None:
    outcome = load_evaluation("muc").evaluate(folder, None)
    scores = {score.name: score.value for score in outcome.scores}
    assert scores["messages"] == 2
    assert scores["recall"] == 1.0
    assert scores["precision"] == 1.0


def test_the_keys_are_read_whole() -> None:
    folder = Path(load_evaluation("muc").FOLDER)
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here")
    messages = read_folder(folder)
    assert len(messages) == 200
    assert sum(message.relevant for message in messages) > 100
