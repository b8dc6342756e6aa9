"""The command as a process: exit codes, streams, bad input, and no traceback ever."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import tallybook

COMMAND = Path(sys.executable).parent / "tallybook"
REPORT = (
    "Kyiv said on Monday that at least 30 North Korean soldiers were killed or wounded in Kursk."
)


@pytest.fixture
def call(tmp_path):
    """Runs the command in an empty folder."""

    def run(*arguments, stdin=None, **environment):
        told = {**os.environ, "TALLYBOOK_LEDGER": "", **environment}
        if not told["TALLYBOOK_LEDGER"]:
            del told["TALLYBOOK_LEDGER"]
        done = subprocess.run(
            [COMMAND, *map(str, arguments)],
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            text=True,
            env=told,
            timeout=120,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return done

    return run


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    return path


def test_version(call):
    assert call("--version").stdout == f"tallybook {tallybook.__version__}\n"


def test_no_command_and_a_wrong_one(call):
    assert call().returncode == 2
    wrong = call("frobnicate")
    assert wrong.returncode == 2
    assert "frobnicate" in wrong.stderr
    assert call("extract").returncode == 2
    assert call("extract", "--jobs", "0", "x").returncode == 2


def test_extract_prints_claims_with_exact_spans(call, report):
    done = call("extract", report, "--published", "2024-12-17", "--publisher", "The Gazette")
    assert done.returncode == 0, done.stderr
    (claim,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert REPORT[claim["start"] : claim["end"]] == claim["text"]
    assert claim["quantity"]["low"] == 30
    assert claim["publisher"] == "The Gazette"
    assert claim["path"] == str(report)
    assert done.stderr == ""


def test_extract_from_a_pipe(call):
    done = call("extract", "-", stdin=REPORT)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_a_bad_date_is_named_before_anything_is_done(call, report):
    for command in ("extract", "add", "read"):
        done = call(command, report, "--published", "2024-13-45")
        assert done.returncode == 2
        assert done.stderr == (
            "tallybook: --published: '2024-13-45' is not a date; write it as YYYY-MM-DD\n"
        )
    assert not (report.parent / "tallybook.db").exists()


@pytest.mark.parametrize("words", ["20241218", "2024-W51-3", "18.12.2024", "", "2023-02-29"])
def test_other_writings_of_a_date_are_none(call, report, words):
    assert call("read", report, "--published", words).returncode == 2


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(call, report, tmp_path):
    (tmp_path / "empty.txt").touch()
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    (tmp_path / "folder").mkdir()
    wheres = ["gone.txt", "empty.txt", "picture.png", "folder", report]
    done = call("add", *wheres, "--json")
    assert done.returncode == 1
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [bool(each["problems"]) for each in told] == [True, True, True, True, False]
    assert told[-1]["added"] == "new"
    assert [line.split(": ")[1] for line in done.stderr.splitlines()] == wheres[:4]
    assert all(problem["remedy"] for each in told for problem in each["problems"])
    again = call("claims", "--json")
    assert len(again.stdout.splitlines()) == 1


def test_adding_twice_changes_nothing(call, report):
    first, second = call("add", report), call("add", report)
    assert (first.returncode, second.returncode) == (0, 0)
    assert "1 claim, added" in first.stdout
    assert "already there: nothing changed" in second.stdout
    corrected = call("add", report, "--published", "2024-12-17")
    assert "this reading counts now" in corrected.stdout
    claims = [json.loads(line) for line in call("claims", "--json").stdout.splitlines()]
    assert [claim["published"] for claim in claims] == ["2024-12-17"]
    assert call("tallies").returncode == 0
    assert "North Korean" in call("changes").stdout


def test_an_extractor_that_is_not_there(call, report):
    done = call("extract", report, "--extractor", "oracle")
    assert done.returncode == 2
    assert done.stderr.startswith(
        "tallybook: no extractor is called 'oracle'; known: both, embedded, llm"
    )


def test_a_measure_of_ones_own_that_is_wrong(call, report, tmp_path):
    (tmp_path / "own.toml").write_text(
        'name = "lost"\ntitle = "Lost"\naccrual = "events"\nparents = ["vanished"]\n'
    )
    for command in ("extract", "add"):
        done = call(command, report, "--measures", "own.toml")
        assert done.returncode == 2
        assert "own.toml" in done.stderr
        assert "vanished" in done.stderr
    assert not (tmp_path / "tallybook.db").exists()


def test_a_convention_that_is_not_there(call, report):
    for command in ("extract", "add"):
        done = call(command, report, "--convention", "astrology")
        assert done.returncode == 2
        assert "astrology" in done.stderr
    assert not (report.parent / "tallybook.db").exists()


def test_a_ledger_that_is_another_programs_file_is_left_alone(call, report, tmp_path):
    path = tmp_path / "bookmarks.sqlite"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE bookmarks (url)")
    raw.close()
    before = path.read_bytes()
    for command in (["add", report], ["tallies"], ["claims"], ["show", "x"], ["explain", "x"]):
        done = call(*command, "--ledger", path)
        assert done.returncode == 2
        assert "another program's SQLite database; name another with --ledger" in done.stderr
    assert path.read_bytes() == before


def test_a_reader_that_goes_away_is_no_error(tmp_path):
    (tmp_path / "many.txt").write_text("\n\n".join([REPORT] * 200))
    script = f"{COMMAND} extract many.txt | head -n 1"
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


def test_doctor_finds_all_that_is_needed(call):
    done = call("doctor", "--json")
    checks = {check["name"]: check for check in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 0
    assert [checks[name]["ok"] for name in ("Python", "parser", "gazetteer")] == [True] * 3
    assert checks["ledger"]["ok"] is None


def test_doctor_names_a_ledger_that_is_none(call, tmp_path):
    (tmp_path / "letter.db").write_text("Dear sir,")
    done = call("doctor", "--ledger", "letter.db")
    assert done.returncode == 1
    assert "WRONG" in done.stdout
    assert "letter.db: is no ledger but another program's file" in done.stdout


@pytest.mark.parametrize(
    ("command", "keys"),
    [
        ("quantities", ["text", "start", "end", "low", "high", "form", "unit"]),
        ("attributions", ["source", "cue", "content"]),
        ("places", ["text", "start", "end", "lat", "lon", "country", "precision"]),
    ],
)
def test_the_parts_alone(call, report, command, keys):
    done = call(command, report)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert found
    for record in found:
        assert set(keys) <= set(record)
        assert record["path"] == str(report)
    assert call(command, "gone.txt").returncode == 1


def test_read_prints_blocks_that_cover_the_text(call, report):
    (record,) = map(json.loads, call("read", report).stdout.splitlines())
    ends = [0, *(block["end"] for block in record["blocks"])]
    assert [block["start"] for block in record["blocks"]] == ends[:-1]
    assert ends[-1] == len(record["text"])


def test_commands_import_only_what_they_need(call, report):
    for command, unwanted in (
        (["extract", report], ["sqlalchemy", "rich"]),
        (["read", report], ["sqlalchemy", "rich", "onnxruntime"]),
        (["claims", "--json", "--ledger", "none.db"], ["onnxruntime", "rich"]),
    ):
        done = subprocess.run(
            [sys.executable, "-X", "importtime", COMMAND, *command],
            cwd=report.parent,
            capture_output=True,
            text=True,
            check=False,
        )
        imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
        assert not imported & set(unwanted), command
