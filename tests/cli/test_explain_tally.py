"""explain TALLY: the whole argument in plain sentences, and the same as data."""

from __future__ import annotations

import json

import pytest

from tallybook.store import Ledger

HEADINGS = (
    "What was said, by 1 independent origin:",
    "What bounds it:",
    "What contradicts what:",
    "How each source’s own figure moved:",
    "How the answer moved:",
    "Who is silent:",
    "How it was counted:",
    "What would change it:",
)


@pytest.fixture
def tally(run, filled):
    first, *_ = run("tallies", "--ledger", filled, "--json").stdout.splitlines()
    return json.loads(first)


def test_the_whole_argument_is_printed(run, filled, tally):
    result = run("explain", tally["id"][:6], "--ledger", filled)
    assert result.exit_code == 0, result.stderr
    at = [result.stdout.index(heading) for heading in HEADINGS]
    assert at == sorted(at)
    for said in ("“300 soldiers”", "The Gazette, 18 December 2024", "by the rule “same question”"):
        assert said in result.stdout
    assert "HUR (Ukraine) said “30” on 16 December 2024 and says “300”" in flat(result.stdout)
    assert "Policy bounds." in result.stdout
    assert "convention default" in result.stdout


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_same_as_data_holds_what_show_gives(run, filled, tally):
    (told,) = run("explain", tally["id"], "--ledger", filled, "--json").stdout.splitlines()
    record = json.loads(told)
    argument = record.pop("argument")
    assert record == tally
    assert argument["answer"] == tally["answer"]
    assert len(argument["said"]) == len(tally["statements"])
    assert len(argument["bounds"]) == len(tally["bounds"])
    assert argument["silent"] == ["North Korea", "Russia"]
    assert argument["would_change"]


def test_quotations_are_to_the_character(run, filled, tally):
    (told,) = run("explain", tally["id"], "--ledger", filled, "--json").stdout.splitlines()
    quotations = [
        quoted
        for part in ("said", "bounds", "history")
        for each in json.loads(told)["argument"][part]
        for quoted in each["quotations"]
    ]
    assert quotations
    with Ledger(str(filled)) as ledger:
        for quoted in quotations:
            text = ledger.report(quoted["report"]).text
            assert text[quoted["start"] : quoted["end"]] == quoted["words"]
            assert quoted["words"] in quoted["sentence"]


@pytest.mark.parametrize("policy", ["ucdp", "acled", "airwars", "majority", "latest"])
def test_a_policy_is_explained_by_its_source(run, filled, tally, policy):
    result = run("explain", tally["id"], "--ledger", filled, "--policy", policy)
    assert f"Policy {policy}." in result.stdout
    assert "Source:" in result.stdout


def test_as_of_a_day(run, filled, tally):
    result = run("explain", tally["id"], "--ledger", filled, "--as-of", "2024-12-16")
    assert "“30 soldiers”" in result.stdout
    assert "“300 soldiers”" not in result.stdout


def test_what_is_neither_claim_nor_tally_is_named(run, filled):
    result = run("explain", "zzz", "--ledger", filled)
    assert result.exit_code == 2
    assert "no claim has an id that begins with 'zzz'" in result.stderr
    assert "no tally has such an id" in result.stderr
