"""A page that changes, through the command line, with the real steps."""

import json

import pytest

URL = "https://news.example/port-fire"
OLD = """Fire in the port of Odesa

Published 16 December 2024

A fire in the port of Odesa killed 45 people on Sunday, the emergency service said. \
Another 12 people were wounded.

"We are still searching," said Olena Marchuk, who leads the service.
"""
NEW = OLD.replace("killed 45 people", "killed 54 people")


@pytest.fixture
def add(run, tmp_path):
    """Adds a text from one file under the page's url."""

    def added(text, *options, url=URL, name="page.txt"):
        (tmp_path / name).write_text(text, "utf-8")
        ledger = ("--ledger", tmp_path / "t.db")
        return run("add", tmp_path / name, "--url", url, *ledger, *options)

    return added


@pytest.fixture
def ask(run, tmp_path):
    """Runs a command over the ledger."""
    return lambda *arguments: run(*arguments, "--ledger", tmp_path / "t.db")


def records(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def killed(result):
    return [each["low"] for each in records(result) if each["measure"] == "killed"]


def test_an_edited_page_moves_the_tally_and_says_so(add, ask):
    assert "2 claims, added" in add(OLD).stdout
    assert "already there: nothing changed" in add(OLD).stdout
    assert killed(ask("tallies", "--json")) == [45]
    added = add(NEW, url="http://news.example/port-fire/?utm_source=feed")
    assert added.exit_code == 0
    assert "a new version of a page that the ledger has: 1 changed number, silently" in added.stdout
    assert killed(ask("tallies", "--json")) == [54]
    assert killed(ask("tallies", "--json", "--as-of", "2024-12-20")) == [45]
    assert "rises from 45 to 54" in ask("changes").stdout
    told = ask("versions", URL).stdout
    for said in (
        f"{URL}: 2 versions",
        "version 1, from 16 December 2024 on",
        "no longer counts",
        "changed: people killed: 45 → 54  silent: neither a newer date nor a note says so",
        "~ A fire in the port of Odesa killed [-45-]{+54+} people on Sunday",
    ):
        assert said in told
    assert "still searching" not in told


def test_versions_as_json_lines(add, ask):
    add(OLD)
    (result,) = records(add(NEW + "\nThree firefighters are missing.\n", "--json"))
    assert result["added"] == "changed"
    assert (result["change"]["came"], result["change"]["changed"]) == (1, 1)
    first, second = records(ask("versions", URL, "--json"))
    assert (first["version"], first["change"], first["counts"]) == (1, None, False)
    assert second["since"] > first["since"] == "2024-12-16"
    change = second["change"]
    assert change["silent"] is True
    (number,) = change["numbers"]
    assert (number["old"]["quantity"]["low"], number["new"]["quantity"]["low"]) == (45, 54)
    assert [each["measure"] for each in change["claims_that_came"]] == ["missing"]
    assert change["claims_that_went"] == []
    assert change["difference"][0]["old"].startswith("A fire in the port of Odesa killed 45")
    assert len(second["snapshot"]) == 64
    assert records(ask("versions", second["report"][:9], "--json")) == [first, second]


def test_a_stated_change_is_not_silent(add, ask):
    add(OLD)
    dated = NEW.replace("2024\n", "2024\nUpdated 18 December 2024\n", 1)
    assert "silently" not in add(dated).stdout
    assert "from 18 December 2024 on" in ask("versions", URL).stdout


def test_an_older_version_that_comes_late_is_history(add, ask):
    add(NEW, "--published", "2024-12-18")
    result = add(OLD, "--published", "2024-12-16")
    assert "an earlier version of a page that the ledger has: kept, the newer one counts" in (
        result.stdout
    )
    assert killed(ask("tallies", "--json")) == [54]
    first, second = records(ask("versions", URL, "--json"))
    assert (first["counts"], second["counts"]) == (False, True)


def test_one_url_is_not_for_several_pages(add, ask, tmp_path):
    (tmp_path / "a.txt").write_text(OLD, "utf-8")
    (tmp_path / "b.txt").write_text(NEW, "utf-8")
    result = ask("add", tmp_path / "a.txt", tmp_path / "b.txt", "--url", URL)
    assert result.exit_code == 1
    assert f"{URL}: --url names one page; 2 were found, and none was added" in result.stderr
    assert not (tmp_path / "t.db").exists()


def test_explain_says_where_a_claim_stands_in_the_page_as_fetched(add, ask, tmp_path):
    add(OLD)
    claim = records(ask("claims", "--json"))[0]
    (told,) = records(ask("explain", claim["id"], "--json"))
    snapshot = told["snapshot"]
    raw = (tmp_path / "page.txt").read_bytes().decode("utf-8")
    assert raw[snapshot["start"] : snapshot["end"]] == claim["text"]
    said = f"characters {snapshot['start']:,}–{snapshot['end']:,} of the page as fetched, snapshot "
    assert said + snapshot["digest"][:8] in ask("explain", claim["id"]).stdout


def test_a_url_that_the_ledger_does_not_have(add, ask):
    add(OLD)
    result = ask("versions", "https://news.example/another")
    assert result.exit_code == 2
    assert "the ledger has no page from there; `tallybook add" in result.stderr
    assert "no report has an id that begins with 'zz'" in ask("versions", "zz").stderr


def test_a_snapshot_that_cannot_be_kept_costs_nothing_else(add, ask, tmp_path, monkeypatch):
    add(OLD)
    (tmp_path / "elsewhere").write_text("in the way", "utf-8")
    monkeypatch.setenv("TALLYBOOK_SNAPSHOTS", str(tmp_path / "elsewhere"))
    result = add(NEW)
    assert result.exit_code == 2
    assert "elsewhere: the bytes of a page cannot be kept here" in result.stderr
    assert killed(ask("tallies", "--json")) == [45]
    assert "1 version" in ask("versions", URL).stdout
