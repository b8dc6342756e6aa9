"""The demo: bundled reports into a fresh ledger, tallies on screen, grouped by story."""

import json

import pytest


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return tmp_path_factory.mktemp("demo") / "demo.db"


def test_the_demo_ends_with_tallies_by_story_and_keeps_what_it_is_told(run, kept):
    shown = run("demo", "--ledger", kept)
    assert shown.exit_code == 0, shown.stderr
    for title in ("KURSK", "EARTHQUAKE", "FERRY", "STRIKE"):
        assert title in shown.stdout
    assert f"reports read into {kept}" in shown.stdout
    assert "North Korean soldiers" in shown.stdout
    listed = run("tallies", "--ledger", kept, "--json")
    assert len(listed.stdout.splitlines()) > 4
    again = run("demo", "--ledger", kept)
    assert again.exit_code == 2
    assert "is there already" in again.stderr


def test_the_demo_for_programs_leaves_nothing_behind(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run("demo", "--json")
    stories = {json.loads(line)["story"] for line in done.stdout.splitlines()}
    assert len(stories) == 4
    assert list(tmp_path.iterdir()) == []
