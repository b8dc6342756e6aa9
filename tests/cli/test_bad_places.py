"""Places, names and snapshots that are not as they should be: told once, and the rest goes on."""

import json
import os
import shutil

import pytest

from tallybook.cli.output import shown

NEWS = "A fire in the port of Odesa killed 45 people on 15 December 2024, police said.\n"


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TALLYBOOK_LEDGER", raising=False)
    (tmp_path / "good.txt").write_text(NEWS)
    return tmp_path


def test_a_mixed_call(here, run):
    (here / "bad.pdf").write_bytes(b"%PDF-1.4 nothing")
    (here / "feed.xml").write_text(
        "<rss version='2.0'><channel><title>t</title><item><title>a</title>"
        f"<description>{NEWS}</description></item></channel></rss>"
    )
    wheres = ("good.txt", "bad.pdf", "missing.txt", "https://127.0.0.1:9/", "feed.xml", "*.csv")
    done = run("add", *wheres, "--json")
    assert done.exit_code == 1
    told = [json.loads(row) for row in done.stdout.splitlines()]
    assert [(each["where"], each["added"]) for each in told] == [
        ("good.txt", "new"),
        ("bad.pdf", None),
        ("missing.txt", None),
        ("https://127.0.0.1:9/", None),
        ("feed.xml", "new"),
        ("*.csv", None),
    ]
    assert len(done.stderr.splitlines()) == 4


@pytest.mark.parametrize("name", ["with space.txt", "Київ 日本.txt", "a\nb.txt", "\x1b[2Ja.txt"])
def test_a_name_stays_on_its_line_and_moves_no_cursor(here, run, name):
    folder = here / "folder"
    folder.mkdir()
    (folder / name).write_text(NEWS)
    (folder / f"z{name}").write_bytes(b"a\x00b")
    done = run("add", "folder")
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 3
    assert done.stdout.startswith(f"folder/{shown(name)}: 1 claim, added\n")
    assert len(done.stderr.splitlines()) == 1
    assert "\x1b" not in done.stdout + done.stderr


def test_links_that_lead_nowhere(here, run):
    (here / "nowhere.txt").symlink_to("missing")
    (here / "circle.txt").symlink_to("circle.txt")
    (here / "loop").symlink_to(".")
    done = run("extract", ".", "nowhere.txt")
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 1
    assert [row.partition(": ")[2].partition(":")[0] for row in done.stderr.splitlines()] == [
        "circle.txt",
        "nowhere.txt",
        "nowhere.txt",
    ]
    assert done.stderr.count("is a link that leads nowhere") == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_named_pipe_in_a_folder_is_not_waited_for(here, run):
    os.mkfifo(here / "pipe.txt")
    done = run("extract", ".")
    assert done.exit_code == 1
    assert "pipe.txt: is neither a file nor a folder" in done.stderr


@pytest.mark.parametrize("how", ["damaged", "gone"])
def test_lost_snapshots_are_told_and_nothing_else_breaks(here, run, how):
    url = "https://news.example/fire"
    run("add", "good.txt", "--url", url)
    (here / "good.txt").write_text(NEWS.replace("45", "54"))
    run("add", "good.txt", "--url", url)
    folder = here / "tallybook.db.snapshots"
    if how == "gone":
        shutil.rmtree(folder)
    else:
        for file in folder.rglob("*.gz"):
            file.write_bytes(b"other")
    told = run("versions", url)
    assert told.exit_code == 0
    assert "45 → 54" in told.stdout
    assert len(told.stderr.splitlines()) == (1 if how == "gone" else 2)
    assert "TALLYBOOK_SNAPSHOTS" in told.stderr
    records = [json.loads(row) for row in run("versions", url, "--json").stdout.splitlines()]
    assert all("TALLYBOOK_SNAPSHOTS" in each["lost"] for each in records)
    claim = json.loads(run("claims", "--json").stdout.splitlines()[0])["id"]
    assert "that page cannot be shown: tallybook.db.snapshots" in run("explain", claim).stdout
    (here / "good.txt").write_text(NEWS.replace("45", "60"))
    assert "a new version" in run("add", "good.txt", "--url", url).stdout


FULL = """<html><head><title>Fire in the port of Odesa</title></head><body><article>
<h1>Fire in the port of Odesa</h1><p>A fire in the port of Odesa killed 54 people, police said.</p>
{rest}</article></body></html>"""
REST = "<p>Another 12 people were wounded, a doctor said.</p>"
WALL = "<div><p>Subscribe now to continue reading this article. Already a subscriber?</p></div>"


def test_a_page_behind_a_paywall_does_not_take_its_claims_back(here, run):
    url = "https://news.example/port"
    page = here / "page.html"
    added = []
    for rest in (REST, WALL, REST, ""):
        page.write_text(FULL.format(rest=rest))
        added.append(run("add", "page.html", "--url", url).stdout.splitlines()[0])
    assert "only a part of a page that the ledger has" in added[1]
    assert "already there" in added[2]
    assert "a new version of a page that the ledger has: +0 claims, −1" in added[3]
