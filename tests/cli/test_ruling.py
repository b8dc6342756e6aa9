"""`question`: merging, splitting, pinning and naming tallies, and undoing it."""

import json
from dataclasses import replace
from datetime import date

import pytest
from tests.claims import COUNTRY, FAR_TOWN, TOWN, claim, period, source

from tallybook.model import Block, Reading, Report, Role
from tallybook.store import Ledger

ON = date(2031, 3, 4)


def records(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def told(name, *claims):
    """A reading whose claims stand as given, in a text of their words."""
    text = " ".join(one.text for one in claims)
    report = Report(text=text, publisher=name, published=ON, url=f"https://{name}.example/1")
    start, placed = 0, []
    for one in claims:
        end = start + len(one.text)
        fields = {"report": report.id, "start": start, "end": end, "sentence": (start, end)}
        placed.append(replace(one, **fields))
        start = end + 1
    return Reading(report, (Block(Role.BODY, 0, len(text)),), tuple(placed))


@pytest.fixture
def ledger(tmp_path):
    """Two happenings: 12 killed at one town by police, 15 at another by a hospital."""
    path = tmp_path / "tallybook.db"
    police, hospital = source("Police", "XA"), source("Hospital", "XA")
    with Ledger(str(path), create=True) as opened:
        opened.add(told("gazette", claim("12", by=police, place=TOWN, when=period(ON))))
        opened.add(told("herald", claim("15", by=hospital, place=FAR_TOWN, when=period(ON))))
        opened.add(told("echo", claim("7", "wounded", by=police, place=COUNTRY, when=period(ON))))
    return path


def killed(run, ledger):
    found = records(run("tallies", "--ledger", ledger, "--json", "--measure", "killed"))
    return sorted(found, key=lambda one: one["low"])


def test_two_questions_become_one_and_two_again(run, ledger):
    first, second = killed(run, ledger)
    done = run("question", "merge", first["id"], second["id"], "--reason", "one fire",
               "--by", "Ana", "--ledger", ledger)  # fmt: skip
    assert done.exit_code == 0, done.stderr
    assert "from now on: ruling" in done.stdout
    (one,) = killed(run, ledger)
    assert {each["origin"] for each in one["statements"]} == {"Police", "Hospital"}

    (kept,) = records(run("question", "list", "--ledger", ledger, "--json"))
    assert (kept["act"], kept["made_by"], kept["reason"]) == ("merge", "Ana", "one fire")
    undone = run("question", "undo", kept["id"][:8], "--reason", "two towns", "--ledger", ledger)
    assert undone.exit_code == 0, undone.stderr
    assert killed(run, ledger) == [first, second]
    assert records(run("question", "list", "--ledger", ledger, "--json")) == []


def test_a_statement_is_split_off_and_pinned_back(run, ledger):
    first, second = killed(run, ledger)
    run("question", "merge", first["id"], second["id"], "--reason", "one", "--ledger", ledger)
    (one,) = killed(run, ledger)
    police = next(each for each in one["statements"] if each["origin"] == "Police")
    apart = run("question", "split", one["id"], police["id"][:8], "--reason", "another fire",
                "--ledger", ledger)  # fmt: skip
    assert apart.exit_code == 0, apart.stderr
    fewer, more = killed(run, ledger)
    assert ([each["origin"] for each in fewer["statements"]], more["low"]) == (["Police"], 15)
    back = run("question", "pin", police["carriers"][0], more["id"], "--reason", "the same",
               "--ledger", ledger)  # fmt: skip
    assert back.exit_code == 0, back.stderr
    assert len(killed(run, ledger)) == 1


def test_a_question_has_the_name_that_a_person_gave_it(run, ledger):
    first, _ = killed(run, ledger)
    done = run("question", "name", first["id"], "The fire of  Alba", "--ledger", ledger)
    assert done.exit_code == 0, done.stderr
    assert [one["name"] for one in killed(run, ledger)] == ["The fire of Alba", None]


def test_what_cannot_be_decided_is_said_and_nothing_kept(run, ledger):
    first, second = killed(run, ledger)
    (wounded,) = records(run("tallies", "--ledger", ledger, "--json", "--measure", "wounded"))
    hurt = wounded["statements"][0]["carriers"][0]
    reason = ("--reason", "x", "--ledger", ledger)
    for wrong, why in (
        (("merge", first["id"], wounded["id"]), "measure"),
        (("merge", first["id"], first["id"]), "name two"),
        (("split", first["id"], first["statements"][0]["id"]), "leave something"),
        (("split", first["id"], second["statements"][0]["id"]), "no statement or claim"),
        (("pin", hurt, first["id"]), "counts wounded"),
        (("name", first["id"], "  "), "empty"),
        (("merge", "nothing", first["id"]), "no tally"),
        (("undo", "nothing"), "no ruling"),
    ):
        result = run("question", *wrong, *reason)
        assert result.exit_code == 2, (wrong, result.stdout)
        assert why in result.stderr, result.stderr
    assert records(run("question", "list", "--ledger", ledger, "--json")) == []
