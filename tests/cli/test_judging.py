"""link, links, unlink: a person's verdicts beside the rules'."""

import json

import pytest

from tallybook.store import Ledger


def records(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def claims(run, filled):
    """The ids of the three claims: two of 30, one of 300."""
    return [one["id"] for one in records(run("claims", "--ledger", filled, "--json"))]


def statements(run, filled):
    found = records(run("tallies", "--ledger", filled, "--json"))
    return {carrier: one["id"] for each in found for one in each["statements"]
            for carrier in one["carriers"]}  # fmt: skip


def judge(run, filled, *said):
    return run("link", *said, "--reason", "two weeks apart", "--ledger", filled)


def test_a_person_overrules_the_rules_and_takes_it_back(run, filled, claims):
    first, second, _ = claims
    joined = statements(run, filled)
    assert joined[first] == joined[second]
    result = judge(run, filled, first[:8], second[:8], "different", "--by", "Ana")
    assert result.exit_code == 0, result.stderr
    assert "different (1.00), link" in result.stdout
    assert "by Ana" in result.stdout
    assert "because: two weeks apart" in result.stdout
    apart = statements(run, filled)
    assert apart[first] != apart[second]

    (mine,) = records(run("links", "--only", "different", "--ledger", filled, "--json"))
    assert (mine["made_by"], mine["by_rule"], mine["score"]) == ("Ana", False, 1)
    taken = run("unlink", mine["id"][:8], "--reason", "a slip", "--ledger", filled)
    assert taken.exit_code == 0, taken.stderr
    assert "the rules decide again" in taken.stdout
    assert statements(run, filled) == joined


def test_claims_of_two_figures_are_joined(run, filled, claims):
    first, _, third = claims
    judge(run, filled, first, third, "same")
    held = statements(run, filled)
    assert held[first] == held[third]


def test_a_newer_verdict_takes_the_place_of_the_older_and_both_are_kept(run, filled, claims):
    first, second, _ = claims
    judge(run, filled, first, second, "different", "--by", "Ana")
    result = judge(run, filled, second, first, "same", "--by", "Ben")
    assert "It takes the place of link" in result.stdout
    judge(run, filled, first, second, "different", "--by", "Ana")
    with Ledger(str(filled)) as ledger:
        (standing,) = ledger.links()
    assert (standing.verdict, standing.made_by) == ("different", "Ana")


def test_what_was_said_already_changes_nothing(run, filled, claims):
    judge(run, filled, claims[0], claims[1], "different")
    again = judge(run, filled, claims[0], claims[1], "different")
    assert "nothing changed" in again.stdout
    with Ledger(str(filled)) as ledger:
        assert len(ledger.links()) == 1


def test_links_of_one_claim_with_their_reasons(run, filled, claims):
    result = run("links", claims[0][:8], "--ledger", filled)
    assert result.exit_code == 0, result.stderr
    assert "same (" in result.stdout
    assert "by the rules" in result.stdout
    assert "both are credited to HUR" in result.stdout
    assert "1 link in all." in result.stdout
    assert records(run("links", claims[2], "--ledger", filled, "--json")) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("link", "A", "A", "same", "--reason", "x"), "are one claim; name two"),
        (("link", "A", "B", "alike", "--reason", "x"), "known: same, different, unsure"),
        (("link", "A", "B", "same", "--reason", "  "), "--reason is empty"),
        (("link", "A", "B", "same", "--reason", "x", "--by", " "), "names nobody"),
        (("link", "A", "zz", "same", "--reason", "x"), "zz"),
        (("links", "zz"), "zz"),
        (("links", "--only", "alike"), "known: same, different, unsure"),
        (("unlink", "zz", "--reason", "x"), "no standing link by a person"),
        (("unlink", "RULE", "--reason", "x"), "the rules gave the link"),
        (("unlink", "RULE", "--reason", " "), "--reason is empty"),
    ],
)
def test_a_wrong_call_names_the_thing_and_writes_nothing(run, filled, claims, arguments, message):
    (rule,) = records(run("links", claims[0], "--ledger", filled, "--json"))
    names = {"A": claims[0], "B": claims[1], "RULE": rule["id"]}
    result = run(*(names.get(each, each) for each in arguments), "--ledger", filled)
    assert result.exit_code == 2
    assert message in result.stderr
    with Ledger(str(filled)) as ledger:
        assert ledger.links() == []
