"""tallies, show, claims, changes, explain: over a ledger that is there."""

import json

import pytest

from tallybook.store import Ledger


def records(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_tallies_as_json_lines_have_the_published_shape(run, filled):
    found = records(run("tallies", "--ledger", filled, "--json"))
    assert found
    first = found[0]
    keys = "id measure of place scope period unit low best high grade policy convention as_of"
    assert list(first)[:14] == keys.split()
    assert first["low"] == 300
    assert {carrier for one in first["statements"] for carrier in one["carriers"]}
    assert first["revisions"][0]["low"] == 30
    assert all(bound["because"] for bound in first["bounds"])


def test_tallies_as_a_table_say_the_question_and_the_answer(run, filled):
    result = run("tallies", "--ledger", filled)
    assert result.exit_code == 0
    head, *rows = result.stdout.splitlines()
    assert head.split() == ["tally", "low–high", "best", "origins", "grade", "question", "answer"]
    assert any("North Korean soldiers killed" in row for row in rows)


def test_as_of_a_day(run, filled):
    early = records(run("tallies", "--ledger", filled, "--as-of", "2024-12-17", "--json"))
    assert early[0]["low"] == 30
    assert early[0]["as_of"] == "2024-12-17"
    assert records(run("tallies", "--ledger", filled, "--as-of", "2024-12-15", "--json")) == []


def test_on_a_day_by_all_that_is_known(run, filled):
    on_the_16th = records(run("tallies", "--ledger", filled, "--on", "2024-12-16", "--json"))
    assert [one["low"] for one in on_the_16th] == [30]
    assert records(run("tallies", "--ledger", filled, "--on", "2024-12-15", "--json")) == []
    wrong = run("tallies", "--ledger", filled, "--on", "Monday")
    assert wrong.stderr.startswith("tallybook: --on: 'Monday' is not a date")


@pytest.mark.parametrize(
    ("options", "any_found"),
    [
        (["--measure", "killed"], True),
        (["--measure", "wounded"], False),
        (["--party", "kp"], True),
        (["--party", "RU"], False),
        (["--place", "Kursk"], False),
    ],
)
def test_tallies_are_chosen(run, filled, options, any_found):
    found = records(run("tallies", "--ledger", filled, "--json", *options))
    assert bool(found) == any_found


def test_show_prints_the_whole_argument(run, filled):
    (first, *_) = records(run("tallies", "--ledger", filled, "--json"))
    result = run("show", first["id"][:6], "--ledger", filled)
    assert result.exit_code == 0
    for said in (first["answer"], "HUR (UA)", "“300 soldiers”", "The Gazette", "Bounds:", "moved:"):
        assert said in result.stdout
    (same,) = records(run("show", first["id"], "--ledger", filled, "--json"))
    assert same == first


def test_claims_are_listed_and_chosen(run, filled):
    assert len(records(run("claims", "--ledger", filled, "--json"))) == 3
    assert len(records(run("claims", "--ledger", filled, "--json", "--report", "gazette.txt"))) == 1
    with Ledger(str(filled)) as ledger:
        report = ledger.reports()[1].id
    assert len(records(run("claims", "--ledger", filled, "--json", "--report", report[:8]))) == 1
    assert records(run("claims", "--ledger", filled, "--json", "--measure", "missing")) == []
    table = run("claims", "--ledger", filled).stdout
    assert "30 soldiers" in table
    assert "HUR" in table
    assert run("claims", "--ledger", filled, "--measure", "missing").stdout == "No claims.\n"


def test_explain_shows_sentence_fields_and_tree(run, filled):
    (claim, *_) = records(run("claims", "--ledger", filled, "--json"))
    result = run("explain", claim["id"][:7], "--ledger", filled)
    assert result.exit_code == 0
    assert "HUR said 30 soldiers died." in result.stdout
    assert "“30”  [digits]" in result.stdout
    assert "nummod" in result.stdout
    (told,) = records(run("explain", claim["id"], "--ledger", filled, "--json"))
    assert told["parts"][0]["rule"] == "digits"
    assert "soldiers" in told["tree"]


def test_changes_of_a_ledger_that_was_never_answered(run, filled):
    assert run("changes", "--ledger", filled).stdout == "No changes.\n"
    assert records(run("changes", "--ledger", filled, "--json")) == []


def test_the_ledger_can_come_from_the_environment(run, filled):
    assert len(records(run("claims", "--json", env={"TALLYBOOK_LEDGER": str(filled)}))) == 3
    assert len(records(run("claims", "--json", "--ledger", f"sqlite:///{filled}"))) == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["tallies", "--as-of", "2024-13-45"], "--as-of: '2024-13-45' is not a date; write it as"),
        (["tallies", "--policy", "hope"], "no policy is called 'hope'; known: acled"),
        (["changes", "--since", "yesterday"], "--since: 'yesterday' is not a date"),
        (["show", "zzz"], "no tally has an id that begins with 'zzz'; see `tallybook tallies`"),
        (["explain", "zzz"], "no claim has an id that begins with 'zzz'"),
        (["claims", "--report", "zzz"], "no report has an id that begins with 'zzz'"),
    ],
)
def test_a_wrong_call_names_the_thing_and_the_remedy(run, filled, arguments, message):
    result = run(*arguments, "--ledger", filled)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"tallybook: {message}")
    assert result.stdout == ""


@pytest.mark.parametrize("command", ["tallies", "claims", "changes"])
def test_a_ledger_that_is_not_there(run, tmp_path, command):
    result = run(command, "--ledger", tmp_path / "none.db")
    assert result.exit_code == 2
    assert "there is no ledger here" in result.stderr
    assert list(tmp_path.iterdir()) == []
